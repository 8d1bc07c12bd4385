"""Several hundred questions, and every line that the desk answers with said in each language of the interface."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.catalogue.answers import answer_catalogue
from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.coverage import Coverage
from assistant.evidence.gate import reason_for
from assistant.evidence.sentences import Scored
from assistant.messages.message import Message, Part, Value, message, messages_in, say
from assistant.question import (
    AnswerKind,
    CatalogueQuestion,
    CatalogueRequest,
    Conditions,
    FoundCondition,
    Query,
    ValueCount,
)
from assistant.reply.compose import quoted, set_aside
from assistant.reply.refusals import none_chosen
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.conversation.history import display_numbers
from ui.conversation.turn import turn_html
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.words.strings import LANGUAGES

DATA = Path(__file__).resolve().parents[1] / "data"
OTHERS = [language for language in LANGUAGES if language != "en"]

RECORDS = (
    Publication(
        id="maps",
        title="Maps of the River",
        abstract="Rivers are drawn. The Long River Board (LRB) paid for it.",
        authors=("Ann Aster", "Board of Rivers and Lakes"),
        year=2001,
        countries=("Peru", "Côte d'Ivoire"),
        regions=("South America",),
        categories=("Maps",),
    ),
    Publication(
        id="birds",
        title="Birds at the Lake",
        abstract="Herons nest in spring.",
        authors=("Ann Aster",),
        year=2001,
        countries=("Peru", "Chile"),
        publisher="The Lake Press",
        categories=("Nature",),
    ),
    Publication(
        id="dams",
        title="Dams and Fish",
        abstract="Fish climb ladders.",
        authors=("Bo Berg",),
        year=2002,
        countries=("Chile", "Cote d’Ivoire"),
        categories=("Nature",),
    ),
    Publication(
        id="wells", title="Wells", abstract="Water rises.", countries=("Lebanon",), year=2004, categories=("Water",)
    ),
    Publication(id="notes", title="Loose Notes", abstract="Nothing more.", categories=("Nature",)),
)

CONDITIONS = (
    "about Peru",
    "about Peru or Chile",
    "about Kenya",
    "about South America",
    "not about Peru",
    "by Ann Aster",
    "by Ann Aster or Bo Berg",
    "by Carl Crane",
    "not by Ann Aster",
    "from 2001",
    "from 2001 or 2004",
    "from 2001 to 2003",
    "from 1999",
    "not from 2001",
    "from 2001 to 2004 but not from 2002",
    "without an author",
    "with an author",
    "without a category",
    "with two authors",
    "with three authors",
    "with more than one country",
    "with at most one country",
    "by Ann Aster from 2001 about Chile",
    "about Peru not by Bo Berg",
    "about Lebanon by Bo Berg",
    "in South America",
)
ASKED = (
    "Which publications are there {}?",
    "How many publications are there {}?",
    "List the publications {} by title",
    "List the publications {}, the newest first",
    "What is the most recent publication {}?",
    "What are the two oldest publications {}?",
    "Which countries do the publications {} name?",
    "Which authors wrote publications {}?",
)
ALONE = (
    "List all publications",
    "List all publications, the oldest first",
    "How many publications are there in all?",
    "What is the most recent publication?",
    "Which countries are there?",
    "Which publishers are there?",
    "Which authors have more than one publication?",
    "Which regions are named more than once?",
    "Which languages are there?",
    "Who wrote Maps of the River?",
    "Who wrote Loose Notes?",
    "Who wrote it?",
    "When was Wells published?",
    "When was Loose Notes published?",
    "Which countries is Birds at the Lake about?",
    "Who published Birds at the Lake?",
    "Who published Wells?",
    "Where can I download Wells?",
    "Show me the abstract of Dams and Fish",
    "Show me the abstracts of Dams and Fish and Wells",
    "Did Ann Aster and Board of Rivers and Lakes write a publication together?",
    "Which publications are about both Peru and Chile?",
    "Which publications do not name more than one country?",
    "Which publications do not name two authors?",
    "all publications apart from Wells",
    "What does LRB stand for?",
    "Who wrote the guide to moons?",
    "Who wrote Wells? When was Wells published?",
    "Who wrote Wells? What are the penalties in Brazil?",
    "What of moons in Brazil? Who wrote it?",
    "What do herons do?",
    "What do fish climb?",
    "What do herons from 2004 do?",
    "How many herons nest at the lake?",
    "What of tides and moons?",
    "Hello",
    "Thanks",
    "What can I ask?",
    "Write me a poem",
    "I am being held and they took my passport",
    "?!",
    "x" * 4001,
    "Quelles sont les raisons de la traite des êtres humains ?",
    "¿Cuáles son las causas de la trata de personas?",
    "ما هي أسباب الاتجار بالبشر في أوروبا؟",
    "Каковы причины торговли людьми в Европе?",
    "Was sind die Ursachen des Menschenhandels in Europa?",
)
FIRST = ("Which publications are about Peru?", "Who wrote Wells?", "List all publications")
AFTER = (
    "Which of them is the most recent?",
    "Which of them are the two oldest?",
    "How many of them are about Chile?",
    "Which of them are by Ann Aster?",
    "How many are they?",
    "List them",
    "Which of them are about Kenya?",
    "Which countries are they about?",
    "Which other publications are from 2001?",
    "How many other publications are there?",
    "Which others are there?",
    "And from 2002?",
)
FIELDS = ("countries", "regions", "authors", "years", "categories", "publisher", "language", "url", "doi")
COUNTS = ((0, 0), (1, None), (2, None), (3, None), (1, 1), (2, 2), (0, 1), (0, 3))
IN_AREA = FoundCondition("countries", "Peru", "South America", area="South America")
MADE = (
    Conditions(),
    *(
        Conditions(counts=(ValueCount(field, least, most, excluded),))
        for field, (least, most), excluded in product(FIELDS, COUNTS, (False, True))
    ),
    Conditions(filters=Filters(countries=("Peru",)), found=(IN_AREA,)),
    Conditions(filters=Filters(years=(2001, 2001))),
    Conditions(filters=Filters(years=(2001, 2001)), counts=(ValueCount("regions", 0, 0),)),
    Conditions(without=(Filters(years=(2001, 2001)), Filters(authors=("Bo Berg",)), Filters(countries=("Peru",)))),
    Conditions(without=(Filters(years=(2001, 2001), authors=("Ann Aster",)),), filters=Filters(countries=("Chile",))),
    Conditions(together=Filters(countries=("Peru", "Chile"), authors=("Ann Aster", "Bo Berg"))),
    Conditions(filters=Filters(authors=("Ann Aster", "Bo Berg")), together=Filters(authors=("Ann Aster", "Bo Berg"))),
    Conditions(chosen=Filters(years=(2001, 2002))),
    Conditions(chosen=Filters(countries=("Lebanon",)), filters=Filters(countries=("Peru",))),
    Conditions(chosen=Filters(authors=("Ann Aster",), years=(2004, 2004))),
)
REQUESTS = (
    *(CatalogueRequest(asked) for asked in ("list", "count", "latest", "oldest", "authors", "year", "record")),
    *(CatalogueRequest("list", order=order) for order in ("latest", "oldest", "title")),
    *(CatalogueRequest(asked, subject=subject) for asked, subject in product(("latest", "year"), ("Wells", "Moons"))),
    *(CatalogueRequest(asked, field) for asked, field in product(("values", "field"), FIELDS)),
    *(CatalogueRequest("values", field, least=2) for field in FIELDS),
)
ALL = tuple(record.id for record in RECORDS)
AMONG = (((), ()), (ALL[:3], ()), (("notes",), ()), ((), ALL[:1]), ((), ALL[:4]), ((), ALL), (ALL[:2], ALL[:2]))
CHOSEN = (
    Filters(years=(2001, 2002)),
    Filters(countries=("Lebanon",)),
    Filters(authors=("Ann Aster",), years=(2004, 2004)),
)
UNDER_CHOSEN = (
    "What do herons do?",
    "What do fish climb?",
    "What rises?",
    "What of moons?",
    "Which publications are about Peru?",
    "How many publications are there?",
    "Which publications are by Bo Berg?",
    "Which countries are there?",
    "What is the most recent publication?",
)


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a collection in which every kind of line has something to say."""
    opened = open_desk(Settings(data=tmp_path_factory.mktemp("rivers"), model=""), own_collection=True)
    opened.store.put(RECORDS)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def composed(rivers: Desk) -> list[Message]:
    """What is said of every kind of condition beside every kind of request, whatever wording leads there."""
    records = Records(rivers.store, vocabulary_of(rivers.store))
    questions = [
        CatalogueQuestion("?", request, conditions, about, left_out)
        for request, conditions, (about, left_out) in product(REQUESTS, MADE, AMONG)
    ]
    found = [said for question in questions for said in _messages(answer_catalogue(question, records))]
    quote = quoted("?", [(RECORDS[0], "abstract", 0, 17)], 5)
    found += _messages(quoted("?", [(RECORDS[0], "abstract", 0, 17)], 1))
    for made in MADE:
        if made.filters or made.together or made.counts:
            found += _messages(set_aside(quote, made))
        found += [
            none_chosen(made, message("texts.nothing"), others, records)
            for others in ((), RECORDS[:1], RECORDS[:2])
            if made.chosen
        ]
    return found


