"""Other words for words: the nearest of the frequent English ones, by the model's own vectors."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.language.english import english_words
from assistant.language.lexicon import NUMBERS
from assistant.language.words import STOP_WORDS, key
from embeddings.engine import Encoder

# Of the list of English words, the most frequent ones: what people say.
_FREQUENT = 6_000
_SHORTEST = 4
# A word further off than this means something else.
_NEAR = 0.6
_AT_ONCE = 256


def other_words(
    wanted: Sequence[str], encoder: Encoder, meanwhile: Callable[[], None] = lambda: None
) -> dict[str, str]:
    """Return for each word the nearest frequent one that is no form of it; those that none comes near are left out.

    `meanwhile` is called between the parts of the work, each of which takes less than a second.
    """
    frequent = [w for w in english_words()[:_FREQUENT] if len(w) >= _SHORTEST and w not in STOP_WORDS | NUMBERS.keys()]
    keys = np.array([key(word) for word in frequent])
    there = np.concatenate([encoder.encode(part) for part in _parts(frequent, meanwhile)])
    found = {}
    for part in _parts(wanted, meanwhile):
        for word, row in zip(part, encoder.encode(part) @ there.T, strict=True):
            row[keys == key(word)] = -1.0
            best = int(row.argmax())
            if row[best] >= _NEAR:
                found[word] = frequent[best]
    return found


def _parts(texts: Sequence[str], meanwhile: Callable[[], None]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _AT_ONCE):
        meanwhile()
        yield texts[start : start + _AT_ONCE]
