"""The record of one publication."""

import hashlib
import json
import re
import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

TextField = Literal["title", "abstract"]

_Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_ID_WORDS = 8


class Source(BaseModel):
    """Where a record came from: the file's name, and the record's place in it (a line, an entry number)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = ""
    position: str = ""


class Publication(BaseModel):
    """One record of the catalogue, as its source gives it.

    `title` and `abstract` are kept letter for letter, since every quote is a slice of one of them. A field that the
    source leaves out stays empty: nothing is ever made up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=200)]
    title: Annotated[str, StringConstraints(min_length=1)]
    abstract: str = ""
    authors: tuple[_Value, ...] = ()
    year: Annotated[int, Field(ge=1000, le=2999)] | None = None
    countries: tuple[_Value, ...] = ()
    regions: tuple[_Value, ...] = ()
    categories: tuple[_Value, ...] = ()
    publisher: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    source: Source = Source()

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

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of everything the record says (its source left out), in hexadecimal."""
        said = self.model_dump(mode="json", exclude={"source"})
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def text(self, field: TextField) -> str:
        """Return the text that the offsets of `field` count in."""
        return self.title if field == "title" else self.abstract


def publication_id(title: str, year: int | None) -> str:
    """Return an identifier that reads well and is the same for the same title and year on every machine.

    >>> publication_id("Hope for the Future: Support", 2020)
    'hope-for-the-future-support-2020-80227e22'
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))[:_ID_WORDS]
    digest = hashlib.sha256(f"{' '.join(title.split())}\n{year or ''}".encode()).hexdigest()[:8]
    return "-".join([*words, *([str(year)] if year else []), digest])
