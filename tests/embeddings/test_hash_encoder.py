"""The double is what it says: a dot product counts shared words."""

from math import sqrt

import numpy as np
import pytest

from tests.embeddings.hash_encoder import HashEncoder


def test_the_product_of_two_texts_counts_their_shared_words() -> None:
    rows = HashEncoder().encode(["red cross", "red", "blue moon", "Red, CROSS!"])
    assert rows.dtype == np.float32
    # Two words against one: 1 / sqrt(2 * 1).
    assert rows @ rows[0] == pytest.approx([1, 1 / sqrt(2), 0, 1])


def test_a_question_is_encoded_like_a_text_and_is_not_counted_as_one() -> None:
    encoder = HashEncoder()
    assert encoder.encode_query("red cross") @ encoder.encode(["red cross"])[0] == pytest.approx(1)
    assert encoder.encoded == ["red cross"]


def test_a_text_without_a_word_has_a_direction_of_its_own() -> None:
    rows = HashEncoder().encode(["", "?!", "red"])
    assert rows @ rows[0] == pytest.approx([1, 1, 0])
