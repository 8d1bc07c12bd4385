"""Which words of a question the records hold: names and numbers that none of them mentions are a reason to refuse."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.collection.vocabulary import VALUE_FIELDS, Vocabulary, is_demonym
from assistant.evidence.asked_year import is_dated
from assistant.language.english import is_everyday
from assistant.language.lexicon import CATALOGUE_WORDS
from assistant.language.words import words
from assistant.question import Query, Term
from corpus.publication import Publication

# Names whose adjectives and short forms share no letters with them, by the word of the full name that tells most.
_ALIASES = {
    "american": "states",
    "us": "states",
    "usa": "states",
    "british": "kingdom",
    "uk": "kingdom",
    "britain": "kingdom",
    "england": "kingdom",
    "eu": "european",
    "europe": "european",
    "un": "nations",
    "dutch": "netherlands",
    "swiss": "switzerland",
    "greek": "greece",
    "turkish": "turkey",
    "french": "france",
}

# "Gazans" and "Javanese" are the people of a place that a record names.
_PEOPLE = ("nese", "ese", "ians", "ian", "ans", "an", "ns", "n", "is", "i")
_SHORTEST_PLACE = 4

_POSSESSIVE = re.compile(r"['’]s?$")

# Verbs of every question: that no record has them says nothing of its topic.
_LIGHT = frozenset(
    """speak speaks spoke speaking talk talks talked talking mention mentions mentioned discuss discusses discussed get
    gets getting got gotten goes going went makes making made takes taking took comes coming came keeps kept bring
    brings brought put puts let lets letting gave giving worse better guy guys lady ladies""".split()
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the records lack of a question's words.

    `missing_names` are the names and numbers that no record mentions, `missing_words` the other words that none
    mentions and that tell a topic, as typed. `missing_share` is the share that they have of all weighty
    words, from 0 to 1. `names_elsewhere` are the names that other records mention and the nearest one does not;
    `absent_here` are all such words that tell a topic, as typed.
    """

    missing_names: tuple[str, ...]
    missing_words: tuple[str, ...]
    missing_share: float
    names_elsewhere: tuple[str, ...]
    absent_here: tuple[str, ...] = ()


def coverage(query: Query, nearest: Publication | None, vocabulary: Vocabulary) -> Coverage:
    """Return what the collection, and the nearest record, lack of the question's weighty words."""
    here = _record_words(nearest) if nearest else frozenset()
    missing = [term for term in query.terms if not _is_mentioned(term, vocabulary)]
    absent = [term for term in query.terms if not _is_here(term, here)]
    return Coverage(
        missing_names=_typed(query.text, [t for t in missing if t.is_name]),
        missing_words=_typed(query.text, [t for t in missing if not t.is_name and _tells_a_topic(t)]),
        missing_share=sum(t.is_name or _tells_a_topic(t) for t in missing) / max(len(query.terms), 1),
        names_elsewhere=_typed(query.text, [t for t in absent if t.is_name and t not in missing]),
        absent_here=_typed(query.text, [t for t in absent if t not in missing and _tells_a_topic(t)]),
    )


def holding_names(query: Query, publications: Sequence[Publication], vocabulary: Vocabulary) -> Sequence[Publication]:
    """Return those of the publications that hold every name of the question that any record mentions.

    All of them where none does, as when the names of two records are compared.
    """
    names = names_held(query, vocabulary)
    return [p for p in publications if holds_all(p, names)] or publications


def names_held(query: Query, vocabulary: Vocabulary) -> list[Term]:
    """Return the names of the question that any record mentions."""
    return [term for term in query.terms if term.is_name and _is_mentioned(term, vocabulary)]


def holds_all(publication: Publication, names: Sequence[Term]) -> bool:
    """Tell whether the record mentions all of the names."""
    here = _record_words(publication) if names else frozenset()
    return all(_is_here(name, here) for name in names)


def title_holds_all(publication: Publication, terms: Sequence[Term]) -> bool:
    """Tell whether the record's title has all of the words."""
    here = frozenset(form for word in words(publication.title) for form in (word.key, word.plain))
    return all(_is_here(term, here) for term in terms)


def _tells_a_topic(term: Term) -> bool:
    return not is_everyday(term.plain) and term.plain not in CATALOGUE_WORDS | _LIGHT


def _is_mentioned(term: Term, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.is_said(term)
        or bool(vocabulary.country_named(term.plain))
        or any(form in vocabulary.forms for form in _forms(term))
        or any(is_demonym(term.plain, place) for place in (*vocabulary.countries, *vocabulary.places))
    )


def _is_here(term: Term, here: frozenset[str]) -> bool:
    return term.key in here or any(f in here for f in _forms(term)) or any(is_demonym(term.plain, f) for f in here)


def _forms(term: Term) -> Iterator[str]:
    """Yield the plain word, the singular of an abbreviation ("TRMs"), what it stands for, and the place of a people."""
    yield term.plain
    yield term.plain.removesuffix("s")
    if term.is_name and not term.typed[0].islower():
        homes = (term.plain.removesuffix(ending) for ending in _PEOPLE if term.plain.endswith(ending))
        yield from (home for home in homes if len(home) >= _SHORTEST_PLACE)
    if term.plain in _ALIASES:
        yield _ALIASES[term.plain]


def _record_words(publication: Publication) -> frozenset[str]:
    values = (value for field in VALUE_FIELDS for value in getattr(publication, field))
    year = str(publication.year or "")
    fields = (*values, year if is_dated(publication, year) else "")
    said = words("\n".join((publication.title, publication.abstract, *fields)))
    return frozenset(form for word in said for form in (word.key, word.plain))


def _typed(question: str, missing: Sequence[Term]) -> tuple[str, ...]:
    """Return the words as typed, neighbouring ones together, each once."""
    parts: list[tuple[int, int]] = []
    for term in missing:
        if parts and question[parts[-1][1] : term.start].isspace():
            parts[-1] = (parts[-1][0], term.end)
        else:
            parts.append((term.start, term.end))
    return tuple(dict.fromkeys(_POSSESSIVE.sub("", question[start:end]) for start, end in parts))
