"""The collection's own values and words, by which a question's words are recognised."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from math import log
from types import MappingProxyType

from assistant.collection.abbreviations import (
    explained,
    first_initials,
    in_names,
    name_initials,
    own_abbreviations,
    title_initials,
)
from assistant.collection.authors import Form, aliases_of, form_of, parts_of, runs_of
from assistant.collection.kinds import kinds_named
from assistant.language.demonyms import is_demonym as is_demonym
from assistant.language.places import areas_of, country_names, is_inside, is_place, place_names
from assistant.language.words import STOP_WORDS, Word, forms_and_keys, words
from assistant.question import Term
from corpus.publication import Publication
from corpus.regions import SAME_PART, area_key
from corpus.store import Store

PLACE_FIELDS = ("countries", "regions")
VALUE_FIELDS = ("countries", "regions", "authors", "categories")

_MAIN_TITLE = re.compile(r"[^:.?!]+")
# Words that a title must have to be recognised in a question by itself.
_SHORTEST_TITLE = 3
# A record is meant when its title holds this share of the describing words, weighted by rarity.
TITLE_MEANT = 0.5


class Vocabulary:
    """What the records of a collection say: their values by field, their words, and which titles hold which words."""

    def __init__(self, publications: Sequence[Publication], own: Mapping[str, str] = MappingProxyType({})) -> None:
        """Read the records; `own` are the user's abbreviations, which count before those that the records explain."""
        self.size = len(publications)
        years = [p.year for p in publications if p.year is not None]
        self.years = (min(years), max(years)) if years else (0, 0)
        self._spellings = {field: _by_form(publications, field) for field in VALUE_FIELDS}
        self.explained = explained(publications)
        stated = {short: found.long for short, found in self.explained.items()}
        self.abbreviations = {**name_initials(publications), **title_initials(publications), **stated, **own}
        authors = self.all_values("authors")
        self.short_names = in_names(authors)
        self.author_aliases = aliases_of(authors, {**stated, **own})
        self.name_parts, self.name_runs = parts_of(authors), runs_of(authors)
        self.publisher_words = frozenset(form for p in publications for form in form_of(p.publisher))
        self.countries = tuple(self.all_values("countries"))
        self._country_names = _by_name(self.countries)
        self.areas = _by_area(self.countries)
        self._genres = kinds_named(self.all_values("categories"))
        self.regions = _by_key(self.all_values("regions"))
        self._texts: dict[str, str] = {}
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._title_words: dict[str, set[str]] = {}
        self.frequency: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        for publication in publications:
            self._add(publication)
        # What no record says may be short for the words that begin a title.
        begun = {short: long for short, long in first_initials(publications).items() if short.lower() not in self.forms}
        self.abbreviations = {**begun, **self.abbreviations}

    def _add(self, publication: Publication) -> None:
        title = {word_key for form, word_key in forms_and_keys(publication.title) if form not in STOP_WORDS}
        self._title_words[publication.id] = title
        self._texts[publication.id] = publication.title
        for word_key in title:
            self._titles[word_key].add(publication.id)
        said = forms_and_keys(f"{publication.title}\n{publication.abstract}")
        self.frequency.update({word_key for _, word_key in said})
        self.forms.update(form for form, _ in said)
        self.forms.update([str(publication.year)] if publication.year else [])
        for field in VALUE_FIELDS:
            self.forms.update(form for value in getattr(publication, field) for form, _ in forms_and_keys(value))

    def without(self, publication: Publication) -> "Vocabulary":
        """Return what the collection says without the record's own words; its titles and values stay as they are."""
        other = copy(self)
        said = forms_and_keys(f"{publication.title}\n{publication.abstract}")
        other.frequency = self.frequency - Counter({word_key for _, word_key in said})
        other.forms = self.forms - Counter(form for form, _ in said)
        return other

    def rarity(self, word_key: str) -> float:
        """Return the inverse document frequency of the word: 0 where every record has it."""
        return log((self.size + 1) / (self.frequency[word_key] + 1))

    def all_values(self, field: str) -> list[str]:
        """Return the values of the field, each spelling for itself, in the order in which the records name them."""
        return [value for spellings in self._spellings[field].values() for value in spellings]

    def spellings(self, field: str, form: Form) -> tuple[str, ...]:
        """Return the values whose plain words these are: one value, perhaps spelt in several ways."""
        return self._spellings[field].get(form, ())

    def genres(self, said: Sequence[Word]) -> tuple[str, ...]:
        """Return the categories that are kinds of publications and that the words name, in singular or plural."""
        return self._genres.get(tuple(word.key for word in said), ())

    def variants(self, field: str, value: str) -> tuple[str, ...]:
        """Return the spellings that the records have of one value."""
        return self.spellings(field, form_of(value)) or (value,)

    def country_named(self, name: str) -> tuple[str, ...]:
        """Return the country that the plain words name otherwise: by its people, a former or a short name."""
        if known := self._country_names.get(name):
            return known
        if " " in name or name in STOP_WORDS:
            return ()
        return next((self.variants("countries", c) for c in self.countries if is_demonym(name, c)), ())

    @cached_property
    def peoples(self) -> tuple[str, ...]:
        """Return the other names of one word that the records' countries have, their peoples' among them."""
        return tuple(name for name in self._country_names if " " not in name)

    def regions_in(self, area: str) -> list[str]:
        """Return the records' regions that are a part of the world or lie in it, as North Africa lies in Africa.

        The part is given by its name or its adjective, the regions by theirs.
        """
        keys = [name for name in _nouns(area_key(area)) if is_place(name) or name in self.regions]
        found = (self.regions[key] for key in keys if key in self.regions)
        inside = (region for key in keys for region in self.regions.values() if is_inside(region, key))
        return list(dict.fromkeys([*found, *inside]))

    def part_of_the_world(self, said: str) -> str:
        """Return the name of the part of the world that the words are the adjective of, else the words."""
        adjective = area_key(said)
        noun = next((name for name in _nouns(adjective) if is_place(name) or name in self.regions), adjective)
        return said[: len(said) - (len(adjective) - len(noun))]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return the places of one word that the records name in their texts or fields, in plain form."""
        return tuple(sorted(name for name in place_names() if name in self.forms))

    def is_said(self, word: Word | Term) -> bool:
        """Tell whether a title or an abstract holds the word."""
        return self.frequency[word.key] > 0

    def titles_in(self, question: Sequence[Word]) -> list[str]:
        """Return the ids of the records with the longest title that stands whole among the question's words."""
        said = {word.key for word in question}
        near = {i for word_key in said for i in self._titles.get(word_key, ())}
        whole = [i for i in near if len(self._title_words[i]) >= _SHORTEST_TITLE and self._title_words[i] <= said]
        whole.sort(key=lambda i: (-len(self._title_words[i]), i))
        return [i for i in whole if self._title_words[i] == self._title_words[whole[0]]]

    def main_title(self, publication_id: str) -> list[str]:
        """Return the keys of the weighty words of the record's title in order, up to its colon or full stop."""
        main = _MAIN_TITLE.match(self._texts[publication_id])
        return [k for form, k in forms_and_keys(main[0] if main else "") if form not in STOP_WORDS]

    def series(self, said: Sequence[Word], *, begins: bool = False) -> frozenset[str]:
        """Return the ids of the records, two at least, whose titles hold the weighty words one after another.

        `begins` asks for those whose titles begin with them.
        """
        run = [word.key for word in said if word.plain not in STOP_WORDS]
        near = frozenset.intersection(*(frozenset(self._titles.get(key, ())) for key in run)) if run else frozenset()
        held = frozenset(i for i in near if _holds_run(self.main_title(i), run, begins=begins))
        return held if len(held) > 1 else frozenset()

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


