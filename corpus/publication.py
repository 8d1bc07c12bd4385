"""The record of one publication."""

import hashlib
import json
import re
import unicodedata
from bisect import bisect_right
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

TextField = Literal["title", "abstract"]
# What an import did to a record's texts before they became the record's letters; each has a sentence on its page.
Mending = Literal[
    "markup",  # tags of HTML or JATS taken out, entities put in as their characters
    "characters",  # soft hyphens, ligatures and decomposed accents put as a person types them
    "mojibake",  # text that was read in a wrong encoding before it came here
    "rebuilt",  # put together from an inverted index of words: not the publisher's letter
    "extracted",  # taken out of a PDF or DOCX file
]

LONGEST_TITLE = 4_000
LONGEST_TEXT = 5_000_000
_Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]
_Line = Annotated[str, StringConstraints(max_length=2_000)]
_Values = Annotated[tuple[_Value, ...], Field(max_length=10_000)]
_ID_WORDS = 8
_LONGEST_WORDS = 160


class Source(BaseModel):
    """Where a record came from: the file's name or address, and the record's place in it (a line, an entry number)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = ""
    position: str = ""


class Publication(BaseModel):
    """One record of the catalogue, as its source gives it.

    `title` and `abstract` are kept letter for letter, since every quote is a slice of one of them. A field that the
    source leaves out stays empty: nothing is ever made up. `organisations` and the keys of `family_names` are among
    `authors` and `editors`, marked so by the source; one that is in neither is as the source writes it. `date` is ISO
    8601, to a year, a month or a day, or two of them with a slash; `year` is its first year. `type` is a type of CSL,
    `language` a tag of BCP 47, and `abstracts` are those in other languages, by tag. `page_starts` are the offsets in
    `abstract` at which its pages begin, where it is a document's text. `extra` keeps what has no field of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=200)]
    title: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
    abstract: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] = ""
    authors: _Values = ()
    year: Annotated[int, Field(ge=1000, le=2999)] | None = None
    countries: _Values = ()
    regions: _Values = ()
    categories: _Values = ()
    publisher: _Line = ""
    url: _Line = ""
    doi: _Line = ""
    language: _Line = ""
    source: Source = Source()

    editors: _Values = ()
    organisations: _Values = ()
    family_names: dict[str, _Value] = {}
    date: _Line = ""
    keywords: _Values = ()
    type: _Line = ""
    container: _Line = ""  # the journal, the series or the book, as CSL's "container-title"
    volume: _Line = ""
    issue: _Line = ""
    pages: _Line = ""
    issn: _Values = ()
    isbn: _Values = ()
    identifiers: dict[str, _Value] = {}
    abstracts: dict[str, Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]] = {}
    rights: _Line = ""
    page_starts: tuple[int, ...] = ()
    mendings: tuple[Mending, ...] = ()
    extra: dict[str, tuple[str, ...]] = {}

    @field_validator("title")
    @classmethod
    def _title_has_a_letter(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("the title is blank")
        return title

    @field_validator("url")
    @classmethod
    def _url_is_web(cls, url: str) -> str:
        if url and not re.match(r"https?://", url):
            raise ValueError(f"the address {url!r} does not begin with http:// or https://")
        return url

    def __hash__(self) -> int:
        # The generated one would hash every field, and mappings have no hash.
        return hash((self.id, self.title, self.abstract))

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of everything the record says (its source left out), in hexadecimal."""
        said = self.model_dump(mode="json", exclude={"source"})
        # A field that came with a later version counts where it says something: the records before keep their mark.
        said = {field: value for field, value in said.items() if value or field in _FIRST_FIELDS}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """Return the page, from 1, on which the character of the abstract stands; None where there are no pages."""
        return bisect_right(self.page_starts, offset) or None

    def text(self, field: TextField) -> str:
        """Return the text that the offsets of `field` count in."""
        return self.title if field == "title" else self.abstract


_FIRST_FIELDS = frozenset(
    "id title abstract authors year countries regions categories publisher url doi language".split()
)


def publication_id(title: str, year: int | None, told_apart_by: str = "") -> str:
    """Return an identifier that reads well and is the same for the same title and year on every machine.

    `told_apart_by` is what else tells the record from another one of the same title and year.

    >>> publication_id("Hope for the Future: Support", 2020)
    'hope-for-the-future-support-2020-80227e22'
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))[:_ID_WORDS]
    told = f"\n{told_apart_by}" if told_apart_by else ""
    digest = hashlib.sha256(f"{' '.join(title.split())}\n{year or ''}{told}".encode()).hexdigest()[:8]
    return "-".join(["-".join(words)[:_LONGEST_WORDS].rstrip("-"), *([str(year)] if year else []), digest]).lstrip("-")
