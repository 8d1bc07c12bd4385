"""The parts of a question: its conditions, what it asks of the catalogue, and the words that are left over."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.collection.vocabulary import PLACE_FIELDS, Vocabulary
from assistant.language.lexicon import CATALOGUE_WORDS, GENRES, PLURAL_NOUNS, RECORD_NOUNS, TELLING_NOUNS
from assistant.language.words import STOP_WORDS, Word, lowered, words
from assistant.question import CatalogueRequest
from assistant.understanding.conditions.exclusion import MARK, NUMBER, excluded, leaves_out_topic
from assistant.understanding.conditions.names import UnknownName, language_named, other_name, unknown_name
from assistant.understanding.conditions.value_counts import FoundCount, find_counts
from assistant.understanding.conditions.values import LONGEST_NAME, FoundValue, ValueFinder
from assistant.understanding.conditions.years import YearRange, find_years
from assistant.understanding.intents.requests import read_request, taken_words
from assistant.understanding.text.lead_in import lead_in

# A part of the world is meant as such, though the records may name a region so, where its countries are asked about.
_GEOGRAPHY = re.compile(
    r"\bgeograph|\b(?:countr(?:y|ies)|states|nations) (?:\w+ )?(?:in|of|from|within|across)\b", re.I
)
_REGION, _COUNTRY = re.compile(r"\bregions?\b", re.I), re.compile(r"\bcountr(?:y|ies)\b", re.I)
# What may tell a record from others by itself.
_TELLING = (RECORD_NOUNS - PLURAL_NOUNS) | GENRES | TELLING_NOUNS
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a question say by themselves.

    `asked` is the lower-case question from where it begins to ask, with "such" for each condition; `left_out` are the
    beginnings of the conditions that the records shall not meet, each with that of the first of those that are left out
    together. `said` are all its words, `residue` those left over,
    `described` those that may describe a record, `titles` the records whose whole title is named.
    """

    text: str
    low: str
    asked: str
    request: CatalogueRequest | None
    years: tuple[YearRange, ...]
    values: tuple[FoundValue, ...]
    counts: tuple[FoundCount, ...]
    left_out: Mapping[int, int]
    said: tuple[Word, ...]
    residue: tuple[Word, ...]
    described: tuple[Word, ...]
    titles: tuple[str, ...]
    title_spans: tuple[tuple[int, int], ...]
    unknown: UnknownName | None

    @property
    def has_conditions(self) -> bool:
        """Tell whether the question names a condition."""
        return bool(self.years or self.values or self.counts)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """The conditions of a question, and the spans of the whole titles that it names."""

    named: tuple[tuple[int, int], ...]
    counts: tuple[FoundCount, ...]
    years: tuple[YearRange, ...]
    values: tuple[FoundValue, ...] = ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Return the characters that they take."""
        values, years = ((v.start, v.end) for v in self.values), ((y.start, y.end) for y in self.years)
        return [*self.named, *values, *years, *((c.start, c.end) for c in self.counts)]

    def left_out(self, low: str) -> Mapping[int, int]:
        """Return the beginnings of those that the records shall not meet."""
        fields = [
            *((v.start, v.end, v.field) for v in self.values),
            *((y.start, y.end, "years") for y in self.years),
            *((c.start, c.end, NUMBER + c.count.field) for c in self.counts),
        ]
        return excluded(_masked(low, self.spans, MARK), fields)


def read(text: str, vocabulary: Vocabulary, that: tuple[int, int] | None = None, field_before: str = "") -> Reading:
    """Return what the words of the question say; `that` and `field_before` are the years and field spoken of before."""
    low = lowered(text)
    start = lead_in(low)
    every = tuple(words(text))
    said = [word for word in every if word.start >= start]
    found = _found(text, low, said, vocabulary, that, field_before)
    unknown = other_name(text, said, found.values, vocabulary) or language_named(text)
    if unknown:
        held = (v for v in found.values if not unknown.start <= v.start < unknown.end)
        found = replace(found, values=tuple(held))
    outside = _outside(said, found.spans)
    weighty = [w for w in outside if w.plain not in STOP_WORDS and len(w.plain) > 1]
    numbered = _numbered(text, outside)
    asked = _masked(low, found.spans, "such")[start:]
    taken = CATALOGUE_WORDS | taken_words(asked)
    residue = tuple(w for w in weighty if w.plain not in taken or w in numbered)
    # "The manual" tells a record from others where few titles hold the word; "reports" are any of them.
    nouns = {w for w in weighty if w.plain in _TELLING and vocabulary.is_rare_in_titles(w)}
    return Reading(
        text,
        low,
        asked,
        read_request(asked),
        found.years,
        found.values,
        found.counts,
        found.left_out(low),
        every,
        residue,
        tuple(w for w in weighty if w in residue or w in nouns),
        tuple(vocabulary.titles_in(said)),
        found.named,
        unknown or unknown_name(text, residue, vocabulary),
    )


def asked_without(reading: Reading, phrases: Sequence[tuple[int, int]]) -> str:
    """Return what the question asks with "such" in place of each condition, title and phrase, given by their spans."""
    found = _Conditions(reading.title_spans, reading.counts, reading.years, reading.values)
    spans = [span for span in found.spans if not any(a <= span[0] < b for a, b in phrases)]
    return _masked(reading.low, [*spans, *phrases], "such")[lead_in(reading.low) :]


def topic_left_out(reading: Reading) -> str:
    """Return the words left over that tell what the records asked for shall not be about, nothing where none do."""
    found = _Conditions(reading.title_spans, reading.counts, reading.years, reading.values)
    text = _masked(reading.low, found.spans, MARK)
    at = next((word.start for word in reading.residue if leaves_out_topic(text, word.start)), None)
    return "" if at is None else reading.text[at : reading.residue[-1].end]


def _numbered(text: str, said: Sequence[Word]) -> set[Word]:
    """Return the nouns that a number follows: "Article 4" is a part of a law, and no record."""
    return {
        word
        for word, number in pairwise(said)
        if number.plain.isdigit() and word.plain in RECORD_NOUNS and text[word.end : number.start].isspace()
    }


def _found(
    text: str,
    low: str,
    said: Sequence[Word],
    vocabulary: Vocabulary,
    that: tuple[int, int] | None,
    field_before: str,
) -> _Conditions:
    named = tuple(_named_titles(low, vocabulary.whole_titles(said)))
    # What a title says is no condition.
    open_text = _masked(low, named, " ")
    years = find_years(open_text, *vocabulary.years, that)
    # "From two years ago" names no count of years.
    apart = (c for c in find_counts(open_text, field_before) if not any(_meet(c, y) for y in years))
    found = _Conditions(named, tuple(apart), years)
    by_geography = _GEOGRAPHY.search(text) is not None
    finder = ValueFinder(text, _outside(said, found.spans), vocabulary, by_geography=by_geography)
    return replace(found, values=tuple(_of_one_field(low, finder.found())))


def _meet(one: FoundCount, other: YearRange) -> bool:
    return one.start < other.end and other.start < one.end


def _masked(text: str, spans: Iterable[tuple[int, int]], word: str) -> str:
    """Return the text with the word in place of each span; a single character fills it, so that nothing moves."""
    for start, end in sorted(set(spans), reverse=True):
        text = text[:start] + (word * (end - start) if len(word) == 1 else word) + text[end:]
    return text


def _outside(said: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Word]:
    return [word for word in said if not any(start <= word.start < end for start, end in spans)]


def _named_titles(low: str, titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    for title in titles:
        if (at := low.find(lowered(title))) >= 0:
            yield at, at + len(title)


def _of_one_field(low: str, found: Sequence[FoundValue]) -> Iterator[FoundValue]:
    """Yield the values; of those that are a country and a region alike the kind that is named, else the country."""
    for value in found:
        alike = {v.field for v in found if (v.start, v.end) == (value.start, value.end) and v.field in PLACE_FIELDS}
        near = low[max(0, value.start - _NEAR) : value.end + _NEAR]
        wanted = "regions" if _REGION.search(near) and not _COUNTRY.search(near) else "countries"
        if len(alike) < len(PLACE_FIELDS) or value.field not in PLACE_FIELDS or value.field == wanted:
            yield value


def with_regions(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Return the reading with the records' regions that lie in the parts of the world which it names."""
    places: dict[str, set[int]] = {}
    for value in reading.values:
        places.setdefault(value.value, set()).add(value.start)
    inside = [
        FoundValue("regions", region, value.start, value.end, value.value)
        for value in reading.values
        if value.field == "regions" and len(places[value.value]) == 1
        for region in vocabulary.regions_in(value.value)
        if region != value.value
    ]
    left = list(reading.residue)
    for length in range(min(len(left), LONGEST_NAME), 0, -1):
        for first in range(len(left) - length + 1):
            part = left[first : first + length]
            area = vocabulary.part_of_the_world(reading.text[part[0].start : part[-1].end])
            if regions := vocabulary.regions_in(area):
                start, end = part[0].start, part[-1].end
                lies_in = area if regions != [area] else ""
                inside += [FoundValue("regions", region, start, end, lies_in) for region in regions]
                left = left[:first] + left[first + length :]
                break
    if not inside:
        return reading
    unknown = reading.unknown if reading.unknown and any(w.start == reading.unknown.start for w in left) else None
    described = tuple(w for w in reading.described if w in left or w not in reading.residue)
    values = (*reading.values, *inside)
    found = _Conditions(reading.title_spans, reading.counts, reading.years, values)
    # "Which European countries do you cover?" asks for what "which countries" does.
    asked = _masked(reading.low, found.spans, "such")[lead_in(reading.low) :]
    return replace(
        reading,
        asked=asked,
        request=read_request(asked),
        values=values,
        left_out=found.left_out(reading.low),
        residue=tuple(left),
        described=described,
        unknown=unknown,
    )
