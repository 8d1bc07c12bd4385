"""What is asked of a collection when it is measured: each question with its record and without it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from assistant.collection.records import Records
from assistant.evidence.coverage import Coverage
from assistant.evidence.reader import ContentReader, Evidence
from assistant.evidence.sentences import Scored
from assistant.fitting.measure import measure
from assistant.question import ContentQuestion
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder as Words
from embeddings.engine import Float32, Hit

PLACES = "Aldon Berrow Colm Dunster Elmley Farne Garth Holt Ilmer Jarrow Kelso Lorton".split()


class Reader:
    """Finds every record, and an answer in the one that a name of the question is of; writes down what it is given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read_of: list[tuple[str, int, bool]] = []

    def search(self, question: ContentQuestion, records: Records) -> list[Hit]:
        return [Hit(publication, 1.0) for publication in self._store.all()]

    def read(self, question: ContentQuestion, hits: Sequence[Hit], records: Records) -> Evidence:
        place = next(place for place in PLACES if place in question.text)
        self.read_of.append((place, len(hits), place.lower() in records.vocabulary.forms))
        publications = [hit.publication for hit in hits]
        found = [
            Scored(p, "abstract", 0, len(p.abstract), 1.0, close=4.0, covered=0.9)
            for p in publications
            if p.id == place.lower()
        ]
        return Evidence(publications, found, Coverage((), (), 0.0, ()))


class Encoder:
    """To which no word is near another."""

    def encode(self, texts: Sequence[str]) -> Float32:
        return np.zeros((len(texts), 1), np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as opened:
        opened.put(
            Publication(
                id=place.lower(),
                title=f"The ferry of {place}",
                abstract=f"The ferry of {place} was closed to horses in winter. Nets at {place} were mended by hand. "
                f"Boats near {place} were painted in red. Songs of {place} are sung by women.",
            )
            for place in PLACES
        )
        yield opened


def test_each_question_is_asked_with_its_record_and_without_it(store: Store) -> None:
    reader, heard = Reader(store), list[tuple[int, int]]()
    found = measure(
        store, cast(ContentReader, reader), cast(Words, Encoder()), lambda done, total: heard.append((done, total))
    )
    assert len(found.known) == len(found.withheld) > 2 * len(PLACES)
    assert min(found.known) > max(found.withheld) == 0
    asked = reader.read_of
    assert {(number, said) for _, number, said in asked[::2]} == {(len(PLACES), True)}
    assert {(number, said) for _, number, said in asked[1::2]} == {(len(PLACES) - 1, False)}
    assert [place for place, *_ in asked[::2]] == [place for place, *_ in asked[1::2]]
    assert sorted(set(heard)) == [(number, len(PLACES)) for number in range(len(PLACES))]
    assert (found.seq, found.publications) == (store.seq(), len(PLACES))


def test_of_few_records_nothing_is_asked(store: Store) -> None:
    store.remove(place.lower() for place in PLACES[9:])
    reader = Reader(store)
    found = measure(store, cast(ContentReader, reader), cast(Words, Encoder()))
    assert (found.known, found.is_enough, reader.read_of) == ((), False, [])
