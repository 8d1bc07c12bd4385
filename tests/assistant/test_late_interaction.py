from collections.abc import Sequence

import numpy as np
import pytest

from assistant.late_interaction import ReadSentence, SentenceReader, best_matches, token_weights
from corpus.publication import Publication
from embeddings.engine import TokenVectors
from tests.assistant.word_encoder import WordEncoder


def vectors(ids: list[int], rows: list[list[float]]) -> TokenVectors:
    places = np.arange(len(ids), dtype=np.int64)
    return TokenVectors(np.array(ids, dtype=np.int64), np.array(rows, dtype=np.float32).reshape(-1, 2), places)


ASKED = vectors([1_996, 2_000, 9_000], [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])


def test_a_token_is_worth_the_logarithm_of_its_rank_by_frequency() -> None:
    assert token_weights(np.array([1_996, 1_996 + 9, 1_996 + 99])) == pytest.approx([0.0, np.log(10), np.log(100)])


def test_signs_and_special_tokens_are_worth_nothing() -> None:
    assert token_weights(np.array([0, 1_029])) == pytest.approx([0.0, 0.0])


def test_each_token_is_matched_with_the_nearest_of_the_sentence() -> None:
    assert best_matches(ASKED, vectors([7, 8], [[1.0, 0.0], [0.8, 0.6]])) == pytest.approx([1.0, 0.96, 0.6])


def score(question: TokenVectors, own: TokenVectors, title: TokenVectors) -> float:
    return ReadSentence("abstract", 0, 1, own, title).score(question)


EMPTY = vectors([], [])
ONE, OTHER = np.log(5), np.log(7_005)


def test_the_score_is_the_weighted_mean_of_the_best_matches() -> None:
    expected = (ONE * 0.6 + OTHER * 0.0) / (ONE + OTHER)
    assert score(ASKED, vectors([7], [[1.0, 0.0]]), EMPTY) == pytest.approx(expected)


def test_what_only_the_title_matches_counts_for_less() -> None:
    expected = (ONE * (0.6 + 0.75 * 0.2) + OTHER * 0.75) / (ONE + OTHER)
    assert score(ASKED, vectors([7], [[1.0, 0.0]]), vectors([8], [[0.0, 1.0]])) == pytest.approx(expected)
    assert score(ASKED, ASKED, ASKED) == pytest.approx(1.0)


def test_nothing_matches_a_sentence_without_tokens() -> None:
    assert score(ASKED, EMPTY, EMPTY) == 0.0
    assert score(EMPTY, ASKED, ASKED) == 0.0


class CountingEncoder(WordEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.read += texts
        return super().tokens(texts)


def test_a_record_is_encoded_once_until_it_changes() -> None:
    encoder = CountingEncoder()
    kept = SentenceReader(encoder)
    record = Publication(id="a", title="Routes", abstract="One sentence. Another sentence.")
    kept.read([record])
    kept.read([record])
    assert encoder.read == ["Routes\nOne sentence. Another sentence."]
    kept.read([record.model_copy(update={"abstract": "A new one."})])
    assert encoder.read[1:] == ["Routes\nA new one."]


def test_a_sentence_has_its_own_tokens_and_those_of_the_title() -> None:
    encoder = WordEncoder(longest=10)
    record = Publication(
        id="a", title="Red routes", abstract="Two three four five six. Seven eight nine ten. Last one."
    )
    (sentences,) = SentenceReader(encoder).read([record])
    assert [record.abstract[s.start : s.end] for s in sentences] == [
        "Two three four five six.",
        "Seven eight nine ten.",
        "Last one.",
    ]
    known = encoder.tokens(["red routes two three four five six seven eight nine ten last one"])[0].ids.tolist()
    title = known[:2]
    assert [s.tokens.ids.tolist() for s in sentences] == [known[2:7], known[7:11], known[11:]]
    assert all(s.title.ids.tolist() == title for s in sentences)


def test_the_title_of_a_record_without_an_abstract_is_read() -> None:
    encoder = WordEncoder()
    ((title,),) = SentenceReader(encoder).read([Publication(id="a", title="Red routes")])
    assert (title.field, title.start, title.end) == ("title", 0, 10)
    assert title.tokens.ids.tolist() == encoder.tokens(["red routes"])[0].ids.tolist()
