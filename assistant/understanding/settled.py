"""What of a question to the catalogue the records themselves decide."""

import re
from dataclasses import replace

from assistant.collection.descriptions import described
from assistant.collection.records import Records
from assistant.collection.vocabulary import PLACE_FIELDS
from assistant.language.lexicon import GENRES, RECORD_NOUNS
from assistant.language.places import is_place
from assistant.language.words import words
from assistant.question import CatalogueQuestion, CatalogueRequest, Conditions
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.wording.reading import Reading
from corpus.filters import Filters

# What asks for a field of one record.
ASKED_OF = {
    "authors": CatalogueRequest("authors"),
    "years": CatalogueRequest("year"),
    "countries": CatalogueRequest("field", "countries"),
    "regions": CatalogueRequest("field", "regions"),
}
# How many countries a text must name for it to say more than a record that is about no country in particular.
_FEWEST_COUNTRIES = 2


def settled(question: CatalogueQuestion, reading: Reading, records: Records) -> CatalogueQuestion | None:
    """Return the question with what a field is asked of, and the records that have its place in their titles.

    None where the texts say more of it than the field.
    """
    request = question.request
    is_described = bool(request.subject or question.about)
    if request.asked == "field" and is_described and request.field in ("authors", "years"):
        return replace(question, request=replace(ASKED_OF[request.field], subject=request.subject))
    if request.asked in ("field", "authors") and not is_described and not _of_singular(reading):
        field = request.field or "authors"
        plural = request.asked == "field" or re.search(r"\b(?:authors|writers)\b", reading.asked)
        if plural and not (request.asked == "authors" and (question.conditions.filters or question.conditions.counts)):
            return replace(question, request=replace(request, asked="values", field=field))
        return question
    if intent_of(request).of_one and not question.about:
        question = _by_place_in_title(question, reading, records)
    if request.asked == "field" and request.field in PLACE_FIELDS and _says_more(question, records):
        return None
    return question


def _of_singular(reading: Reading) -> bool:
    """Tell whether a field is asked of one record: "which regions is the Peru report listed under?"."""
    singular = [n for n in RECORD_NOUNS | GENRES if not n.endswith("s")]
    return re.search(rf"\bthe (?:such )?(?:{'|'.join(singular)})\b", reading.asked) is not None


def _by_place_in_title(question: CatalogueQuestion, reading: Reading, records: Records) -> CatalogueQuestion:
    """Return the question with the records whose title names the place too: "the report on Peru" may mean those."""
    filters = question.conditions.filters
    places = {field: getattr(filters, field) for field in PLACE_FIELDS if getattr(filters, field)}
    said = [v for v in reading.values if v.field in places]
    if not said or question.conditions.without:
        return question
    titled = frozenset(
        i
        for v in said
        for name in (v.value, reading.text[v.start : v.end])
        for i in records.vocabulary.titles_naming(name)
    )
    held = set(records.ids(Conditions(filters=Filters.model_validate(places))))
    if titled <= held:
        return question
    others = replace(question.conditions, filters=filters.model_copy(update=dict.fromkeys(places, ())))
    about = tuple(i for i in records.ids(others) if i in held | titled)
    return replace(question, conditions=others, about=about) if about else question


def _says_more(question: CatalogueQuestion, records: Records) -> bool:
    """Tell whether the text of the one record meant names countries, where its field names none."""
    found = records.meeting(question.conditions, question.about, question.left_out)
    if question.request.subject:
        found = described(question.request.subject, found, records.vocabulary)
    if len(found) != 1 or any(is_place(value) for value in getattr(found[0], question.request.field)):
        return False
    named = {w.plain for w in words(found[0].abstract) if is_place(w.plain)}
    return len(named) >= _FEWEST_COUNTRIES
