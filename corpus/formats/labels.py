"""What a column or a label means: the fields of a draft by the names that tables and listing pages give them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.draft import Labels
from corpus.errors import ImportFailed
from corpus.reasons.reason import because

LISTS = frozenset(
    ["authors", "editors", "organisations", "countries", "regions", "categories", "keywords", "issn", "isbn"]
)
# Fields of which a table may have several columns, with numbers.
NUMBERED = LISTS | {"family_name", "given_name"}
_TAG = re.compile(r"\[([a-z]{0,3}(?:[-_][A-Za-z]{2})?)\]$")
_SCHEMA = re.compile(r"(?:dublin core|dcterms|dc|bibo|prism)\s*:\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[\s_.#]*(\d{1,2})$")
_BOTH = re.compile(r"\s*[/|\n]\s*|\s+[-–]\s+")
_WOS_TOLD_BY = {"PT", "AU", "TI"}
_LONGEST_LABEL = 300  # characters by which two are told apart
# The user may call fields as the record does.
_ALIASES = {"year": "date"}


class Meaning(NamedTuple):
    """What a label means: a field of Draft ("" to leave it out), or `identifiers` with the key in `key`.

    Of several labels for a field of one value the one with the lowest `rank` counts. Beside the fields of Draft there
    are `organisations` (authors that are no persons), `family_name`, `given_name`, `first_page` and `last_page`. For a
    list that has several columns ("Author 1", "Author 2"), `key` is the number.
    """

    field: str
    rank: int = 0
    key: str = ""


def key_of(label: str) -> str:
    """Return what the ways of writing a label share: its letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFKD", _TAG.sub("", label.strip()).casefold())
    return "".join(c for c in plain if c.isalnum())


def tag_of(label: str) -> str:
    """Return the language that the label names as DSpace does ("dc.title[es]"), empty if it names none."""
    found = _TAG.search(label.strip())
    return found[1].replace("_", "-") if found else ""


def meaning_of(label: str, labels: Labels) -> Meaning | None:
    """Return what the label means, by the user's word for it or by its name; None if neither tells."""
    label = label.strip()[:_LONGEST_LABEL]
    if not (key := key_of(label)):
        return _mapped(tuple(labels.items())).get(key)
    return _mapped(tuple(labels.items())).get(key) or _named(label)


@cache
def _named(label: str) -> Meaning | None:
    """Return what a label means by its name, which a schema, a number or another language may stand beside."""
    if known := _by_name().get(key_of(label)):
        return known
    if (schema := _SCHEMA.match(label)) and schema.end() < len(label):
        return _named(label[schema.end() :])
    if (number := _NUMBER.search(label)) and (known := _by_name().get(key_of(label[: number.start()]))):
        return known._replace(key=number[1]) if known.field in NUMBERED else None
    both = [_by_name().get(key_of(part)) for part in _BOTH.split(label)]
    first = both[0]
    is_one = len(both) > 1 and first is not None and all(m is not None and m.field == first.field for m in both)
    return first if is_one else None


def wos_meanings(header: Iterable[str]) -> dict[str, Meaning]:
    """Return what the two letters of Web of Science mean, in a table that is told to be of it by its header."""
    if not _WOS_TOLD_BY.issubset(header):
        return {}
    names = {name: Meaning(field, rank) for field, tags in _words()["wos"].items() for rank, name in enumerate(tags)}
    return names | {"UT": Meaning("identifiers", key="wos"), "PM": Meaning("identifiers", key="pmid")}


@cache
def _mapped(labels: tuple[tuple[str, str], ...]) -> dict[str, Meaning]:
    meanings = {}
    for label, field in labels:
        field = _ALIASES.get(field.strip(), field.strip())
        if field and field not in _words()["fields"]:
            known = ", ".join(_words()["fields"])
            raise ImportFailed(because("table.wrong_field", wanted=field, label=label, known=known))
        meanings[key_of(label[:_LONGEST_LABEL])] = Meaning(field, -1)
    return meanings


@cache
def _by_name() -> dict[str, Meaning]:
    words = _words()
    names = {key_of(n): Meaning(field, rank) for field, ns in words["fields"].items() for rank, n in enumerate(ns)}
    return names | {key_of(n): Meaning("identifiers", key=key) for key, ns in words["identifiers"].items() for n in ns}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
