"""Which words of a question the records hold: names and numbers that none of them mentions are a reason to refuse."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.collection.vocabulary import Vocabulary, is_demonym
from assistant.language.english import is_english, is_everyday
from assistant.language.lexicon import CATALOGUE_WORDS, RECORD_NOUNS
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word, words
from corpus.publication import Publication

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
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
_FRAME = frozenset(
    """tell explain describe mean means happen happened happens exist kind sort type way thing things people figures
    review overview introduction information
    summary summarise summarize summarised summarized colleague colleagues boss""".split()
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the records lack of a question's words.

    `missing_names` are the names and numbers that no record mentions, `missing_words` the other words that none
    mentions and that tell a topic, as typed. `missing_share` is the share that they have of all weighty
    words, from 0 to 1. `names_elsewhere` counts the names that other records mention and the nearest one does not;
    `absent_here` are all such words that tell a topic, as typed.
    """

    missing_names: tuple[str, ...]
    missing_words: tuple[str, ...]
    missing_share: float
    names_elsewhere: int
    absent_here: tuple[str, ...] = ()


def coverage(
    question: str, nearest: Publication | None, vocabulary: Vocabulary, conditions: Sequence[str] = ()
) -> Coverage:
    """Return what the collection, and the nearest record, lack of the question's weighty words.

    The words of `conditions`, which the records were chosen by, are left out: a record from 2020 need not say so.
    """
    settled = _FRAME | RECORD_NOUNS | {word.plain for condition in conditions for word in words(condition)}
    weighty = [w for w in words(question) if w.plain not in STOP_WORDS and w.plain not in settled]
    here = _record_words(nearest) if nearest else frozenset()
    missing = [w for w in weighty if not _is_mentioned(w, vocabulary)]
    absent = [w for w in weighty if not _is_here(w, here)]
    names = [w for w in weighty if _is_name(w, question)]
    return Coverage(
        missing_names=_typed(question, [w for w in missing if w in names]),
        missing_words=_typed(question, [w for w in missing if w not in names and _tells_a_topic(w)]),
        missing_share=sum(w in names or _tells_a_topic(w) for w in missing) / max(len(weighty), 1),
        names_elsewhere=sum(w in absent and w not in missing for w in names),
        absent_here=_typed(question, [w for w in absent if w not in missing and _tells_a_topic(w)]),
    )


def holding_names(question: str, publications: Sequence[Publication], vocabulary: Vocabulary) -> Sequence[Publication]:
    """Return those of the publications that hold every name of the question that any record mentions.

    All of them where none does, as when the names of two records are compared.
    """
    names = [
        word
        for word in words(question)
        if word.plain not in STOP_WORDS and _is_name(word, question) and _is_mentioned(word, vocabulary)
    ]
    here = {p.id: _record_words(p) for p in publications} if names else {}
    held = [p for p in publications if all(_is_here(name, here[p.id]) for name in names)]
    return held or publications


def _tells_a_topic(word: Word) -> bool:
    return not is_everyday(word.plain) and word.plain not in CATALOGUE_WORDS


def _is_mentioned(word: Word, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.is_said(word)
        or any(form in vocabulary.forms for form in _forms(word))
        or any(is_demonym(word.plain, place) for place in (*vocabulary.countries, *vocabulary.places))
    )


def _is_here(word: Word, here: frozenset[str]) -> bool:
    return word.key in here or any(f in here for f in _forms(word)) or any(is_demonym(word.plain, f) for f in here)


def _forms(word: Word) -> Iterator[str]:
    """Yield the plain word, a plural abbreviation's singular ("TRMs"), and the last word of what it stands for."""
    yield word.plain
    yield word.plain.removesuffix("s")
    if word.plain in _ALIASES:
        yield _ALIASES[word.plain]


def _record_words(publication: Publication) -> frozenset[str]:
    fields = (*publication.authors, *publication.countries, *publication.regions, str(publication.year or ""))
    said = words("\n".join((publication.title, publication.abstract, *fields)))
    return frozenset(form for word in said for form in (word.key, word.plain))


def _is_name(word: Word, question: str) -> bool:
    """Tell whether the word is a name or a number: by its capitals, its digits, or because it is no English word."""
    typed = question[word.start : word.end]
    if any(character.isdigit() for character in typed):
        return True
    starts = not question[: word.start].strip(" \"“‘'([") or question[: word.start].rstrip().endswith((".", "?", "!"))
    inner = not starts and _CAPITAL.match(typed) is not None
    return inner or sum(c.isupper() for c in typed) > 1 or is_place(typed) or not is_english(word.plain)


def _typed(question: str, missing: Sequence[Word]) -> tuple[str, ...]:
    """Return the words as typed, neighbouring ones together, each once."""
    parts: list[tuple[int, int]] = []
    for word in missing:
        if parts and question[parts[-1][1] : word.start].isspace():
            parts[-1] = (parts[-1][0], word.end)
        else:
            parts.append((word.start, word.end))
    return tuple(dict.fromkeys(question[start:end] for start, end in parts))
