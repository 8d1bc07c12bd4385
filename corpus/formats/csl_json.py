"""CSL-JSON, as Zotero, Mendeley, citation processors and DOI content negotiation write it."""

import json
from collections.abc import Iterator
from typing import Any

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.formats.format import Format
from corpus.formats.json_values import (
    Entry,
    as_texts,
    in_one_json,
    json_entries,
    keys_beside_title,
    keys_of,
    object_in,
    objects_in,
    text_in,
    texts_in,
)
from corpus.formats.source_file import SourceFile
from corpus.remainder import restore

# Variables of CSL that no field of our own record is called by.
_MARKS = frozenset(
    "issued container-title author editor DOI URL ISSN ISBN PMID page keyword license custom citation-key"
    " collection-title publisher-place title-short event-title accessed".split()
)
_READ = frozenset(
    "id type title author editor issued container-title volume issue page publisher URL DOI ISSN ISBN PMID PMCID"
    " language abstract keyword license custom".split()
)
_PARTICLES = ("dropping-particle", "non-dropping-particle")


def csl_draft(entry: Entry) -> Draft:
    """Return an item of CSL-JSON as a draft; what has no field of its own is kept under its CSL name."""
    item = entry.value
    draft = Draft(
        entry.position,
        entry.raw,
        title=text_in(item.get("title")),
        abstract=text_in(item.get("abstract")),
        authors=[csl_author(name) for name in objects_in(item.get("author"))],
        editors=[csl_author(name) for name in objects_in(item.get("editor"))],
        date=csl_date(item.get("issued")),
        keywords=_keywords(item.get("keyword")),
        publisher=text_in(item.get("publisher")),
        container=text_in(item.get("container-title")),
        volume=text_in(item.get("volume")),
        issue=text_in(item.get("issue")),
        pages=text_in(item.get("page")),
        type=text_in(item.get("type")),
        url=text_in(item.get("URL")),
        doi=text_in(item.get("DOI")),
        language=text_in(item.get("language")),
        issn=texts_in(item.get("ISSN")),
        isbn=texts_in(item.get("ISBN")),
        identifiers={key.lower(): text_in(item.get(key)) for key in ("PMID", "PMCID")},
        rights=text_in(item.get("license")),
    )
    for key, value in item.items():
        if key not in _READ:
            draft.keep(key, *_shown(value))
    custom = object_in(item.get("custom"))
    if "refdesk" in custom:
        restore(draft, json.dumps(custom["refdesk"]))
    if others := {key: value for key, value in custom.items() if key != "refdesk"}:
        draft.keep("custom", *as_texts(others))
    return draft


def csl_author(name: dict[str, Any]) -> Author:
    """Return a name of CSL, its particles before the family name and its suffix behind it."""
    family = " ".join(filter(None, (text_in(name.get(part)) for part in (*_PARTICLES, "family", "suffix"))))
    if text_in(name.get("family")):
        return Author(family=family, given=text_in(name.get("given")))
    return Author(name=text_in(name.get("literal")) or text_in(name.get("name")) or text_in(name.get("given")))


def csl_date(value: Any) -> str:
    """Return a date of CSL as ISO 8601, a span with a slash, or as the words that the source has for it."""
    date = object_in(value)
    ends = [
        "-".join(f"{int(part):02}" for part in texts_in(end)[:3] if part.isdecimal() and len(part) < 5)
        for end in (date.get("date-parts") or [] if isinstance(date.get("date-parts"), list) else [])
    ]
    return "/".join(filter(None, ends)) or text_in(date.get("literal")) or text_in(date.get("raw")) or text_in(value)


def _keywords(value: Any) -> list[str]:
    """Return the keywords, which CSL keeps in one text, with commas or semicolons between."""
    if isinstance(value, list):
        return texts_in(value)
    text = text_in(value)
    return text.split(";") if ";" in text else text.split(",")


def _shown(value: Any) -> list[str]:
    """Return what is kept of a variable: names and dates as people write them."""
    people = objects_in(value)
    if people and any({"family", "literal", "name"} & person.keys() for person in people):
        authors = map(csl_author, people)
        return [author.name or f"{author.given} {author.family}".strip() for author in authors]
    return [csl_date(value)] if "date-parts" in object_in(value) else as_texts(value)


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    for entry in json_entries(file, [("items",)]):
        yield entry if isinstance(entry, Rejected) else csl_draft(entry)


def _recognises(file: SourceFile) -> bool:
    beside = keys_beside_title(file)
    # Our own record never has its type before its title.
    typed = {"type", "title"} <= {*beside} and beside.index("type") < beside.index("title")
    return bool(_MARKS.intersection(beside or keys_of(file))) or typed


CSL_JSON = Format("csl-json", "CSL-JSON", _recognises, _read, in_one_json)
