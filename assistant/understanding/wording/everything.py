"""Whether a question asks for all records, so that nothing that it says narrows them."""

import re

from assistant.language.lexicon import FIELD_NAME, NOUN, PLURAL_NOUNS, RECORD_NOUNS, SHELF, any_of
from assistant.language.words import plain
from assistant.question import CatalogueRequest
from assistant.understanding.wording.reading import Reading

_ALL = re.compile(rf"\b(?:{any_of(PLURAL_NOUNS)}|literature|everything|anything|all|what)\b")
_NARROWED = re.compile(rf"\b(?:{FIELD_NAME}|not|no|without|same|about|on|by|with|except|besides|particular)\b|n't\b")
# "Papers from Down Under": what follows such a word narrows the records, unless it is the desk, its shelf or them all.
_ELSEWHERE = re.compile(
    r"\b(?:of|from|in|at|under|for|during|near|between|before|after|since|until)\b(?!(?: \w+){0,3} ?"
    rf"\b(?:{NOUN}|{SHELF}|it|them|these|those|that|you|yours|me|us|here|there|all|total|stock|hand|general|sale|free"
    r"|ones?|order|desk|site|page|each|such)\b)(?= \w)"
)
# "Which of your texts are for me?", whose end is taken for a courtesy.
_BREAKS_OFF = re.compile(r"\b(?:is|are)\W*$")
_ON_THE_SHELF = re.compile(r"\b(?:on|by) (?:the|your|this|file|record|hand|offer|year|date|title|age|alphabet)\b")


def names_records(request: CatalogueRequest, reading: Reading, *, refers: bool) -> bool:
    """Tell whether records are asked for under a condition, of those named before, or in so many words of all."""
    # "The paper with the most authors" is one of all.
    of_all = request.order in ("most", "fewest")
    if of_all or reading.has_conditions or reading.unknown or reading.residue or refers:
        return True
    # "Books that are about no country in particular" are not all of them, though nothing that is known narrows them.
    everything = (bool(request.order) or _ALL.search(reading.asked) is not None) if request.asked == "list" else True
    asked = reading.asked
    narrowed = _NARROWED.search(_ON_THE_SHELF.sub("", asked)) is not None or names_otherwise(reading)
    if request.asked == "list" and _BREAKS_OFF.search(asked):
        narrowed = True
    return everything and not narrowed and (bool(request.order) or not _ELSEWHERE.search(asked))


def names_otherwise(reading: Reading) -> bool:
    """Tell whether a word that says nothing in any other sentence is typed as a name: "papers of Mark"."""
    typed = [reading.text[word.start : word.end] for word in reading.said]
    capitals = [t for word, t in zip(reading.said, typed, strict=True) if word.start and t[0].isupper() and t != "I"]
    names = [t for t in capitals if plain(t) not in RECORD_NOUNS and not re.match(r"I['’]", t)]
    return bool(names) and 2 * len(capitals) < len(typed)
