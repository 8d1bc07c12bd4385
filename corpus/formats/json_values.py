"""The entries of a JSON or JSON Lines file, each with its place; what JSON does not allow is refused in words."""

import json
import re
from collections.abc import Iterator, Sequence
from math import isinf
from typing import Any, NamedTuple

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import ValueRefused, because

# An object takes two hundred bytes of memory, however short it is.
MOST_OBJECTS = 10_000_000
_LONGEST_NUMBER = 300
_LINES_SUFFIXES = (".jsonl", ".ndjson")
_BEGINS = re.compile(r"\s*(?:\[\s*[\"\[{\]]|\{\s*[\"}])")
_KEY = re.compile(r'"([\w-]{1,40})"\s*:')
_TOKEN = re.compile(r'"(?P<key>(?:[^"\\]|\\.)*+)"(?:\s*+(?P<colon>:))?|[{}\[\]]')


class Entry(NamedTuple):
    """A value of the file, where it stands, and its text."""

    position: str
    value: dict[str, Any]
    raw: str


class _NotAllowed(ValueRefused):
    """What the parser takes and JSON does not, or what would not end well."""


def is_json(file: SourceFile) -> bool:
    """Tell JSON, also broken, by its ending or by its first two signs."""
    return file.suffix in (".json", *_LINES_SUFFIXES) or _BEGINS.match(file.head) is not None


def keys_of(file: SourceFile) -> frozenset[str]:
    """Return the keys at the beginning of a JSON file; none for another file."""
    return frozenset(_KEY.findall(file.head)) if is_json(file) else frozenset()


def keys_beside_title(file: SourceFile) -> list[str]:
    """Return in order the keys of the first object of a JSON file that has a title: those of a record."""
    depth, at_title, keys = 0, 0, {}  # type: int, int, dict[int, list[str]]
    for token in _TOKEN.finditer(file.head if is_json(file) else ""):
        if token[0] in "{[":
            depth += 1
            keys[depth] = []
        elif token[0] in "}]":
            if depth == at_title:
                break
            depth -= 1
        elif token["colon"]:
            keys.setdefault(depth, []).append(token["key"])
            at_title = at_title or (depth if token["key"] == "title" else 0)
    return keys.get(at_title, [])


def json_entries(file: SourceFile, paths: Sequence[tuple[str, ...]] = ()) -> Iterator[Entry | Rejected]:
    """Yield the objects of the file in order: those of JSON Lines, of a list, of a list at one of `paths`, or the one.

    Raises `ImportFailed` for a file that is no JSON; a line of JSON Lines that is none is rejected alone.
    """
    if _is_lines(file):
        for number, line in enumerate(file.text.lstrip("\ufeff").split("\n"), start=1):
            if line.strip():
                yield _entry_of_line(f"line {number}", line)
        return
    for number, value in enumerate(_listed(_document(file), paths), start=1):
        position, raw = f"entry {number}", json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            yield Entry(position, value, raw)
        else:
            yield Rejected(position, because("json.no_object"), raw[:200])


def in_one_json(file: SourceFile, raws: Sequence[str]) -> str:
    """Return the raw texts of entries as a file like the one that they come from: lines, or a list."""
    return "\n".join(raws) + "\n" if _is_lines(file) else "[\n" + ",\n".join(raws) + "\n]\n"


def _entry_of_line(position: str, line: str) -> Entry | Rejected:
    try:
        value = _parsed(line)
    except _NotAllowed as error:
        return Rejected(position, because("json.refused_line", why=error.reason), line.strip()[:200], line)
    except json.JSONDecodeError as error:
        reason = because("json.broken_line", f"{error.msg} ", column=str(error.colno))
        return Rejected(position, reason, line.strip()[:200], line)
    if not isinstance(value, dict):
        return Rejected(position, because("json.no_object"), line.strip()[:200], line)
    return Entry(position, value, line)


def _is_lines(file: SourceFile) -> bool:
    """Tell JSON Lines by the suffix, or by a second line that opens an object, which JSON never has below another."""
    if file.suffix in _LINES_SUFFIXES:
        return True
    first, *more = (line for line in file.head.splitlines() if line.strip())
    return first.lstrip().startswith("{") and any(line.lstrip().startswith("{") for line in more[:1])


def _document(file: SourceFile) -> Any:
    text = file.text.lstrip("\ufeff")
    if not text.strip():
        raise ImportFailed(because("file.empty", file=file.name))
    if text.count("{") + text.count("[") > MOST_OBJECTS:
        raise ImportFailed(because("json.many_objects", file=file.name, most=MOST_OBJECTS))
    try:
        return _parsed(text)
    except json.JSONDecodeError as error:
        place = {"file": file.name, "line": str(error.lineno), "column": str(error.colno)}
        raise ImportFailed(because("json.broken", f"{error.msg} ", **place)) from error
    except _NotAllowed as error:
        raise ImportFailed(because("json.refused", file=file.name, why=error.reason)) from error


def _listed(document: Any, paths: Sequence[tuple[str, ...]]) -> list[Any]:
    for path in paths:
        found = document
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, list | dict):
            document = found
            break
    return document if isinstance(document, list) else [document]


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_int, parse_float=_float
        )
    except RecursionError as error:
        raise _NotAllowed(because("json.deep")) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _NotAllowed(because("json.key_twice", key=twice[:80]))
    return found


def _no_constant(name: str) -> None:
    raise _NotAllowed(because("json.no_number", number=name))


def _int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _NotAllowed(because("json.large_number", number=f"{digits[:20]}…"))
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise _NotAllowed(because("json.large_number", number=digits[:20]))
    return number


def text_in(value: Any) -> str:
    """Return a text or number, the first one of a list, and "" for anything else."""
    if isinstance(value, list):
        value = next(iter(value), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def texts_in(value: Any) -> list[str]:
    """Return the texts and numbers of a list, or the one that is no list."""
    return [text for each in (value if isinstance(value, list) else [value]) if (text := text_in(each))]


def objects_in(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, or the one that is no list."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def object_in(value: Any) -> dict[str, Any]:
    """Return the object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_texts(value: Any) -> list[str]:
    """Return any value as texts to be kept: bare ones as they are, others as JSON."""
    values = value if isinstance(value, list) else [value]
    return [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in values if each]
