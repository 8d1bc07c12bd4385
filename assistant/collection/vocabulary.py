"""The collection's own values and words, by which a question's words are recognised."""

import weakref
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from assistant.collection.abbreviations import Explained, own_abbreviations
from assistant.collection.author_names import AuthorNames
from assistant.collection.authors import Form, form_of
from assistant.collection.lookup import Lookup
from assistant.collection.reading import (
    EXPLAINED,
    EXPLAINED_PLAIN,
    FIRST_INITIALS,
    FORM,
    GENRE,
    KEY,
    MAIN_TITLE,
    NAME_INITIALS,
    PART,
    PUBLISHER,
    SHORT_NAME,
    SHORT_NAME_PLAIN,
    TITLE,
    TITLE_INITIALS,
    WHOLE_TITLE,
    explained_by,
    joined,
    main_title,
    reader,
)
from assistant.collection.reading import VALUE_FIELDS as VALUE_FIELDS
from assistant.language.demonyms import is_demonym as is_demonym
from assistant.language.places import areas_of, country_names, is_inside, is_place, place_names
from assistant.language.words import STOP_WORDS, Word, forms_and_keys, plain, words
from assistant.question import Term
from corpus.publication import Publication
from corpus.regions import SAME_PART, area_key
from corpus.store import Store

PLACE_FIELDS = ("countries", "regions")

# A record is meant when its title holds this share of the describing words, weighted by rarity.
TITLE_MEANT = 0.5
# Shares that differ by less are equal, in whatever order they were added up.
_DIGITS = 9
# Descriptions whose titles are kept: one question asks for the same one several times.
_DESCRIPTIONS_KEPT = 8


