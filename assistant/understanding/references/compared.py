"""Records older or newer than one that the question names: "papers older than the atlas"."""

import re
from dataclasses import replace

from assistant.collection.records import Records
from assistant.language.lexicon import GENRES, RECORD_NOUNS, any_of, either
from assistant.language.patterns import just_before
from assistant.question import CatalogueQuestion, CatalogueRequest
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.intents.requests import intent_of, read_request
from assistant.understanding.references.descriptions import outside
from assistant.understanding.references.record_phrases import Phrase, definite_phrases
from assistant.understanding.wording.combined import conditions_of
from assistant.understanding.wording.reading import Reading, asked_without
from corpus.filters import Filters

_OLDER, _NEWER = either("older than", "earlier than", "before"), "(?:newer|younger|later|more recent) than|after|since"
_COMPARED = re.compile(rf"\b(?:published |written |issued |released )?(?:(?P<older>{_OLDER})|{_NEWER})[ “\"'(]+$")
_DENIED = re.compile(r"(?:\bnot|n't|\bno|\bnever)(?: been)? $")
# What is compared with a record that the words do not single out.
_UNCLEAR = re.compile(
    rf"\b(?:older|earlier|newer|younger|later|more recent) than (?:the|this|that|your|an?) (?:\S+ ){{0,6}}"
    rf"(?:{any_of(RECORD_NOUNS | GENRES)}|ones?)\b"
)
_ASKS_ELSE = re.compile(r"^(?:who|whom|why|how(?! many)|where|when|do|does|did|is|are|was|were)\b(?! there\b)")


def compared(reading: Reading, chosen: Filters, records: Records) -> CatalogueQuestion | None:
    """Return the question for records older or newer than another, or None where it is none."""
    titled = _titled(reading)
    for phrase in titled or definite_phrases(reading, records):
        if found := just_before(_COMPARED, reading.low, phrase.start):
            (publication,) = records.get([phrase.id])
            if publication.year is None:
                return CatalogueQuestion(reading.text, CatalogueRequest("year"), about=(phrase.id,))
            denied = just_before(_DENIED, reading.low, found.start())
            first, last = _bounds(
                publication.year, records, older=found["older"] is not None, itself=denied is not None
            )
            years = YearRange(first, last, (denied or found).start(), phrase.end, bounds=True)
            return _question(_with_years(reading, phrase, years), publication.title, chosen)
    if _UNCLEAR.search(reading.low) and not reading.residue and not reading.years:
        return _unclear(reading)
    return None


def _unclear(reading: Reading) -> CatalogueQuestion:
    """Return the question as one for the year of a record that nothing singles out."""
    return CatalogueQuestion(reading.text, CatalogueRequest("year"))


def _titled(reading: Reading) -> list[Phrase]:
    """Return the one record whose whole title is named."""
    if len(reading.titles) != 1:
        return []
    return [Phrase(reading.titles[0], start, end) for start, end in reading.title_spans]


def _bounds(year: int, records: Records, *, older: bool, itself: bool) -> tuple[int, int]:
    """Return the years of the records on one side of a year; what is not older is as old or newer."""
    earliest, latest = records.vocabulary.years
    if older is itself:
        first = year if itself else year + 1
        return first, max(latest, first)
    last = year if itself else year - 1
    return min(earliest, last), last


def _with_years(reading: Reading, phrase: Phrase, years: YearRange) -> Reading:
    """Return the reading with the years in place of the record that they are told by."""
    beside = outside([phrase], reading)
    beside = replace(beside, years=(*beside.years, years), titles=(), title_spans=(), unknown=None)
    asked = asked_without(beside, [])
    return replace(beside, asked=asked, request=read_request(asked))


def _question(reading: Reading, title: str, chosen: Filters) -> CatalogueQuestion | None:
    request = reading.request or (None if _ASKS_ELSE.search(reading.asked) else CatalogueRequest("list"))
    if request is None or reading.residue:
        return None
    if intent_of(request).of_one:
        # "Who wrote the report before the atlas?" asks of no record that is named.
        return _unclear(reading)
    conditions = replace(conditions_of(reading), chosen=chosen)
    return CatalogueQuestion(reading.text, replace(request, subject=""), conditions, referred=title)
