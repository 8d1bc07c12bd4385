"""From the words of a question to what is asked: conditions, catalogue requests, and what they leave to look for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.common_words import is_english
from assistant.desk import desk_kind
from assistant.followup import Reference, refer
from assistant.language import ENGLISH, language_of
from assistant.places import is_place
from assistant.question import OF_ONE, Asked, CatalogueRequest, FoundFilter, Question
from assistant.requests import CATALOGUE_WORDS, RECORD_NOUNS, read_request
from assistant.spelling import corrected
from assistant.vocabulary import TITLE_MEANT, FoundValue, Vocabulary, vocabulary_of
from assistant.words import STOP_WORDS, Word, plain, words
from assistant.years import YearRange, find_years
from corpus.filters import Filters
from corpus.store import Store

_END_OF_QUESTION = re.compile(r"(?<=[?？؟])\s+(?=\w)")
_SHORTEST_PART = 2
# A year or a place says something of publications where such a word stands beside it.
_OF_PUBLICATIONS = re.compile(
    rf"\b(?:{'|'.join(sorted(RECORD_NOUNS, key=len, reverse=True))}|published|issued|released|written)\b", re.I
)
_NEAR = 24
# A part of the world is meant as such, though the records may name a region so, where its countries are asked about.
_GEOGRAPHY = re.compile(
    r"\bgeograph|\b(?:countr(?:y|ies)|states|nations) (?:\w+ )?(?:in|of|from|within|across)\b", re.I
)
_NOT = re.compile(
    r"\b(?:not|n't|n’t|except(?: for)?|excluding|other than|apart from|outside)"
    r"(?: (?:about|on|from|in|by|for|of|the|those|ones?|written|published))*\W*$",
    re.I,
)
# A topic of the whole page is no condition on what is asked about it.
_CONTENT_FIELDS = ("authors",)


def understand(
    text: str, history: Sequence[Answer], store: Store, filters: Filters = Filters()
) -> tuple[Question, ...]:
    """Return the questions that the text asks, in order, each complete without the conversation before it."""
    vocabulary = vocabulary_of(store)
    return tuple(_one(part, history, vocabulary, filters) for part in _parts(text))


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in _END_OF_QUESTION.split(text)]
    whole = all(part.endswith(("?", "？", "؟")) and len(part.split()) >= _SHORTEST_PART for part in parts)
    return parts if whole else [text]


def _one(text: str, history: Sequence[Answer], vocabulary: Vocabulary, filters: Filters) -> Question:
    if kind := desk_kind(text):
        return Question(text, text, "desk" if kind == "desk" else "out_of_scope")
    language = language_of(text, vocabulary)
    if language != ENGLISH:
        return Question(text, text, "content", filters=filters, language=language)
    spelled, corrections = corrected(text, vocabulary)
    reading = read(spelled, vocabulary)
    asked = reading.request.asked if reading.request else None
    reference = refer(spelled, asked, reading.residue, reading.found_values, history)
    question = _catalogue(text, reading, reference, filters, vocabulary) or _content(text, reading, reference, filters)
    return replace(question, search=_expanded(question.search, vocabulary), corrections=corrections)


def _expanded(text: str, vocabulary: Vocabulary) -> str:
    """Return the text with the long form of each abbreviation that is known and that the text does not explain.

    It stands after the short form, or in its place where no record uses the short form.
    """
    for short, word in {text[word.start : word.end]: word for word in words(text)}.items():
        typed_small = short.islower() and not is_english(short)
        long = vocabulary.abbreviations.get(short.upper() if typed_small else short)
        if long and long.casefold() not in text.casefold():
            meant = f"{short} ({long})" if vocabulary.is_said(word) else long
            before, after = re.split(rf"\b{re.escape(short)}\b", text, maxsplit=1)
            text = f"{before}{meant}{after}"
    return text


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a question: what is asked, the conditions, and the words left over (`residue`)."""

    text: str
    request: CatalogueRequest | None
    years: YearRange | None
    values: tuple[FoundValue, ...]
    residue: tuple[Word, ...]
    described: tuple[Word, ...]
    titles: tuple[str, ...]

    @property
    def found_values(self) -> bool:
        """Tell whether the question names a condition."""
        return self.years is not None or bool(self.values)


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Return what the words of the question say, by themselves."""
    said = tuple(words(text))
    years = find_years(text, *vocabulary.years)
    values = tuple(vocabulary.values_in(said, by_geography=_GEOGRAPHY.search(text) is not None))
    spans = [(v.start, v.end) for v in values] + ([(years.start, years.end)] if years else [])
    left = (word for word in said if not any(start <= word.start < end for start, end in spans))
    weighty = [w for w in left if w.plain not in STOP_WORDS]
    residue = tuple(w for w in weighty if w.plain not in CATALOGUE_WORDS)
    # "The manual" tells a record from others where few titles hold the word.
    nouns = {w for w in weighty if w.plain in RECORD_NOUNS and vocabulary.is_rare_in_titles(w)}
    described = tuple(w for w in weighty if w in residue or w in nouns)
    request = read_request(text.casefold().replace("’", "'"))
    return Reading(text, request, years, values, residue, described, tuple(vocabulary.titles_in(said)))


def _catalogue(
    text: str, reading: Reading, reference: Reference | None, filters: Filters, vocabulary: Vocabulary
) -> Question | None:
    """Return the question as one of the catalogue, or None where it is put to the texts."""
    reading = _with_regions(reading, vocabulary)
    request = reading.request
    if request is None and reference and reference.request and not reading.residue:
        request = reference.request
    if request is None and reading.found_values and not reading.residue:
        # A condition and nothing else, as in "Lebanese publications": those that meet it are asked for.
        request = CatalogueRequest("list")
    if request is None:
        return None
    if request.asked == "abbreviation":
        return _abbreviation(text, request, vocabulary)
    of_one = request.asked in OF_ONE
    left = reading.described if of_one and not (reference and reference.ids) else reading.residue
    if request.asked == "field" and not left and not reference:
        request = replace(request, asked="values")
    subject = reading.text[left[0].start : left[-1].end] if left else ""
    nowhere = bool(subject) and is_place(subject) and not any(vocabulary.is_said(w) for w in reading.residue)
    if subject and not nowhere and not _is_described(request.asked, reading, vocabulary):
        return None
    if request.asked == "list" and not (reading.found_values or nowhere or reference or not reading.residue):
        return None
    conditions, without, found = _conditions(reading)
    if reference and reference.filters:
        conditions = _overlaid(reference.filters, conditions)
    return Question(
        text,
        reading.text,
        "catalogue",
        filters=_overlaid(filters, conditions),
        without=without,
        found=found,
        request=replace(request, subject=subject, nowhere=nowhere),
        about=reference.ids if reference else (),
        referred=reference.words if reference else "",
    )


def _abbreviation(text: str, request: CatalogueRequest, vocabulary: Vocabulary) -> Question | None:
    """Return the question what an abbreviation stands for, where a record explains it."""
    short = next((short for short in vocabulary.explained if plain(short) == request.subject), "")
    return Question(text, text, "catalogue", request=replace(request, subject=short)) if short else None


def _with_regions(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Return the reading with the records' regions that lie in the part of the world which alone is left over."""
    if reading.request is None or not reading.residue:
        return reading
    start, end = reading.residue[0].start, reading.residue[-1].end
    area = reading.text[start:end]
    regions = tuple(FoundValue("regions", region, start, end, area) for region in vocabulary.regions_in(area))
    return replace(reading, values=(*reading.values, *regions), residue=()) if regions else reading


