"""A question that is put to the catalogue: what is asked, of which records, and why it is none of the texts."""

import re
from dataclasses import replace

from assistant.collection.records import Records
from assistant.collection.vocabulary import Vocabulary
from assistant.language.lexicon import GENRES, NOUN, RECORD_NOUNS
from assistant.language.words import Word, plain
from assistant.question import CatalogueQuestion, CatalogueRequest, Conditions, ValueCount
from assistant.understanding.conditions.names import UnknownName
from assistant.understanding.conditions.years import iso_month
from assistant.understanding.intents.requests import asks_for_others, intent_of
from assistant.understanding.references.compared import compared
from assistant.understanding.references.descriptions import (
    alone_named,
    is_described,
    named_by_phrases,
    nearly_titled,
    outside,
    outside_phrases,
    records_left_out,
    series_named,
)
from assistant.understanding.references.record_phrases import definite_phrases
from assistant.understanding.references.reference import Reference
from assistant.understanding.settled import ASKED_OF, settled
from assistant.understanding.wording.combined import conditions_of, overlaid
from assistant.understanding.wording.everything import names_otherwise, names_records
from assistant.understanding.wording.reading import Reading, topic_left_out, with_regions
from corpus.fields.dates import month_named
from corpus.filters import Filters

# A condition and nothing else asks for the records that meet it, unless the words around it ask something else.
_ASKS_ELSE = re.compile(
    r"^(?:who|whom|why|how|where|when|what (?:is|are|does|do|did|happen)|is|are|was|were|do|does|did|can|should)\b"
)
_GOES_ON_TO_ASK = re.compile(
    r"\b(?:who|whom|why|how|where|whence|when|what|which)\b|,.*\b(?:is|are|was|were|do|does|did|has|have)\b", re.I
)
_VERIFIES = re.compile(r"^(?:is|are|was|were|do|does|did|has|have)\b(?! (?:there|you|we|any)\b)")
# "Did Rae write anything on sheep?" is not asked of the one record that has sheep in its title.
_ANYTHING = re.compile(r"\b(?:(?:any|some)thing|any|ever)\b|\b(?:write|wrote|written|publish(?:ed)?) (?:about|on)\b")
_RECORDS = re.compile(rf"\b(?:{NOUN}|(?:any|some)thing)\b")


def catalogue_question(
    reading: Reading, reference: Reference | None, chosen: Filters, records: Records
) -> CatalogueQuestion | None:
    """Return the question as one of the catalogue, or None where it is put to the texts."""
    vocabulary = records.vocabulary
    if reading.request and reading.request.asked == "abbreviation":
        return _abbreviation(reading, reading.request, vocabulary)
    if reference and (reference.listing or (reference.search and reading.request is None)):
        # What carries a question to the texts on is none of the catalogue: "and in 2015?".
        return None
    reading = _placed(reading, vocabulary)
    if reference is None and (question := compared(reading, chosen, records)):
        return question
    reading = _verified(reading, reference, vocabulary) or reading
    if reference and reference.ids and definite_phrases(reading, records):
        # "It" in a question that names a record itself is that record.
        reference = None
    left_out = records_left_out(reading, records)
    if left_out:
        reading = outside_phrases(reading, records)
    request = _request(reading, reference)
    if not left_out and (topic := _left_out_topic(request, reading)):
        return CatalogueQuestion(reading.text, topic, Conditions(chosen=chosen))
    listed = request is not None and intent_of(request).of_all and not left_out
    if request is None or (listed and not names_records(request, reading, refers=reference is not None)):
        return None
    names_nothing = not (reading.residue or reading.has_conditions or reference)
    if intent_of(request).ordered and names_nothing and names_otherwise(reading):
        return None
    if one := alone_named(request, reading, records):
        return CatalogueQuestion(reading.text, CatalogueRequest("record"), Conditions(chosen=chosen), about=one)
    question = _of_records(request, reading, reference, chosen, records)
    if question is None:
        return None
    without = (*left_out, *(reference.left_out if reference else ()))
    return settled(replace(question, left_out=without), reading, records)


