"""Which record a question describes: by words of its title, by a phrase such as "the manual", or by what it says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from assistant.collection.records import Records
from assistant.collection.vocabulary import TITLE_MEANT, Vocabulary
from assistant.language.lexicon import GENRES, PUBLISH, RECORD_NOUNS, any_of
from assistant.language.words import STOP_WORDS, Word
from assistant.question import CatalogueRequest
from assistant.understanding.conditions.exclusion import excluded
from assistant.understanding.conditions.values import FoundValue
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.record_phrases import Phrase, definite_phrases
from assistant.understanding.wording.reading import Reading, asked_without

# "The book on herons" names a record by what it says, where "herons" does not.
_KINDS = re.compile(rf"\b{any_of(RECORD_NOUNS | GENRES)}\b")

# Who asks what the desk has speaks of records, with or without a noun.
_HELD = re.compile(r"\b(?:do|can) (?:you|we|i) (?:have|hold|keep|own|find)\b")
_SAID_OF_ANYTHING = re.compile(r"\b(?:contribut\w+|involved|part|hand|help(?:s|ed)?)\b(?!.*\bwrit(?:e|ing)\b)")
_HAS_ONE = re.compile(rf"\W*(?:(?:{_HELD.pattern[2:]}|have you got|is there|find|where is) )?such\W*")
# Words that a title shares with what is said, for it to be meant without a noun such as "report", and words that it may
# not share.
_FEWEST_ALIKE, _MOST_SLIPS = 3, 1
# Words that the titles of a series share.
_FEWEST_OF_SERIES = 2


def is_described(request: CatalogueRequest, left: tuple[Word, ...], reading: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether the words left over describe a record by its title, as in "who wrote the trainer's manual?"."""
    share = title_share(left, vocabulary)
    named = _KINDS.search(reading.asked) is not None or bool(_kinds(reading)) or vocabulary.is_main_title(left)
    all_said = all(vocabulary.is_said(word) for word in left)
    # Who put a record out is asked as who wrote it.
    match "authors" if request.field == "publisher" else request.asked:
        case "field":
            # The topics of a manual are what it treats, not where it is filed.
            is_filed = request.field != "categories" or not re.search(r"\btopics?\b", reading.asked)
            # "The study of dams and herons" need not be called a study.
            telling = tuple(w for w in left if w.plain not in RECORD_NOUNS | GENRES)
            share = max(share, title_share(telling, vocabulary) if len(telling) > 1 else 0)
            return (named or _HELD.search(reading.asked) is not None) and share >= 1 and is_filed
        case "latest" | "oldest":
            return named and share >= TITLE_MEANT
        case "year":
            published = re.search(rf"\b{PUBLISH}", reading.asked) is not None and len(left) > 1
            return (named and (share >= TITLE_MEANT or all_said)) or (published and share >= 1)
        case "authors" | "record":
            # Nobody writes a referral mechanism, but many people are involved in one.
            only_named = _SAID_OF_ANYTHING.search(reading.asked) is not None
            named = named or (re.search(r"\b(?:about|on)\b", reading.asked) is not None and not only_named)
            return (named and (share >= TITLE_MEANT or all_said)) or (len(left) > 1 and share >= 1 and not only_named)
        case "list" | "count":
            return bool(series_named(left, reading, vocabulary))
    return False


def _kinds(reading: Reading) -> list[FoundValue]:
    """Return the categories that are kinds of publications and stand for one: "the decree on weirs"."""
    return [value for value in reading.values if value.field == "categories" and value.likely]