def _is_described(asked: Asked, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether the words left over describe a record by its title, as in "who wrote the trainer's manual?"."""
    if asked not in (*OF_ONE, "latest", "oldest"):
        return False
    if asked in OF_ONE and all(vocabulary.is_said(word) for word in reading.described):
        return True
    return max(vocabulary.title_candidates(reading.described).values(), default=0.0) >= TITLE_MEANT


def _content(text: str, reading: Reading, reference: Reference | None, filters: Filters) -> Question:
    of_publications = [
        value
        for value in reading.values
        if value.field in _CONTENT_FIELDS
        or _is_excluded(reading.text, value.start)
        or (value.field != "categories" and _said_of_publications(reading.text, value.start, value.end))
    ]
    years = reading.years
    if years and not _said_of_publications(reading.text, years.start, years.end):
        years = None
    conditions, without, found = _conditions(replace(reading, values=tuple(of_publications), years=years))
    search = _cut(reading.text, years) if years else reading.text
    if reference and reference.search:
        search = f"{reference.search} {search}"
    return Question(
        text,
        search,
        "content",
        filters=_overlaid(filters, conditions),
        without=without,
        found=found,
        about=reference.ids if reference else reading.titles,
        referred=reference.words if reference else "",
    )


def _cut(text: str, years: YearRange) -> str:
    """Return the text without the years, which chose the records: no text says from which year it is."""
    before, after = text[: years.start].rstrip(), text[years.end :].lstrip()
    return f"{before} {after}".strip() if after[:1].isalnum() else f"{before}{after}"


def _said_of_publications(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(_OF_PUBLICATIONS.search(before) or re.match(rf"\W*{_OF_PUBLICATIONS.pattern}", after, re.I))


def _conditions(reading: Reading) -> tuple[Filters, Filters, tuple[FoundFilter, ...]]:
    """Return the conditions that the records shall meet, those that they shall not, and the words of both."""
    found = []
    for value in reading.values:
        said, excluded = reading.text[value.start : value.end], _is_excluded(reading.text, value.start)
        found.append(FoundFilter(value.field, value.value, said, value.area, excluded))
    if years := reading.years:
        span = str(years.first) if years.first == years.last else f"{years.first}–{years.last}"
        excluded = _is_excluded(reading.text, years.start)
        found.append(FoundFilter("years", span, reading.text[years.start : years.end], excluded=excluded))
    given: dict[bool, dict[str, object]] = {False: {}, True: {}}
    for field, excluded in dict.fromkeys((f.field, f.excluded) for f in found):
        values = tuple(dict.fromkeys(f.value for f in found if (f.field, f.excluded) == (field, excluded)))
        given[excluded][field] = (years.first, years.last) if years and field == "years" else values
    return Filters.model_validate(given[False]), Filters.model_validate(given[True]), tuple(found)


def _is_excluded(text: str, start: int) -> bool:
    return _NOT.search(text[:start]) is not None


def _overlaid(filters: Filters, conditions: Filters) -> Filters:
    """Return both together; where both name a field the second one counts."""
    return filters.model_copy(update={name: getattr(conditions, name) for name in conditions.applied()})