class Vocabulary:
    """What the records of a collection say: their values by field, their words, and which titles hold which words.

    It is looked up in the collection's file, as it stands when it is asked; what is small is read once.
    """

    def __init__(self, store: Store, own: Mapping[str, str] = MappingProxyType({})) -> None:
        """Take a collection whose terms are level; `own` are the user's abbreviations, which count first."""
        self._store, self._terms, self._own = store, store.terms, own
        self.size = store.count()
        years = [year for year in store.values("years") if isinstance(year, int)]
        self.years = (years[0], years[-1]) if years else (0, 0)
        self.countries = tuple(self._terms.held("countries"))
        self._country_names = _by_name(self.countries)
        self.areas = _by_area(self.countries)
        self.regions = _by_key(self._terms.held("regions"))
        self.explained = Lookup(self._explained)
        self.abbreviations = Lookup(self._long_form)
        self.short_names = Lookup(self._short_name)
        names = AuthorNames(self._terms, own, self._stated)
        self.author_aliases, self.name_runs = Lookup(names.alias), Lookup(names.by_run)
        self.name_parts = Lookup(names.by_part)
        self.forms, self._frequency, self._titles, self.publisher_words = map(
            self._counted, (FORM, KEY, TITLE, PUBLISHER)
        )
        self._candidates = lru_cache(maxsize=_DESCRIPTIONS_KEPT)(self._title_candidates)

    def _counted(self, kind: str) -> Lookup[str, int]:
        return Lookup(lambda term: self._terms.counts(kind, [term]).get(term))

    def _explained(self, short: str) -> Explained | None:
        found = self._terms.first(EXPLAINED, short)
        return explained_by(*found) if found else None

    def _short_name(self, short: str) -> str | None:
        return next((name for name, _ in self._terms.values(SHORT_NAME, short)), None)

    def _stated(self, short: str) -> str | None:
        """Return the long form by the user's own table, or by what a record explains."""
        if own := self._own.get(short):
            return own
        found = self.explained.get(short)
        return found.long if found else None

    def _long_form(self, short: str) -> str | None:
        if (stated := self._stated(short)) or (titled := self._terms.first(TITLE_INITIALS, short)):
            return stated or (titled[1] if titled else None)
        names = self._terms.details(NAME_INITIALS, short)
        if len({plain(name) for name in names}) == 1:
            return names[0]
        # What no record says may be short for the words that begin a title.
        begun = self._terms.first(FIRST_INITIALS, short) if short.lower() not in self.forms else None
        return begun[1] if begun else None

    def short_form(self, said: str) -> str:
        """Return the short form, as it is written, that a record or the name of an author explains; else nothing."""
        if found := self._terms.first(EXPLAINED_PLAIN, said):
            return found[1].split(" ", 2)[2]
        return next((short for _, short in self._terms.values(SHORT_NAME_PLAIN, said)), "")

    def without(self, publication: Publication) -> "Vocabulary":
        """Return what the collection says without the record's own words; its titles and values stay as they are."""
        other = copy(self)
        said = forms_and_keys(f"{publication.title}\n{publication.abstract}")
        other.forms = _less(self.forms, Counter(form for form, _ in said))
        other._frequency = _less(self._frequency, Counter({word_key for _, word_key in said}))
        return other

    def rarity(self, word_key: str) -> float:
        """Return the inverse document frequency of the word: 0 where every record has it."""
        return log((self.size + 1) / ((self._frequency.get(word_key) or 0) + 1))

    def all_values(self, field: str) -> list[str]:
        """Return the values of the field, each spelling for itself, in the order in which the records name them."""
        return self._terms.held(field)

    def spellings(self, field: str, form: Form) -> tuple[str, ...]:
        """Return the values whose plain words these are: one value, perhaps spelt in several ways."""
        return tuple(value for value, _ in self._terms.values(field, joined(form))) if form else ()

    def genres(self, said: Sequence[Word]) -> tuple[str, ...]:
        """Return the categories that are kinds of publications and that the words name, in singular or plural."""
        return tuple(value for value, _ in self._terms.values(GENRE, joined(tuple(word.key for word in said))))

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
        return tuple(sorted(self._terms.counts(FORM, place_names())))

    def is_said(self, word: Word | Term) -> bool:
        """Tell whether a title or an abstract holds the word."""
        return word.key in self._frequency

    def saying(self, forms: Iterable[Collection[str]]) -> list[str]:
        """Return the ids of the records whose texts say one word of each set, in order of arrival."""
        return self._terms.ids_of_each(FORM, forms)

    def forms_like(self, form: str, slips: int) -> dict[str, int]:
        """Return the words of the records that may be so many slips away from the word, and how frequent."""
        return self._terms.counted_like(FORM, form[0], _lengths(form, slips))

    def name_parts_like(self, form: str, slips: int) -> list[str]:
        """Return the words of authors' names that may be so many slips away; not each means somebody."""
        return self._terms.found_like(PART, form[0], _lengths(form, slips))

    def titles_in(self, question: Sequence[Word]) -> list[str]:
        """Return the ids of the records with the longest title that stands whole among the question's words."""
        said = {word.key for word in question}
        near = {i: frozenset(keys.split()) for i, keys in self._terms.records(WHOLE_TITLE, said).items()}
        whole = sorted((i for i in near if near[i] <= said), key=lambda i: (-len(near[i]), i))
        return [i for i in whole if near[i] == near[whole[0]]]

    def main_title(self, publication_id: str) -> list[str]:
        """Return the keys of the weighty words of the record's title in order, up to its colon or full stop."""
        publication = self._store.get(publication_id)
        return main_title(publication.title) if publication else []

    def is_main_title(self, said: Iterable[Word]) -> bool:
        """Tell whether the words are all those of a title up to its colon or full stop."""
        return bool(self._terms.ids(MAIN_TITLE, joined(tuple(sorted({word.key for word in said})))))

    def titles_sharing(self, said: Iterable[Word], fewest: int) -> list[str]:
        """Return the ids of the records whose titles hold so many of the weighty words at least."""
        keys = {word.key for word in said if word.plain not in STOP_WORDS}
        return sorted(self._terms.sharing(TITLE, dict.fromkeys(keys, 1), max(fewest, 1)))

    def series(self, said: Sequence[Word], *, begins: bool = False) -> frozenset[str]:
        """Return the ids of the records, two at least, whose titles hold the weighty words one after another.

        `begins` asks for those whose titles begin with them.
        """
        run = [word.key for word in said if word.plain not in STOP_WORDS]
        near = self._terms.sharing(TITLE, dict.fromkeys(run, 1), len(set(run))) if run else ()
        held = frozenset(i for i in near if _holds_run(self.main_title(i), run, begins=begins))
        return held if len(held) > 1 else frozenset()

    def whole_titles(self, question: Sequence[Word]) -> list[str]:
        """Return the titles whose words stand all among the question's, letter for letter as the records have them."""
        return [publication.title for publication in self._store.get_many(self.titles_in(question))]

    def titled(self, word: Word) -> frozenset[str]:
        """Return the ids of the records whose title holds the word, or the words that it is short for."""
        if word.key in self._titles:
            return frozenset(self._terms.ids(TITLE, word.key))
        long = self.abbreviations.get(word.plain.upper()) or ""
        keys = {key for form, key in forms_and_keys(long) if form not in STOP_WORDS}
        return frozenset(self._terms.sharing(TITLE, dict.fromkeys(keys, 1), len(keys))) if keys else frozenset()

    def titles_naming(self, name: str) -> frozenset[str]:
        """Return the ids of the records whose title holds every word of the name."""
        of_each = [self.titled(word) for word in words(name) if word.plain not in STOP_WORDS]
        return frozenset.intersection(*of_each) if of_each else frozenset()

    def is_rare_in_titles(self, word: Word) -> bool:
        """Tell whether a few titles hold the word, so that it tells one record from another."""
        return 0 < (self._titles.get(word.key) or 0) <= max(1, self.size // 5)

    def title_candidates(self, question: Sequence[Word]) -> Mapping[str, float]:
        """Return how much of the question's rare words each title holds, from 0 to 1, by id; only those above 0."""
        return self._candidates(tuple(dict.fromkeys(word.key for word in question if word.plain not in STOP_WORDS)))

    def _title_candidates(self, keys: tuple[str, ...]) -> Mapping[str, float]:
        weights = {key: max(self.rarity(key), 0.1) for key in keys}
        total = sum(weights.values()) or 1.0
        return {i: round(shared / total, _DIGITS) for i, shared in self._terms.sharing(TITLE, weights, 0).items()}


def _less(counts: Lookup[str, int], by: Counter[str]) -> Lookup[str, int]:
    return Lookup(lambda term: ((counts.get(term) or 0) - by[term]) or None)


def _lengths(form: str, slips: int) -> range:
    return range(len(form) - slips, len(form) + slips + 1)


def _holds_run(words_of_title: Sequence[str], run: Sequence[str], *, begins: bool) -> bool:
    places = range(1 if begins else len(words_of_title))
    return any(words_of_title[at : at + len(run)] == run for at in places)


def vocabulary_of(store: Store) -> Vocabulary:
    """Return the vocabulary of the collection as it stands now, brought up to date by what was written since."""
    return store.derived(_vocabulary, own_abbreviations(store))


def vocabulary_among(publications: Iterable[Publication], own: Mapping[str, str] = MappingProxyType({})) -> Vocabulary:
    """Return the vocabulary of records that are in no collection that can be written."""
    folder = TemporaryDirectory(prefix="refdesk-")
    store = Store.open(Path(folder.name) / "collection.sqlite")
    store.put(publications)
    store.terms.bring_up(reader())
    vocabulary = Vocabulary(store, own)
    weakref.finalize(vocabulary, _discard, store, folder)
    return vocabulary


def _discard(store: Store, folder: TemporaryDirectory[str]) -> None:
    store.close()
    folder.cleanup()


def _vocabulary(store: Store, own: Mapping[str, str]) -> Vocabulary:
    if store.is_read_only and not store.terms.is_level(reader()):
        return vocabulary_among(store.all(), own)
    store.terms.bring_up(reader())
    return Vocabulary(store, own)


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


def _by_name(countries: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the countries by their other names; one that is spelt in several ways has several spellings."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for country in countries:
        for name in country_names(country):
            found[name][country] = None
    return {name: tuple(spellings) for name, spellings in found.items()}
