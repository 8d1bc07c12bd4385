"""A publication made of a draft: every value in its one form, and what cannot be kept refused by name."""

from pydantic import ValidationError

from corpus.draft import Draft, Rejected
from corpus.fields.authors import authors_of
from corpus.fields.dates import date_of
from corpus.fields.identifiers import doi_of, isbns_of, issns_of
from corpus.fields.languages import language_of
from corpus.fields.places import countries_of
from corpus.fields.texts import Text, line_of, text_of
from corpus.fields.types import type_of
from corpus.publication import LONGEST_TEXT, Mending, Publication, Source, publication_id

# A longer one is several without their ends; cleaning its texts would take minutes.
_LONGEST_RECORD = 2 * LONGEST_TEXT
_LONGEST_SHOWN = 200


def publication_of(draft: Draft, file: str) -> Publication | Rejected:
    """Return the record that the draft describes, or why it cannot be kept."""
    if len(draft.raw) > _LONGEST_RECORD:
        reason = f"it is longer than {_LONGEST_RECORD:,} characters, so it may be several records; part it"
        return Rejected(draft.position, reason, draft.raw[:_LONGEST_SHOWN], draft.raw)
    title = text_of(draft.title)
    if not any(character.isalnum() for character in title.text):
        return Rejected(draft.position, "the record has no title; give it one", draft.title, draft.raw)
    abstract, starts = _abstract(draft)
    date = date_of(draft.date)
    authors, organisations, family_names = authors_of(draft.authors)
    countries, renamed = countries_of(draft.countries)
    mendings: dict[Mending, None] = dict.fromkeys((*draft.mendings, *title.mendings, *abstract.mendings))
    extra = {label: [line_of(value) for value in values] for label, values in draft.extra.items()}
    if draft.date.strip() and date.iso != draft.date.strip():
        # What the source writes for its date is not lost: "n.d.", "Spring 2004", "in press".
        extra.setdefault("date", [line_of(draft.date)])
    if renamed:
        extra.setdefault("countries", list(renamed))
    url, doi = draft.url.strip(), doi_of(draft.doi) or doi_of(draft.url)
    type, language = type_of(draft.type), language_of(draft.language)
    told = (("doi", draft.doi, doi), ("type", draft.type, type), ("language", draft.language, language))
    for label, raw, known in told:
        if not known:
            extra.setdefault(label, []).append(line_of(raw))
    if url and not url.lower().startswith(("http://", "https://")):
        extra.setdefault("url", []).append(line_of(url))
        url = ""
    try:
        return Publication(
            id=draft.id or publication_id(title.text, date.year),
            title=title.text,
            abstract=abstract.text,
            authors=authors,
            organisations=organisations,
            family_names=family_names,
            year=date.year,
            date=date.iso if date.is_finer else "",
            countries=countries,
            regions=_values(draft.regions),
            categories=_values(draft.categories),
            keywords=_values(draft.keywords),
            publisher=line_of(draft.publisher),
            container=line_of(draft.container),
            volume=line_of(draft.volume),
            issue=line_of(draft.issue),
            pages=line_of(draft.pages),
            type=type,
            url=url,
            doi=doi,
            language=language,
            issn=issns_of(draft.issn),
            isbn=isbns_of(draft.isbn),
            identifiers={key: line_of(value) for key, value in draft.identifiers.items() if line_of(value)},
            abstracts={tag: text_of(text).text for tag, text in draft.abstracts.items() if text.strip()},
            rights=line_of(draft.rights),
            page_starts=starts,
            mendings=tuple(mendings),
            extra={label: tuple(filter(None, values)) for label, values in extra.items() if any(values)},
            source=Source(file=file, position=draft.position),
        )
    except ValidationError as error:
        (fault, *_) = error.errors()
        place = ".".join(str(part) for part in fault["loc"])
        return Rejected(
            draft.position,
            f"its {place} cannot be kept: {fault['msg']}",
            line_of(str(fault["input"])[:_LONGEST_SHOWN]),
            draft.raw,
        )


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


def _values(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(line_of, values))))
