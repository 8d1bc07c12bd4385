import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Citation
from corpus.collection import load_default
from corpus.publication import Publication
from corpus.references import COMMON_STYLES, formatted
from corpus.sentences import sentences_of
from ui.pages.records import anchor, missing_record_page, quote_address, record_page
from ui.words.strings import LANGUAGES, text

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> *x* $$a$$ \u202eoverride</title></style>"
    "</script><!-- &lt; </textarea>\u2028"
)


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag not in {"meta", "link", "br", "input", "rect", "path"}:
            self._open.append((tag, values.get("id") if values.get("class") != "here" else "-"))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        names = [name for _, name in self._open if name]
        if "-" not in names:
            for name in names:
                self.texts[name] = self.texts.get(name, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(publication: Publication, language: str = "en") -> str:
    return record_page(publication, sentences_of(publication), [], "A collection", language)


def hostile_record() -> Publication:
    return Publication(
        id="hostile",
        title=HOSTILE,
        abstract=f"{HOSTILE} One. Two {HOSTILE}",
        authors=(HOSTILE,),
        year=2019,
        countries=(HOSTILE,),
        regions=(HOSTILE,),
        categories=(HOSTILE,),
        publisher=HOSTILE,
        url='https://example.org/"onmouseover="alert(1)//<b>',
        doi=HOSTILE,
        language=HOSTILE,
    )


@pytest.mark.parametrize("publication", load_default().publications, ids=lambda publication: publication.id)
def test_every_sentence_of_the_collection_has_an_anchor_that_holds_it_letter_for_letter(
    publication: Publication,
) -> None:
    page = Page(page_of(publication))
    sentences = sentences_of(publication)
    assert sentences
    for sentence in sentences:
        address = quote_address(Citation(1, publication, sentence.field, sentence.start, sentence.end))
        path, name = address.split("#")
        assert path == f"/publications/{publication.id}"
        assert page.texts[name] == publication.text(sentence.field)[sentence.start : sentence.end]
    (abstract,) = re.findall(r'<div class="abstract"[^>]*>(.*?)</div>', page_of(publication), flags=re.DOTALL)
    assert unescape(re.sub(r'<a class="here".*?</a>|<[^>]+>', "", abstract)) == publication.abstract
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_quote_of_two_sentences_opens_the_record_at_the_second() -> None:
    record = Publication(id="a", title="Routes", abstract="A study was made. It found debts. No more.")
    address = quote_address(Citation(1, record, "abstract", 0, record.abstract.index(" No more")))
    assert Page(page_of(record)).texts[address.split("#")[1]] == "It found debts."


def test_the_page_offers_the_reference_in_the_common_styles_and_the_downloads() -> None:
    publication = load_default().publications[1]
    html = page_of(publication)
    for style in COMMON_STYLES:
        assert formatted(publication, style).replace("&", "&amp;") in html
    links = {attributes.get("href") for attributes in Page(html).all("a")}
    assert {f"/publications/{publication.id}.{suffix}" for suffix in ("bib", "ris", "json")} < links


def test_the_nearest_records_are_links_and_a_record_without_any_has_no_such_part() -> None:
    first, second, *_ = load_default().publications
    html = record_page(first, sentences_of(first), [second], "A collection", "en")
    assert f'href="/publications/{second.id}"' in html
    assert text("record.nearest") in html
    assert text("record.nearest") not in page_of(first)


def test_a_bare_record_says_only_what_it_holds() -> None:
    html = page_of(Publication(id="bare", title="Bare"))
    page = Page(html)
    assert text("record.no_abstract") in html
    assert "<dt>Year</dt>" not in html
    assert "None" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert [attributes["name"] for attributes in page.all("meta") if "citation" in (attributes.get("name") or "")] == [
        "citation_title"
    ]
    assert json.loads(page_json_ld(html)) == {"@context": "https://schema.org", "@type": "Report", "name": "Bare"}


def page_json_ld(html: str) -> str:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, flags=re.DOTALL)
    return str(found)


