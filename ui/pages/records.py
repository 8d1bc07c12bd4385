"""The page of one record: the whole text with an address for every sentence, how to cite it, and what lies near."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape

from assistant.answer import Citation
from corpus.errors import RefdeskError
from corpus.publication import Publication, TextField
from corpus.references import COMMON_STYLES, formatted
from corpus.sentences import Sentence, sentences_of
from ui.pages.document import attribute, document, record_address
from ui.pages.explore_query import filter_address
from ui.pages.structured import coins, json_ld, meta_tags
from ui.words.strings import language_name, text

DOWNLOADS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
_LISTED = ("countries", "regions", "categories")
_LONGEST_ID = 200  # characters, which a record's own identifier never passes
# BCP 47, as far as pages need it; a record may name its language in any other way.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def anchor(field: TextField, start: int, end: int) -> str:
    """Return the name of a sentence on the page of its record, by which a citation finds it."""
    return f"{field}-{start}-{end}"


def quote_address(quote: Citation) -> str:
    """Return the address that opens the record at the quote's last sentence; one before it only leads up to it."""
    sentences = (s for s in sentences_of(quote.publication) if s.field == quote.field and s.start < quote.end)
    *_, last = sentences
    return f"{record_address(quote.publication.id)}#{anchor(last.field, last.start, last.end)}"


def record_page(
    publication: Publication,
    sentences: Sequence[Sentence],
    nearest: Sequence[Publication],
    collection_name: str,
    language: str,
) -> str:
    """Return the page of a record as HTML; `sentences` are the record's own, `nearest` other records, nearest first."""
    address = record_address(publication.id)
    alternates = "".join(
        f'<link rel="alternate" type="{media}" href="{address}.{suffix}">'
        for suffix, media in (
            ("bib", "application/x-bibtex"),
            ("ris", "application/x-research-info-systems"),
            ("json", "application/vnd.citationstyles.csl+json"),
        )
    )
    main = f"""<article class="record">
<header>
<h1 {_tongue(publication)}>{_sentences_html(publication, "title", sentences, "")}</h1>
{_byline(publication)}
{coins(publication)}
</header>
<div class="columns">
<div class="reading">
{_abstract(publication, sentences, language)}
{_nearest(nearest, language)}
</div>
<div class="about">
{_details(publication, language)}
{_references(publication, language)}
</div>
</div>
</article>"""
    return document(
        publication.title,
        main,
        language,
        place="record",
        collection_name=collection_name,
        styles=("record.css",),
        head=f"{meta_tags(publication)}\n{alternates}\n{json_ld(publication)}",
    )


def missing_record_page(publication_id: str, collection_name: str, language: str) -> str:
    """Return the page for the address of a record that is not there, to be sent with status 404."""
    how = text("record.missing_how", language, id=publication_id[:_LONGEST_ID])
    return _missing(text("record.missing", language), how, collection_name, language)


def missing_page(collection_name: str, language: str) -> str:
    """Return the page for an address at which nothing stands, to be sent with status 404."""
    return _missing(text("page.missing", language), text("page.missing_how", language), collection_name, language)


def _missing(title: str, how: str, collection_name: str, language: str) -> str:
    main = (
        f'<h1>{escape(title)}</h1><p class="lead">{escape(how)}</p>'
        f'<p class="actions"><a class="button" href="/explore">{escape(text("explore.heading", language))}</a> '
        f'<a class="button" href="/">{escape(text("record.back", language))}</a></p>'
    )
    return document(title, main, language, place="record", collection_name=collection_name, styles=("record.css",))


def _tongue(publication: Publication) -> str:
    """Return the language of the record's own text, where it is known, and the direction that its letters have."""
    known = _LANGUAGE_TAG.fullmatch(publication.language)
    return f'lang="{publication.language}" dir="auto"' if known else 'dir="auto"'


def _byline(publication: Publication) -> str:
    parts = [*publication.authors, str(publication.year or ""), publication.publisher]
    shown = [f"<bdi>{escape(part)}</bdi>" for part in parts if part.strip()]
    return f'<p class="byline">{" · ".join(shown)}</p>' if shown else ""


