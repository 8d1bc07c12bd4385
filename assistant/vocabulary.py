"""The collection's own values and words, by which a question's words are recognised."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from types import MappingProxyType

from assistant.abbreviations import explained, own_abbreviations, title_initials
from assistant.places import area_key, areas_of, is_place
from assistant.words import STOP_WORDS, Word, forms_and_keys, plain, words
from corpus.publication import Publication
from corpus.store import Store

PLACE_FIELDS = ("countries", "regions")
VALUE_FIELDS = ("countries", "regions", "authors", "categories")

# A demonym shares the beginning of its country's name, up to this many letters of its end: Leban-ese, Azerbaijan-i.
_DEMONYM_TAIL = 2
_DEMONYM_ENDINGS = ("ese", "i", "ian", "an", "n", "ish", "ic")
_SHORTEST_STEM = 4
# Words that a title must have to be recognised in a question by itself.
_SHORTEST_TITLE = 3
# A record is meant when its title holds this share of the describing words, weighted by rarity.
TITLE_MEANT = 0.5


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of the collection that the question names, by the characters `start` to `end` of the question.

    `area` is the part of the world in which the country lies, where the question names that rather than the country.
    """

    field: str
    value: str
    start: int
    end: int
    area: str = ""


class Vocabulary:
    """What the records of a collection say: their values by field, their words, and which titles hold which words."""

    def __init__(self, publications: Sequence[Publication], own: Mapping[str, str] = MappingProxyType({})) -> None:
        """Read the records; `own` are the user's abbreviations, which count before those that the records explain."""
        self.size = len(publications)
        years = [p.year for p in publications if p.year is not None]
        self.years = (min(years), max(years)) if years else (0, 0)
        self._values = {field: _by_words(publications, field) for field in VALUE_FIELDS}
        self.explained = explained(publications)
        stated = {short: found.long for short, found in self.explained.items()}
        self.abbreviations = {**title_initials(publications), **stated, **own}
        self.countries = tuple(self._values["countries"].values())
        self._areas = _by_area(self.countries)
        self._name_parts = _name_parts(publications)
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._title_words: dict[str, set[str]] = {}
        self.frequency: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        for publication in publications:
            self._add(publication)

    def _add(self, publication: Publication) -> None:
        title = {word_key for form, word_key in forms_and_keys(publication.title) if form not in STOP_WORDS}
        self._title_words[publication.id] = title
        for word_key in title:
            self._titles[word_key].add(publication.id)
        said = forms_and_keys(f"{publication.title}\n{publication.abstract}")
        self.frequency.update({word_key for _, word_key in said})
        self.forms.update(form for form, _ in said)
        for field in VALUE_FIELDS:
            self.forms.update(form for value in getattr(publication, field) for form, _ in forms_and_keys(value))

    def rarity(self, word_key: str) -> float:
        """Return the inverse document frequency of the word: 0 where every record has it."""
        return log((self.size + 1) / (self.frequency[word_key] + 1))

    def values_in(self, question: Sequence[Word], *, by_geography: bool = False) -> Iterator[FoundValue]:
        """Yield the values that the question's words name, each word used once and the longest names first.

        A part of the world is a region of the records' own where they name it so, and stands for the countries in it
        otherwise, or `by_geography`.
        """
        used: set[int] = set()
        for length in range(min(len(question), 8), 0, -1):
            for first in range(len(question) - length + 1):
                positions = range(first, first + length)
                part = question[first : first + length]
                if not used.isdisjoint(positions):
                    continue
                name = " ".join(word.plain for word in part)
                area, countries = self._areas.get(area_key(name), ("", []))
                named = [] if by_geography and countries else self._named(part)
                # Nor does Asia stand in "Central Asia", where no record is about that.
                if named or countries or (length > 1 and is_place(name)):
                    used.update(positions)
                for field, value in named or [("countries", country) for country in countries]:
                    yield FoundValue(field, value, part[0].start, part[-1].end, "" if named else area)

    def _named(self, part: Sequence[Word]) -> list[tuple[str, str]]:
        name = tuple(word.plain for word in part)
        exact = [(field, self._values[field][name]) for field in VALUE_FIELDS if name in self._values[field]]
        if exact or len(part) > 1:
            return exact
        word = part[0].plain
        if authors := self._name_parts.get(word, ()):
            return [] if self.is_said(part[0]) else [("authors", author) for author in authors]
        return [("countries", country) for country in self.countries if is_demonym(word, country)][:1]

    def regions_in(self, area: str) -> list[str]:
        """Return the records' regions that lie in a part of the world by their name, as North Africa lies in Africa."""
        if not is_place(area):
            return []
        return [region for region in self._values["regions"].values() if area_key(region).endswith(area_key(area))]

    def is_said(self, word: Word) -> bool:
        """Tell whether a title or an abstract holds the word."""
        return self.frequency[word.key] > 0

    def titles_in(self, question: Sequence[Word]) -> list[str]:
        """Return the ids of the records whose whole title stands among the question's words, longest title first."""
        said = {word.key for word in question}
        near = {i for word_key in said for i in self._titles.get(word_key, ())}
        whole = [i for i in near if len(self._title_words[i]) >= _SHORTEST_TITLE and self._title_words[i] <= said]
        return sorted(whole, key=lambda i: (-len(self._title_words[i]), i))[:1]

    def is_rare_in_titles(self, word: Word) -> bool:
        """Tell whether a few titles hold the word, so that it tells one record from another."""
        return 0 < len(self._titles.get(word.key, ())) <= max(1, self.size // 5)

    def title_candidates(self, question: Sequence[Word]) -> dict[str, float]:
        """Return how much of the question's rare words each title holds, from 0 to 1, by id; only those above 0."""
        weights = {word.key: max(self.rarity(word.key), 0.1) for word in question if word.plain not in STOP_WORDS}
        scores: dict[str, float] = defaultdict(float)
        for word_key, weight in weights.items():
            for publication_id in self._titles.get(word_key, ()):
                scores[publication_id] += weight
        total = sum(weights.values()) or 1.0
        return {publication_id: score / total for publication_id, score in scores.items()}


def vocabulary_of(store: Store) -> Vocabulary:
    """Return the vocabulary of the collection as it stands now."""
    return _vocabulary(store, store.seq(), tuple(own_abbreviations(store).items()))


@lru_cache(maxsize=4)
def _vocabulary(store: Store, seq: int, own: tuple[tuple[str, str], ...]) -> Vocabulary:
    return Vocabulary(store.all(), dict(own))


def _by_area(countries: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
    """Return each part of the world and the countries in it, by what the spellings of its noun and adjective share."""
    found: dict[str, tuple[str, list[str]]] = {}
    for country in countries:
        for area in areas_of(country):
            key = area_key(area)
            for said in (key, f"{key.removesuffix('a')}an"):
                found.setdefault(said, (area, []))[1].append(country)
    return found


def is_demonym(word: str, country: str) -> bool:
    """Tell whether the word is the adjective of the country.

    >>> is_demonym("lebanese", "Lebanon"), is_demonym("lebanon", "Libya")
    (True, False)
    """
    name = plain(country)
    stem = name[: max(_SHORTEST_STEM, len(name) - _DEMONYM_TAIL)]
    ending = word[len(stem) :]
    return (
        word != name
        and word.startswith(stem)
        and ending.lstrip(name[len(stem) :]) in (*_DEMONYM_ENDINGS, "")
        and bool(ending)
    )


def _by_words(publications: Sequence[Publication], field: str) -> Mapping[tuple[str, ...], str]:
    values = dict.fromkeys(value for p in publications for value in getattr(p, field))
    return {tuple(word.plain for word in words(value)): value for value in values}


def _name_parts(publications: Sequence[Publication]) -> Mapping[str, tuple[str, ...]]:
    """Return the authors by each part of their names that is long enough to be one."""
    parts: dict[str, dict[str, None]] = defaultdict(dict)
    for author in (author for p in publications for author in p.authors):
        for word in words(author):
            if len(word.plain) >= _SHORTEST_STEM:
                parts[word.plain][author] = None
    return {part: tuple(authors) for part, authors in parts.items()}
