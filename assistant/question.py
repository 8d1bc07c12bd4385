"""A question as the desk understands it: what is asked, of which records, under which conditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corpus.filters import Filters

Kind = Literal["content", "catalogue", "desk", "out_of_scope"]
Asked = Literal[
    "list", "count", "authors", "year", "field", "latest", "oldest", "values", "missing", "record", "abbreviation"
]
# What is asked of a record that the question describes or refers to.
OF_ONE: tuple[Asked, ...] = ("authors", "year", "field", "record")
Order = Literal["", "latest", "oldest", "title", "most"]


@dataclass(frozen=True, slots=True)
class FoundFilter:
    """A condition found in the question, and the words that it came from.

    `area` is the part of the world that the words name, where `value` is a country in it. `excluded` says that the
    records shall not meet the condition, as in "not about Azerbaijan".
    """

    field: str
    value: str
    words: str
    area: str = ""
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueRequest:
    """What is asked of the catalogue.

    `field` names the field for "values" (which countries are there), "missing" (which records name no author) and
    "field" (which country is the manual about). `limit` is how many are asked for ("the latest two"), `order` how they
    are sorted. `subject` is the description of a record ("the trainer's manual"), an abbreviation, or a place that no
    record names; `nowhere` says that it is the latter.
    """

    asked: Asked
    field: str = ""
    limit: int = 1
    order: Order = ""
    subject: str = ""
    nowhere: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `text` as typed, and `search` as it is looked for, complete without the conversation.

    `filters` holds the conditions given and found, `without` those that the records shall not meet, `found` says which
    words the found ones came from. `about` holds
    the ids of the records that the question is confined to, of the answer before, empty for all. `request` is set for
    catalogue questions only. `corrections` holds the misspelt words with what they were read as. `language` is
    English's code unless another language was recognised.
    """

    text: str
    search: str
    kind: Kind
    filters: Filters = Filters()
    without: Filters = Filters()
    found: tuple[FoundFilter, ...] = ()
    request: CatalogueRequest | None = None
    about: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    referred: str = ""

    def understood(self) -> Mapping[str, Any]:
        """Return how the question was read, as plain values for the page and JSON."""
        read: dict[str, Any] = {"kind": self.kind, "question": self.search}
        if self.request:
            read["asked"] = self.request.asked
            if self.request.field:
                read["field"] = self.request.field
        if self.found:
            read["found"] = [_plain(f) for f in self.found]
        if self.corrections:
            read["corrections"] = [{"from": typed, "to": meant} for typed, meant in self.corrections]
        if self.about:
            read["about"] = list(self.about)
        if self.referred:
            read["refers_to"] = self.referred
        if self.language != "en":
            read["language"] = self.language
        return read


def _plain(found: FoundFilter) -> dict[str, Any]:
    plain: dict[str, Any] = {"field": found.field, "value": found.value, "words": found.words}
    if found.area:
        plain["lies_in"] = found.area
    if found.excluded:
        plain["excluded"] = True
    return plain
