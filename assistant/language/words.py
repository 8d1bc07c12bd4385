"""Words of questions and records, brought to one form, so that spelling variants meet."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer

# Letters with the accents typed after them, which a soft hyphen or a joiner inside a word does not end.
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*"
# "I.O.M." is one word, as "IOM" is.
_WORD = re.compile(rf"(?<![\w.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?|{_LETTERS}(?:[’']{_LETTERS})*")
# Distinct words of a large collection: 20,000 abstracts hold about 100,000.
_WORDS_KEPT = 200_000
_STEMMER = stemmer("english")
_STEMMING = Lock()  # a stemmer keeps the word that it is at: two threads at once would cut each other's
# A possessive ending, and what "is", "would", "will", "have", "are" and "am" become after an apostrophe.
_ENDING = re.compile(r"'(?:s|d|ll|ve|re|m)\b|'")

# What no decomposition takes apart, as the index of words folds it, and marks that are seen in no word.
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h",
     "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": ""}
)  # fmt: skip
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")

# American and British spelling meet in one form, whatever else the ending is.
_VARIANTS = (
    (re.compile(r"(?<=[a-z]{3})is(ations?|e|ed|es|ing|ers?)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|al)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})tre(s)?$"), r"ter\1"),
    (re.compile(r"programme(s|d)?$"), r"program\1"),
    # Theses, analyses, diagnoses, crises.
    (re.compile(r"(?<=the|aly|gno|cri)ses$"), "sis"),
)

# Words that say nothing of what is asked: articles, pronouns, auxiliaries, prepositions, question words, what two of
# them become when they are typed as one, with an apostrophe or without, how some are written in messages, and days.
STOP_WORDS = frozenset(
    """a about above after again all also am an and any anybody anyone anything are as at be because been before being
    between both but by can cannot could did do does doing done down during each either else ever every everything few
    for from further get give given gives had has have having he her here hers him his how i if in into is it its itself
    just know let like list many may me might more most much must my need no nor not of off on once one only onto or
    other others our out over own per please said same say says she should show since so some somebody someone something
    such tell than that the their them then there these they this those through to too under until up upon us very was
    we were what when where which while who whom whose why will with within without would you your yours there's what's
    s t re ve ll d m etc yet still even among amongst whatever whichever whoever wherever quite rather really actually
    roughly approximately perhaps maybe though although arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt
    shouldnt wasnt werent wont wouldnt im ive youre youve youd theyre theyve thats theres whats whos wheres hows pls plz
    btw asap wanna gonna gimme lemme dunno ur ok okay monday tuesday wednesday thursday friday saturday sunday today
    tomorrow tonight yesterday et al eg ie""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: the characters `start` to `end`, its `plain` form, and the `key` that its variants share."""

    start: int
    end: int
    plain: str
    key: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of the text in order."""
    for found in _WORD.finditer(text):
        yield Word(found.start(), found.end(), *_read(found[0]))


def forms_and_keys(text: str) -> list[tuple[str, str]]:
    """Return the plain form and the key of every word of the text, in order."""
    return [_read(typed) for typed in _WORD.findall(text)]


@lru_cache(maxsize=_WORDS_KEPT)
def _read(typed: str) -> tuple[str, str]:
    form = plain(typed)
    return form, key(form)


def plain(text: str) -> str:
    """Return the text in lower case, without accents, possessive endings and short verbs.

    >>> plain("Markéta’s"), plain("I'd"), plain("don't"), plain("I.O.M."), plain("Østergaard")
    ('marketa', 'i', 'dont', 'iom', 'ostergaard')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'")).translate(_FOLDED)
    bare = _ENDING.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return bare.replace(".", "") if _DOTTED.fullmatch(bare) else bare


@lru_cache(maxsize=_WORDS_KEPT)
def key(form: str) -> str:
    """Return what the variants of a plain word share: number, tense and the two English spellings are set aside.

    >>> key("organisations") == key("organization"), key("programme") == key("programs")
    (True, True)
    """
    for pattern, replacement in _VARIANTS:
        form = pattern.sub(replacement, form)
    with _STEMMING:
        return str(_STEMMER.stemWord(form))


def lowered(text: str) -> str:
    """Return the text in lower case with straight apostrophes, character by character."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text).replace("’", "'")
