"""What the assistant says is in the phrase book, and is said again in the languages of the page."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.evidence.coverage import Coverage
from assistant.evidence.gate import reason_for
from assistant.reply.compose import quoted
from corpus.publication import Publication
from corpus.store import Store
from ui.conversation.turn import turn_html
from ui.words.phrase_book import patterns, said_in
from ui.words.strings import LANGUAGES, words

MAPS = Publication(
    id="maps",
    title="Maps",
    abstract="Rivers are drawn.",
    authors=("Ann Aster", "Board of Rivers and Lakes"),
    year=2001,
    countries=("Peru",),
)
BIRDS = Publication(id="birds", title="Birds", abstract="Herons nest.", authors=("Ann Aster",), year=2001,
                    countries=("Peru", "Chile"))  # fmt: skip
DAMS = Publication(
    id="dams", title="Dams", abstract="Fish climb.", authors=("Bo Berg",), year=2002, countries=("Chile",)
)
WELLS = Publication(id="wells", title="Wells", abstract="Water rises.", countries=("Lebanon",))
FISH = Publication(
    id="fish", title="Fish", abstract="Fish swim.", authors=("Ann Aster",), year=2001, countries=("Peru",)
)
NOTES = Publication(id="notes", title="Notes", abstract="Nothing more.")
NEAREST = cast(Any, [SimpleNamespace(publication=MAPS, text="It rains.")])

NOTHING_LACKS = Coverage((), (), 0.0, 0)

# For each text of the phrase book a conversation whose last answer begins with it.
CONVERSATIONS = {
    "about_one": ["Which publications are about Lebanon?"],
    "about": ["Which publications are about Peru?"],
    "from_one": ["Which publications are from 2002?"],
    "from": ["Which publications are from 2001?"],
    "by_one": ["Which publications are by Board of Rivers and Lakes?"],
    "by": ["Which publications are by Ann Aster?"],
    "other_about_one": ["Who wrote Birds?", "Which other publications are about Chile?"],
    "other_about": ["Who wrote Maps?", "Which other publications are about Peru?"],
    "other_from_one": ["Who wrote Birds?", "Which other publications are from 2002?"],
    "other_from": ["Who wrote Dams?", "Which other publications are from 2001?"],
    "all": ["List all publications"],
    "count": ["How many publications are there in all?"],
    "latest": ["What is the most recent publication?"],
    "author": ["Who wrote Maps?"],
    "no_author": ["Who wrote Notes?"],
    "year": ["When was Maps published?"],
    "no_year": ["When was Notes published?"],
    "values": ["Which country is Birds about?"],
    "record": ["Show me the abstract of Birds"],
    "none_about": ["Which publications are about Kenya?"],
    "none_by": ["Which publications are by Carl Crane?"],
    "none_from": ["Which publications are from 1999?"],
    "which": ["Who wrote it?"],
    "only_publications": ["Write me a poem"],
}
REASONS = {
    "no_mention": ("Why?", NEAREST, Coverage(("Brazil",), (), 0.5, 0)),
    "nothing": ("Why?", [], NOTHING_LACKS),
    "no_word": ("Why?", NEAREST, Coverage((), ("tides", "moons"), 0.5, 0)),
    "nearest": ("Why?", NEAREST, NOTHING_LACKS),
    "nearest_lacks": ("Why?", NEAREST, Coverage((), (), 0.0, 1, ("tides",))),
    "nearest_number": ("How many cases were found?", NEAREST, NOTHING_LACKS),
    "nearest_share": ("What share was found?", NEAREST, NOTHING_LACKS),
    "nearest_money": ("How much money was paid?", NEAREST, NOTHING_LACKS),
    "nearest_duration": ("How long did it take?", NEAREST, NOTHING_LACKS),
    "nearest_time": ("When was it found?", NEAREST, NOTHING_LACKS),
    "nearest_person": ("Who found it?", NEAREST, NOTHING_LACKS),
    "nearest_place": ("Where was it found?", NEAREST, NOTHING_LACKS),
}


def model_asked_for() -> Any:
    raise AssertionError("the catalogue answers without the model")


def first_words(answer: Answer) -> str:
    return answer.reason or answer.statements[0].text


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the assistant says, by the key of the text that it should fit."""
    found = {f"said.{key}": reason_for(*given) for key, given in REASONS.items()}
    found["said.answer_one"] = quoted("", [(MAPS, "abstract", 0, 6)], 9).statements[0].text
    found["said.answer"] = quoted("", [(MAPS, "abstract", 0, 6), (FISH, "abstract", 0, 4)], 9).statements[0].text
    with Store.open(tmp_path_factory.mktemp("maps") / "collection.sqlite") as store:
        store.put([MAPS, BIRDS, DAMS, FISH, WELLS, NOTES])
        assistant = Assistant(store, model_asked_for)
        for key, conversation in CONVERSATIONS.items():
            answers: list[Answer] = []
            for question in conversation:
                answers.append(assistant.ask(question, answers))
            found[f"said.{key}"] = first_words(answers[-1])
    return found


def test_every_text_of_the_phrase_book_is_a_sentence_of_the_assistant(sentences: dict[str, str]) -> None:
    texts = [key for key in words("en") if key.startswith("said.")]
    assert set(texts) == set(sentences)
    for key, sentence in sentences.items():
        first = next((k for k, pattern in patterns().items() if pattern.fullmatch(sentence)), None)
        assert first == key, sentence


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_what_is_in_the_book_is_said_in_each_language(sentences: dict[str, str], language: str) -> None:
    names = [MAPS.authors, MAPS.authors[1:], BIRDS.countries]
    for key, sentence in sentences.items():
        said = said_in(language, sentence, names)
        assert said, key
        assert said != sentence
        assert " and " not in said.replace("Rivers and Lakes", "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two of the 1,200 publications answer this:", "2 des 1\u202f200 publications répondent à cette question :"),
        (
            "“Maps” is by Ann Aster and Board of Rivers and Lakes.",
            "« Maps » est de Ann Aster et Board of Rivers and Lakes.",
        ),
        ("No record speaks of “tides” or “moons”.", "Aucune notice ne parle de “tides” ou “moons”."),
        ("Two of the 9 publications are about Peru and are from 2001:", None),
        ("There are , publications in all.", None),
    ],
)
def test_a_sentence_is_said_with_what_stands_in_its_places(sentence: str, expected: str | None) -> None:
    french = said_in("fr", sentence, [MAPS.authors])
    assert (french.replace("\u00a0", " ") if french else None) == expected
    assert said_in("en", sentence, []) == sentence


def test_a_page_says_which_words_are_english() -> None:
    answer = Answer("Why?", "not_answered", reason="This is in no book.")
    assert '<p lang="en" dir="ltr">This is in no book.</p>' in turn_html(answer, 1, {}, "ar")
    assert "<p>This is in no book.</p>" in turn_html(answer, 1, {}, "en")
    assert '<p lang="en" dir="ltr"></p>' in turn_html(Answer("Why?", "not_answered"), 1, {}, "ar")
    answer = Answer("Why?", "not_answered", reason="No record speaks of this.")
    assert "<p>Aucune notice n’en parle.</p>" in turn_html(answer, 1, {}, "fr")
