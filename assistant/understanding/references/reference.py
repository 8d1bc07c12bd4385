"""What a question takes from the conversation before it, and the words that refer to more than one kind of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.language.lexicon import NOUN, SHELF
from assistant.question import NO_CONDITIONS, CatalogueRequest, Conditions, FoundCondition, Listing
from corpus.publication import Publication

WHOLE = re.compile(
    rf"\b(?:in all|altogether|in total|overall|in (?:the|your|this) (?:whole |entire )?{SHELF}"
    rf"|(?:all|all of|any of) (?:the|your) {NOUN}|(?:do|have) you (?:have|hold|keep|got))\b"
)
CORRECTS = re.compile(
    r"^(?:no|oh|oops|sorry|wait|ah|pardon|actually|correction|rather|i mean|hm+)\b"
    r"|\bi (?:actually )?meant?\b|\b(?:make|made) (?:that|it)\b|\binstead\b"
)
PERSON = re.compile(r"\b(she|he|her|hers|him|his|(?:this|that|the same|the) (?:author|writer|person)(?! of))\b")
PLURAL = re.compile(r"\bof the (?:two|three|four|five)\b|\b(?:they|them|their|theirs|these|those|all of them)\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """What the question refers to, and how it is named for the reader (`words`).

    Records that it is confined to (`ids`) or leaves out (`left_out`), conditions and a request carried on, words to
    search with, of which `carried` are those of the question before, and conditions that these may mean (`raised`).
    With a `listing` the words to search with are the topic. `only_maybe` says that the question might as well stand by
    itself, `says_all` that its words say nothing beside what it refers to.
    """

    ids: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    conditions: Conditions = NO_CONDITIONS
    request: CatalogueRequest | None = None
    search: str = ""
    listing: Listing | None = None
    carried: str = ""
    raised: tuple[FoundCondition, ...] = ()
    words: str = ""
    only_maybe: bool = False
    says_all: bool = False


def single(last: Answer) -> tuple[Publication, ...]:
    """Return the record that "it" is: the best one quoted, or all that a catalogue answer named."""
    return last.publications[:1] if any(source.quotes for source in last.sources) else last.publications


def to_records(publications: Sequence[Publication], request: CatalogueRequest | None = None) -> Reference:
    """Return the reference to the records, by their titles where there are two at most."""
    words = "; ".join(p.title for p in publications) if len(publications) <= 2 else f"{len(publications)} publications"
    return Reference(tuple(p.id for p in publications), request=request, words=words)
