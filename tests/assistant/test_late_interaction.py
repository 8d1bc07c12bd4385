import numpy as np
import pytest

from assistant.evidence.late_interaction import ReadSentence, best_matches, read_sentences, token_weights
from corpus.publication import Publication
from embeddings.engine import Float32, TokenVectors
from embeddings.reading.record_tokens import encoded_tokens
from tests.embeddings.hash_encoder import HashEncoder

VECTORS = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]], dtype=np.float32)
ASKED = TokenVectors(np.array([1_996, 2_000, 9_000]), VECTORS, np.arange(3))


def test_a_token_is_worth_the_logarithm_of_its_rank_by_frequency() -> None:
    assert token_weights(np.array([1_996, 1_996 + 9, 1_996 + 99])) == pytest.approx([0.0, np.log(10), np.log(100)])


def test_signs_and_special_tokens_are_worth_nothing() -> None:
    assert token_weights(np.array([0, 1_029])) == pytest.approx([0.0, 0.0])


def test_each_token_is_matched_with_the_nearest_of_the_sentence() -> None:
    assert best_matches(ASKED, rows([[1.0, 0.0], [0.8, 0.6]])) == pytest.approx([1.0, 0.96, 0.6])


def rows(values: list[list[float]]) -> Float32:
    return np.array(values, dtype=np.float32).reshape(-1, 2)


def score(question: TokenVectors, own: Float32, title: Float32) -> float:
    return ReadSentence("abstract", 0, 1, own, title).score(question)


EMPTY = rows([])
NO_QUESTION = TokenVectors(np.arange(0), EMPTY, np.arange(0))
ONE, OTHER = np.log(5), np.log(7_005)


def test_the_score_is_the_weighted_mean_of_the_best_matches() -> None:
    expected = (ONE * 0.6 + OTHER * 0.0) / (ONE + OTHER)
    assert score(ASKED, rows([[1.0, 0.0]]), EMPTY) == pytest.approx(expected)


def test_what_only_the_title_matches_counts_for_less() -> None:
    expected = (ONE * (0.6 + 0.75 * 0.2) + OTHER * 0.75) / (ONE + OTHER)
    assert score(ASKED, rows([[1.0, 0.0]]), rows([[0.0, 1.0]])) == pytest.approx(expected)
    assert score(ASKED, VECTORS, VECTORS) == pytest.approx(1.0)


def test_nothing_matches_a_sentence_without_tokens() -> None:
    assert score(ASKED, EMPTY, EMPTY) == 0.0
    assert score(NO_QUESTION, VECTORS, VECTORS) == 0.0


def read(record: Publication, encoder: HashEncoder) -> list[ReadSentence]:
    (tokens,) = encoded_tokens(encoder, [record])
    return read_sentences(record, tokens)


def test_a_sentence_has_its_own_tokens_and_those_of_the_title() -> None:
    encoder = HashEncoder(longest=10)
    record = Publication(
        id="a", title="Red routes", abstract="Two three four five six. Seven eight nine ten. Last one."
    )
    sentences = read(record, encoder)
    texts = [record.abstract[s.start : s.end] for s in sentences]
    assert texts == ["Two three four five six.", "Seven eight nine ten.", "Last one."]
    for sentence, expected in zip(sentences, encoder.tokens(texts), strict=True):
        assert sentence.tokens.tolist() == expected.vectors.tolist()
        assert sentence.title.tolist() == encoder.tokens(["red routes"])[0].vectors.tolist()


def test_the_title_of_a_record_without_an_abstract_is_read() -> None:
    encoder = HashEncoder()
    (title,) = read(Publication(id="a", title="Red routes"), encoder)
    assert (title.field, title.start, title.end) == ("title", 0, 10)
    assert title.tokens.tolist() == encoder.tokens(["red routes"])[0].vectors.tolist()
