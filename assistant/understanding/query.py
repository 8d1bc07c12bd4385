"""What sentences are compared with: the text of a question, the kind of answer it asks for, and its weighty words."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.language.english import is_compound, is_english, is_in_dictionary
from assistant.language.lexicon import RECORD_NOUNS
from assistant.language.patterns import SEVERAL, any_case
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word, words
from assistant.question import Query, Term
from assistant.understanding.conditions.years import find_years
from assistant.understanding.conditions.years.terms import EARLIEST
from assistant.understanding.intents.answer_kind import asked_kind
from assistant.understanding.intents.pointing import asks_definition

_SEVERAL = any_case(rf"\b(?:{SEVERAL})\b")
# Beside these another year than the one named is meant, or others too.
_NEAR = frozenset("from around circa roughly approximately early mid late end start beginning middle half".split())
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
# What a question says around its topic.
_FRAME = frozenset(
    """tell explain describe mean means happen happened happens exist kind sort type way thing things people figures
    review overview introduction information
    summary summarise summarize summarised summarized colleague colleagues boss""".split()
)


def query_of(text: str, settled: Sequence[str] = ()) -> Query:
    """Return the query; the words in `settled` chose the records, so that no text need say them."""
    passed = _FRAME | RECORD_NOUNS | {word.plain for condition in settled for word in words(condition)}
    weighty = [word for word in words(text) if word.plain not in STOP_WORDS and word.plain not in passed]
    terms = (Term(text[w.start : w.end], w.plain, w.key, w.start, w.end, _is_name(w, text)) for w in weighty)
    term = asks_definition(text)
    return Query(
        text,
        "definition" if term else asked_kind(text),
        tuple(terms),
        term,
        year=year_in(text),
        said=text.casefold(),
        several=_several(text),
    )


def year_in(text: str) -> str:
    """Return the year in which a question places what it asks, empty where it names none, several or a limit.

    >>> year_in("How many came in 2017?"), year_in("How many came after 2017?"), year_in("early 2017")
    ('2017', '', '')
    """
    found = find_years(text, EARLIEST, date.today().year)
    if len(found) != 1 or found[0].bounds or found[0].first != found[0].last:
        return ""
    year, said = str(found[0].first), text[found[0].start : found[0].end].lower()
    # "Last year" is said of the day on which a text was written.
    return year if year in said and _NEAR.isdisjoint(said.split()) else ""


def _several(text: str) -> int:
    """Return how many things are asked for: three of "what are the three models called?", 0 where it is not said."""
    found = _SEVERAL.search(text)
    return SEVERAL.split("|").index(found[0].lower()) + 2 if found else 0


def _is_name(word: Word, question: str) -> bool:
    """Tell whether the word is a name or a number: by its capitals or its digits, or because it is no English word.

    The list of English words is not whole, so a small letter beside capitals says that the word is no name.
    """
    typed = question[word.start : word.end]
    if any(character.isdigit() for character in typed):
        return True
    before = question[: word.start]
    starts = not before.strip(" \"“‘'([") or before.rstrip().endswith((".", "?", "!"))
    inner = not starts and _CAPITAL.match(typed) is not None
    return inner or sum(c.isupper() for c in typed) > 1 or is_place(typed) or _is_no_word(typed, word, question)


def _is_no_word(typed: str, word: Word, question: str) -> bool:
    unknown = not is_english(word.plain) and not is_compound(word.plain)
    if typed[0].islower():
        # Who types no capitals writes rare words too: "loo", "middlemen".
        return unknown and question.islower() and not is_in_dictionary(word.plain)
    return unknown
