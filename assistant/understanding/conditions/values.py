"""The values of the records that a question names: countries, regions, authors and categories.

A condition needs evidence. A value is certain where it is named whole, or by a name of its own, in a reading that makes
sense there; part of a person's name where an author is spoken of. What is only likely is found too, and marked: it may
answer a question of the catalogue that says nothing else, and confines no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.collection.authors import Alias, Form, is_abbreviation
from assistant.collection.vocabulary import PLACE_FIELDS, Vocabulary
from assistant.language.english import is_english, is_everyday
from assistant.language.lexicon import BODIES
from assistant.language.patterns import REACH
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word, plain
from assistant.understanding.conditions.authorship import is_cited, speaks_of_author
from assistant.understanding.conditions.persons import persons
from assistant.understanding.conditions.typed import Typed
from corpus.regions import area_key

LONGEST_NAME = 12  # words of a name that is looked up
# What is about no country in particular.
_WORLD = frozenset(["worldwide", "global", "globally"])
_FALSE_FRIENDS = frozenset(
    "states polish turkey pole poles swede swedes kiwi kiwis turk turks finn finns dane danes".split()
)

_JOINED = re.compile(r"^(?:,|,? (?:and|or|nor|(?:together |jointly |along )?with))$")
# Capitalised words beside a name.
_LAST_WORD, _NEXT_WORD = re.compile(r"([A-Z][\w'’]*) $"), re.compile(r" [A-Z]")


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of the collection that the question names, by the characters `start` to `end` of the question.

    `area` is the part of the world in which the country or the region lies, where the question names that instead.
    `as_author` says that an author is spoken of there; `likely` that the value may be meant and is not certain.
    """

    field: str
    value: str
    start: int
    end: int
    area: str = ""
    as_author: bool = False
    likely: bool = False


