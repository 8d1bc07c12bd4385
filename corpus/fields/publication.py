"""A publication made of a draft: every value in its one form, and what cannot be kept refused by name."""

from typing import Any

from pydantic import ValidationError

from corpus.draft import Draft, Rejected
from corpus.fields.authors import authors_of
from corpus.fields.dates import date_of
from corpus.fields.identifiers import doi_of, isbns_of, issns_of
from corpus.fields.languages import language_of
from corpus.fields.placeholders import is_no_title, without_placeholders
from corpus.fields.places import countries_of, regions_of
from corpus.fields.refusal import unkept
from corpus.fields.texts import Text, line_of, text_of
from corpus.fields.types import type_of
from corpus.publication import LONGEST_TEXT, Publication, Source, publication_id
from corpus.reasons.reason import because

# A longer one is several without their ends; cleaning its texts would take minutes.
_LONGEST_RECORD = 2 * LONGEST_TEXT
_LONGEST_SHOWN = 200
_LISTS = ("categories", "keywords")
_LINES = ("publisher", "container", "volume", "issue", "pages", "rights")


def publication_of(draft: Draft, file: str) -> Publication | Rejected:
    """Return the record that the draft describes, or why it cannot be kept."""
    if len(draft.raw) > _LONGEST_RECORD:
        reason = because("record.long", most=_LONGEST_RECORD)
        return Rejected(draft.position, reason, draft.raw[:_LONGEST_SHOWN], draft.raw)
    draft = without_placeholders(draft)
    title = text_of(draft.title)
    if is_no_title(draft.title) or not any(character.isalnum() for character in title.text):
        return Rejected(draft.position, because("record.no_title"), draft.title, draft.raw)
    try:
        return Publication(
            title=title.text,
            source=Source(file=file, position=draft.position),
            **_texts(draft, title),
            **_values(draft),
        )
    except ValidationError as error:
        return unkept(error, draft.position, draft.raw)


def _texts(draft: Draft, title: Text) -> dict[str, Any]:
    """Return what is quoted, and what was done to it."""
    abstract, starts = _abstract(draft)
    return {
        "abstract": abstract.text,
        "abstracts": {tag: text_of(text).text for tag, text in draft.abstracts.items() if text.strip()},
        "page_starts": starts,
        "mendings": tuple(dict.fromkeys((*draft.mendings, *title.mendings, *abstract.mendings))),
    }


def _values(draft: Draft) -> dict[str, Any]:
    """Return the other fields of the record, each value in its one form; what has none is kept in `extra`."""
    date = date_of(draft.date)
    authors, organisations, family_names = authors_of(draft.authors)
    editors, editing, families_of_editors = authors_of(draft.editors)
    organisations = tuple(dict.fromkeys((*organisations, *editing)))
    family_names = {n: f for n, f in (families_of_editors | family_names).items() if n not in organisations}
    countries, renamed_countries = countries_of(draft.countries)
    regions, renamed_regions = regions_of(draft.regions)
    url = draft.url.strip()
    is_web = url.lower().startswith(("http://", "https://"))
    known = {
        "url": url if is_web else "",
        "doi": doi_of(draft.doi) or doi_of(url),
        "type": type_of(draft.type),
        "language": language_of(draft.language),
    }
    extra = {label: [text_of(value).text for value in values] for label, values in draft.extra.items()}
    if draft.date.strip() and date.iso != draft.date.strip():
        # What the source writes for its date is not lost: "n.d.", "Spring 2004", "in press".
        extra.setdefault("date", [line_of(draft.date)])
    for places, renamed in (("countries", renamed_countries), ("regions", renamed_regions)):
        if renamed:
            extra.setdefault(places, []).extend(renamed)
    for field, value in known.items():
        if not value:
            extra.setdefault(field, []).append(line_of(getattr(draft, field)))
    return {
        "id": draft.id or publication_id(text_of(draft.title).text, date.year),
        "authors": authors,
        "editors": editors,
        "organisations": organisations,
        "family_names": family_names,
        "year": date.year,
        "date": date.iso if date.is_finer else "",
        "countries": countries,
        "regions": regions,
        "issn": issns_of(draft.issn),
        "isbn": isbns_of(draft.isbn),
        "identifiers": {key: line for key, value in draft.identifiers.items() if (line := line_of(value))},
        "extra": {label: tuple(filter(None, values)) for label, values in extra.items() if any(values)},
        **{field: _each_once(getattr(draft, field)) for field in _LISTS},
        **{field: line_of(getattr(draft, field)) for field in _LINES},
        **known,
    }


def _abstract(draft: Draft) -> tuple[Text, tuple[int, ...]]:
    """Return the abstract, or the document's text with the offsets at which its pages begin."""
    if draft.abstract.strip() or not draft.text_pages:
        return text_of(draft.abstract), ()
    pages = [text_of(page) for page in draft.text_pages]
    text, starts = "", []
    for page in pages:
        starts.append(len(text))
        text += page.text + "\n\n"
    return Text(text.rstrip(), tuple({m: None for page in pages for m in page.mendings})), tuple(starts)


def _each_once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(line_of, values))))
