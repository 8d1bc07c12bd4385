"""What a question names that no record names: authors, places, months; and the language asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.collection.authors import surname
from assistant.collection.vocabulary import Vocabulary
from assistant.language.lexicon import CATALOGUE_WORDS, MONTHS, ORDERS, WRITE, any_of
from assistant.language.patterns import any_case, just_before
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word, lowered
from assistant.understanding.conditions.authorship import describes, is_cited
from assistant.understanding.conditions.values import FoundValue
from corpus.fields.languages import language_of

_SHORTEST_NAME, _LONGEST_NAME = 4, 4
_SMALL = frozenset("of for and the on in de la le du des et y e &".split())
_BY = re.compile(r"\bby (?:(?:someone|somebody|an author|people|a person) )?(?:(?:named|called) )?(?:the )?$")
_DID, _PUBLISH = (
    re.compile(r"\b(?:did|does|has|have|had) (?:the )?$"),
    re.compile(rf"^(?: ever)? (?:{WRITE}|publish(?:ed)?|issued?)\b"),
)
# By a name, and by no code, which "in" and "to" are too. "In French waters" something is done.
_IN_LANGUAGE = any_case(
    r"(\b(?:not|never|other than|except|excluding)\b |n['’]t )?(?:\b(?:those|ones|written|published|available) )*"
    r"\bin (?:the )?([^\W\d_]{4,})(?: language)?\W*$"
)
_TWO_LETTERS = re.compile(r"[a-z]{2}(?![a-z])")
# A month of no year in which something came out: records name years only. "The march of the fishers" is none.
_MONTH = re.compile(
    r"\b(?:publish(?:ed)?|issued|released|printed|written|appear(?:ed)?|(?:came|come) out|dated|from|since|until)"
    rf" (?:in |from |since |until |during |before |after |last |this )*(?:the month of )?({any_of(MONTHS)})\W*$"
)
_NAME_FOLLOWS = re.compile(r"(?:^|\b(?:by|from|author|writer|named|called))\s*$")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """An author, a place or a month that no record names, or a language: the words `start` to `end`.

    `word` is that between, "by", "about", "in" or "not in", or says that it is a month.
    """

    word: str
    start: int
    end: int


def other_name(
    text: str, said: Sequence[Word], values: Sequence[FoundValue], vocabulary: Vocabulary
) -> UnknownName | None:
    """Return the name of someone else that holds a part of an author's name, as another first name does."""
    for value in values:
        if value.field != "authors":
            continue
        inside = [place for place, word in enumerate(said) if value.start <= word.start < value.end]
        if len(inside) != 1 or said[inside[0]].plain not in vocabulary.name_parts:
            continue
        for place in (inside[0] - 1, inside[0] + 1):
            if 0 <= place < len(said) and _is_other_name(text, said[place], said[inside[0]], vocabulary):
                first, last = sorted((said[place], said[inside[0]]), key=lambda w: w.start)
                return UnknownName("by", first.start, last.end)
    return None


def _is_other_name(text: str, word: Word, part: Word, vocabulary: Vocabulary) -> bool:
    first, last = sorted((word, part), key=lambda w: w.start)
    known = word.plain in STOP_WORDS | CATALOGUE_WORDS | ORDERS or len(word.plain) < _SHORTEST_NAME
    if not text[first.end : last.start].isspace() or known or not word.plain.isalpha():
        return False
    if vocabulary.is_said(word) or is_place(word.plain) or (first.plain, last.plain) in vocabulary.name_runs:
        return False
    # Typed without capitals, a word beside a name is a name where nothing but a name can stand.
    if not text[word.start].isupper() and not just_before(_NAME_FOLLOWS, lowered(text), first.start):
        return False
    authors, others = (vocabulary.name_parts.get(one.plain) or () for one in (part, word))
    surnames = {surname(author) for author in (*authors, *others)}
    return not set(authors) & set(others) and not {word.plain, part.plain} <= surnames


def language_named(text: str) -> UnknownName | None:
    """Return the language that a question asks for at its end: "theses in French", "not written in English"."""
    found = _IN_LANGUAGE.search(text)
    if found is None or is_place(found[2]) or not (_TWO_LETTERS.match(language_of(found[2]))):
        return None
    return UnknownName("not in" if found[1] else "in", found.start(2), found.end(2))


def unknown_name(text: str, residue: Sequence[Word], vocabulary: Vocabulary) -> UnknownName | None:
    """Return the author or the place among the words left over that no record names, or the month in which."""
    if month := _MONTH.search(lowered(text)):
        return UnknownName("month", *month.span(1))
    is_name = bool(residue) and not describes(lowered(text), residue[0].end, is_ordinary=False)
    if is_name and _is_author_unknown(text, residue, vocabulary):
        return UnknownName("by", residue[0].start, residue[-1].end)
    for length in range(min(len(residue), _LONGEST_NAME), 0, -1):
        for first in range(len(residue) - length + 1):
            part = residue[first : first + length]
            name = text[part[0].start : part[-1].end]
            if is_place(name) and not all(vocabulary.is_said(w) for w in part):
                return UnknownName("about", part[0].start, part[-1].end)
    alone = is_name and not any(vocabulary.is_said(w) for w in residue) and len(residue) <= _LONGEST_NAME
    if alone and just_before(_BY, lowered(text), residue[0].start):
        name = text[residue[0].start : residue[-1].end]
        if re.fullmatch(r"[\w.'’-]+(?: [\w.'’-]+)*", name):
            return UnknownName("by", residue[0].start, residue[-1].end)
    return None


def _is_author_unknown(text: str, residue: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell whether the words left over are a name, typed as one, where an author is spoken of or cited."""
    low, start, end = lowered(text), residue[0].start, residue[-1].end
    inside = text[start:end].split()
    if len(inside) - sum(part in _SMALL for part in inside) != len(residue) or text.isupper():
        return False
    # Who "published" a record may stand as its publisher.
    if not all(text[w.start].isupper() for w in residue) or all(w.plain in vocabulary.publisher_words for w in residue):
        return False
    if is_cited(low, start, end):
        # "Reefs 2015" is a topic, and "Georgia 2018" a place.
        return not any(w.plain in vocabulary.name_parts or vocabulary.is_said(w) or is_place(w.plain) for w in residue)
    return bool(just_before(_BY, low, start) or (just_before(_DID, low, start) and _PUBLISH.match(low[end:])))
