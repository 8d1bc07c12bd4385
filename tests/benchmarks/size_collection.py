"""Invented collections of any size, with vectors that mean something: for how time and memory grow with the records."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np

from assistant.language.english import english_words
from corpus.geography import countries
from corpus.publication import Publication, Source
from embeddings.engine import Float32
from tests.embeddings.hash_encoder import HashEncoder

DIMENSION = 384
_SYLLABLES = "ba ko li mu ren sa tor vel dan gri hou jem kas lor mi nes pol qua ris sten ul wen yar zo".split()
_REGIONS = "Africa,Asia,Europe,Latin America,Middle East,Pacific,Worldwide".split(",")
_KINDS = "Report,Thesis,Policy brief,Journal article,Evaluation,Manual".split(",")
_BODIES = "Institute,Agency,Ministry,Council,Centre,Commission,Network,Foundation".split(",")


class BagOfWords(HashEncoder):
    """Vectors of the packaged model's dimension: the sum of a chance direction for each word."""

    def __init__(self) -> None:
        super().__init__("bag of words", dimension=DIMENSION)

    def encode(self, texts: Sequence[str]) -> Float32:
        rows = np.array([sum(map(_direction, text.lower().split()), start=_direction("")) for text in texts])
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows.astype(np.float32)


@lru_cache(maxsize=200_000)
def _direction(word: str) -> Float32:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSION, dtype=np.float32)


class Invented:
    """Draws records from English words by Zipf's law, among them names and terms that few records have."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._words = [word for word in english_words() if len(word) > 2]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self._words))))
        self._countries = sorted(country.name for country in countries())

    def records(self, count: int) -> Iterator[Publication]:
        """Yield so many records: of three authors and 150 words on average, one of ten without an abstract."""
        for number in range(count):
            yield self._record(number)

    def _record(self, number: int) -> Publication:
        chance = self._chance
        title = " ".join(self._said(chance.randint(6, 12)))
        place = chance.choice(self._countries)
        return Publication(
            id=f"record-{number:06d}",
            title=f"{title.title() if chance.random() < 0.3 else title.capitalize()} in {place}",
            abstract=self._abstract() if chance.random() < 0.9 else "",
            authors=tuple(dict.fromkeys(self._author() for _ in range(chance.randint(1, 5)))),
            year=chance.randint(1980, 2024),
            countries=(place,),
            regions=(chance.choice(_REGIONS),),
            categories=(chance.choice(_KINDS), f"{self._words[500 + int(chance.paretovariate(1)) % 2_000]} studies"),
            publisher=f"{self._invented().title()} Press",
            source=Source(file="invented.jsonl", position=f"entry {number}"),
        )

    def _abstract(self) -> str:
        said = [self._sentence() for _ in range(self._chance.randint(3, 12))]
        if self._chance.random() < 0.2:
            name = f"{self._invented()} {self._invented()} {self._chance.choice(_BODIES)}".title()
            said.insert(1, f"The {name} ({''.join(word[0] for word in name.split())}) took part.")
        return " ".join(said)

    def _sentence(self) -> str:
        words = self._said(self._chance.randint(10, 30))
        return f"{' '.join(words).capitalize()} {self._chance.randint(2, 900)}."

    def _said(self, count: int) -> list[str]:
        words = self._chance.choices(self._words, cum_weights=self._weights, k=count)
        return [self._invented() if self._chance.random() < 0.02 else word for word in words]

    def _invented(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, 4)))

    def _author(self) -> str:
        kind = self._chance.random()
        if kind < 0.1:
            return (
                f"{self._chance.choice(self._countries)} {self._chance.choice(_BODIES)} of {self._said(1)[0].title()}"
            )
        family, given = self._invented().title(), self._chance.choice(_SYLLABLES).title()
        return f"{family}, {given[0]}." if kind < 0.7 else f"{given}{self._chance.choice(_SYLLABLES)} {family}"
