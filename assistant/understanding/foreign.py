"""Questions to the catalogue in other languages: their conditions, what is asked, and what is left over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from snowballstemmer import stemmer

from assistant.collection.records import Records
from assistant.collection.vocabulary import Vocabulary
from assistant.language.words import Word, lowered, words
from assistant.question import CatalogueQuestion, CatalogueRequest, Conditions, FoundCondition
from assistant.understanding.conditions.years.terms import EARLIEST
from assistant.understanding.intents.other_languages import FILES, Intents, intents_in
from assistant.understanding.intents.requests import intent_of
from corpus.filters import Filters
from corpus.geography import country_named

# The digits of Arabic, and what joins an article to its word in French.
_READ_AS = str.maketrans("٠١٢٣٤٥٦٧٨٩'", "0123456789 ")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LONGEST_NAME = 4
_SHORTEST_SURNAME = 4
# What Arabic writes together with the word behind it.
_JOINED = re.compile(r"^(?:و|ف)?(?:ب|ل|ك)?(?:ال|ل)?(?=\w{3})")
# A vowel that Russian drops before an ending: Египет, Египта.
_FLEETING = re.compile(r"[еоё](?=[бвгджзклмнпрстфхцчшщ]$)")


@dataclass(frozen=True, slots=True)
class ForeignRequest:
    """What a question asks of one record, which its other words, the `subject`, describe."""

    request: CatalogueRequest
    subject: str


@dataclass(frozen=True, slots=True)
class _Found:
    condition: FoundCondition
    start: int
    end: int


def catalogue_question_in(
    text: str, code: str, chosen: Filters, records: Records
) -> CatalogueQuestion | ForeignRequest | None:
    """Return the question as one of the catalogue, or None where it is put to the texts.

    `code` is that of a language that has a file of intents.
    """
    intents, low = intents_in(code), lowered(text).translate(_READ_AS)
    found = [*_years(low, intents), *_values(text, low, code, records.vocabulary)]
    asked = _masked(low, found)
    if intents.denies.search(asked):
        return None
    spoken = intents.spoken(asked)
    left = intents.left_over(asked, spoken)
    if spoken and intent_of(spoken.request).of_one:
        return ForeignRequest(spoken.request, text[spoken.end :].strip(" ?؟»«.")) if left or found else None
    if left or not (spoken or found):
        return None
    request = spoken.request if spoken else CatalogueRequest("list")
    filters = _filters([one.condition for one in found])
    conditions = Conditions(chosen=chosen, filters=filters, found=tuple(one.condition for one in found))
    return CatalogueQuestion(text, request, conditions, language=code)


def _masked(low: str, found: Sequence[_Found]) -> str:
    """Return the text with blanks in place of each condition, so that every other word keeps its place."""
    for one in found:
        low = low[: one.start] + " " * (one.end - one.start) + low[one.end :]
    return low


def _filters(found: Sequence[FoundCondition]) -> Filters:
    values: dict[str, list[str]] = {}
    for condition in found:
        values.setdefault(condition.field, []).append(condition.value)
    years = [tuple(map(int, value.split("–"))) for value in values.pop("years", [])]
    span = (min(y[0] for y in years), max(y[-1] for y in years)) if years else None
    return Filters.model_validate({**values, "years": span})


# --- Years ------------------------------------------------------------------------------------------------------------


def _years(low: str, intents: Intents) -> Iterator[_Found]:
    """Yield the years and spans of years, with the words before them that say which."""
    said, year = intents.years, _YEAR.pattern
    between = re.compile(
        rf"(?<!\w)(?:(?:{said['between']})\s+)(?P<first>{year})\s*(?:{said['to']})\s*(?P<last>{year})|"
        rf"(?P<from>{year})\s*[-–]\s*(?P<until>{year})"
    )
    taken = []
    for match in between.finditer(low):
        first, last = sorted((int(match["first"] or match["from"]), int(match["last"] or match["until"])))
        taken.append(match.span())
        yield _year(low, match.start(), match.end(), first, last)
    for match in _YEAR.finditer(low):
        if any(start <= match.start() < end for start, end in taken):
            continue
        only, today = int(match[0]), date.today().year
        start, first, last = match.start(), only, only
        bounds = (
            ("since", only, today),
            ("after", only + 1, today),
            ("before", EARLIEST, only - 1),
            ("until", EARLIEST, only),
        )
        for name, low_bound, high_bound in bounds:
            if before := re.search(rf"(?<!\w)(?:{said[name]})\s+$", low[: match.start()]):
                start, first, last = before.start(), low_bound, max(low_bound, high_bound)
                break
        yield _year(low, start, match.end(), first, last)


def _year(low: str, start: int, end: int, first: int, last: int) -> _Found:
    value = str(first) if first == last else f"{first}–{last}"
    return _Found(FoundCondition("years", value, low[start:end]), start, end)


# --- Values -----------------------------------------------------------------------------------------------------------


def _values(text: str, low: str, code: str, vocabulary: Vocabulary) -> Iterator[_Found]:
    """Yield countries by their names in the language, and authors, regions and categories as the records have them."""
    said, at = list(words(low)), 0
    held = _held(vocabulary)
    while at < len(said):
        for length in range(min(_LONGEST_NAME, len(said) - at), 0, -1):
            run = said[at : at + length]
            named = held.get(" ".join(word.plain for word in run)) or _country(run, code, vocabulary)
            if named:
                span = (run[0].start, run[-1].end)
                for field, value in named:
                    yield _Found(FoundCondition(field, value, text[slice(*span)]), *span)
                at += length
                break
        else:
            at += 1


def _held(vocabulary: Vocabulary) -> dict[str, list[tuple[str, str]]]:
    """Return the values of the records by their plain words, authors by their surnames too."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field in ("categories", "regions", "authors"):
        for value in vocabulary.all_values(field):
            form = [word.plain for word in words(value)]
            if form:
                found.setdefault(" ".join(form), []).append((field, value))
            if field == "authors" and len(form) > 1 and len(form[-1]) >= _SHORTEST_SURNAME:
                found.setdefault(form[-1], []).append((field, value))
    return found


def _country(run: Sequence[Word], code: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    names = _countries(code)
    name = next((names[key] for key in _keys(run, code) if key in names), None)
    return [("countries", value) for value in vocabulary.variants("countries", name)] if name else []


@cache
def _countries(code: str) -> dict[str, str]:
    """Return the names of the countries in the project's form by the stems of their names in the language."""
    found: dict[str, str] = {}
    for territory, name in Locale.parse(code).territories.items():
        country = country_named(name) if len(territory) == 2 and territory.isalpha() else None
        if country is None:
            continue
        # The stemmer takes the end of "Ливан" for an ending, and not that of "Ливане".
        for ending in ("", "е") if code == "ru" else ("",):
            said = " ".join(f"{word.plain}{ending}" for word in words(name))
            found.setdefault(next(_keys(list(words(said)), code)), country)
    return found


def _keys(run: Sequence[Word], code: str) -> Iterator[str]:
    """Yield what the forms of a name share: its stems, in Arabic without what is written together with them."""
    stem = _stemmer(code)
    yield " ".join(_FLEETING.sub("", stem.stemWord(word.plain)) for word in run)
    if code == "ar":
        for article in ("", "ال"):
            bare = (_JOINED.sub("", word.plain) for word in run)
            yield " ".join(stem.stemWord(article + word) for word in bare)


@cache
def _stemmer(code: str) -> "stemmer":
    return stemmer(FILES[code])
