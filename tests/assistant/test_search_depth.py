"""How deep the search goes for the records that are read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.reader import RECORDS_READ, ContentReader
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Hit
from tests.assistant.rivers import content
from tests.embeddings.word_engine import WordEngine


class Ranked(WordEngine):
    """Finds every record in the order of the store, each a little worse than the one before."""

    def search(self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()) -> list[Hit]:
        return [Hit(publication, 0.9 - place / 100) for place, publication in enumerate(self._store.all())][:k]


def reefs(abstract: str, count: int) -> list[Publication]:
    return [Publication(id=f"{n}", title=f"Reef number {n}", abstract=abstract) for n in range(count)]


@pytest.fixture
def lagoons(tmp_path: Path) -> Iterator[Store]:
    others = reefs("A zone was set up. " * 40, RECORDS_READ + 1)
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([*others, Publication(id="named", title="Shells of Langalanga", abstract="Women gather them.")])
        yield store


def test_a_record_that_holds_the_names_of_the_question_is_read_before_others_of_like_score(lagoons: Store) -> None:
    reader = ContentReader(Ranked(lagoons), None)  # type: ignore[arg-type]  # nothing is read here
    records = Records(lagoons, vocabulary_of(lagoons))
    named = reader.search(content(lagoons, "Who was left out when Langalanga got a zone?"), records)
    plain = reader.search(content(lagoons, "Who was left out when somebody got a zone?"), records)
    assert (named[0].publication.id, len(named)) == ("named", RECORDS_READ)
    assert "named" not in {hit.publication.id for hit in plain}


@pytest.mark.parametrize(("sentences", "count"), [(40, RECORDS_READ), (10, 32), (1, 40)])
def test_of_short_abstracts_more_are_read(tmp_path: Path, sentences: int, count: int) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(reefs("A zone was set up. " * sentences, 60))
        reader = ContentReader(Ranked(store), None)  # type: ignore[arg-type]  # nothing is read here
        found = reader.search(content(store, "Who was left out?"), Records(store, vocabulary_of(store)))
    assert [hit.publication.id for hit in found] == [f"{n}" for n in range(count)]