def _of_records(
    request: CatalogueRequest, reading: Reading, reference: Reference | None, chosen: Filters, records: Records
) -> CatalogueQuestion | None:
    """Return the question with what is asked of which records; None where words are left over."""
    left = _left(reading, request, reference)
    named, reading = _named(left, reading, request, records)
    about = reference.ids if reference and reference.ids else named
    asked = replace(request, subject="") if named else _of_subject(request, left, reading, records.vocabulary)
    if asked is None:
        return None
    if asked.most == 0:
        # What is denied of the values is not denied of the records.
        reading = replace(reading, left_out={})
    conditions = _conditions(reading, reference)
    if asks_for_others(reading.asked) and asked.asked in ("authors", "list"):
        conditions = replace(conditions, counts=(*conditions.counts, ValueCount("authors", 2)))
    return CatalogueQuestion(
        reading.text,
        asked,
        replace(conditions, chosen=chosen),
        about=about,
        referred=reference.words if reference else "",
    )


def _placed(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Return the reading with the records' own regions in the parts of the world that a catalogue question names."""
    asks_else = reading.request is None and _ASKS_ELSE.search(reading.asked)
    return reading if asks_else else with_regions(reading, vocabulary)


def _left(reading: Reading, request: CatalogueRequest, reference: Reference | None) -> tuple[Word, ...]:
    """Return the words left over, which must describe a record or leave nothing to ask of the catalogue."""
    if reference and reference.says_all:
        return ()
    describes = intent_of(request).of_one and not (reference and reference.ids)
    left = reading.described if describes else reading.residue
    return left or _telling_nouns(reading, request, reference)


def _named(
    left: tuple[Word, ...], reading: Reading, request: CatalogueRequest, records: Records
) -> tuple[tuple[str, ...], Reading]:
    """Return the records that the question names by titles or by several phrases, and the reading beside them."""
    if not intent_of(request).singles_out:
        return (), reading
    if ids := reading.titles or named_by_phrases(left, reading, records):
        return ids, outside_phrases(reading, records)
    phrase = nearly_titled(left, reading, records.vocabulary) if intent_of(request).of_one else None
    return ((phrase.id,), outside([phrase], reading)) if phrase else ((), reading)


def _of_subject(
    request: CatalogueRequest, left: tuple[Word, ...], reading: Reading, vocabulary: Vocabulary
) -> CatalogueRequest | None:
    """Return the request with what it is about; None where the words left over are looked for in the texts."""
    if unknown := _unknown(reading, request):
        said = reading.text[unknown.start : unknown.end]
        subject = f"--{month_named(said.casefold()):02}" if unknown.word == "month" else said
        return replace(request, subject=subject, lacks=unknown.word)
    if not left:
        return _of_months(request, reading)
    if not is_described(request, left, reading, vocabulary):
        return None
    if intent_of(request).of_all:
        left = series_named(left, reading, vocabulary)
    return replace(request, subject=reading.text[left[0].start : left[-1].end])


def _of_months(request: CatalogueRequest, reading: Reading) -> CatalogueRequest:
    """Return the request for the records of only some months, or of another part of a year, where those are named."""
    years = reading.years[0] if len(reading.years) == 1 else None
    if years is None or not intent_of(request).of_all or years.start in reading.left_out:
        return request
    if years.months:
        return replace(request, subject="/".join(map(iso_month, years.months)), lacks="month")
    return replace(request, lacks="month") if years.part else request


def _request(reading: Reading, reference: Reference | None) -> CatalogueRequest | None:
    """Return what is asked: by the question itself, by the one before it, or by a condition that stands alone."""
    request, carried = reading.request, reference.request if reference else None
    one_of_list = carried and intent_of(carried).of_one and request and intent_of(request).ordered
    if (
        carried
        and (request is None or request.asked == "list" or one_of_list)
        and not (reading.residue and carried.asked == "list")
    ):
        return carried
    if request is not None:
        return request
    unknown = reading.unknown is not None and reading.unknown.word == "by"
    if unknown and reference is None and not _ASKS_ELSE.search(reading.asked.strip()):
        return CatalogueRequest("list")
    in_language = reading.unknown if reading.unknown and reading.unknown.word in ("in", "not in") else None
    left = [w for w in reading.residue if not in_language or not in_language.start <= w.start < in_language.end]
    alone = reading.has_conditions and not left and not _ASKS_ELSE.search(reading.asked.strip())
    return CatalogueRequest("list") if alone else None


def _left_out_topic(request: CatalogueRequest | None, reading: Reading) -> CatalogueRequest | None:
    """Return the request for records that are not about something, which no text tells of itself."""
    asks = intent_of(request).of_all if request else not _ASKS_ELSE.search(reading.asked.strip())
    topic = topic_left_out(reading) if asks else ""
    if not topic or _GOES_ON_TO_ASK.search(topic):
        return None
    return replace(request or CatalogueRequest("list"), subject=topic, lacks="topic")


def _abbreviation(reading: Reading, request: CatalogueRequest, vocabulary: Vocabulary) -> CatalogueQuestion | None:
    """Return the question what an abbreviation stands for, where a record or the name of an author explains it."""
    # The short form of an author is read as that author, in whose place "such" stands.
    subject = request.subject
    if subject == "such" and reading.values:
        subject = plain(reading.text[reading.values[0].start : reading.values[0].end])
    short = vocabulary.short_form(subject)
    return CatalogueQuestion(reading.text, replace(request, subject=short)) if short else None


def _verified(reading: Reading, reference: Reference | None, vocabulary: Vocabulary) -> Reading | None:
    """Return "was the guide published in 2018?" as the question when it was, "did Healy write it?" as who did."""
    compares = reading.request is not None and reading.request.asked == "compare"
    if compares or not _VERIFIES.search(reading.asked.strip()):
        return None
    referred = reference is not None and len(reference.ids) == 1 and not reading.residue
    if not referred and (_ANYTHING.search(reading.asked) or not _is_of_one(reading, vocabulary)):
        return None
    fields = {v.field for v in reading.values} | {c.count.field for c in reading.counts}
    fields |= {"years"} if reading.years else set()
    request = ASKED_OF.get(fields.pop()) if len(fields) == 1 else None
    return replace(reading, request=request, values=(), years=(), counts=()) if request else None


def _is_of_one(reading: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether the words that describe a record stand all in the title of one, and of no other."""
    shares = vocabulary.title_candidates(reading.described).values()
    return sum(share >= 1 for share in shares) == 1


def _conditions(reading: Reading, reference: Reference | None) -> Conditions:
    """Return the conditions of the question over those that it carries on."""
    conditions = conditions_of(reading)
    return overlaid(reference.conditions, conditions) if reference else conditions


def _telling_nouns(reading: Reading, request: CatalogueRequest, reference: Reference | None) -> tuple[Word, ...]:
    """Return the kind of publication that alone is asked for, where few titles name it: "do you have manuals?"."""
    if not intent_of(request).of_all or reading.has_conditions or reference:
        return ()
    return tuple(word for word in reading.described if word.plain in RECORD_NOUNS | GENRES)


def _unknown(reading: Reading, request: CatalogueRequest) -> UnknownName | None:
    """Return the author or the place that no record names, which empties a list whatever else is left over."""
    unknown = reading.unknown
    if unknown is None or intent_of(request).of_one:
        return None
    alone = all(unknown.start <= word.start < unknown.end for word in reading.residue)
    asked = reading.asked.strip()
    of_records = intent_of(request).of_all and _RECORDS.search(asked) and not _VERIFIES.search(asked)
    if unknown.word in ("in", "not in"):
        # Who asks for records on a topic in French is not told of all that are in French.
        return unknown if alone and intent_of(request).of_all else None
    said_of_all = unknown.word == "month" and intent_of(request).names_records
    return unknown if alone or of_records or unknown.word == "by" or said_of_all else None
