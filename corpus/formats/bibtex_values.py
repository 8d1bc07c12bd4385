"""The values of BibTeX entries: strings put together, and what an entry takes from the ones that it refers to."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from corpus.reasons.reason import ValueRefused, because

LONGEST_VALUE = 5_000_000
_MONTHS = "january february march april may june july august september october november december".split()
_PART = re.compile(r"\s*(#)\s*|\s+|([^\s#{}\"]+)|([{\"])")
_HELD = re.compile(r'(?<!\\)[{}"]')
_FROM_PARENT = {
    "inproceedings": {"title": "booktitle", "subtitle": "booksubtitle"},
    "incollection": {"title": "booktitle", "subtitle": "booksubtitle"},
    "inbook": {"title": "booktitle", "subtitle": "booksubtitle"},
    "article": {"title": "journal"},
}
_NOT_INHERITED = frozenset("crossref xref xdata entryset ids keywords abstract shorttitle doi url".split())
_DEEPEST = 5


class ValueFailed(ValueRefused):
    """A value that cannot be put together."""


def strings_of(library: Any) -> dict[str, str]:
    """Return the values of the @string definitions, and of the months, by their names in small letters."""
    strings = {name[:3]: name.capitalize() for name in _MONTHS}
    for block in library.strings:
        try:
            strings[block.key.lower()] = value_of(block.value, strings)
        except ValueFailed:
            continue
    return strings


def value_of(written: str, strings: Mapping[str, str]) -> str:
    """Return a value such as `{a} # b # "c"` put together, without its outer marks.

    Raises `ValueFailed` where it would grow beyond all measure, and where parts follow each other without "#": a field
    without a comma behind it holds the next one too.
    """
    parts: list[str] = []
    at = length = 0
    is_joined = True
    while found := _PART.match(written, at):
        at = found.end()
        if found[2] or found[3]:
            if not is_joined:
                raise ValueFailed(because("bibtex.no_comma"))
            is_joined = False
        is_joined |= bool(found[1])
        if found[2]:
            parts.append(strings.get(found[2].lower(), found[2]))
        elif found[3]:
            end = _end_of(written, at, found[3])
            parts.append(written[at:end])
            at = end + 1
        length += len(parts[-1]) if found[2] or found[3] else 0
        if length > LONGEST_VALUE:
            raise ValueFailed(because("bibtex.long_value"))
    return "".join(parts)


def _end_of(written: str, begin: int, opened_by: str) -> int:
    """Return where a part ends: at its own closing brace, or at a quotation mark outside braces."""
    depth = 0
    for mark in _HELD.finditer(written, begin):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            if depth == 0 and opened_by == "{":
                return mark.start()
            depth -= 1
        elif opened_by == '"' and depth == 0:
            return mark.start()
    return len(written)


class Entries:
    """The fields of a library's entries by their names in small letters, with what they inherit."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._strings = strings_of(library)
        self._by_key = {entry.key.lower(): entry for entry in library.entries if entry.key}

    def all(self) -> Iterator[dict[str, str]]:
        """Yield the own fields of every entry whose values can be read."""
        for entry in self._library.entries:
            with suppress(ValueFailed):
                yield dict(self.all_fields(entry))

    def fields(self, entry: Any, depth: int = 0) -> dict[str, str]:
        """Return the fields of an entry; of a field that stands twice, the first, as BibTeX reads it.

        Raises `ValueFailed`.
        """
        found: dict[str, str] = {}
        for name, value in self.all_fields(entry):
            found.setdefault(name, value)
        if depth < _DEEPEST:
            for key in found.get("xdata", "").split(","):
                if parent := self._by_key.get(key.strip().lower()):
                    found = self.fields(parent, depth + 1) | found
            if parent := self._by_key.get(found.get("crossref", "").strip().lower()):
                found = dict(self._inherited(parent, entry.entry_type, depth)) | found
        return found

    def all_fields(self, entry: Any) -> Iterator[tuple[str, str]]:
        """Yield every field of the entry itself, also those that stand twice."""
        for field in entry.fields:
            yield field.key.lower(), value_of(field.value, self._strings)

    def _inherited(self, parent: Any, kind: str, depth: int) -> Iterator[tuple[str, str]]:
        renamed = _FROM_PARENT.get(kind, {})
        for name, value in self.fields(parent, depth + 1).items():
            if name in renamed:
                yield renamed[name], value
            elif name not in _NOT_INHERITED:
                yield name, value
