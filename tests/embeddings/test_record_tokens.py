from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import TokenVectors
from embeddings.models.batches import unit_rows
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.embed import embedded
from embeddings.reading.passages import PASSAGE_TOKENS, Passage
from embeddings.reading.record_tokens import encoded_tokens, joined, kept_tokens
from tests.embeddings.hash_encoder import HashEncoder

ROUTES = Publication(id="routes", title="Red routes", abstract="One by sea. Another by land.")


class CountingEncoder(HashEncoder):
    """Remembers the texts whose tokens were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.read += texts
        return super().tokens(texts)


def words_at(publication: Publication, starts: Sequence[int]) -> list[str]:
    return [publication.abstract[start:].split()[0].strip(".") for start in starts]


def test_tokens_stand_at_their_places_in_the_abstract_and_the_title_comes_once() -> None:
    sentences = " ".join(f"The sentence numbered {n} has seven words." for n in range(60))
    long = Publication(id="long", title="Red routes", abstract=f"🙂 Élan. {sentences}")
    (tokens,) = encoded_tokens(HashEncoder(), [long])
    assert len(tokens.starts) > 2 * PASSAGE_TOKENS
    assert tokens.starts[:2].tolist() == [-1, -1]
    assert (tokens.starts[2:] >= 0).all()
    expected = long.abstract.replace(".", "").split()[1:]
    assert words_at(long, tokens.starts[2:].tolist()) == expected


def test_the_directions_come_back_from_whole_numbers() -> None:
    chance = np.random.default_rng(7)
    vectors = unit_rows(chance.normal(size=(50, 128)).astype(np.float32))
    found = joined([Passage(0, 50, "." * 50)], [TokenVectors(np.arange(50), vectors, np.arange(50))])
    assert np.abs(found.vectors).max(axis=1).tolist() == [7] * 50
    assert (unit_rows(found.vectors.astype(np.float32)) * vectors).sum(axis=1) == pytest.approx(1, abs=2e-2)


def test_a_record_is_read_once_until_its_text_changes(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([ROUTES])
        (first,) = kept_tokens(store, encoder, [ROUTES])
        (again,) = kept_tokens(store, encoder, [ROUTES.model_copy(update={"year": 2019})])
        assert encoder.read == ["Red routes\nOne by sea. Another by land."]
        assert (first.starts.tolist(), first.vectors.tolist()) == (again.starts.tolist(), again.vectors.tolist())
        kept_tokens(store, encoder, [ROUTES.model_copy(update={"abstract": "A new one."})])
    assert encoder.read[1:] == ["Red routes\nA new one."]


def test_what_is_indexed_is_not_read_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    twin = ROUTES.model_copy(update={"id": "twin"})
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([ROUTES, twin])
        list(embedded(store, encoder, store.all()))
        assert encoder.read == ["Red routes\nOne by sea. Another by land."]
        kept_tokens(store, encoder, [ROUTES, twin])
    assert len(encoder.read) == 1


@pytest.mark.model
def test_one_pass_gives_the_vectors_of_two() -> None:
    encoder, texts = SentenceEncoder(), ["Red routes", "", "word " * 300]
    rows, tokens = encoder.encode_with_tokens(texts)
    assert rows == pytest.approx(encoder.encode(texts), abs=1e-6)
    for one, other in zip(tokens, encoder.tokens(texts), strict=True):
        assert one.vectors == pytest.approx(other.vectors, abs=1e-5)
        assert (one.ids.tolist(), one.starts.tolist()) == (other.ids.tolist(), other.starts.tolist())
