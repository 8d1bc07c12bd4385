from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import load_default
from corpus.errors import ImportFailed
from corpus.formats import read
from corpus.formats.html_lines import PageLine, page_lines
from corpus.formats.listing_lines import label_of
from corpus.publication import Publication, Source
from tests.corpus.formats.page import records, rejected, taken


def lines_of(page: str) -> list[PageLine]:
    return page_lines(page, "page.html", lambda text: label_of(text, {}) is not None)


Labelled = Callable[[str, tuple[str, ...]], str]


def each(form: str, values: tuple[str, ...], joint: str = "") -> str:
    return joint.join(form.format(escape(value)) for value in values)


def as_divs(label: str, values: tuple[str, ...]) -> str:
    return f'<div class="field"><div class="label">{label}</div>{each("<div>{}</div>", values)}</div>\n'


def as_lists(label: str, values: tuple[str, ...]) -> str:
    return f"<p><strong>{label}</strong></p>\n<ul>{each('<li><a href=#>{}</a>', values)}</ul>"


def as_terms(label: str, values: tuple[str, ...]) -> str:
    return f"<dl><dt>{label}:</dt>{each('<dd>{}</dd>', values)}</dl>"


def as_spans(label: str, values: tuple[str, ...]) -> str:
    return f"<div><span>{label}</span> {each('<span>{}</span>', values, joint='<br>')}</div>"


def saved_page(publications: tuple[Publication, ...], heading: str, labelled: Labelled) -> str:
    records = []
    for number, publication in enumerate(publications):
        fields = [("Country", publication.countries), ("Region", publication.regions)]
        fields += [("Authors", publication.authors)] if publication.authors else []
        fields += [("Year", (str(publication.year),))]
        fields += [("Category", ())] if number % 2 else []
        first, _, rest = publication.abstract.partition(" of ")
        abstract = f"{escape(first)} <em>of</em>\n    {escape(rest)}" if rest else escape(first)
        records.append(
            f'<article><{heading}><a href="/p/{number}">{escape(publication.title)}</a></{heading}>\n'
            f"<!-- a record --><p>{abstract}</p>\n{''.join(labelled(*f) for f in fields)}</article>"
        )
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><title>Country | Publications</title>"
        "<style>p {color: red}</style></head>"
        "<body><a class='hidden' href='#main'>Skip to main content</a><header><h1>Publications</h1></header>"
        "<nav><ul><li>Home</li><li>Country</li></ul></nav><main id='main'><div>You are here: home</div>"
        "<h1>Referral&#32;Mechanisms</h1><script>document.write('Year')</script>"
        f"{''.join(records)}</main><footer><h2>Contact</h2><p>Region</p></footer></body></html>"
    )


@pytest.mark.parametrize("heading", ["h2", "h3"])
@pytest.mark.parametrize("labelled", [as_divs, as_lists, as_terms, as_spans])
def test_a_saved_page_holds_the_nine_records(tmp_path: Path, heading: str, labelled: Labelled) -> None:
    expected = load_default().publications
    path = tmp_path / "saved.html"
    path.write_text(saved_page(expected, heading, labelled), encoding="utf-8")
    found = read(path)
    assert [p.model_copy(update={"source": Source()}) for p in found] == [
        p.model_copy(update={"source": Source()}) for p in expected
    ]
    assert {p.source.file for p in found} == {"saved.html"}


def test_without_a_main_part_the_banner_is_left_out() -> None:
    page = "<body><header><h1>Site</h1></header>\n<h1>Topic</h1><p>Text</p></body>"
    assert lines_of(page) == [PageLine(2, "Topic", is_heading=True), PageLine(2, "Text")]
    assert lines_of("<header><h1>Topic</h1></header><p>Text</p>") == [
        PageLine(1, "Topic", is_heading=True),
        PageLine(1, "Text"),
    ]


def test_lines_are_what_a_reader_sees() -> None:
    page = (
        "<h1>A&nbsp;topic</h1>\n<p>One <b>line</b>\n  of text<br>and another</p>\n"
        "<div>before<p>inside</p>after</div><p hidden></p><p>x &lt;b&gt; &amp; y</p>"
    )
    assert [line.text for line in lines_of(page)] == [
        "A\u00a0topic",
        "One line of text",
        "and another",
        "before",
        "inside",
        "after",
        "x <b> & y",
    ]


def test_a_fault_names_the_line_of_the_file() -> None:
    page = "<h1>Topic</h1>\n\n<h2>An abstract alone.</h2>\n<p>Country</p><p>Oman</p>\n<p>Region</p><p>Asia</p>"
    (fault,) = rejected(f"<html>{page}", "page.html")
    assert (fault.position, fault.value) == ("line 3", "An abstract alone.")


RECORD = "<h2>{}</h2><p>It tells of {}.</p><p>Country</p><p>Oman</p><p>Authors</p><p>Ana Lima</p>"


def test_headings_tell_where_records_begin_when_no_year_does() -> None:
    page = (
        "<html><h1>Topic</h1><p>These are our texts.</p>"
        + RECORD.format("Kilns", "lime")
        + RECORD.format("Mills", "oats")
    )
    assert [(p.title, p.abstract, p.authors) for p in records(page, "page.html")] == [
        ("Kilns", "It tells of lime.", ("Ana Lima",)),
        ("Mills", "It tells of oats.", ("Ana Lima",)),
    ]


CARD = "<h2>{}</h2><p>Author: Ana Lima</p><p>{}</p><p>It tells of {}.</p><a class='button'>Read more</a>"