def _holds_run(words_of_title: Sequence[str], run: Sequence[str], *, begins: bool) -> bool:
    places = range(1 if begins else len(words_of_title))
    return any(words_of_title[at : at + len(run)] == run for at in places)


def vocabulary_of(store: Store) -> Vocabulary:
    """Return the vocabulary of the collection as it stands now, which the store keeps."""
    return store.derived(_vocabulary, own_abbreviations(store))


def _vocabulary(store: Store, own: Mapping[str, str]) -> Vocabulary:
    return Vocabulary(store.all(), own)


def _by_key(regions: Sequence[str]) -> dict[str, str]:
    """Return the regions by what their spellings share, one part of the world by both of its names."""
    found = {area_key(region): region for region in regions}
    for name, other in (SAME_PART, SAME_PART[::-1]):
        if region := found.get(area_key(other)):
            found.setdefault(area_key(name), region)
    return found


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


def _by_form(publications: Sequence[Publication], field: str) -> Mapping[Form, tuple[str, ...]]:
    """Return the values by their plain words; those that are spelt in several ways stand together."""
    found: dict[Form, dict[str, None]] = defaultdict(dict)
    for publication in publications:
        for value in getattr(publication, field):
            found[form_of(value)][value] = None
    return {form: tuple(spellings) for form, spellings in found.items() if form}


def _by_name(countries: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the countries by their other names; one that is spelt in several ways has several spellings."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for country in countries:
        for name in country_names(country):
            found[name][country] = None
    return {name: tuple(spellings) for name, spellings in found.items()}
