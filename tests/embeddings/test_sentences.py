"""The engine of other languages: what it ranks records by, what it encodes again, and what it leaves alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.indexes.current_vectors import other_model
from embeddings.reading.passages import with_sentences
from embeddings.sentences import SentenceEngine
from tests.embeddings.hash_encoder import HashEncoder

RECORDS = [
    Publication(id="goats", title="Goats", abstract="Goats climb. Milk is sold in town.", year=2001),
    Publication(id="bees", title="Bees", abstract="Bees fly. Honey is sold in town. Wax is kept.", year=2002),
    Publication(id="untold", title="Milk and honey", abstract="", year=2003),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        opened.put(RECORDS)
        yield opened


def test_each_sentence_is_a_passage_of_its_own_behind_the_others() -> None:
    cut = with_sentences(RECORDS, HashEncoder())
    assert [p.text for p in cut[0]] == [
        "Goats\nGoats climb. Milk is sold in town.",
        "Goats\nGoats climb.",
        "Goats\nMilk is sold in town.",
    ]
    assert [p.text for p in cut[2]] == ["Milk and honey"]


def test_records_are_ranked_by_their_best_passage_and_sentence(store: Store, tmp_path: Path) -> None:
    engine = SentenceEngine(store, HashEncoder(), tmp_path / "languages")
    found = engine.search("bees honey sold", 2)
    assert [hit.publication.id for hit in found.hits] == ["bees", "untold"]
    best = found.hits[0]
    assert len(best.sentences) == 3
    assert max(best.sentences) == best.sentences[1]
    assert best.score > found.hits[1].score
    assert found.hits[1].sentences == ()
    later = engine.search("bees honey sold", 3, meeting=[Filters(years=(2001, 2001))])
    assert [hit.publication.id for hit in later.hits] == ["goats"]
    assert engine.search("bees", 3, meeting=[Filters(years=(1990, 1990))]).hits == ()


def test_only_what_is_new_is_encoded_and_the_other_index_is_left_alone(store: Store, tmp_path: Path) -> None:
    english, many = HashEncoder("english"), HashEncoder("many")
    hybrid = HybridEngine(store, english, tmp_path / "index")
    hybrid.refresh()
    engine = SentenceEngine(store, many, tmp_path / "index" / "languages")
    engine.refresh()
    assert len(many.encoded) == 3 + 2 + 3
    many.encoded.clear()
    store.put([Publication(id="ants", title="Ants", abstract="Ants dig.")])
    assert engine.search("ants dig", 1).hits[0].publication.id == "ants"
    assert many.encoded == ["Ants\nAnts dig.", "Ants\nAnts dig."]
    # The model of the collection stays the one that reads English.
    assert other_model(store, english) is None
    hybrid.refresh()
    again = SentenceEngine(store, HashEncoder("many"), tmp_path / "index" / "languages")
    assert again.search("bees", 1).hits[0].publication.id == "bees"
