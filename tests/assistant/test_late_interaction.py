from collections.abc import Sequence

import numpy as np
import pytest

from assistant.late_interaction import (
    SentenceVectors,
    best_matches,
    max_sim,
    sentence_text,
    token_weights,
    weakest_match,
)
from corpus.publication import Publication
from embeddings.engine import TokenVectors
from tests.assistant.word_encoder import WordEncoder


def vectors(ids: list[int], rows: list[list[float]]) -> TokenVectors:
    return TokenVectors(np.array(ids, dtype=np.int64), np.array(rows, dtype=np.float32).reshape(-1, 2), False)


ASKED = vectors([1_996, 2_000, 9_000], [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])


def test_a_token_is_worth_the_logarithm_of_its_rank_by_frequency() -> None:
    assert token_weights(np.array([1_996, 1_996 + 9, 1_996 + 99])) == pytest.approx([0.0, np.log(10), np.log(100)])


def test_signs_and_special_tokens_are_worth_nothing() -> None:
    assert token_weights(np.array([0, 1_029])) == pytest.approx([0.0, 0.0])


def test_each_token_is_matched_with_the_nearest_of_the_sentence() -> None:
    assert best_matches(ASKED, vectors([7, 8], [[1.0, 0.0], [0.8, 0.6]])) == pytest.approx([1.0, 0.96, 0.6])


def test_the_score_is_the_weighted_mean_of_the_best_matches() -> None:
    one, other = np.log(5), np.log(7_005)
    expected = (one * 0.6 + other * 0.0) / (one + other)
    assert max_sim(ASKED, vectors([7], [[1.0, 0.0]])) == pytest.approx(expected)


def test_the_weakest_match_leaves_the_commonest_tokens_out() -> None:
    sentence = vectors([7], [[0.0, 1.0]])
    assert best_matches(ASKED, sentence) == pytest.approx([0.0, 0.8, 1.0])
    assert weakest_match(ASKED, sentence) == pytest.approx(1.0)


def test_the_weakest_match_of_common_tokens_alone_is_the_least_of_them() -> None:
    asked = vectors([1_996, 2_000], [[1.0, 0.0], [0.6, 0.8]])
    assert weakest_match(asked, vectors([7], [[1.0, 0.0]])) == pytest.approx(0.6)


def test_nothing_matches_a_sentence_without_tokens() -> None:
    empty = vectors([], [])
    assert max_sim(ASKED, empty) == 0.0
    assert max_sim(empty, ASKED) == 0.0


def test_a_sentence_is_read_after_its_title_and_a_title_alone() -> None:
    record = Publication(id="a", title="On  routes", abstract="One. Two.")
    assert sentence_text(record, "abstract", 5, 9) == "On routes: Two."
    assert sentence_text(record, "title", 0, 2) == "On routes"


class CountingEncoder(WordEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.read += texts
        return super().tokens(texts)


def test_a_record_is_encoded_once_until_it_changes() -> None:
    encoder = CountingEncoder()
    kept = SentenceVectors(encoder)
    record = Publication(id="a", title="Routes", abstract="One sentence. Another sentence.")
    kept.of([record])
    kept.of([record])
    assert encoder.read == ["Routes", "Routes: One sentence.", "Routes: Another sentence."]
    kept.of([record.model_copy(update={"abstract": "A new one."})])
    assert encoder.read[3:] == ["Routes", "Routes: A new one."]