@pytest.mark.parametrize("last", ["Year: 2017", "Country: Peru", "Publisher: OUP", "Keywords: lime"])
def test_an_abstract_between_the_labels_and_the_next_heading_is_its_own_records(last: str) -> None:
    page = "<html><h1>Topic</h1>" + CARD.format("Kilns", last, "lime") + CARD.format("Mills", last, "oats")
    found = records(page, "page.html")
    assert [(p.title, p.abstract, p.authors) for p in found] == [
        ("Kilns", "It tells of lime.", ("Ana Lima",)),
        ("Mills", "It tells of oats.", ("Ana Lima",)),
    ]
    values = {(p.year, p.countries, p.publisher, p.keywords) for p in found}
    assert len(values) == 1
    assert values <= {(2017, (), "", ()), (None, ("Peru",), "", ()), (None, (), "OUP", ()), (None, (), "", ("lime",))}


def test_labels_to_filter_by_without_a_form_are_no_records() -> None:
    page = "<h1>Topic</h1><div><label>Country</label><label>Authors</label></div>"
    found = records(f"<html>{page}{RECORD.format('Kilns', 'lime')}{RECORD.format('Mills', 'oats')}", "page.html")
    assert [(p.title, p.countries) for p in found] == [("Kilns", ("Oman",)), ("Mills", ("Oman",))]


def test_addresses_that_titles_and_values_link_to_are_kept() -> None:
    linked = "<a href='{}'>{}</a>"
    page = RECORD.format(linked.format("kilns", "Kilns"), "lime")
    page += f"<p>Download</p><p>{linked.format('kilns.pdf', 'PDF (2 MB)')}</p>"
    page += RECORD.format(linked.format("https://example.org/mills", "Mills"), "oats")
    head = "<html><head><base href='https://example.com/texts/'></head><h1>Topic</h1>"
    kilns, mills = records(head + page, "page.html")
    assert (kilns.url, kilns.extra) == (
        "https://example.com/texts/kilns.pdf",
        {"url": ("https://example.com/texts/kilns",)},
    )
    assert mills.url == "https://example.org/mills"
    # Without the page's own address, nobody knows where the others lead.
    assert records("<html><h1>Topic</h1>" + page, "page.html")[0].url == ""


def test_a_table_with_a_row_of_names_is_read_as_a_table() -> None:
    page = (
        "<html><body><h1>Publications</h1><table><tr><th>Year<th>Title<th>Author<th>Topic</tr>"
        "<tr><td colspan=4>Reports</td></tr>"
        "<tr><td rowspan=2>2017</td><td><a href='https://example.org/a'>Kilns</a></td><td>Lima, Ana<br>Moor, Ben</td>"
        "<td rowspan=3>Lime</td></tr><tr><td>Mills</td><td>WHO</td></tr><tr><td>2018</td><td>Forges</td></tr></table>"
    )
    found = taken(page, "page.html")
    assert [(p.title, p.year, p.authors, p.categories, p.url) for p in found if isinstance(p, Publication)] == [
        ("Kilns", 2017, ("Ana Lima", "Ben Moor"), ("Lime",), "https://example.org/a"),
        ("Mills", 2017, ("WHO",), ("Lime",), ""),
        ("Forges", 2018, (), ("Lime",), ""),
    ]
    (fault,) = rejected(page, "page.html")
    assert (fault.position, str(fault.reason)[:38]) == ("row 2", "the row is one cell across the table, ")


@pytest.mark.parametrize("part", ["form", "aside"])
def test_a_form_around_the_page_stays_and_one_to_filter_by_goes(part: str) -> None:
    content = "<h1>Topic</h1>" + RECORD.format("Kilns", "lime") + RECORD.format("Mills", "oats")
    choices = f"<{part}><p>Country</p><select><option>Peru</option></select><p>Year</p></{part}>"
    around = records(f"<html><body><{part}>{content}</{part}></body>", "page.html")
    beside = records(f"<html><body><h1>Topic</h1>{choices}{content.removeprefix('<h1>Topic</h1>')}</body>", "page.html")
    assert [p.title for p in around] == [p.title for p in beside] == ["Kilns", "Mills"]


def test_a_page_that_names_its_encoding_is_read_in_it() -> None:
    page = "<html><head><meta charset='windows-1251'></head><h1>Тема</h1>" + RECORD.format("Печи", "извести")
    assert records(page.encode("cp1251"), "page.html")[0].title == "Печи"
    # What is UTF-8 is that, whatever it calls itself.
    assert records(page, "page.html")[0].title == "Печи"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>Country</script></html>", "<![if]><!DOCTYPE", "<html><p>Hello"]
)
def test_a_page_without_a_listing_is_refused(page: str) -> None:
    with pytest.raises(ImportFailed, match=r"^page\.html "):
        taken(page, "page.html")


def test_deep_nesting_is_no_trouble() -> None:
    page = "<div>" * 5000 + "<h1>Topic</h1>" + "</div>" * 5000
    assert [line.text for line in lines_of(page)] == ["Topic"]


PIECES = [
    "<main>",
    "</main>",
    "<h1>",
    "</h1>",
    "<p>",
    "Country",
    "Region",
    "Year",
    "2019",
    "<![CDATA[",
    "<!",
    "<!--",
    "&#xD800;",
    "<br>",
    "<nav>",
    "A b.",
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_page_at_all_raises_anything_else(page: str) -> None:
    with suppress(ImportFailed):
        taken("<html>" + page, "page.html")
