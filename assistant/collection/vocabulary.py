"""The collection's own values and words, by which a question's words are recognised."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from types import MappingProxyType

from assistant.collection.abbreviations import explained, own_abbreviations, title_initials
from assistant.language.demonyms import is_demonym as is_demonym
from assistant.language.places import area_key, areas_of, country_names, is_inside, is_place, place_names
from assistant.language.words import STOP_WORDS, Word, forms_and_keys, plain, words
from corpus.publication import Publication
from corpus.store import Store

PLACE_FIELDS = ("countries", "regions")
VALUE_FIELDS = ("countries", "regions", "authors", "categories")

_SHORTEST_NAME = 4
_MAIN_TITLE = re.compile(r"[^:.?!]+")
# What is about no country in particular.
_WORLD = frozenset(["worldwide", "global", "globally"])
# Words that a title must have to be recognised in a question by itself.
_SHORTEST_TITLE = 3
# A record is meant when its title holds this share of the describing words, weighted by rarity.
TITLE_MEANT = 0.5


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of the collection that the question names, by the characters `start` to `end` of the question.

    `area` is the part of the world in which the country or the region lies, where the question names that instead.
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
        self._country_names = {name: country for country in self.countries for name in country_names(country)}
        self._areas = _by_area(self.countries)
        self.name_parts = _name_parts(publications)
        self._texts: dict[str, str] = {}
        self._regions = {area_key(region): region for region in self._values["regions"].values()}
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._title_words: dict[str, set[str]] = {}
        self.frequency: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        for publication in publications:
            self._add(publication)

    def _add(self, publication: Publication) -> None:
        title = {word_key for form, word_key in forms_and_keys(publication.title) if form not in STOP_WORDS}
        self._title_words[publication.id] = title
        self._texts[publication.id] = publication.title
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
                if not by_geography and not named and self.regions_in(name):
                    continue
                # Nor does Asia stand in "Central Asia", where no record is about that.
                if named or countries or (length > 1 and is_place(name)):
                    used.update(positions)
                for field, value in named or [("countries", country) for country in countries]:
                    yield FoundValue(field, value, part[0].start, part[-1].end, "" if named else area)

    def _named(self, part: Sequence[Word]) -> list[tuple[str, str]]:
        name = tuple(word.plain for word in part)
        exact = [(field, self._values[field][name]) for field in VALUE_FIELDS if name in self._values[field]]
        if exact:
            return exact
        if region := self._regions.get(area_key(" ".join(name))):
            return [("regions", region)]
        if authors := self._authors(part):
            return [("authors", author) for author in authors]
        if name[0] in _WORLD and len(name) == 1:
            return [(field, v) for field in PLACE_FIELDS for v in self._values[field].values() if plain(v) in _WORLD]
        country = self._country(" ".join(name))
        return [("countries", country)] if country else []

    def _authors(self, part: Sequence[Word]) -> Sequence[str]:
        """Return the authors whose names hold all of the words."""
        # A possessive is often typed without its apostrophe.
        parts = self.name_parts
        of_each = [parts.get(word.plain) or parts.get(word.plain.removesuffix("s"), ()) for word in part]
        if len(part) == 1:
            # A short part of a name, or one that the texts use as a word, is no name by itself.
            alone = len(part[0].plain) >= _SHORTEST_NAME and not self.is_said(part[0])
            return of_each[0] if alone else ()
        return [author for author in of_each[0] if all(author in others for others in of_each)]

    def _country(self, name: str) -> str:
        """Return the country that the words name otherwise: by its people, a former or a short name."""
        if known := self._country_names.get(name):
            return known
        if " " in name or name in STOP_WORDS:
            return ""
        return next((country for country in self.countries if is_demonym(name, country)), "")

    def regions_in(self, area: str) -> list[str]:
        """Return the records' regions that are a part of the world or lie in it, as North Africa lies in Africa.

        The part is given by its name or its adjective, the regions by theirs.
        """
        keys = [name for name in _nouns(area_key(area)) if is_place(name) or name in self._regions]
        found = (self._regions[key] for key in keys if key in self._regions)
        inside = (region for key in keys for region in self._regions.values() if is_inside(region, key))
        return list(dict.fromkeys([*found, *inside]))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return the places of one word that the records name in their texts or fields, in plain form."""
        return tuple(sorted(name for name in place_names() if name in self.forms))

    def is_said(self, word: Word) -> bool:
        """Tell whether a title or an abstract holds the word."""
        return self.frequency[word.key] > 0

    def titles_in(self, question: Sequence[Word]) -> list[str]:
        """Return the ids of the records whose whole title stands among the question's words, longest title first."""
        said = {word.key for word in question}
        near = {i for word_key in said for i in self._titles.get(word_key, ())}
        whole = [i for i in near if len(self._title_words[i]) >= _SHORTEST_TITLE and self._title_words[i] <= said]
        return sorted(whole, key=lambda i: (-len(self._title_words[i]), i))[:1]

    def main_title(self, publication_id: str) -> set[str]:
        """Return the keys of the weighty words of the record's title, up to its colon or full stop."""
        main = _MAIN_TITLE.match(self._texts[publication_id])
        return {k for form, k in forms_and_keys(main[0] if main else "") if form not in STOP_WORDS}

    def whole_titles(self, question: Sequence[Word]) -> list[str]:
        """Return the titles whose words stand all among the question's, letter for letter as the records have them."""
        return [self._texts[i] for i in self.titles_in(question)]

    def titled(self, word: Word) -> frozenset[str]:
        """Return the ids of the records whose title holds the word, or the words that it is short for."""
        if held := self._titles.get(word.key):
            return frozenset(held)
        long = self.abbreviations.get(word.plain.upper(), "")
        of_each = [self._titles.get(k, set()) for form, k in forms_and_keys(long) if form not in STOP_WORDS]
        return frozenset(set.intersection(*of_each)) if of_each else frozenset()

    def titles_naming(self, name: str) -> frozenset[str]:
        """Return the ids of the records whose title holds every word of the name."""
        of_each = [self.titled(word) for word in words(name) if word.plain not in STOP_WORDS]
        return frozenset.intersection(*of_each) if of_each else frozenset()

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
    """Return the vocabulary of the collection as it stands now, which the store keeps."""
    return store.derived(_vocabulary, own_abbreviations(store))


