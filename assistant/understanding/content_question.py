"""A question that is put to the texts: which records it is confined to, and what is looked for in them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.collection.records import Records
from assistant.language.lexicon import NOUN
from assistant.language.places import is_place
from assistant.language.words import lowered
from assistant.question import (
    NO_CONDITIONS,
    CatalogueQuestion,
    CatalogueRequest,
    Conditions,
    ContentQuestion,
    FoundCondition,
)
from assistant.understanding.conditions.value_counts import FoundCount
from assistant.understanding.conditions.values import FoundValue
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.intents.listing import listing_of
from assistant.understanding.intents.pointing import is_comparison, is_pointing, put_plainly, topic_of
from assistant.understanding.query import query_of
from assistant.understanding.references.record_phrases import Phrase, cites, definite_phrases
from assistant.understanding.references.reference import Reference
from assistant.understanding.text.lead_in import lead_in
from assistant.understanding.wording.combined import conditions_of, found_conditions, overlaid
from assistant.understanding.wording.reading import Reading
from corpus.filters import Filters

# A year or a place says something of publications where such a word stands beside it.
_OF_PUBLICATIONS = re.compile(rf"\b(?:{NOUN}|published|issued|released|written)\b", re.I)
_NEAR = 24
_LEADS_ON = re.compile(r"^\W*(?:and|but|so|also|then|ok(?:ay)?)\b[\s,]*", re.I)
_ASKS = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)


def content_question(
    reading: Reading, reference: Reference | None, chosen: Filters, records: Records
) -> ContentQuestion | CatalogueQuestion:
    """Return the question as one that is put to the texts."""
    phrases = definite_phrases(reading, records)
    conditions, raised = _conditions(reading, phrases, records)
    if reference:
        conditions = reference.conditions if reference.listing else overlaid(reference.conditions, conditions)
    about, referred = reading.titles, ""
    if phrases:
        about = tuple(dict.fromkeys(phrase.id for phrase in phrases))
        referred = "; ".join(p.title for p in records.get(about))
    elif reference and not reading.titles:
        about, referred = reference.ids, reference.words
    search = _without_lead_in(_without_years(reading, conditions.found))
    if reference and reference.search:
        search = reference.search
    elif reference and reference.ids:
        search = _LEADS_ON.sub("", search)
    question = looked_for(reading.text, search, conditions)
    if reference and reference.listing:
        settled = [found.words for found in conditions.found]
        question = replace(question, listing=reference.listing, topic=query_of(search, settled), points=True)
    question = replace(
        question,
        conditions=replace(conditions, chosen=chosen),
        raised=_raised(reference, raised),
        carried=reference.carried if reference else "",
        about=about,
        referred=referred,
        may_stand_alone=reference is not None and reference.only_maybe and about == reference.ids,
    )
    return _confined(question, records) if conditions.counts else question


def _raised(reference: Reference | None, own: tuple[FoundCondition, ...]) -> tuple[FoundCondition, ...]:
    """Return what may be meant; where a list is asked for under conditions they are certain."""
    if reference is None:
        return own
    return () if reference.listing else (*reference.raised, *own)


def looked_for(text: str, search: str, conditions: Conditions = NO_CONDITIONS) -> ContentQuestion:
    """Return the question that looks for `search`: what it asks for, and what sentences are compared with."""
    settled = [found.words for found in conditions.found]
    listing, topic = listing_of(search, settled) or (None, topic_of(search))
    return ContentQuestion(
        text,
        search,
        query_of(put_plainly(search), settled),
        query_of(topic, settled),
        points=listing is not None or is_pointing(search),
        compares=is_comparison(search),
        listing=listing,
    )


def _confined(question: ContentQuestion, records: Records) -> ContentQuestion | CatalogueQuestion:
    """Return the question confined to the records whose numbers of values fit, which no filter says.

    Where there are none it is one of the catalogue, which tells the condition that empties it.
    """
    if ids := tuple(publication.id for publication in records.meeting(question.conditions, question.about)):
        return replace(question, about=ids)
    return CatalogueQuestion(question.text, CatalogueRequest("list"), question.conditions, question.about)


def _conditions(
    reading: Reading, phrases: Sequence[Phrase], records: Records
) -> tuple[Conditions, tuple[FoundCondition, ...]]:
    """Return the conditions that are certain to be said of publications, and those that may be.

    Conditions in a phrase for a record hold of it or not at all.
    """
    said: list[FoundValue] = []
    raised: list[FoundValue] = []
    for value in reading.values:
        if not _in_phrase(value, phrases):
            (said if _confines(value, reading) else raised).append(value)
    years = [y for y in reading.years if not _in_phrase(y, phrases) and _chooses(y, reading)]
    counts = [c for c in reading.counts if not _in_phrase(c, phrases) and _is_of_publications(c, reading)]
    conditions = conditions_of(replace(reading, values=tuple(said), years=tuple(years), counts=tuple(counts)))
    inside = tuple(v for v in reading.values if _in_phrase(v, phrases))
    inside_years = tuple(y for y in reading.years if _in_phrase(y, phrases))
    named = conditions_of(replace(reading, values=inside, years=inside_years, counts=()))
    both = overlaid(conditions, named)
    ids = {phrase.id for phrase in phrases}
    # A place in a title need not be a value of the record that has the title.
    held = both.filters if ids and ids <= set(records.ids(Conditions(filters=both.filters))) else conditions.filters
    found = (*conditions.found, *named.found)
    others = [y for y in reading.years if y not in years and not _in_phrase(y, phrases)]
    may_be = replace(
        reading, values=tuple(v for v in raised if v.field != "categories"), years=tuple(others), counts=()
    )
    return replace(conditions, filters=held, found=found), tuple(found_conditions(may_be))


def _confines(value: FoundValue, reading: Reading) -> bool:
    """Tell whether a value is certain to be said of publications: an author who is spoken of, a place of records."""
    if value.field == "categories":
        # "Records on fishing that are not laws" leaves those out, where "what do laws say?" need not ask for laws.
        return value.start in reading.left_out
    if value.likely:
        return False
    if value.field == "authors":
        return value.as_author or value.start in reading.left_out
    return is_place(value.value) and _is_of_publications(value, reading)


def _is_of_publications(condition: FoundValue | YearRange | FoundCount, reading: Reading) -> bool:
    before = reading.text[max(0, condition.start - _NEAR) : condition.start]
    after = reading.text[condition.end : condition.end + _NEAR]
    beside = _OF_PUBLICATIONS.search(before) or re.match(rf"\W*{_OF_PUBLICATIONS.pattern}", after, re.I)
    return condition.start in reading.left_out or beside is not None


def _chooses(years: YearRange, reading: Reading) -> bool:
    of_author = (v for v in reading.values if v.as_author)
    if _is_of_publications(years, reading) or any(cites(v.end, years, reading) for v in of_author):
        return True
    # "Papers on floods since 2015" are from those years, "in 2015" the floods may be.
    ends = not reading.text[years.end :].strip(" ?!.")
    bounded = years.bounds or reading.low.startswith("from ", years.start)
    return ends and bounded and listing_of(reading.text[: years.start]) is not None


def _in_phrase(condition: FoundValue | YearRange | FoundCount, phrases: Sequence[Phrase]) -> bool:
    return any(phrase.start <= condition.start < phrase.end for phrase in phrases)


def _without_lead_in(text: str) -> str:
    """Return the question without what is said before it: "I would like to know" is looked for in no text."""
    asked = text[lead_in(lowered(text)) :]
    return asked if _ASKS.match(asked) else text


def _without_years(reading: Reading, found: tuple[FoundCondition, ...]) -> str:
    """Return the text without the years that chose the records: no text says from which year it is."""
    text = reading.text
    chosen = {f.words for f in found if f.field == "years"}
    for years in reversed(reading.years):
        if text[years.start : years.end] in chosen:
            # Of "(2018)" and ", 2018," the signs go too.
            before, after = text[: years.start].rstrip(" (,"), text[years.end :].lstrip(" )")
            text = f"{before} {after}".strip() if after[:1].isalnum() else f"{before}{after}"
    return text
