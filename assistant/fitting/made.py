"""Questions made from records: a clause turned round in one of several ways, some of its words put in other words.

No grammar is read, only signs: a clause with an auxiliary is turned round it, one with a number or a year is asked for
that, one with a reason for the reason. Where none of the signs is there, as in other languages than English, nothing is
made.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import is_english
from assistant.language.lexicon import MONTHS
from assistant.language.words import STOP_WORDS, words
from corpus.publication import Publication
from corpus.sentences import spans

# Of one record, so that none speaks for the whole collection.
MOST_OF_A_RECORD = 3
# Words of a question, as people's have.
_LENGTHS = range(5, 15)
# A name tells a record where no more than one in so many holds it.
_FEW = 10
# How often a word that another one may stand for is said with that one.
_OTHERWISE = 0.6

_AUXILIARY = r"(?:was|were|is|are|has|had|have|can|could|may|might|will|would|should|must)"
_LEANS = re.compile(
    r"(?:It|They|He|She|We|This|These|Those|That|There|Such|Their|Our|Its|Both|Neither|However|Therefore|Thus|Here)\b"
)
# "Results: In the dry season, …": what stands before the clause.
_BEFORE = re.compile(
    r"(?:[A-Z]\w+(?: \w+)?: )?(?:(?:In|On|At|After|Before|During|By|Between|Among|For|With|Of) [^,;:()]{3,60}, )?"
)
_CLAUSE = re.compile(r"[^,;:()]+?(?=[,;:()]| which | while | whereas | although | but |$)")
_TURNED = re.compile(rf"(?P<subject>.{{4,60}}?) (?P<auxiliary>{_AUXILIARY}) (?P<rest>.{{8,}})")
_COUNTED = re.compile(r"\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?=[a-z]{3,}s\b)")
_YEAR = re.compile(r" (?:in|since) (?:1[5-9]|20)\d\d\b")
_REASON = re.compile(r"(?P<what>.{16,}?) (?:because|so that|in order to|due to) ")
_LAST_PART = re.compile(
    r"(?P<what>.{16,}) (?P<by>in|on|at|by|for|with|from|after|before|between|among|to|through|than|of) .{6,}"
)

# Names within a sentence, not at its beginning.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]{2,}(?: (?:of |de |the )?[A-Z][\w’'-]+)*")

Otherwise = Mapping[str, str]


def made_from(publication: Publication, vocabulary: Vocabulary, otherwise: Otherwise) -> list[str]:
    """Return up to three questions on the record, the same at every call; `otherwise` holds other words for words.

    Each holds a name that few records have, as people name what they ask about: without it others answer as well.
    """
    chance = random.Random(publication.id)
    text, names = publication.abstract, _telling(publication, vocabulary)
    sentences = [text[start:end] for start, end in spans(text)]
    chance.shuffle(sentences)
    found = []
    for sentence in sentences:
        if names and (ways := list(_ways(sentence))):
            question = _in_other_words(chance.choice(ways), otherwise, chance)
            if not any(name in question for name in names):
                question = f"{question[:-1]} in {chance.choice(names)}?"
            found.append(question)
    return found[:MOST_OF_A_RECORD]


def weighty_words(publications: Sequence[Publication]) -> list[str]:
    """Return the words of the abstracts that may be said otherwise, each once: no names, numbers or stop words."""
    found: dict[str, None] = {}
    for publication in publications:
        text = publication.abstract
        for word in words(text):
            if _may_be_otherwise(text[word.start : word.end], word.plain):
                found[word.plain] = None
    return list(found)


def _telling(publication: Publication, vocabulary: Vocabulary) -> list[str]:
    """Return the record's names that few records hold, its countries among them, else such words of its title."""
    # Of a few records the rarest words are those that one of them has.
    least = log(min(_FEW, (vocabulary.size + 1) / 2))

    def tells(text: str) -> bool:
        return any(vocabulary.rarity(word.key) >= least for word in words(text) if word.plain not in STOP_WORDS)

    said = [name for name in _NAME.findall(publication.abstract) if name.lower() not in MONTHS]
    names = dict.fromkeys([*said, *publication.countries])
    return list(filter(tells, names)) or [word for word in publication.title.split() if word.isalpha() and tells(word)]


def _ways(sentence: str) -> Iterator[str]:
    """Yield the questions that the sentence can be turned into."""
    clause = _CLAUSE.match(sentence.removesuffix("."), _BEFORE.match(sentence).end())  # type: ignore[union-attr]
    if not clause or _LEANS.match(clause[0]) or not sentence.endswith("."):
        return
    for way in _WAYS:
        if (question := way(clause[0].strip())) and len(question.split()) in _LENGTHS:
            yield f"{question[0].upper()}{question[1:]}?"


def _yes_or_no(said: str) -> str:
    found = _TURNED.fullmatch(said)
    return f"{found['auxiliary']} {_inner(found['subject'])} {found['rest']}" if found else ""


def _what(said: str) -> str:
    found = _TURNED.fullmatch(said)
    if not found:
        return ""
    counted = _COUNTED.match(found["subject"])
    wanted = f"how many {found['subject'][counted.end() :]}" if counted else "what"
    return f"{wanted} {found['auxiliary']} {found['rest']}"


def _how_many(said: str) -> str:
    found = _COUNTED.search(said, 8)
    return f"{_inner(said[: found.start()])}how many {said[found.end() :]}" if found else ""


def _which_year(said: str) -> str:
    found = _YEAR.search(said)
    return f"in which year was it that {_inner(said[: found.start()])}{said[found.end() :]}" if found else ""


def _why(said: str) -> str:
    found = _REASON.match(said)
    return f"why is it that {_inner(found['what'])}" if found else ""


def _last_part(said: str) -> str:
    found = _LAST_PART.fullmatch(said)
    return f"{_inner(found['what'])} {found['by']} what" if found else ""


def _about(said: str) -> str:
    found = _TURNED.fullmatch(said)
    return f"what was found out about {_inner(found['subject'])}" if found else ""


_WAYS: tuple[Callable[[str], str], ...] = (_yes_or_no, _what, _how_many, _which_year, _why, _last_part, _about)


def _inner(text: str) -> str:
    """Return the beginning of a sentence as it stands within one: in a small letter, unless a name begins it."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return f"{text[0].lower()}{text[1:]}" if first.istitle() and is_english(first.lower()) else text


def _in_other_words(question: str, otherwise: Otherwise, chance: random.Random) -> str:
    text = question
    for word in reversed(list(words(question))):
        typed = question[word.start : word.end]
        if word.plain in otherwise and typed.islower() and chance.random() < _OTHERWISE:
            text = f"{text[: word.start]}{otherwise[word.plain]}{text[word.end :]}"
    return text


def _may_be_otherwise(typed: str, plain: str) -> bool:
    return typed.islower() and typed.isalpha() and len(typed) > 3 and plain not in STOP_WORDS