def _vocabulary(store: Store, own: Mapping[str, str]) -> Vocabulary:
    return Vocabulary(store.all(), own)


def _by_area(countries: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
    """Return each part of the world and the countries in it, by what the spellings of its noun and adjective share."""
    found: dict[str, tuple[str, list[str]]] = {}
    for country in countries:
        for area in areas_of(country):
            key = area_key(area)
            for said in (key, f"{key.removesuffix('a')}an"):
                found.setdefault(said, (area, []))[1].append(country)
    return found


def _nouns(area: str) -> tuple[str, ...]:
    """Return the names that the key of a part of the world may be the adjective of, and itself."""
    return (area, area.removesuffix("n"), area.removesuffix("an")) if area.endswith("an") else (area,)


def _by_words(publications: Sequence[Publication], field: str) -> Mapping[tuple[str, ...], str]:
    values = dict.fromkeys(value for p in publications for value in getattr(p, field))
    return {tuple(word.plain for word in words(value)): value for value in values}


def _name_parts(publications: Sequence[Publication]) -> Mapping[str, tuple[str, ...]]:
    """Return the authors by each part of their names."""
    parts: dict[str, dict[str, None]] = defaultdict(dict)
    for author in (author for p in publications for author in p.authors):
        of_author = [word.plain for word in words(author)]
        # "Vonhagen" for "Von Hagen".
        for part in (*of_author, *map("".join, pairwise(of_author))):
            parts[part][author] = None
    return {part: tuple(authors) for part, authors in parts.items()}
