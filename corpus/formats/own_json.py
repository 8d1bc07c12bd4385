"""Our own record as JSON: a list, an object with "publications", or JSON Lines.

A record with an identifier is refdesk's, and comes in letter for letter as it was written. One without was written by
hand or by a script: it goes the way of every other source, and its keys that are no fields are kept.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.fields.refusal import own_unkept
from corpus.formats.format import Format
from corpus.formats.json_values import Entry, as_texts, in_one_json, is_json, json_entries, object_in, text_in, texts_in
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication, Source

_TEXTS = "title abstract publisher container volume issue pages type url doi language rights date".split()
_LISTS = "countries regions categories keywords issn isbn".split()


def _read(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    for entry in json_entries(file, [("publications",)]):
        if isinstance(entry, Rejected):
            yield entry
        elif "id" in entry.value:
            yield _publication(entry, file)
        else:
            yield _draft(entry)


def _publication(entry: Entry, file: SourceFile) -> Publication | Rejected:
    source = Source(file=file.name, position=entry.position)
    try:
        return Publication.model_validate({"source": source, **entry.value})
    except ValidationError as error:
        return own_unkept(error, entry.position, entry.raw)


def _draft(entry: Entry) -> Draft:
    record = dict(entry.value)
    draft = Draft(entry.position, entry.raw)
    for name in _TEXTS:
        setattr(draft, name, text_in(record.pop(name, "")))
    for name in _LISTS:
        setattr(draft, name, texts_in(record.pop(name, [])))
    draft.date = draft.date or text_in(record.get("year"))
    record.pop("year", None)
    draft.authors = _authors(record.pop("authors", []), record.pop("organisations", []), record.pop("family_names", {}))
    for name in ("identifiers", "abstracts"):
        setattr(draft, name, {key: text_in(value) for key, value in object_in(record.pop(name, {})).items()})
    for key, value in (object_in(record.pop("extra", {})) | record).items():
        draft.keep(key, *as_texts(value))
    return draft


def _authors(authors: Any, organisations: Any, families: Any) -> list[Author]:
    """Return the authors: names, or objects with "name" or "family" and "given"."""
    marked, found = set(texts_in(organisations)), []
    for author in authors if isinstance(authors, list) else [authors]:
        parts = object_in(author)
        name, family = text_in(author) or text_in(parts.get("name")), text_in(parts.get("family"))
        given = text_in(parts.get("given"))
        told = text_in(object_in(families).get(name))
        if told and name.endswith(f" {told}"):
            family, given = told, name.removesuffix(told)
        found.append(Author(name, family, given, is_organisation=name in marked))
    return found


OWN_JSON = Format("json", "JSON, JSON Lines", is_json, _read, in_one_json)