def test_reference_managers_read_the_record_in_three_forms() -> None:
    publication = Publication(
        id="routes",
        title="Routes & risks",
        authors=("Claire Healy", "ICMPD"),
        year=2018,
        countries=("Lebanon",),
        publisher="ICMPD",
        url="https://example.org/r?a=1&b=2",
        doi="10.1000/x",
    )
    html = page_of(publication)
    page = Page(html)
    (span,) = (span for span in page.all("span") if span.get("class") == "Z3988")
    assert parse_qs(span["title"] or "") == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
        "rfr_id": ["info:sid/refdesk"],
        "rft.genre": ["report"],
        "rft.btitle": ["Routes & risks"],
        "rft.au": ["Healy, Claire"],
        "rft.aucorp": ["ICMPD"],
        "rft.date": ["2018"],
        "rft.pub": ["ICMPD"],
        "rft_id": ["info:doi/10.1000/x", "https://example.org/r?a=1&b=2"],
    }
    assert [(tag["name"], tag["content"]) for tag in page.all("meta") if "citation" in (tag.get("name") or "")] == [
        ("citation_title", "Routes & risks"),
        ("citation_author", "Claire Healy"),
        ("citation_author", "ICMPD"),
        ("citation_publication_date", "2018"),
        ("citation_technical_report_institution", "ICMPD"),
        ("citation_doi", "10.1000/x"),
        ("citation_public_url", "https://example.org/r?a=1&b=2"),
        ("citation_keywords", "Lebanon"),
    ]
    assert json.loads(page_json_ld(html)) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "Routes & risks",
        "author": [
            {"@type": "Person", "name": "Claire Healy", "givenName": "Claire", "familyName": "Healy"},
            {"name": "ICMPD"},
        ],
        "datePublished": "2018",
        "publisher": {"@type": "Organization", "name": "ICMPD"},
        "url": "https://example.org/r?a=1&b=2",
        "identifier": "https://doi.org/10.1000/x",
        "spatialCoverage": ["Lebanon"],
    }


def test_hostile_text_stays_text_in_elements_attributes_and_data() -> None:
    record = hostile_record()
    html = record_page(record, sentences_of(record), [record], HOSTILE, "en")
    page = Page(html)
    assert [attributes for attributes in page.all("script") if attributes.get("type") is None] == [{}, {}]
    assert len(page.all("script")) == 3
    assert page.all("img") == page.all("textarea") == page.all("b") == []
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert json.loads(page_json_ld(html))["abstract"] == record.abstract
    assert all((attributes.get("href") or "/").startswith(("/", "#", "https://")) for attributes in page.all("a"))
    for sentence in sentences_of(record):
        name = anchor(sentence.field, sentence.start, sentence.end)
        assert page.texts[name] == record.text(sentence.field)[sentence.start : sentence.end]


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_text_gives_a_page_of_the_same_elements(title: str, abstract: str) -> None:
    record = Publication(id="any", title=title, abstract=abstract)
    html = page_of(record)
    html.encode("utf-8")
    page = Page(html)
    assert len(page.all("script")) == 3
    assert len([a for a in page.all("span") if a.get("class") == "sentence"]) == len(sentences_of(record))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_readers_language_and_the_record_in_its_own(language: str) -> None:
    record = Publication(id="one", title="Un titre", abstract="Un résumé.", language="fr")
    page = Page(page_of(record, language))
    (root,) = page.all("html")
    assert root == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    (heading,) = page.all("h1")
    assert heading == {"lang": "fr", "dir": "auto"}
    assert page.texts["abstract"] == text("field.abstract", language)


def test_a_record_that_is_not_there_is_named_and_the_way_on_shown() -> None:
    html = missing_record_page("no-such<script>", "A collection", "en")
    assert "no-such&lt;script&gt;" in html
    assert {"/explore", "/"} <= {attributes.get("href") for attributes in Page(html).all("a")}


def test_the_page_shows_what_sources_hold_and_what_the_import_changed() -> None:
    publication = (
        load_default()
        .publications[0]
        .model_copy(
            update={
                "keywords": ("shelters",),
                "container": "Coast",
                "date": "2019-05",
                "mendings": ("rebuilt",),
                "extra": {"Shelf mark": ("A 12", HOSTILE)},
            }
        )
    )
    shown = re.sub(r"<[^>]+>", " ", record_page(publication, [], [], "", "en"))
    for said in ("shelters", "Coast", "2019-05", "Shelf mark", "A 12", "it is not the publisher's letter"):
        assert said in unescape(shown)
    assert "<script>alert(1)" not in record_page(publication, [], [], "", "en")
