"""Late interaction: how well a sentence answers each token of a question (MaxSim, ColBERT, Khattab and Zaharia 2020).

The token vectors are the encoder's, read where the sentence stands in its record. Tokens are weighted by rarity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.encodings import RecordTokens
from corpus.publication import Publication, TextField
from corpus.sentences import spans
from embeddings.engine import Float32, TokenVectors
from embeddings.models.batches import unit_rows

# Word pieces are numbered by falling frequency in the text that the vocabulary was made from; the first 1,996 numbers
# are special tokens, signs and single letters.
_FIRST_WORD = 1_996
# A token of the question that only the title matches counts for this much of what it would in the sentence.
TITLE_COUNTS = 0.75


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence, the characters `start` to `end` of the field, with the vectors of its own tokens and the title's."""

    field: TextField
    start: int
    end: int
    tokens: Float32
    title: Float32

    def score(self, question: TokenVectors) -> float:
        """Return how well it answers, 0 to 1: the mean over the question's tokens of their best matches (MaxSim)."""
        own = best_matches(question, self.tokens)
        lent = np.maximum(best_matches(question, self.title) - own, 0)
        return weighted_mean(question, own + TITLE_COUNTS * lent)

    def covered(self, question: TokenVectors) -> float:
        """Return how much of it the question speaks of: the mean over its own tokens of their best matches there."""
        if not (self.tokens.size and question.vectors.size):
            return 0.0
        return float((self.tokens @ question.vectors.T).max(axis=1).mean())


def token_weights(ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the weight of each token: the logarithm of its rank by frequency, so that rare words count most."""
    return np.log(np.maximum(ids - _FIRST_WORD + 1, 1)) + np.finfo(np.float64).eps


def best_matches(question: TokenVectors, vectors: Float32) -> npt.NDArray[np.float64]:
    """Return for each token of the question the best cosine among the vectors, 0 where there are none."""
    if not len(vectors):
        return np.zeros(len(question.ids))
    return np.asarray((question.vectors @ vectors.T).max(axis=1), dtype=np.float64)


def weighted_mean(question: TokenVectors, matches: npt.NDArray[np.float64]) -> float:
    """Return the mean of the matches of the question's tokens, weighted by rarity; 0 where it has none."""
    if not len(question.ids):
        return 0.0
    weights = token_weights(question.ids)
    return float((weights * matches).sum() / weights.sum())


def read_sentences(publication: Publication, read: RecordTokens) -> list[ReadSentence]:
    """Return the sentences of the record's abstract, in order; its title where it has no abstract."""
    vectors = unit_rows(read.vectors.astype(np.float32))
    title = vectors[read.starts < 0]
    sentences = [
        ReadSentence("abstract", start, end, vectors[(read.starts >= start) & (read.starts < end)], title)
        for start, end in spans(publication.abstract)
    ]
    return sentences or [ReadSentence("title", 0, len(publication.title), title, title)]


def told_by(question: TokenVectors, record: Sequence[ReadSentence]) -> float:
    """Return how well the sentences and the title of a record together hold the words of the question, 0 to 1."""
    vectors = np.concatenate([record[0].title, *(sentence.tokens for sentence in record)])
    return weighted_mean(question, best_matches(question, vectors))
