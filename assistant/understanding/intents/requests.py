"""What a question asks of the catalogue, read from its wording alone."""

import re
from collections.abc import Mapping

from assistant.language.sizes import BEYOND, Range, is_number, range_of
from assistant.language.words import words
from assistant.question import CatalogueRequest
from assistant.understanding.intents.wordings import (
    CONTENT,
    ENGLISH,
    Intent,
    Wording,
    Wordings,
    bare,
    first_that_fits,
    wordings_in,
)

# "Which authors have written the most?" asks for more than one.
_SEVERAL = 5

INTENTS: Mapping[str, Intent] = wordings_in().intents


def intent_of(request: CatalogueRequest) -> Intent:
    """Return what is asked, with its properties."""
    return INTENTS[request.asked]


def read_request(text: str, language: str = ENGLISH) -> CatalogueRequest | None:
    """Return what the lower-case question, without its lead-in, asks of the catalogue, its subject left open.

    In place of each condition stands the word "such". None for a question that is put to the texts. A question that
    reads like one of the catalogue may still turn out to be one of content, by the words that are left of it.
    """
    text = bare(text)
    if not (found := _read(text, language)):
        return None
    wordings, (wording, match) = wordings_in(language), found
    intent = wordings.intents[wording.intent]
    field_said = next((said for said in match.groups() if said in wordings.fields), "")
    bounds = _named_by(match) if wording.intent == "values" and not wording.order else None
    least, most = bounds or (wording.least, wording.most)
    several = wording.intent == "values" and wording.order == "most" and field_said.endswith("s")
    return CatalogueRequest(
        wording.intent,  # type: ignore[arg-type]  # the file names no other intents of the catalogue: a test sees to it
        field=wordings.fields.get(field_said) or wording.field or intent.default_field,
        limit=limit_of(text, wordings) or (_SEVERAL if several else 1),
        order=wording.order,
        least=least,
        most=most,
        subject=match.groupdict().get("subject") or "",
    )


def taken_words(text: str, language: str = ENGLISH) -> frozenset[str]:
    """Return the plain words that belong to the wording of the question, and so are not looked for in the records.

    >>> sorted(taken_words("who are the people behind the atlas?") & {"people", "atlas"})
    ['people']
    """
    if not (found := _read(bare(text), language)):
        return frozenset()
    wording, match = found
    fields = wordings_in(language).fields
    return wording.takes | {word.plain for said in match.groups() if said in fields for word in words(said)}


def asks_for_others(text: str, language: str = ENGLISH) -> bool:
    """Tell whether the lower-case question asks who wrote something together with someone."""
    return any(wording.pattern.search(bare(text)) for wording in wordings_in(language).wordings if wording.others)


def _read(text: str, language: str) -> tuple[Wording, re.Match[str]] | None:
    """Return the wording that counts, where it is one of the catalogue."""
    wordings = wordings_in(language)
    of_catalogue = [name for name, intent in wordings.intents.items() if intent.of == "catalogue"]
    found = first_that_fits(wordings.of(*of_catalogue, CONTENT), text)
    return found if found and found[0].intent != CONTENT else None


def _named_by(match: re.Match[str]) -> Range | None:
    """Return by how many records a value shall be named; who wrote three reports wrote two."""
    said = " ".join(part for part in match.groups() if part and (range_of(part) or re.fullmatch(BEYOND, part)))
    span = range_of(said)
    return (span[0], None) if span and is_number(said) else span


def limit_of(text: str, wordings: Wordings) -> int:
    """Return how many records or values are asked for; 0 where nothing is said of it."""
    for pattern in wordings.limit:
        if found := pattern.search(text):
            said = next(filter(None, found.groups()))
            return wordings.numbers.get(said) or wordings.places.get(said) or int(said)
    return 0
