"""Answers of OpenAlex saved as JSON: a list of works ("results"), or one.

OpenAlex holds an abstract as an index of its words. It is put together again and marked as "rebuilt", since line breaks
and what the index left out are gone: it is not the publisher's letter.
"""

from collections.abc import Iterator
from typing import Any

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.formats.format import Format
from corpus.formats.json_values import (
    Entry,
    in_one_json,
    json_entries,
    keys_of,
    object_in,
    objects_in,
    text_in,
    texts_in,
)
from corpus.formats.source_file import SourceFile

_MARKS = frozenset(("abstract_inverted_index", "authorships", "primary_location"))
_LONGEST_ABSTRACT = 200_000  # words


def openalex_draft(entry: Entry) -> Draft:
    """Return a work as a draft."""
    work = entry.value
    place = object_in(work.get("primary_location"))
    source, biblio = object_in(place.get("source")), object_in(work.get("biblio"))
    abstract = rebuilt(object_in(work.get("abstract_inverted_index")))
    ends = [text_in(biblio.get(key)) for key in ("first_page", "last_page")]
    draft = Draft(
        entry.position,
        entry.raw,
        title=text_in(work.get("title")) or text_in(work.get("display_name")),
        abstract=abstract,
        authors=[Author(name=name) for name in map(_name, objects_in(work.get("authorships")))],
        date=text_in(work.get("publication_date")) or text_in(work.get("publication_year")),
        keywords=_names(work.get("keywords")),
        publisher=text_in(source.get("host_organization_name")),
        container=text_in(source.get("display_name")),
        volume=text_in(biblio.get("volume")),
        issue=text_in(biblio.get("issue")),
        pages="-".join(dict.fromkeys(filter(None, ends))),
        type=text_in(work.get("type")),
        url=text_in(place.get("landing_page_url")),
        doi=text_in(work.get("doi")),
        language=text_in(work.get("language")),
        issn=texts_in(source.get("issn")) or texts_in(source.get("issn_l")),
        identifiers=_identifiers(work),
        rights=text_in(place.get("license")),
        mendings=["rebuilt"] if abstract else [],
    )
    draft.keep("topics", *_names(work.get("topics")))
    draft.keep("corresponding_author_ids", *texts_in(work.get("corresponding_author_ids")))
    draft.keep("institutions", *_institutions(work))
    draft.keep("funders", *(_names(work.get("funders")) or _funders(work)))
    return draft


def rebuilt(index: dict[str, Any]) -> str:
    """Return the text whose words stand at the positions of an inverted index; empty for what is no such index."""
    placed = [
        (position, word)
        for word, positions in index.items()
        for position in (positions if isinstance(positions, list) else [])
        if isinstance(position, int)
    ]
    return " ".join(word for _, word in sorted(placed)[:_LONGEST_ABSTRACT])


def _name(authorship: dict[str, Any]) -> str:
    return text_in(object_in(authorship.get("author")).get("display_name")) or text_in(
        authorship.get("raw_author_name")
    )


def _names(value: Any) -> list[str]:
    return [text_in(each.get("display_name")) for each in objects_in(value)]


def _identifiers(work: dict[str, Any]) -> dict[str, str]:
    """Return its identifiers without the addresses around them, but for the DOI, which has its own field."""
    named = {"openalex": work.get("id"), **object_in(work.get("ids"))}
    return {key: text_in(value).rstrip("/").rpartition("/")[2] for key, value in named.items() if key != "doi"}


def _institutions(work: dict[str, Any]) -> list[str]:
    places = (_names(authorship.get("institutions")) for authorship in objects_in(work.get("authorships")))
    return list(dict.fromkeys(name for names in places for name in names))


def _funders(work: dict[str, Any]) -> list[str]:
    return [text_in(grant.get("funder_display_name")) for grant in objects_in(work.get("grants"))]


def _recognises(file: SourceFile) -> bool:
    return bool(keys_of(file) & _MARKS) and "openalex.org/" in file.head.replace("\\/", "/")


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    for entry in json_entries(file, [("results",)]):
        yield entry if isinstance(entry, Rejected) else openalex_draft(entry)


OPENALEX = Format("openalex", "OpenAlex (JSON)", _recognises, _read, in_one_json)