@pytest.fixture(scope="module")
def said(answers: list[Answer], composed: list[Message]) -> list[Message]:
    """Everything that is said, each once."""
    found = [*(line for answer in answers for line in _messages(answer)), *composed]
    return list({repr(line): line for line in found}.values())


@pytest.fixture(scope="module")
def answers(desk: Desk, rivers: Desk, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    found = [_asked(rivers.assistant, (question,)) for question in ALONE]
    found += [_asked(rivers.assistant, (asked.format(what),)) for asked, what in product(ASKED, CONDITIONS)]
    found += [_asked(rivers.assistant, conversation) for conversation in product(FIRST, AFTER)]
    found += [_asked(rivers.assistant, (asked,), chosen) for asked, chosen in product(UNDER_CHOSEN, CHOSEN)]
    for line in (DATA / "referral_mechanisms_questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.append(_asked(desk.assistant, (*row.get("history", ()), row["question"])))
    with Store.open(tmp_path_factory.mktemp("empty") / "collection.sqlite") as empty:
        found.append(_asked(Assistant(empty, rivers.warm), ("What is there?",)))
    return found


def _asked(assistant: Assistant, conversation: tuple[str, ...], filters: Filters = Filters()) -> Answer:
    said: list[Answer] = []
    for question in conversation:
        said.append(assistant.ask(question, said, filters))
    return said[-1]


def _messages(answer: Answer) -> Iterator[Message]:
    yield from (statement.message for statement in answer.statements if statement.message)
    yield from (said for said in (answer.because, answer.warning) if said)


def _keys(value: Value) -> Iterator[str]:
    if isinstance(value, Message):
        yield value.key
        for inner in value.values.values():
            yield from _keys(inner)
    elif isinstance(value, tuple):
        for part in value:
            yield from _keys(part)


def _bare(said: Message) -> Message:
    """The message without what is not the desk's own: titles, names, values and words of the question."""
    return replace(
        said, values={name: value if name == "language" else _blank(value) for name, value in said.values.items()}
    )


def _blank(value: Value) -> Value:
    return tuple(map(_blank_part, value)) if isinstance(value, tuple) else _blank_part(value)


def _blank_part(part: Part) -> Part:
    return _bare(part) if isinstance(part, Message) else "0" if isinstance(part, str) else part


_ENGLISH = re.compile(
    r"\b(?:the|of|and|or|is|are|this|by|from|about|which|does|do|not|names?|records?|speaks?|mentions?|other|others|all"
    r"|one|two|with|without|publication is|publications are)\b",
    re.I,
)
_LATIN = re.compile(r"[a-z]{2,}", re.I)
# What stands in a text of Arabic or Russian in Latin letters: a command, and the name of an identifier.
_NAMES = re.compile(r"refdesk import FILE|DOI")


def _is_english(said: str, language: str) -> bool:
    pattern = _LATIN if language in ("ar", "ru") else _ENGLISH
    return bool(pattern.search(_NAMES.sub("", said)))


def test_several_hundred_questions_are_asked(answers: list[Answer]) -> None:
    assert len(answers) > 300
    assert {answer.status for answer in answers} == {"answered", "not_answered"}


@pytest.mark.parametrize("language", OTHERS)
def test_no_line_of_the_desks_own_is_english(said: list[Message], language: str) -> None:
    own = [_bare(line) for line in said if line.key not in ("text", "record.title", "record.detail")]
    lines = {say(line, language): say(line) for line in own if line.key != "foreign.both"}
    assert len(lines) > 300
    assert [line for line, english in lines.items() if line == english] == []
    assert sorted(line for line in lines if _is_english(line, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_shown_in_every_language(answers: list[Answer], language: str) -> None:
    for answer in answers:
        html = turn_html(answer, 1, display_numbers([answer]), language)
        assert 'lang="en"' not in html


NEAREST: Mapping[str, AnswerKind] = {
    key.removeprefix("nearest."): key.removeprefix("nearest.")  # type: ignore[misc]  # the keys are the kinds
    for key in messages_in("en")
    if key.startswith("nearest.") and key not in ("nearest.touches", "nearest.no_word")
}


@pytest.mark.parametrize("kind", NEAREST)
def test_every_kind_of_answer_that_a_record_lacks_is_told(kind: AnswerKind) -> None:
    sentence = Scored(RECORDS[3], "abstract", 0, 12, late=0.5, close=0.0)
    reason = reason_for(Query("What is it?", kind), [sentence], Coverage((), (), 0.0, 0))
    assert reason == Message(f"nearest.{kind}", {"title": "Wells"})


def test_no_message_is_without_use(said: list[Message]) -> None:
    used = {key for line in said for key in _keys(line)}
    unused = set(messages_in("en")) - used - {f"nearest.{kind}" for kind in NEAREST}
    assert sorted(unused) == []
