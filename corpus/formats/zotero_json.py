"""Zotero's own JSON: what its interface answers ("data" of each item), and the export of Better BibTeX ("items")."""

from collections.abc import Iterator
from typing import Any

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.formats.format import Format
from corpus.formats.json_values import (
    Entry,
    as_texts,
    in_one_json,
    json_entries,
    keys_of,
    object_in,
    objects_in,
    text_in,
)
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because

# The types of Zotero that mean something else elsewhere; a "document" says nothing.
_TYPES = {"letter": "personal_communication", "document": ""}
_CHILDREN = frozenset(("attachment", "note", "annotation"))
_TITLES = ("title", "caseName", "nameOfAct", "subject")
_PUBLISHERS = ("publisher", "institution", "university", "repository", "distributor")
_CONTAINERS = (
    "publicationTitle bookTitle proceedingsTitle seriesTitle series blogTitle websiteTitle encyclopediaTitle"
    " dictionaryTitle forumTitle".split()
)
_READ = frozenset(
    "key itemKey version itemType title creators abstractNote volume issue pages date DOI ISSN ISBN url language"
    " rights tags collections relations dateAdded dateModified accessDate attachments notes select uri libraryID"
    " itemID".split()
)


def zotero_draft(entry: Entry, item: dict[str, Any]) -> Draft:
    """Return an item of Zotero as a draft; fields without one of our own are kept under Zotero's names."""
    used = set(_READ)

    def first(names: tuple[str, ...] | list[str]) -> str:
        name = next((name for name in names if text_in(item.get(name)).strip()), "")
        used.add(name)
        return text_in(item.get(name))

    kind = text_in(item.get("itemType"))
    authors, editors, others = _creators(item)
    draft = Draft(
        entry.position,
        entry.raw,
        title=first(_TITLES),
        abstract=text_in(item.get("abstractNote")),
        authors=authors,
        editors=editors,
        date=text_in(item.get("date")) or first(["dateEnacted", "dateDecided", "issueDate"]),
        keywords=[text_in(tag.get("tag")) for tag in objects_in(item.get("tags"))],
        publisher=first(_PUBLISHERS),
        container=first(_CONTAINERS),
        volume=text_in(item.get("volume")),
        issue=text_in(item.get("issue")) or first(["reportNumber"]),
        pages=text_in(item.get("pages")),
        type=_TYPES.get(kind, kind),
        url=text_in(item.get("url")),
        doi=text_in(item.get("DOI")),
        language=text_in(item.get("language")),
        issn=[text_in(item.get("ISSN"))],
        isbn=[text_in(item.get("ISBN"))],
        identifiers={"zotero": text_in(item.get("key")) or text_in(item.get("itemKey"))},
        rights=text_in(item.get("rights")),
    )
    for role, name in others:
        draft.keep(role, name)
    for key, value in item.items():
        if key not in used:
            draft.keep(key, *as_texts(value))
    return draft


def _creators(item: dict[str, Any]) -> tuple[list[Author], list[Author], list[tuple[str, str]]]:
    """Return the authors, the editors, and the names of others with their roles.

    A name in one field is an organisation's.
    """
    authors, editors, others = [], [], []
    for creator in objects_in(item.get("creators")):
        family, given = text_in(creator.get("lastName")), text_in(creator.get("firstName"))
        name, role = text_in(creator.get("name")), text_in(creator.get("creatorType")) or "author"
        whole = not given and (bool(name) or creator.get("fieldMode") == 1)
        author = Author(name=name or family, is_organisation=True) if whole else Author(family=family, given=given)
        if role == "editor":
            editors.append(author)
        elif role in ("translator", "contributor", "seriesEditor", "reviewedAuthor", "bookAuthor"):
            others.append((role, name or f"{given} {family}".strip()))
        else:
            authors.append(author)
    return authors, editors, others


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    for entry in json_entries(file, [("items",)]):
        if isinstance(entry, Rejected):
            yield entry
            continue
        item = object_in(entry.value.get("data")) or entry.value
        kind = text_in(item.get("itemType"))
        if kind not in _CHILDREN:
            yield zotero_draft(entry, item)
        elif not text_in(item.get("parentItem")):
            reason = because("zotero.child", kind=kind)
            yield Rejected(entry.position, reason, text_in(item.get("title")), entry.raw)


ZOTERO_JSON = Format("zotero-json", "Zotero (JSON)", lambda file: "itemType" in keys_of(file), _read, in_one_json)
