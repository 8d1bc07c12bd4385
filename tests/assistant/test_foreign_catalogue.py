"""Questions to the catalogue in four languages: the examples of their files, and their conditions."""

from collections.abc import Iterator

import pytest

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.question import CatalogueQuestion
from assistant.understanding.foreign import ForeignRequest, catalogue_question_in
from assistant.understanding.intents.other_languages import FILES, intents_in
from corpus.filters import Filters
from corpus.store import Store
from tests.assistant.rivers import RIVERS

EXAMPLES = [(code, name, text) for code in FILES for name, text in intents_in(code).examples]
ASKED = {"which": "values", "most": "values"}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    with Store.open(tmp_path_factory.mktemp("rivers") / "c.sqlite") as store:
        store.put(RIVERS)
        yield Records(store, vocabulary_of(store))


def asked(text: str, code: str, records: Records) -> CatalogueQuestion | ForeignRequest | None:
    return catalogue_question_in(text, code, Filters(), records)


@pytest.mark.parametrize(("code", "name", "text"), EXAMPLES)
def test_an_example_is_read_as_its_intent(records: Records, code: str, name: str, text: str) -> None:
    question = asked(text, code, records)
    assert question is not None
    assert question.request.asked == ASKED.get(name, name)
    assert question.request.order == ("most" if name == "most" else "")


@pytest.mark.parametrize(
    ("code", "text", "filters"),
    [
        ("fr", "Combien de livres parlent du Pérou ?", {"countries": ["Peru"]}),
        ("fr", "publications sur le Viêt Nam depuis 1998", {"countries": ["Vietnam"], "years": [1998, 2026]}),
        ("fr", "Quels textes sont de 1999 ?", {"years": [1999, 1999]}),
        ("fr", "publications entre 1990 et 2000", {"years": [1990, 2000]}),
        ("es", "libros de Amélie Dubois de 1999", {"authors": ["Amélie Dubois"], "years": [1999, 1999]}),
        ("es", "¿Qué publicaciones hablan de Egipto?", {"countries": ["Egypt"]}),
        ("ru", "Какие публикации посвящены Египту?", {"countries": ["Egypt"]}),
        ("ru", "книги о Перу до 2010 года", {"countries": ["Peru"], "years": [1500, 2009]}),
        ("ru", "Сколько книг о Вьетнаме?", {"countries": ["Vietnam"]}),
        ("ar", "ما المنشورات عن مصر؟", {"countries": ["Egypt"]}),
        ("ar", "ما النصوص من عام ١٩٩٩؟", {"years": [1999, 1999]}),
        ("ar", "كم كتابا عن بيرو؟", {"countries": ["Peru"]}),
    ],
)
def test_years_countries_and_authors_are_conditions(
    records: Records, code: str, text: str, filters: dict[str, list[object]]
) -> None:
    question = asked(text, code, records)
    assert isinstance(question, CatalogueQuestion)
    found = {field: list(values) for field, values in question.conditions.filters.applied().items()}
    if "years" in filters and filters["years"][0] == 1500:
        assert found["years"][1] == 2009
        del found["years"], filters["years"]
    elif "years" in filters and filters["years"][1] == 2026:
        assert found["years"][0] == 1998
        del found["years"], filters["years"]
    assert found == filters


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Combien d'enfants ont été vaccinés au Pérou ?"),
        ("fr", "Quels livres ne parlent pas du Pérou ?"),
        ("fr", "Comment les hérons pêchent-ils ?"),
        ("es", "¿Cuántos peces suben la escalera en Perú?"),
        ("es", "¿Qué libros no son de Haddad?"),
        ("ru", "Сколько рыбы прошло через плотину в Перу?"),
        ("ru", "Какие книги не о Перу?"),
        ("ar", "كم عدد الأسماك في بيرو؟"),
        ("ar", "ما سبب فيضانات عام 1998؟"),
    ],
)
def test_what_the_fields_do_not_hold_is_put_to_the_texts(records: Records, code: str, text: str) -> None:
    assert asked(text, code, records) is None


def test_what_is_asked_of_one_record_keeps_what_describes_it(records: Records) -> None:
    question = asked("Qui a écrit le manuel sur les barrages ?", "fr", records)
    assert isinstance(question, ForeignRequest)
    assert question.subject == "le manuel sur les barrages"