class ValueFinder:
    """Finds the values in one question."""

    def __init__(self, text: str, said: Sequence[Word], vocabulary: Vocabulary, *, by_geography: bool = False) -> None:
        """Take the text and those of its words that may name a value.

        A part of the world is a region of the records' own where they name it so, and stands for the countries in it
        otherwise, or `by_geography`.
        """
        self._typed, self._said, self._vocabulary = Typed(text, vocabulary), said, vocabulary
        self._by_geography = by_geography
        # Where the words begin that are joined to an author.
        self._listed: set[int] = set()

    def found(self) -> list[FoundValue]:
        """Return the values, each word used once and the longest names first, in the order of the text."""
        found = self._once()
        while more := self._joined_to(found) - self._listed:
            self._listed |= more
            found = self._once()
        return list(self._enumerated(found))

    def _once(self) -> list[FoundValue]:
        used: set[int] = set()
        found: list[FoundValue] = []
        for length in range(min(len(self._said), LONGEST_NAME), 0, -1):
            for first in range(len(self._said) - length + 1):
                places = range(first, first + length)
                part = self._said[first : first + length]
                if used.isdisjoint(places) and self._together(part):
                    named, is_name = self._named(part)
                    found += named
                    # Nor does Asia stand in "Central Asia", where no record is about that.
                    if named or is_name:
                        used.update(places)
        return sorted(found, key=lambda value: value.start)

    def _joined_to(self, found: Sequence[FoundValue]) -> set[int]:
        """Return where the capitalised words begin that are joined to an author who is spoken of."""
        ends = {value.end for value in found if value.as_author}
        starts = {word.start for word in self._said if self._typed.is_capitalised(word)}
        return {s for s in starts if any(end < s and self._joins(end, s) for end in ends)}

    def _joins(self, end: int, start: int) -> bool:
        return _JOINED.match(self._typed.low[end:start].rstrip()) is not None

    def _together(self, part: Sequence[Word]) -> bool:
        """Tell whether nothing but what a name may hold stands between the words: no full stop or question mark."""
        for one, other in pairwise(part):
            between = self._typed.text[one.end : other.start]
            ends_initial = between.startswith(".") and one.end - one.start == 1
            if len(between) > 3 or any(mark in between for mark in ";:?!") or ("." in between and not ends_initial):
                return False
        return True

    def _named(self, part: Sequence[Word]) -> tuple[list[FoundValue], bool]:
        """Return the values that the words name together, and whether they name something that no record holds."""
        name = tuple(word.plain for word in part)
        values = [*self._whole(part, name)] or [*self._persons(part)] or [*self._in_part(part, name)]
        if values:
            return values, True
        if all(form in STOP_WORDS for form in name):
            return [], False
        area, countries = self._vocabulary.areas.get(area_key(" ".join(name)), ("", []))
        if not self._by_geography and self._vocabulary.regions_in(" ".join(name)):
            return [], False
        start, end = part[0].start, part[-1].end
        inside = [FoundValue("countries", country, start, end, area) for country in countries]
        return inside, bool(inside) or (len(name) > 1 and is_place(" ".join(name)))

    def _whole(self, part: Sequence[Word], name: Form) -> Iterator[FoundValue]:
        """Yield the values whose whole name the words are, or that they name by a name of its own.

        Jordan, Georgia and Chad write books too: a name is an author's where an author is spoken of, and a place's
        elsewhere.
        """
        author, alias = self._as_author(part), self._vocabulary.author_aliases.get(name)
        authors = [*self._author(part, alias, author)] if alias else []
        if authors and author:
            yield from authors
            return
        a_person = author and len(name) == 1 and name[0] in self._vocabulary.name_parts
        places = [] if a_person else [*self._places(part, name)]
        yield from places or authors
        named = [c for c in self._vocabulary.spellings("categories", name) if self._means(part, c)]
        # "Do you have any theses?" asks for a kind of publication, "what do theses say?" need not.
        for category in named or self._vocabulary.genres(part):
            yield FoundValue("categories", category, part[0].start, part[-1].end, likely=not named)

    def _places(self, part: Sequence[Word], name: Form) -> Iterator[FoundValue]:
        _, countries = self._vocabulary.areas.get(area_key(" ".join(name)), ("", []))
        start, end = part[0].start, part[-1].end
        for field in PLACE_FIELDS if not (self._by_geography and countries) else ():
            for spelling in self._vocabulary.spellings(field, name):
                if self._means(part, spelling, of_place=True):
                    yield FoundValue(field, spelling, start, end)
        yield from (FoundValue(field, place, start, end) for field, place in self._place(part, name))

    def _author(self, part: Sequence[Word], alias: Alias, as_author: bool) -> Iterator[FoundValue]:
        spelling, means = alias.spelling, self._means(part, alias.spelling)
        # "reports by women for water" names them in small letters, which no other sentence may be read to do.
        if not means and (is_abbreviation(spelling) or not as_author or _are_function_words(part)):
            return
        # Beside an author called "Price" there may be one called "Price, L.".
        alone = as_author and len(part) == 1 and not is_abbreviation(spelling)
        others = self._vocabulary.name_parts.get(part[0].plain) if alone else ()
        for author in dict.fromkeys((*alias.authors, *(others or ()))):
            yield FoundValue("authors", author, part[0].start, part[-1].end, as_author=as_author, likely=not means)

    def _place(self, part: Sequence[Word], name: Form) -> Iterator[tuple[str, str]]:
        """Yield the places that the words name otherwise: a region's other spelling, a country's people or old name."""
        known = self._vocabulary
        if any(self._exact(field, name) for field in PLACE_FIELDS):
            return
        _, countries = known.areas.get(area_key(" ".join(name)), ("", []))
        if self._by_geography and countries:
            return
        if all(form in STOP_WORDS for form in name):
            typed = self._typed.of(part)
            if typed in ("US", "U.S.", "U.S"):
                yield from (("countries", country) for country in known.country_named("usa"))
            return
        # Nothing is left of a number or of another script in the key.
        is_word = not any(form.isdigit() for form in name)
        if is_word and (region := known.regions.get(area_key(" ".join(name)) or " ")):
            yield from (("regions", spelling) for spelling in known.variants("regions", region))
        elif len(name) == 1 and name[0] in _WORLD:
            yield from ((f, v) for f in PLACE_FIELDS for v in known.all_values(f) if plain(v) in _WORLD)
        elif not (name[-1] in _FALSE_FRIENDS and self._typed.of(part).islower()) and not self._is_new(part):
            yield from (("countries", country) for country in known.country_named(" ".join(name)))

    def _is_new(self, part: Sequence[Word]) -> bool:
        """Tell whether the name is that of a new place, which New England is."""
        before = _LAST_WORD.search(self._typed.text[max(0, part[0].start - REACH) : part[0].start])
        return before is not None and before[1] == "New"

    def _exact(self, field: str, name: Form) -> bool:
        return bool(self._vocabulary.spellings(field, name))

    def _means(self, part: Sequence[Word], spelling: str, of_place: bool = False) -> bool:
        """Tell whether the words, typed as they are, mean the name and not what its words mean in any sentence.

        A name made of ordinary words is meant where it is typed as a name: "who" is not WHO, nor "in the field" a
        foundation of that name. A letter or a function word is one only where an author is spoken of, and no place.
        """
        if of_place and _may_be_place(part):
            return True
        if is_abbreviation(spelling):
            ordinary = all(word.plain in STOP_WORDS or is_english(word.plain) for word in part)
            typed = self._typed.of(part).replace(".", "")
            return typed == spelling if ordinary and not self._typed.shouted else not ordinary
        if len(part) == 1 and (len(part[0].plain) == 1 or _are_function_words(part)):
            return not of_place and self._typed.as_name(part) and self._as_author(part)
        return not all(self._typed.is_ordinary(word) for word in part) or self._typed.as_name(part)

    def _persons(self, part: Sequence[Word]) -> Iterator[FoundValue]:
        as_author = self._as_author(part)
        for author, certain in persons(part, self._typed, self._vocabulary, as_author):
            yield FoundValue("authors", author, part[0].start, part[-1].end, as_author=as_author, likely=not certain)

    def _in_part(self, part: Sequence[Word], name: Form) -> Iterator[FoundValue]:
        """Yield the organisations that are named in part where an author is spoken of: "by the Red Cross"."""
        held = self._vocabulary.name_runs.get(name) or ()
        named = self._typed.as_name(part) or not all(self._typed.is_ordinary(word) for word in part)
        # "Reports issued by the ministry" may mean any that is called so.
        is_body = part[0].plain in BODIES
        if held and not self._is_inside_name(part) and (named or is_body or len(part) > 1) and self._as_author(part):
            # One word of any sentence, as in "by the West", may mean a federation of that name, and confines nothing.
            certain = named and (len(part) > 1 or not is_english(part[0].plain))
            for author in held:
                yield FoundValue("authors", author, part[0].start, part[-1].end, as_author=True, likely=not certain)

    def _is_inside_name(self, part: Sequence[Word]) -> bool:
        """Tell whether a longer name is typed: the World Bank is no World Food Programme, Chad's Institute no other."""
        before = _LAST_WORD.search(self._typed.text[max(0, part[0].start - REACH) : part[0].start])
        begins = before is not None and plain(before[1]) not in STOP_WORDS
        return not self._typed.shouted and (begins or bool(_NEXT_WORD.match(self._typed.text[part[-1].end :])))

    def _as_author(self, part: Sequence[Word]) -> bool:
        low, start, end, may_be_place = self._typed.low, part[0].start, part[-1].end, is_place(part[-1].plain)
        if start in self._listed:
            return True
        if is_cited(low, start, end) and self._typed.is_capitalised(part[0]) and not may_be_place:
            return True
        is_ordinary = all(is_english(word.plain) for word in part) and not is_abbreviation(self._typed.of(part))
        return speaks_of_author(low, start, end, may_own=not may_be_place, is_ordinary=is_ordinary)

    def _enumerated(self, found: Sequence[FoundValue]) -> Iterator[FoundValue]:
        """Yield the values; what is joined to an author is one too: "by Dubois or Haddad"."""
        before: FoundValue | None = None
        for value in found:
            joined = (
                before is not None
                and before.as_author
                and value.field == "authors"
                and self._joins(before.end, value.start)
            )
            if joined and not value.as_author:
                value = replace(value, as_author=True, likely=value.likely and self._typed.text[value.start].islower())
            before = value
            yield value


def _are_function_words(part: Sequence[Word]) -> bool:
    return all(word.plain in STOP_WORDS for word in part)


def _may_be_place(part: Sequence[Word]) -> bool:
    """Tell whether the words may be a place however they are typed: "the balkans", but neither "long" nor "in the"."""
    first, last = part[0].plain, part[-1].plain
    return first not in STOP_WORDS and last not in STOP_WORDS and not (len(part) == 1 and is_everyday(first))
