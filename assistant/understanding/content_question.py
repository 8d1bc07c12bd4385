"""A question that is put to the texts: which records it is confined to, and the words that are looked for in them."""

import re
from dataclasses import replace

from assistant.collection.conditions import meeting
from assistant.collection.vocabulary import FoundValue, Vocabulary
from assistant.language.lexicon import NOUN
from assistant.language.places import is_place
from assistant.language.words import lowered
from assistant.question import CatalogueRequest, FoundFilter, Question
from assistant.understanding.conditions.combined import Conditions, conditions_of, merged
from assistant.understanding.conditions.value_counts import FoundCount
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.reading import Reading
from assistant.understanding.references.follow_ups import Reference
from assistant.understanding.references.record_phrases import Phrase, definite_phrases
from assistant.understanding.text.lead_in import lead_in
from corpus.filters import Filters
from corpus.store import Store

# A year or a place says something of publications where such a word stands beside it.
_OF_PUBLICATIONS = re.compile(rf"\b(?:{NOUN}|published|issued|released|written)\b", re.I)
_NEAR = 24
_LEADS_ON = re.compile(r"^\W*(?:and|but|so|also|then|ok(?:ay)?)\b[\s,]*", re.I)
_ASKS = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)


def content_question(
    reading: Reading, reference: Reference | None, filters: Filters, vocabulary: Vocabulary, store: Store
) -> Question:
    """Return the question as one that is put to the texts."""
    phrases = definite_phrases(reading, vocabulary, store)
    conditions = _conditions(reading, phrases, store)
    if reference:
        conditions = replace(
            conditions,
            filters=merged(reference.conditions.filters, conditions.filters),
            found=(*reference.conditions.found, *conditions.found),
        )
    about, referred = reading.titles, ""
    if phrases:
        about = tuple(dict.fromkeys(phrase.id for phrase in phrases))
        referred = "; ".join(p.title for p in store.get_many(about))
    elif reference and not reading.titles:
        about, referred = reference.ids, reference.words
    search = _without_lead_in(_without_years(reading, conditions.found))
    if reference and reference.search:
        search = reference.search
    elif reference and reference.ids:
        search = _LEADS_ON.sub("", search)
    question = Question(
        reading.text,
        search,
        "content",
        filters=merged(filters, conditions.filters),
        without=conditions.without,
        together=conditions.together,
        counts=conditions.counts,
        found=conditions.found,
        about=about,
        referred=referred,
        only_maybe=reference is not None and reference.only_maybe and about == reference.ids,
    )
    return _confined(question, store) if question.counts or question.together else question


def _confined(question: Question, store: Store) -> Question:
    """Return the question confined to the records whose numbers of values fit, which no filter says.

    Where there are none it is one of the catalogue, which tells the condition that empties it.
    """
    if ids := tuple(publication.id for publication in meeting(question, store)):
        return replace(question, about=ids)
    return replace(question, kind="catalogue", request=CatalogueRequest("list"))


def _conditions(reading: Reading, phrases: tuple[Phrase, ...], store: Store) -> Conditions:
    """Return the conditions that are said of publications; those in a phrase for a record hold of it or not at all."""
    values = [v for v in reading.values if _is_of_publications(v, reading, phrases)]
    years = [y for y in reading.years if _is_of_publications(y, reading, phrases)]
    counts = [c for c in reading.counts if _is_of_publications(c, reading, phrases)]
    said = conditions_of(replace(reading, values=tuple(values), years=tuple(years), counts=tuple(counts)))
    inside = tuple(v for v in reading.values if _in_phrase(v, phrases))
    inside_years = tuple(y for y in reading.years if _in_phrase(y, phrases))
    named = conditions_of(replace(reading, values=inside, years=inside_years, counts=()))
    both = merged(said.filters, named.filters)
    ids = {phrase.id for phrase in phrases}
    # A place in a title need not be a value of the record that has the title.
    held = both if ids and ids <= set(store.ids(both)) else said.filters
    return replace(said, filters=held, found=(*said.found, *named.found))


def _is_of_publications(
    condition: FoundValue | YearRange | FoundCount, reading: Reading, phrases: tuple[Phrase, ...]
) -> bool:
    if _in_phrase(condition, phrases):
        return False
    if isinstance(condition, FoundValue):
        if condition.field == "categories" or (condition.field != "authors" and not is_place(condition.value)):
            return False
        if condition.field == "authors":
            return True
    excluded = condition.start in reading.left_out
    before = reading.text[max(0, condition.start - _NEAR) : condition.start]
    after = reading.text[condition.end : condition.end + _NEAR]
    beside = _OF_PUBLICATIONS.search(before) or re.match(rf"\W*{_OF_PUBLICATIONS.pattern}", after, re.I)
    return excluded or beside is not None


def _in_phrase(condition: FoundValue | YearRange | FoundCount, phrases: tuple[Phrase, ...]) -> bool:
    return any(phrase.start <= condition.start < phrase.end for phrase in phrases)


def _without_lead_in(text: str) -> str:
    """Return the question without what is said before it: "I would like to know" is looked for in no text."""
    asked = text[lead_in(lowered(text)) :]
    return asked if _ASKS.match(asked) else text


def _without_years(reading: Reading, found: tuple[FoundFilter, ...]) -> str:
    """Return the text without the years that chose the records: no text says from which year it is."""
    text = reading.text
    chosen = {f.words for f in found if f.field == "years"}
    for years in reversed(reading.years):
        if text[years.start : years.end] in chosen:
            before, after = text[: years.start].rstrip(), text[years.end :].lstrip()
            text = f"{before} {after}".strip() if after[:1].isalnum() else f"{before}{after}"
    return text
