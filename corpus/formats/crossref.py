"""Answers of Crossref saved as JSON: one work ("message"), a list of works ("message.items"), or bare works.

Its counts, its links and the references of a work are Crossref's own business and left out.
"""

import re
from collections.abc import Iterator

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.fields.texts import line_of
from corpus.formats.csl_json import csl_author, csl_date, csl_draft
from corpus.formats.format import Format
from corpus.formats.json_values import Entry, in_one_json, json_entries, keys_of, objects_in, text_in, texts_in
from corpus.formats.source_file import SourceFile

_MARKS = frozenset(("is-referenced-by-count", "message-type", "reference-count"))
_LEFT_OUT = frozenset(
    "indexed created deposited source score prefix member reference reference-count references-count"
    " is-referenced-by-count content-domain link resource relation issn-type isbn-type journal-issue original-title"
    " alternative-id assertion published published-print published-online content-created content-updated"
    " posted accepted subtype update-policy short-title short-container-title institution subtitle".split()
)
_DATES = ("issued", "published", "published-print", "published-online", "posted", "created")
# A heading that says what the field says already.
_HEADING = re.compile(r"^\s*<(?:jats:)?title>\s*(?:abstract|summary|résumé|resumen)\s*</(?:jats:)?title>", re.I)


def crossref_draft(entry: Entry) -> Draft:
    """Return a work as a draft: its authors of one name are institutions, its abstract is JATS."""
    work = entry.value
    draft = csl_draft(entry._replace(value={key: value for key, value in work.items() if key not in _LEFT_OUT}))
    draft.title = with_subtitle(draft.title, next(iter(texts_in(work.get("subtitle"))), ""))
    draft.abstract = _HEADING.sub("", draft.abstract)
    draft.authors = [
        Author(name=text_in(name["name"]), is_organisation=True) if "name" in name else csl_author(name)
        for name in objects_in(work.get("author"))
    ]
    draft.date = next(filter(None, (csl_date(work.get(key)) for key in _DATES)), "")
    draft.keywords = texts_in(work.get("subject"))
    draft.extra.pop("subject", None)
    draft.rights = next((text_in(licence.get("URL")) for licence in objects_in(work.get("license"))), draft.rights)
    if not draft.publisher:
        draft.publisher = next((text_in(place.get("name")) for place in objects_in(work.get("institution"))), "")
    return draft


def with_subtitle(title: str, subtitle: str) -> str:
    """Return the whole title; some publishers put the subtitle into both."""
    if not subtitle or not title or line_of(subtitle).casefold() in line_of(title).casefold():
        return title
    return f"{title}{'' if title.rstrip().endswith((':', '?', '!')) else ':'} {subtitle}"


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    for entry in json_entries(file, [("message", "items"), ("message",)]):
        yield entry if isinstance(entry, Rejected) else crossref_draft(entry)


CROSSREF = Format("crossref", "Crossref (JSON)", lambda file: bool(keys_of(file) & _MARKS), _read, in_one_json)
