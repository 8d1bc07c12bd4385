"""Several hundred questions, and every line that the desk answers with said in each language of the interface."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

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
    Listing,
    Query,
    SmallTalk,
)
from assistant.reply.compose import quoted, set_aside
from assistant.reply.refusals import none_chosen
from assistant.reply.small_talk import answer_small_talk
from assistant.reply.topic_list import listed
from assistant.understanding.content_question import looked_for
from corpus.filters import Filters
from corpus.store import Store
from tests.ui.several_hundred import (
    AFTER,
    ALONE,
    AMONG,
    ASKED,
    CHOSEN,
    CONDITIONS,
    FIRST,
    MADE,
    RECORDS,
    REQUESTS,
    UNDER_CHOSEN,
)
from ui.conversation.turn import turn_html
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.words.strings import LANGUAGES

pytestmark = pytest.mark.model

DATA = Path(__file__).resolve().parents[1] / "data"
NEAREST = Scored(RECORDS[-1], "abstract", 0, 13, late=0.5, close=0.0)
OTHERS = [language for language in LANGUAGES if language != "en"]


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
    found.append(message("texts.no_name_here", names=("Togo", "Ghana")))
    found.append(reason_for(Query("Why?"), [NEAREST], Coverage((), (), 0.0, ("Togo",), ("tides",))))
    found += _messages(listed(looked_for("?", "tides"), Listing(), [(RECORDS[0], "abstract", 0, 17)], records))
    quote = quoted("?", [(RECORDS[0], "abstract", 0, 17)], 5)
    found += _messages(quoted("?", [(RECORDS[0], "abstract", 0, 17)], 1))
    for made in MADE:
        if made.filters or made.together or made.counts:
            found += _messages(set_aside(quote, made))
        found += [
            none_chosen(made, reason, others, records)
            for others in ((), RECORDS[:1], RECORDS[:2])
            for reason in (message("texts.nothing"), message("texts.no_name_here", names=("Togo", "Ghana")))
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
    found += [answer_small_talk(SmallTalk("?", "overview"), each.store) for each in (desk, rivers)]
    found += [_asked(desk.assistant, (question,)) for question in ("Hello", "How do I add my own publications?")]
    with Store.open(tmp_path_factory.mktemp("empty") / "collection.sqlite") as empty:
        found.append(_asked(Assistant(empty, rivers.warm), ("What is there?",)))
        empty.put(RECORDS[:1])
        found.append(answer_small_talk(SmallTalk("?", "overview"), empty))
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
        said,
        values={name: value if name in ("language", "month") else _blank(value) for name, value in said.values.items()},
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
# What stands in a text of Arabic or Russian in Latin letters: commands, addresses, and names of formats.
_NAMES = re.compile(
    r"refdesk import FILE|/manage|POST /api/ask|DOI|HTML|XML|PDF|Word|CSV|XLSX"
    r"|RIS|BibTeX|EndNote|PubMed|Zotero|CSL-JSON|JSON Lines|JSON|MODS|MARC"
)


def is_english(said: str, language: str) -> bool:
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
    assert sorted(line for line in lines if is_english(line, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_shown_in_every_language(answers: list[Answer], language: str) -> None:
    for answer in answers:
        html = turn_html(answer, 1, language)
        # What the desk says itself; a quote says in which language it is.
        assert not re.search(r'<(?!blockquote)[^>]* lang="en"', html)


KINDS: list[AnswerKind] = [kind for kind in get_args(AnswerKind) if f"nearest.{kind}" in messages_in("en")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_that_a_record_lacks_is_told(kind: AnswerKind) -> None:
    reason = reason_for(Query("What is it?", kind), [NEAREST], Coverage((), (), 0.0, ()))
    assert reason == Message(f"nearest.{kind}", {"title": "Loose Notes"})


def test_no_message_is_without_use(said: list[Message]) -> None:
    used = {key for line in said for key in _keys(line)}
    unused = set(messages_in("en")) - used - {f"nearest.{kind}" for kind in KINDS}
    assert sorted(unused) == []
