"""What a format has no field for, as JSON in a note of refdesk's own, so that reading what was written loses nothing.

A writer puts `remainder` where its format keeps notes ("refdesk: {…}"); its reader gives that to `restore`.
"""

import json
from collections.abc import Iterable
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.draft import Author, Draft
from corpus.publication import Mending, Publication

# No format but our own JSON has a place for these.
_WITHOUT_FIELD = frozenset("id organisations abstracts page_starts mendings extra".split())
# Where these are empty, a format writes something else: "report", or the categories.
_SAID_EMPTY = ("type", "keywords")
_PUT_TOGETHER = frozenset("title abstract unmarked organisations family_names page_starts".split())
_IN_JSON = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029"})


class _Remainder(BaseModel):
    """The fields of `Publication`; `unmarked` are the authors and editors of whom it does not say what they are."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = ""
    title: str = ""
    abstract: str = ""
    unmarked: list[str] = []
    organisations: list[str] = []
    family_names: dict[str, str] = {}
    countries: list[str] = []
    regions: list[str] = []
    categories: list[str] = []
    keywords: list[str] = []
    type: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    issn: list[str] = []
    isbn: list[str] = []
    identifiers: dict[str, str] = {}
    abstracts: dict[str, str] = {}
    rights: str = ""
    page_starts: list[int] = []
    mendings: list[Mending] = []
    extra: dict[str, list[str]] = {}


def remainder(publication: Publication, fields: Iterable[str]) -> str:
    """Return as JSON on one line what the record holds beyond its format: `fields`, and what no format has.

    Its identifier is among it, by which the record is known again when its title was mended.
    """
    kept = {*fields, *_WITHOUT_FIELD}
    left = publication.model_dump(mode="json", include=kept)
    left = {field: value for field, value in left.items() if value or field in _SAID_EMPTY}
    marked = {*publication.organisations, *publication.family_names}
    if unmarked := [name for name in (*publication.authors, *publication.editors) if name not in marked]:
        left["unmarked"] = unmarked
    return json.dumps(left, ensure_ascii=False).translate(_IN_JSON)


def restore(draft: Draft, left: str) -> None:
    """Put into the draft what `remainder` kept of it; what is no such JSON is kept as it is."""
    try:
        rest = _Remainder.model_validate_json(left)
    except ValidationError:
        draft.keep("refdesk", left)
        return
    for field in rest.model_fields_set - _PUT_TOGETHER:
        setattr(draft, field, getattr(rest, field))
    # A text that was edited since it was written is the edited one.
    draft.title = _unless_edited(rest.title, draft.title)
    draft.abstract = _unless_edited(rest.abstract, draft.abstract)
    if rest.page_starts:
        bounds = [*rest.page_starts, len(draft.abstract)]
        draft.text_pages = [draft.abstract[begin:end] for begin, end in pairwise(bounds)]
        draft.abstract = ""
    draft.authors = [_marked(author, rest) for author in draft.authors]
    draft.editors = [_marked(editor, rest) for editor in draft.editors]


def without_subjects(keywords: list[str], draft: Draft) -> list[str]:
    """Return the keywords without the draft's categories and places at their end, where writers put them."""
    subjects = [*draft.categories, *draft.countries, *draft.regions]
    return keywords[: -len(subjects)] if subjects and keywords[-len(subjects) :] == subjects else keywords


def _unless_edited(text: str, found: str) -> str:
    return text if text and text.split() == found.split() else found


def _marked(author: Author, rest: _Remainder) -> Author:
    family, _, given = author.name.partition(", ")
    # A reader may have left the name as it is in the file, family name first, or parted it at a comma of its own, or
    # taken one at its end for EndNote's mark of an organisation.
    in_order, whole = f"{given} {family}", f"{author.given} {author.family}".strip()
    forms = (author.name, f"{author.name},", in_order, whole, f"{author.family}, {author.given}")
    for form in forms:
        if form in rest.unmarked or form in rest.organisations:
            return Author(name=form, is_organisation=form in rest.organisations)
    for name, family in rest.family_names.items():
        given = name.removesuffix(family).strip()
        if author.name == f"{family}, {given}":
            return Author(family=family, given=given)
    return author
