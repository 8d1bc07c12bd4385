"""The assistant on an engine that was written to the protocol alone, in place of the one that ships."""

from collections.abc import Iterator
from functools import partial

import pytest

from assistant.assistant import Assistant
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.reader import ContentReader
from assistant.evidence.sentences import EvidenceReader
from corpus.collection import load_default
from corpus.filters import Filters
from corpus.store import Store
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import kept_tokens
from tests.embeddings.word_engine import WordEngine

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    encoder = SentenceEncoder()
    with Store.open(tmp_path_factory.mktemp("second") / "c.sqlite") as store:
        load_default().put_into(store)
        evidence = EvidenceReader(encoder, CrossEncoder(), partial(kept_tokens, store, encoder))
        reader = ContentReader(WordEngine(store), evidence)
        yield Assistant(store, lambda: reader)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What guidance exists for Red Cross societies?", "Action to Assist and Protect Trafficked Persons"),
        ("Which project piloted longer-term support for survivors?", "Hope For the Future"),
    ],
)
def test_content_questions_are_answered_from_what_it_finds(assistant: Assistant, question: str, title: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.sources[0].publication.title.startswith(title)


def test_conditions_hold(assistant: Assistant) -> None:
    question = "Who paid for the training curriculum?"
    answer = assistant.ask(question, filters=Filters(countries=("Lebanon",)))
    assert {country for source in answer.sources for country in source.publication.countries} == {"Lebanon"}
    elsewhere = assistant.ask(question, filters=Filters(countries=("Azerbaijan",)))
    assert all("Lebanon" not in source.publication.countries for source in elsewhere.sources)


def test_catalogue_questions_and_refusals_need_no_other_engine(assistant: Assistant) -> None:
    assert "Madis Vainomaa" in str(assistant.ask("Who wrote the trainer's manual?").as_json())
    assert assistant.ask("What are the penalties for trafficking in Brazil?").status == "not_answered"