def series_named(left: tuple[Word, ...], reading: Reading, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words that several titles share, where all that are left over are among them: "annual reports".

    Two words must begin the titles: of "water studies" those that only name both are no series.
    """
    # "Annual reports" may be a category too.
    first = min([left[0].start, *(value.start for value in _kinds(reading))])
    said = [w for w in reading.said if first <= w.start and w.plain not in STOP_WORDS]
    within = sum(w.start <= left[-1].start for w in said)
    within += said[within : within + 1] != [] and said[within].plain in RECORD_NOUNS | GENRES
    run = tuple(said[:within])
    has_noun = any(word.plain in RECORD_NOUNS | GENRES for word in run)
    if not has_noun or len(run) < _FEWEST_OF_SERIES:
        return ()
    return run if vocabulary.series(run, begins=len(run) < _FEWEST_ALIKE) else ()


def nearly_titled(left: tuple[Word, ...], reading: Reading, vocabulary: Vocabulary) -> Phrase | None:
    """Return the one record whose main title the words left over are part of, but for one word left out or wrong.

    "Trafficking Along Migration Routes" is "Trafficking Along Migration Routes to Europe", whatever else it may be read
    as. A part begins the title or is half of it.
    """
    found: list[tuple[int, Phrase]] = []
    for publication_id in vocabulary.titles_sharing(reading.said, _FEWEST_ALIKE):
        title = vocabulary.main_title(publication_id)
        if sum(word.key not in title for word in left) > _MOST_SLIPS:
            continue
        said = [w for w in reading.said if w in left or (w.key in title and w.plain not in STOP_WORDS)]
        slips = _slips([word.key for word in said], title)
        if slips <= _MOST_SLIPS and len(said) - slips >= _FEWEST_ALIKE:
            found.append((slips, Phrase(publication_id, said[0].start, said[-1].end)))
    fewest = min((slips for slips, _ in found), default=0)
    best = [phrase for slips, phrase in found if slips == fewest]
    return best[0] if len(best) == 1 else None


def _slips(said: Sequence[str], title: Sequence[str]) -> int:
    """Return how many words are left out, too many or wrong, against the part of the title that is nearest."""
    parts = [
        title[first : first + length]
        for length in range(len(said) - _MOST_SLIPS, len(said) + _MOST_SLIPS + 1)
        for first in range(len(title) - length + 1)
        if first == 0 or 2 * length >= len(title)
    ]
    return min((Levenshtein.distance(said, part) for part in parts), default=len(said))


def named_by_phrases(left: tuple[Word, ...], reading: Reading, records: Records) -> tuple[str, ...]:
    """Return the records that several phrases name, where these are all that is left over."""
    phrases = definite_phrases(reading, records)
    inside = all(any(phrase.start <= word.start < phrase.end for phrase in phrases) for word in left)
    ids = tuple(dict.fromkeys(phrase.id for phrase in phrases))
    return ids if inside and len(ids) > 1 else ()


def alone_named(request: CatalogueRequest, reading: Reading, records: Records) -> tuple[str, ...]:
    """Return the one record that is all that a question names: "do you have the annual report of 2019?"."""
    if request.asked != "list" or len(phrases := definite_phrases(reading, records)) != 1:
        return ()
    (phrase,) = phrases
    beside = asked_without(reading, [(phrase.start, phrase.end)])
    return (phrase.id,) if _HAS_ONE.fullmatch(beside) and not outside(phrases, reading).residue else ()


def outside_phrases(reading: Reading, records: Records) -> Reading:
    """Return the reading without the conditions and words inside the phrases that name a record."""
    return outside(definite_phrases(reading, records), reading)


def outside(phrases: Sequence[Phrase], reading: Reading) -> Reading:
    """Return the reading without the conditions and words inside the phrases."""

    def is_outside(said: FoundValue | YearRange | Word) -> bool:
        return not any(phrase.start <= said.start < phrase.end for phrase in phrases)

    return replace(
        reading,
        values=tuple(v for v in reading.values if is_outside(v)),
        years=tuple(y for y in reading.years if is_outside(y)),
        residue=tuple(w for w in reading.residue if is_outside(w)),
        described=tuple(w for w in reading.described if is_outside(w)),
    )


def records_left_out(reading: Reading, records: Records) -> tuple[str, ...]:
    """Return the records that a list shall leave out, as in "everything from 1999 apart from the atlas"."""
    if reading.request is None or intent_of(reading.request).of_one:
        return ()
    phrases = definite_phrases(reading, records)
    return tuple(phrase.id for phrase in phrases if excluded(reading.low, [(phrase.start, phrase.end, "record")]))


def title_share(described: tuple[Word, ...], vocabulary: Vocabulary) -> float:
    """Return how much of the describing words the title that fits best holds, weighted by rarity, from 0 to 1."""
    return max(vocabulary.title_candidates(described).values(), default=0.0)
