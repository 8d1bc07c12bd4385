"""The records that a description such as "the trainer's manual" means."""

from collections.abc import Sequence

from assistant.collection.vocabulary import TITLE_MEANT, Vocabulary
from assistant.language.words import STOP_WORDS, plain, words
from corpus.publication import Publication

# Titles that hold nearly the same share of the description are meant together.
_TIE = 0.05


def described(description: str, among: Sequence[Publication], vocabulary: Vocabulary) -> list[Publication]:
    """Return the records whose titles fit the description best, else those whose texts hold all of its words."""
    weighty = [word for word in words(description) if word.plain not in STOP_WORDS]
    scores = vocabulary.title_candidates(weighty)
    best = max((scores.get(p.id, 0.0) for p in among), default=0.0)
    if best >= TITLE_MEANT:
        return [p for p in among if scores.get(p.id, 0.0) >= best - _TIE]
    return [p for p in among if all(word.plain in plain(f"{p.title}\n{p.abstract}") for word in weighty)]
