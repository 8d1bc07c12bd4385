"""The examples of the file of intents: each is read as its intent, and no counter-example is."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

import assistant.understanding.intents.wordings as wordings_module
from assistant.language.lexicon import FIELDS, RECORD_NOUNS
from assistant.question import Asked, CatalogueQuestion, CatalogueRequest, Question
from assistant.understanding.intents.desk import desk_intent
from assistant.understanding.intents.listing import listing_of
from assistant.understanding.intents.pointing import asks_definition, is_comparison, is_pointing
from assistant.understanding.intents.requests import INTENTS, read_request
from assistant.understanding.intents.wordings import read_wordings, wordings_in
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import RIVERS, kind, only, read

# What the questions on the nine records call a group, by what a question is told to be.
GROUPS = {"pointing": "content"}
FITS: dict[str, Callable[[str], bool]] = {
    "pointing": is_pointing,
    "comparison": is_comparison,
    "definition": lambda text: bool(asks_definition(text)),
    "listing": lambda text: bool((found := listing_of(text)) and not found[0].mentions and found[0].asked != "each"),
    "each": lambda text: bool((found := listing_of(text)) and found[0].asked == "each"),
    "mention": lambda text: bool((found := listing_of(text)) and found[0].mentions),
}
EXAMPLES = [(name, text) for name, intent in INTENTS.items() for text in intent.examples]
COUNTER_EXAMPLES = [(name, text) for name, intent in INTENTS.items() for text in intent.counter_examples]


LEVELS = Publication(id="levels", title="Levels", abstract="Flood Level Data (FLD) are read daily.")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("shelf") / "c.sqlite") as store:
        store.put((*RIVERS, LEVELS))
        yield store


def is_read_as(name: str, text: str, store: Store) -> bool:
    if INTENTS[name].of == "desk":
        return desk_intent(text) == name
    if name in FITS:
        return FITS[name](text) and kind(only(store, text)) == "content"
    return as_group(only(store, text)) == name


def as_group(question: Question) -> str:
    return question.request.asked if isinstance(question, CatalogueQuestion) else kind(question)


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_is_read_as_its_intent(shelf: Store, name: str, text: str) -> None:
    assert is_read_as(name, text, shelf), only(shelf, text)


@pytest.mark.parametrize(("name", "text"), COUNTER_EXAMPLES)
def test_a_counter_example_is_not(shelf: Store, name: str, text: str) -> None:
    assert not is_read_as(name, text, shelf), only(shelf, text)


def test_the_file_calls_records_and_fields_by_the_words_of_the_lexicon() -> None:
    wordings = wordings_in()
    assert {noun for noun in RECORD_NOUNS if not re.fullmatch(wordings.words["noun"], noun)} == set()
    assert FIELDS.items() <= wordings.fields.items()


def test_the_intents_of_the_catalogue_are_what_a_request_can_ask() -> None:
    assert {name for name, intent in INTENTS.items() if intent.of == "catalogue"} == set(get_args(Asked))


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("list all publications by title", CatalogueRequest("list", order="title")),
        ("list the reports by year", CatalogueRequest("list", order="oldest")),
        ("the reports by year", CatalogueRequest("values", "years")),
        ("who has written more than anyone else here", CatalogueRequest("values", "authors", order="most")),
        ("who wrote two reports", CatalogueRequest("values", "authors", least=2)),
        ("who wrote one report", CatalogueRequest("values", "authors", least=1, most=1)),
        ("which authors have more than five reports", CatalogueRequest("values", "authors", least=6)),
        ("how many authors have five reports or fewer", CatalogueRequest("values", "authors", least=0, most=5)),
        ("countries named exactly twice", CatalogueRequest("values", "countries", least=2, most=2)),
        ("which countries have no reports", CatalogueRequest("values", "countries", least=0, most=0)),
        ("which countries has such not covered", CatalogueRequest("values", "countries", least=0, most=0)),
        ("who has not written about such", CatalogueRequest("values", "authors", least=0, most=0)),
        ("top three countries", CatalogueRequest("values", "countries", limit=3, order="most")),
        ("which three authors wrote the fewest reports", CatalogueRequest("values", "authors", 3, "fewest")),
        ("which nations do the reports deal with", CatalogueRequest("field", "countries")),
        ("the second latest report", CatalogueRequest("latest", limit=2)),
        ("who published such", CatalogueRequest("field", "publisher")),
        ("what does article 8 say", None),
        ("what is such", None),
    ],
)
def test_a_request_says_field_order_and_number(text: str, request_: CatalogueRequest | None) -> None:
    assert read_request(text) == request_


def test_a_file_that_uses_what_it_does_not_define_is_refused(tmp_path: Path) -> None:
    text = Path(wordings_module.__file__).with_name("english.toml").read_text(encoding="utf-8")
    (tmp_path / "broken.toml").write_text(text.replace("{what_to_read}", "{nowhere}"), encoding="utf-8")
    with pytest.raises(KeyError, match="nowhere"):
        read_wordings(tmp_path / "broken.toml")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What is human trafficking?", "human trafficking"),
        ("Define “debt bondage”", ""),
        ("Define debt bondage", "debt bondage"),
        ("what is meant by the term smuggling", "smuggling"),
        ("What is the Palermo Protocol?", ""),
    ],
)
def test_a_definition_is_asked_of_a_term(text: str, term: str) -> None:
    assert asks_definition(text) == term


# Of the questions that somebody wrote who had not seen the wordings; those of pointing are questions to the texts.
FLOOR = 0.88


def test_the_questions_of_somebody_who_had_not_seen_the_wordings_are_read(nine: Store) -> None:
    path = Path(__file__).parents[1] / "data" / "intents" / "development.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = [as_group(read(nine, row["question"])[-1]) == GROUPS.get(row["intent"], row["intent"]) for row in rows]
    kept = [good for good, row in zip(right, rows, strict=True) if row["intent"] == "content"]
    assert sum(right) / len(rows) >= FLOOR
    assert len(kept) - sum(kept) <= 1
