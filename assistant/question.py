"""A question as the desk understands it: what is asked, of which records, under which conditions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.filters import Filters

Kind = Literal["content", "catalogue", "desk", "out_of_scope"]
Asked = Literal["list", "count", "authors", "year", "field", "latest", "oldest", "values", "record", "abbreviation"]
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
class ValueCount:
    """A condition on how many values a record names in a field: from `least` to `most`, or not, where `excluded`."""

    field: str
    least: int = 0
    most: int | None = None
    excluded: bool = False

    def accept(self, held: int) -> bool:
        """Tell whether a record with so many values meets the condition."""
        return (self.least <= held and (self.most is None or held <= self.most)) is not self.excluded


@dataclass(frozen=True, slots=True)
class CatalogueRequest:
    """What is asked of the catalogue.

    `field` names the field for "values" (which countries are there) and "field" (which country is the manual about);
    `least` leaves out the values that fewer records name. `limit` is how many are asked for ("the latest two"), `order`
    how they are sorted. `subject` is the description of a record ("the trainer's manual"), an abbreviation, or an
    author or a place that no record names: then `lacks` is the word between, as in "by" or "about".
    """

    asked: Asked
    field: str = ""
    limit: int = 1
    order: Order = ""
    least: int = 1
    subject: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `text` as typed, and `search` as it is looked for, complete without the conversation.

    The records that it is about meet `filters` and all of `counts`, name every value of `together`, and meet none of
    `without`, each for itself; `found` says which words these came from. `about` holds the ids of the records that it
    is confined to, empty for all, `besides` of those that it leaves out because they were named before. `request` is
    set for catalogue questions only. `corrections` holds the misspelt words with what they were read as. `language` is
    English's code unless another language was recognised. `referred` names what it takes from the conversation, or the
    record that its words mean; `only_maybe` says that it might as well be asked of all records.
    """

    text: str
    search: str
    kind: Kind
    filters: Filters = Filters()
    without: tuple[Filters, ...] = ()
    together: Filters = Filters()
    counts: tuple[ValueCount, ...] = ()
    found: tuple[FoundFilter, ...] = ()
    request: CatalogueRequest | None = None
    about: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    referred: str = ""
    only_maybe: bool = False

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
        if self.without:
            read["without"] = [filters.applied() for filters in self.without]
        if self.together:
            read["together"] = self.together.applied()
        if self.counts:
            read["counts"] = [asdict(count) for count in self.counts]
        if self.besides:
            read["besides"] = list(self.besides)
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
