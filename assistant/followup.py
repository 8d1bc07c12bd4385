"""What a question takes from the answer before it: records, conditions, or what was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.question import OF_ONE, Asked, CatalogueRequest
from assistant.words import Word
from corpus.filters import Filters
from corpus.publication import Publication

_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "fifth": 4, "last": -1}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)}) (?:one|publication|report|study|document|record|guide|manual"
    rf"|of (?:them|these|those))\b"
)
_PLURAL = re.compile(r"\b(?:they|them|their|these|those)\b")
_SINGULAR = re.compile(
    r"\b(?:it|its|this|that)\b|\bthe (?:publication|report|study|document|record|guide|manual|paper"
    r"|authors?)\b"
)
_NARROWS = re.compile(
    r"^(?:and |but )?(?:only|just)\b|\b(?:of|among) (?:them|these|those)\b|\b(?:these|those) (?:ones?"
    r"|from|about|by|on|in|that|which)\b"
)
_CARRIES_ON = re.compile(r"^(?:and|but|what about|how about|what of|and what about|or)\b")
_MORE = re.compile(
    r"^(?:please )?(?:tell me more|more|go on|continue|anything else|what else|more details?"
    r"|elaborate|and)(?: (?:about|on) (?:it|this|that|them))?\W*$"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What the question refers to: records (`ids`), conditions and a request carried on, words to search with.

    `words` names it for the reader.
    """

    ids: tuple[str, ...] = ()
    filters: Filters = Filters()
    request: CatalogueRequest | None = None
    search: str = ""
    words: str = ""


def refer(
    text: str, asked: Asked | None, residue: Sequence[Word], has_conditions: bool, history: Sequence[Answer]
) -> Reference | None:
    """Return what the question takes from the last answered one, or None where it stands by itself.

    `asked` is what it asks of the catalogue, `residue` the words left to look for, `history` the answers before it.
    """
    last = next((answer for answer in reversed(history) if answer.status == "answered" and answer.sources), None)
    if last is None:
        return None
    text = text.casefold().replace("’", "'").strip()
    if _MORE.match(text):
        return _to(last.publications[:1], search=last.question)
    if found := _ORDINAL.search(text):
        at = _ORDINALS[found[1]]
        return _to(last.publications[at:][:1]) if at < len(last.publications) else None
    if _NARROWS.search(text):
        return _to(last.publications, request=CatalogueRequest("list"))
    if _CARRIES_ON.match(text) and len(text.split()) <= 8:
        return _carried_on(last, residue, has_conditions)
    if residue or has_conditions:
        return None
    if _PLURAL.search(text):
        return _to(last.publications)
    # "Who are the authors?" names no record, so it is about the one before; "how many are there?" is about all.
    needs_one = asked in OF_ONE or _SINGULAR.search(text)
    return _to(_single(last)) if needs_one else None


def _carried_on(last: Answer, residue: Sequence[Word], has_conditions: bool) -> Reference | None:
    asked = last.understood.get("asked")
    if asked and has_conditions and not residue:
        return Reference(
            filters=last.filters, request=CatalogueRequest(asked, last.understood.get("field", "")), words=last.question
        )
    return Reference(search=last.question, words=last.question)


def _single(last: Answer) -> tuple[Publication, ...]:
    """Return the record that "it" is: the best one quoted, or all that a catalogue answer named."""
    return last.publications[:1] if any(source.quotes for source in last.sources) else last.publications


def _to(publications: Sequence[Publication], request: CatalogueRequest | None = None, search: str = "") -> Reference:
    words = "; ".join(p.title for p in publications) if len(publications) <= 2 else f"{len(publications)} publications"
    return Reference(tuple(p.id for p in publications), request=request, search=search, words=words)
