"""The examples of the file of intents: each is read as its intent, and no counter-example is."""

from collections.abc import Iterator

import pytest

from assistant.language.lexicon import FIELDS, NOUN, RECORD_NOUNS
from assistant.language.words import lowered
from assistant.understanding.intents.desk import desk_intent
from assistant.understanding.intents.pointing import asks_definition, is_comparison, is_pointing
from assistant.understanding.intents.requests import INTENTS
from assistant.understanding.intents.wordings import wordings_in
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import RIVERS, only

FITS = {
    "pointing": is_pointing,
    "comparison": is_comparison,
    "definition": lambda text: bool(asks_definition(text)),
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
        return FITS[name](text) and only(store, text).kind == "content"
    question = only(store, text)
    asked = question.request.asked if question.request else question.kind
    return asked == name


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_is_read_as_its_intent(shelf: Store, name: str, text: str) -> None:
    assert is_read_as(name, text, shelf), only(shelf, text)


@pytest.mark.parametrize(("name", "text"), COUNTER_EXAMPLES)
def test_a_counter_example_is_not(shelf: Store, name: str, text: str) -> None:
    assert not is_read_as(name, text, shelf), only(shelf, text)
