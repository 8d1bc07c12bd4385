"""A record as a file has it, before it is checked: what every format's reader makes, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.publication import Mending
from corpus.reasons.reason import Reason


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the source names it: `name` in one piece, or a person's `family` and `given` names.

    `is_organisation` only where the source says so.
    """

    name: str = ""
    family: str = ""
    given: str = ""
    is_organisation: bool = False


@dataclass(slots=True)
class Draft:
    """The values of one record in the source's own words, in the source's order; blank ones are dropped later.

    The fields are those of `Publication`; `corpus.fields.publication.publication_of` makes one of it. `text_pages` are
    the texts of a document's pages, where there is a document and no abstract. `position` says where in the file the
    record stands ("line 12", "entry 3"), and `raw` is its text there, so that a rejected one can be mended. `id` is set
    only where refdesk itself wrote the file; any other record gets one made of its title and year.
    """

    position: str
    raw: str = ""
    id: str = ""
    title: str = ""
    abstract: str = ""
    abstracts: dict[str, str] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    editors: list[Author] = field(default_factory=list)
    date: str = ""
    countries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    publisher: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    type: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    issn: list[str] = field(default_factory=list)
    isbn: list[str] = field(default_factory=list)
    identifiers: dict[str, str] = field(default_factory=dict)
    rights: str = ""
    text_pages: list[str] = field(default_factory=list)
    mendings: list[Mending] = field(default_factory=list)
    extra: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, label: str, *values: str) -> None:
        """Keep values that have no field of their own under the source's label for them."""
        if filled := [value for value in values if value.strip()]:
            self.extra.setdefault(label, []).extend(filled)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be taken: where it stands, why, the value that is wrong, and its text there.

    `reason` is a sentence without its full stop that names the next step.
    """

    position: str
    reason: Reason
    value: str = ""
    raw: str = ""


# What the user says a source's own labels mean: label -> field of Draft, "" for one to be left out.
Labels = Mapping[str, str]
NO_LABELS: Labels = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that its source says it does not hold any more, under the identifier that the source gave it."""

    position: str
    identifier: str