def _abstract(publication: Publication, sentences: Sequence[Sentence], language: str) -> str:
    heading = f'<h2 id="abstract">{escape(text("field.abstract", language))}</h2>'
    if not publication.abstract.strip():
        return f'{heading}<p class="quiet">{escape(text("record.no_abstract", language))}</p>'
    body = _sentences_html(publication, "abstract", sentences, language)
    return (
        f'<section aria-labelledby="abstract">{heading}<div class="abstract" {_tongue(publication)}>{body}</div>'
        f'<p class="quiet no-print">{escape(text("record.anchors_how", language))}</p></section>'
    )


def _sentences_html(publication: Publication, field: TextField, sentences: Sequence[Sentence], language: str) -> str:
    """Return the field letter for letter, each sentence in an element of its own.

    With a language for its name, a numbered link to itself stands before each sentence.
    """
    whole = publication.text(field)
    parts, done = [], 0
    for number, sentence in enumerate((s for s in sentences if s.field == field), start=1):
        name = anchor(field, sentence.start, sentence.end)
        link = (
            f'<a class="here" href="#{name}" aria-label="{_anchor_label(number, language)}">{number}</a>'
            if language
            else ""
        )
        quote = escape(whole[sentence.start : sentence.end])
        parts += [escape(whole[done : sentence.start]), f'<span class="sentence" id="{name}">{link}{quote}</span>']
        done = sentence.end
    return "".join([*parts, escape(whole[done:])])


def _anchor_label(number: int, language: str) -> str:
    return attribute(text("record.anchor", language, number=number))


def _details(publication: Publication, language: str) -> str:
    rows = [("authors", _items(publication.authors, "authors"))] if publication.authors else []
    if publication.year:
        rows.append(("year", f'<a href="/explore?years={publication.year}-{publication.year}">{publication.year}</a>'))
    rows += [(field, _items(values, field)) for field in _LISTED if (values := getattr(publication, field))]
    if publication.publisher.strip():
        rows.append(("publisher", f"<bdi>{escape(publication.publisher)}</bdi>"))
    if publication.language:
        rows.append(("language", f"<bdi>{escape(language_name(publication.language, language))}</bdi>"))
    if publication.url:
        rows.append(
            ("url", f'<a href="{attribute(publication.url)}" rel="noopener nofollow">{escape(publication.url)}</a>')
        )
    if publication.doi:
        rows.append(("doi", f"<bdi>{escape(publication.doi)}</bdi>"))
    if not rows:
        return ""
    listed = "".join(
        f"<div><dt>{escape(text(f'field.{field}', language))}</dt><dd>{value}</dd></div>" for field, value in rows
    )
    heading = escape(text("record.details", language))
    return (
        f'<section aria-labelledby="details"><h2 id="details">{heading}</h2><dl class="details">{listed}</dl></section>'
    )


def _items(values: Sequence[str], field: str) -> str:
    """Return the values as a list of links to the catalogue, filtered by the value."""
    return "<br>".join(f'<a href="{filter_address(field, value)}"><bdi>{escape(value)}</bdi></a>' for value in values)


def _references(publication: Publication, language: str) -> str:
    rows = [
        f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(reference)}</dd></div>'
        for name, reference in _formatted_references(publication)
    ]
    address = record_address(publication.id)
    downloads = "".join(
        f'<a class="button" href="{address}.{suffix}" download>{name}</a>' for suffix, name in DOWNLOADS.items()
    )
    return (
        f'<section aria-labelledby="cite"><h2 id="cite">{escape(text("reference.heading", language))}</h2>'
        f'<dl class="references">{"".join(rows[:1])}</dl>'
        f"<details><summary>{escape(text('reference.more', language))}</summary>"
        f'<dl class="references">{"".join(rows[1:])}</dl></details>'
        f'<p class="actions no-print">{downloads}</p></section>'
    )


def _formatted_references(publication: Publication) -> Iterator[tuple[str, str]]:
    for style, name in COMMON_STYLES.items():
        # A style that cannot format an odd record is left out; the others and the downloads are there.
        with suppress(RefdeskError):
            yield name, formatted(publication, style)


def _nearest(nearest: Sequence[Publication], language: str) -> str:
    if not nearest:
        return ""
    items = "".join(
        f'<li {_tongue(p)}><a href="{record_address(p.id)}">{escape(p.title)}</a>'
        + (f' <span class="quiet">{p.year}</span>' if p.year else "")
        + "</li>"
        for p in nearest
    )
    heading = escape(text("record.nearest", language))
    return (
        '<section class="nearest no-print" aria-labelledby="nearest">'
        f'<h2 id="nearest">{heading}</h2><ul>{items}</ul></section>'
    )
