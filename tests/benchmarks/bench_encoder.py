"""What the vectors of tokens cost beside those of the passages that they are read with."""

from typing import Any

import pytest

from corpus.collection import load_default
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.passages import passages_of

pytestmark = pytest.mark.slow
_TIMES_THE_COLLECTION = 10
_ROUNDS = 5


@pytest.mark.benchmark(group="reading passages")
@pytest.mark.parametrize("method", ["encode", "encode_with_tokens"])
def test_reading_passages(benchmark: Any, method: str) -> None:
    encoder = SentenceEncoder()
    passages = passages_of(load_default().publications, encoder)
    texts = [passage.text for found in passages for passage in found] * _TIMES_THE_COLLECTION
    benchmark.pedantic(getattr(encoder, method), args=(texts,), rounds=_ROUNDS, warmup_rounds=1)
