"""The one record that a phrase such as "the 2012 report", "the manual" or "Healy et al. (2018)" means."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.collection.records import Records
from assistant.language.lexicon import GENRES, RECORD_NOUNS
from assistant.language.words import STOP_WORDS, Word
from assistant.question import Conditions
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.wording.reading import Reading
from corpus.filters import Filters

_ARTICLES = frozenset("the this that your".split())
_HEADS = frozenset(noun for noun in RECORD_NOUNS | GENRES if noun not in {"literature", "material", "reading", "work"})
# After these the phrase goes on with what the record is about, or by whom.
_ABOUT = frozenset("on about of by from".split())
_GOES_ON = _ABOUT | frozenset("the a an and for in to along".split())
_PLURALS = frozenset(noun for noun in _HEADS if noun.removesuffix("s") in _HEADS - {noun})
_LONGEST_PHRASE = 8
# What stands between authors and the year in a citation, and between two of its authors.
_CITED = re.compile(r"(?:'s)?,?(?: (?:et al\.?|and (?:colleagues|others|co-?authors)))?,? ?\(?")
_WITH = re.compile(r",? (?:and|&) |, ")
_LONGEST_REST = 24  # words after its noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that means one record, by the characters `start` to `end` of the question."""

    id: str
    start: int
    end: int


def definite_phrases(reading: Reading, records: Records) -> tuple[Phrase, ...]:
    """Return the phrases that mean exactly one record; none that only might."""
    said = reading.said
    found = list(_citations(reading, records))
    for place, word in enumerate(said):
        if word.plain in _ARTICLES and (phrase := _phrase(place, said, reading, records)):
            found.append(phrase)
    return tuple(found)


def _citations(reading: Reading, records: Records) -> Iterator[Phrase]:
    """Yield the records that are cited by their authors and their year: "Forin and Healy (2018)"."""
    authors = [value for value in reading.values if value.field == "authors"]
    for years in reading.years if authors else ():
        start, holding = years.start, _from(years, records)
        for place, end in sorted({(value.start, value.end) for value in authors}, reverse=True):
            joined = cites(end, years, reading) if start == years.start else _WITH.fullmatch(reading.low[end:start])
            # In "not by Healy from 2018" only one of the two is left out.
            apart = (place in reading.left_out) is not (years.start in reading.left_out)
            if end > start or apart or not joined:
                continue
            named = [value.value for value in authors if value.start == place]
            holding &= frozenset(records.ids(Conditions(filters=Filters(authors=tuple(named)))))
            start = place
        if start < years.start and len(holding) == 1:
            yield Phrase(next(iter(holding)), start, years.end)


def cites(end: int, years: YearRange, reading: Reading) -> bool:
    """Tell whether the year stands beside the author who ends there as in a citation, which "from 2018" does not."""
    low = reading.low
    return low[years.start].isdigit() and end <= years.start and _CITED.fullmatch(low[end : years.start]) is not None


def _phrase(article: int, said: Sequence[Word], reading: Reading, records: Records) -> Phrase | None:
    head = _head(article, said, reading.text)
    if head is None:
        return None
    noun = said[head]
    telling = noun.plain not in RECORD_NOUNS or records.vocabulary.is_rare_in_titles(noun)
    marks = [word for word in said[article + 1 : head] if word.plain not in STOP_WORDS]
    sets = [_holding(word, reading, records) for word in marks]
    if telling and (not marks or records.vocabulary.titled(noun)):
        sets.append(records.vocabulary.titled(noun))
    if not marks and not records.vocabulary.is_rare_in_titles(noun):
        # "The book on dams" is told from others by what follows.
        sets = [_named_after(head, said, reading, records)]
    candidates, end = _narrowed(frozenset.intersection(*sets), head, said, reading, records)
    if len(candidates) != 1 or noun.plain in _PLURALS:
        return None
    return Phrase(next(iter(candidates)), said[article].start, end)


def _head(article: int, said: Sequence[Word], text: str) -> int | None:
    """Return the place of the noun that the article belongs to: the last of the first nouns for a record after it."""
    found = None
    for place in range(article + 1, min(len(said), article + _LONGEST_PHRASE)):
        between = text[said[place - 1].end : said[place].start]
        if any(mark in between for mark in ",;:.?!") or (said[place].plain in STOP_WORDS and "-" not in between):
            break
        if said[place].plain in _HEADS:
            found = place
        elif found is not None:
            break
    return found


def _named_after(head: int, said: Sequence[Word], reading: Reading, records: Records) -> frozenset[str]:
    """Return the ids of the records that the first word of "on dams", "by Haddad" or "from 1999" fits."""
    after = said[head + 1 : head + 4]
    if not after or after[0].plain not in _ABOUT:
        return frozenset()
    weighty = [word for word in after if word.plain not in _GOES_ON]
    return _holding(weighty[0], reading, records) if weighty else frozenset()


def _narrowed(
    candidates: frozenset[str],
    head: int,
    said: Sequence[Word],
    reading: Reading,
    records: Records,
) -> tuple[frozenset[str], int]:
    """Return the candidates that what follows the noun leaves, none where it speaks of another record."""
    end, after = said[head].end, ""
    for word in said[head + 1 : head + 1 + _LONGEST_REST]:
        if word.plain in _GOES_ON:
            after = word.plain if word.plain in _ABOUT or not after else after
            continue
        holding = candidates & _holding(word, reading, records) if after else frozenset()
        if not holding:
            is_other = after in _ABOUT and end == said[head].end and word.plain not in STOP_WORDS
            return (frozenset() if is_other else candidates), end
        candidates, end = holding, word.end
    return candidates, end


def _holding(word: Word, reading: Reading, records: Records) -> frozenset[str]:
    """Return the ids of the records whose title holds the word, or that name the value or the year that it says.

    A place may stand in the title, in the field, or in the title of one record and the field of another. Of a word such
    as "cross-border" the title holds both halves or neither.
    """
    found = frozenset.intersection(*map(records.vocabulary.titled, _halves(word, reading)))
    for value in reading.values:
        if value.start <= word.start < value.end:
            named = records.vocabulary.titles_naming(value.value) | frozenset(
                records.ids(_condition(value.field, value.value))
            )
            found = named | records.vocabulary.titles_naming(reading.text[value.start : value.end])
    for years in reading.years:
        if years.start <= word.start < years.end:
            found |= _from(years, records)
    return found


def _from(years: YearRange, records: Records) -> frozenset[str]:
    return frozenset(records.ids(Conditions(filters=Filters(years=(years.first, years.last)))))


def _halves(word: Word, reading: Reading) -> list[Word]:
    """Return the word, with those that a hyphen joins to it."""

    def joined(one: Word, other: Word) -> bool:
        return reading.text[one.end : other.start] == "-"

    place = bisect_left(reading.said, word.start, key=lambda said: said.start)
    beside = [*reading.said[max(0, place - 1) : place], *reading.said[place + 1 : place + 2]]
    return [word, *(other for other in beside if joined(other, word) or joined(word, other))]


def _condition(field: str, value: str) -> Conditions:
    return Conditions(filters=Filters.model_validate({field: (value,)}))
