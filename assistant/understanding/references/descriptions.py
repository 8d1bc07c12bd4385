"""Which record a question describes: by words of its title, by a phrase such as "the manual", or by what it says."""

import re
from dataclasses import replace

from assistant.collection.records import Records
from assistant.collection.vocabulary import TITLE_MEANT, Vocabulary
from assistant.language.lexicon import GENRES, PUBLISH, RECORD_NOUNS, any_of
from assistant.language.words import Word
from assistant.question import CatalogueRequest
from assistant.understanding.conditions.exclusion import excluded
from assistant.understanding.conditions.values import FoundValue
from assistant.understanding.conditions.years import YearRange
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.record_phrases import definite_phrases
from assistant.understanding.wording.reading import Reading

# "The book on herons" names a record by what it says, where "herons" does not.
_KINDS = re.compile(rf"\b{any_of(RECORD_NOUNS | GENRES)}\b")


def is_described(request: CatalogueRequest, left: tuple[Word, ...], reading: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether the words left over describe a record by its title, as in "who wrote the trainer's manual?"."""
    share, named = (
        title_share(left, vocabulary),
        _KINDS.search(reading.asked) is not None or _is_main_title(left, vocabulary),
    )
    all_said = all(vocabulary.is_said(word) for word in left)
    match request.asked:
        case "field":
            # The topics of a manual are what it treats, not where it is filed.
            is_filed = request.field != "categories" or not re.search(r"\btopics?\b", reading.asked)
            return named and share >= 1 and is_filed
        case "latest" | "oldest":
            return named and share >= TITLE_MEANT
        case "year":
            published = re.search(rf"\b{PUBLISH}", reading.asked) is not None and len(left) > 1
            return (named and (share >= TITLE_MEANT or all_said)) or (published and share >= 1)
        case "authors" | "record":
            named = named or re.search(r"\b(?:about|on)\b", reading.asked) is not None
            return (named and (share >= TITLE_MEANT or all_said)) or (len(left) > 1 and share >= 1)
    return False


def _is_main_title(left: tuple[Word, ...], vocabulary: Vocabulary) -> bool:
    """Tell whether the words are those of a title up to its colon or full stop."""
    keys = {word.key for word in left}
    return any(keys == vocabulary.main_title(i) for i in vocabulary.title_candidates(left))


def named_by_phrases(left: tuple[Word, ...], reading: Reading, records: Records) -> tuple[str, ...]:
    """Return the records that several phrases name, where these are all that is left over."""
    phrases = definite_phrases(reading, records)
    inside = all(any(phrase.start <= word.start < phrase.end for phrase in phrases) for word in left)
    ids = tuple(dict.fromkeys(phrase.id for phrase in phrases))
    return ids if inside and len(ids) > 1 else ()


def outside_phrases(reading: Reading, records: Records) -> Reading:
    """Return the reading without the conditions and words inside the phrases that name a record."""
    phrases = definite_phrases(reading, records)

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
