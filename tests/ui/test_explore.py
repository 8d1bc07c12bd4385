import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import load_default
from corpus.conditions import Order
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from tests.ui.test_records import HOSTILE, Page
from ui.pages.charts import Bar, bars_chart, years_chart
from ui.pages.explore import ROWS, explore_page
from ui.pages.explore_query import ExploreQuery, explore_query, filter_address
from ui.words.strings import LANGUAGES, text


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("explore") / "collection.sqlite") as store:
        load_default().put_into(store)
        yield store


def query_of(address: str) -> ExploreQuery:
    return explore_query(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def titles(store: Store, address: str) -> list[str]:
    """The titles in the table of the page at the address, in order."""
    html = explore_page(store, query_of(address), "en")
    return [unescape(found) for found in re.findall(r'<a href="/publications/[^"]+" dir="auto">(.*?)</a>', html)]


def links(html: str, place: str) -> dict[str, str]:
    """The addresses of the links in the elements of a class, by their accessible name or their text."""
    found = re.search(rf'<(\w+) class="{place}".*?</\1>', html, flags=re.DOTALL)
    assert found, place
    pairs = re.findall(
        r'<a [^>]*?href="([^"]*)"[^>]*?(?:aria-label="([^"]*)"[^>]*)?>(.*?)</a>', found[0], flags=re.DOTALL
    )
    return {unescape(label or re.sub(r"<[^>]+>", "", shown)): unescape(href) for href, label, shown in pairs}


def test_the_page_shows_every_record_of_a_small_collection_on_one_page(nine: Store) -> None:
    assert titles(nine, "/explore") == [publication.title for publication in load_default().publications]
    html = explore_page(nine, ExploreQuery(), "en")
    assert "9 publications</p>" in html
    assert 'class="pager"' not in html


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/explore?sort=title", "Action to Assist and Protect Trafficked Persons."),
        ("/explore?sort=-title", "What is Trafficking in Human Beings?"),
        ("/explore?sort=-year", "Hope For the Future"),
        ("/explore?sort=year", "The Way Forward in Establishing"),
    ],
)
def test_the_table_sorts(nine: Store, address: str, expected: str) -> None:
    found = titles(nine, address)
    assert found[0].startswith(expected)
    assert len(found) == 9


def test_the_heads_turn_the_order_round(nine: Store) -> None:
    html = explore_page(nine, query_of("/explore?sort=title&regions=Worldwide"), "en")
    assert re.findall(r'<th scope="col" aria-sort="(\w+)"', html) == ["ascending", "none"]
    heads = links(html, "catalogue")
    assert heads["Sort by Title"] == "/explore?regions=Worldwide&sort=-title"
    assert heads["Sort by Year"] == "/explore?regions=Worldwide&sort=-year"


def test_each_bar_filters_and_its_number_is_what_the_filter_leaves(nine: Store) -> None:
    html = explore_page(nine, ExploreQuery(), "en")
    rows = re.findall(
        r'<tr[^>]*><th scope="row"><a href="(/explore[^"]+)".*?<td class="number">(\d+)</td>', html, flags=re.DOTALL
    )
    assert len(rows) == 6 + 4 + 8 + 5 + 1  # years with records, countries, regions, authors, categories
    for address, number in rows:
        assert len(titles(nine, unescape(address))) == int(number)


def test_the_numbers_of_a_chart_leave_its_own_filter_out(nine: Store) -> None:
    html = explore_page(nine, query_of("/explore?years=2019-2019&regions=Worldwide"), "en")
    assert "2 publications of 9" in html
    bars = dict(re.findall(r"<bdi>([^<]+)</bdi></a><svg.*?<td class=\"number\">(\d+)</td>", html, flags=re.DOTALL))
    # Of the four from 2019: two worldwide, one on Bangladesh, one on Azerbaijan.
    assert {"Worldwide": "2", "Asia": "1", "Pacific": "1", "Central Asia": "1"}.items() <= bars.items()


def test_a_filter_is_a_chip_that_can_be_taken_off(nine: Store) -> None:
    html = explore_page(nine, query_of("/explore?years=2018-2019&authors=Claire+Healy&sort=title"), "en")
    assert links(html, "chips") == {
        "Take off the filter: 2018-2019": "/explore?authors=Claire+Healy&sort=title",
        "Take off the filter: Claire Healy": "/explore?years=2018-2019&sort=title",
        "Clear all filters": "/explore?sort=title",
    }
    assert len(titles(nine, "/explore?years=2018-2019&authors=Claire+Healy")) == 2


def test_the_years_may_come_from_the_form(nine: Store) -> None:
    assert query_of("/explore?year_from=2018&year_to=").filters.years == (2018, 2999)
    assert query_of("/explore?year_from=&year_to=2013").filters.years == (1000, 2013)
    assert query_of("/explore?year_from=&year_to=").filters.years is None
    assert len(titles(nine, "/explore?year_from=&year_to=2013")) == 2


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("/explore?years=soon", ("years", "soon")),
        ("/explore?years=2020-2010", ("years", "2020-2010")),
        ("/explore?sort=colour", ("sort", "colour")),
        ("/explore?page=0", ("page", "0")),
        ("/explore?page=-1", ("page", "-1")),
        ("/explore?page=²", ("page", "²")),
        ("/explore?page=99999999999999999999", ("page", "99999999999999999999")),
        ("/explore?regions=" + "x" * 501, ("regions", "x" * 501)),
    ],
)
def test_what_cannot_be_is_left_out_with_a_notice(nine: Store, address: str, refused: tuple[str, str]) -> None:
    query = query_of(address)
    assert query.refused == (refused,)
    assert text("explore.notice", name=refused[0], value=refused[1][:100]) in unescape(explore_page(nine, query, "en"))
    assert len(titles(nine, address)) == 9


def test_a_page_past_the_end_is_the_last_one_with_a_notice(nine: Store) -> None:
    html = explore_page(nine, query_of("/explore?page=7"), "en")
    assert text("explore.notice", name="page", value="7") in unescape(html)
    assert len(titles(nine, "/explore?page=7")) == 9


def test_filters_that_nothing_fits_say_so_and_an_empty_collection_too(nine: Store, tmp_path: Path) -> None:
    assert text("explore.none") in explore_page(nine, query_of("/explore?regions=Atlantis"), "en")
    with Store(tmp_path / "empty.sqlite") as empty:
        assert text("explore.empty") in explore_page(empty, ExploreQuery(), "en")


def test_a_large_collection_is_paged_and_its_rare_values_are_on_request(tmp_path: Path) -> None:
    records = [
        Publication(
            id=f"r{number:03}", title=f"Title {number:03}", year=1800 + number, authors=(f"Author {number % 60:02}",)
        )
        for number in range(120)
    ]
    with Store(tmp_path / "large.sqlite") as store:
        store.put(records)
        assert titles(store, "/explore?page=3&sort=title") == [record.title for record in records[2 * ROWS :]]
        html = explore_page(store, query_of("/explore?page=2&sort=title"), "en")
        assert "51 to 100 of 120" in html
        assert links(html, "pager") == {
            "Previous page": "/explore?sort=title",
            "Next page": "/explore?sort=title&page=3",
        }
        assert "52 more" in html
        # 120 years are drawn in steps of five, and each column is a filter of its five years.
        assert 'href="/explore?years=1805-1809&amp;sort=title"' in html
        assert len(titles(store, "/explore?years=1805-1809")) == 5


def test_the_columns_have_the_heights_of_their_numbers_and_no_year_between_is_left_out() -> None:
    chart = years_chart({2012: 1, 2019: 4}, ExploreQuery(Filters(years=(2019, 2019))))
    assert chart
    assert [(c.bar.shown, c.bar.count, c.height) for c in chart.columns if c.bar.count] == [
        ("2012", 1, 26),
        ("2019", 4, 102),
    ]
    assert [c.label for c in chart.columns if c.label] == ["2012", "2014", "2016", "2018"]
    assert [c.state for c in chart.columns] == ["outside"] * 7 + ["chosen"]
    assert chart.columns[-1].bar.address == "/explore"
    assert years_chart({}, ExploreQuery()) is None


def test_a_chosen_bar_comes_first_and_takes_its_filter_off() -> None:
    counts: dict[str | int, int] = {"Asia": 4, "Pacific": 1}
    chart = bars_chart("regions", counts, ExploreQuery(Filters(regions=("Pacific",))))
    assert chart
    assert chart.bars == (
        Bar("Pacific", 1, "/explore", True, 1 / 4),
        Bar("Asia", 4, "/explore?regions=Pacific&regions=Asia", False, 4 / 4),
    )
    assert chart.more == ()
    assert bars_chart("regions", {}, ExploreQuery()) is None


def test_the_page_draws_the_charts_and_links_each_bar(nine: Store) -> None:
    html = explore_page(nine, query_of("/explore?regions=Pacific"), "en")
    page = Page(html)
    named = {a["aria-label"]: a["href"] for a in page.all("a") if a.get("aria-label")}
    assert named["Take off the filter: Pacific"] == "/explore"
    assert named["Filter by: Asia"] == "/explore?regions=Pacific&regions=Asia"
    assert [a["href"] for a in page.all("a") if a.get("aria-current") == "true"] == ["/explore"]
    widths = [float(str(a["width"]).rstrip("%")) for a in page.all("rect") if a.get("class") == "bar" and "rx" in a]
    assert max(widths) == 100.0
    assert all(0 < width <= 100 for width in widths)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    record = Publication(
        id="hostile", title=HOSTILE, authors=(HOSTILE,), countries=(HOSTILE,), regions=(HOSTILE,), categories=(HOSTILE,)
    )
    with Store(tmp_path / "hostile.sqlite") as store:
        store.put([record])
        store.set_setting("name", HOSTILE)
        address = filter_address("regions", HOSTILE.strip()) + "&sort=" + "%22%3E%3Cimg%20src%3Dx%3E&page=%3Cscript%3E"
        html = explore_page(store, query_of(address), "en")
        page = Page(html)
        assert page.all("script") == [{}]
        assert page.all("img") == page.all("b") == []
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert titles(store, address) == [HOSTILE]


@given(st.lists(st.tuples(st.sampled_from(["years", "regions", "sort", "page", "year_from", "q"]), st.text())))
def test_any_query_is_read_and_its_address_says_the_same(pairs: list[tuple[str, str]]) -> None:
    query = explore_query(pairs)
    again = query_of(query.address())
    assert (again.filters, again.sort, again.page, again.refused) == (query.filters, query.sort, query.page, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_readers_language(nine: Store, language: str) -> None:
    html = explore_page(nine, ExploreQuery(), language)
    assert f"<h1>{text('explore.heading', language)}</h1>" in html
    assert f'<html lang="{language}"' in html
    assert text("explore.count", language, count=9) in html


def test_the_numbers_follow_the_collection(tmp_path: Path) -> None:
    with Store(tmp_path / "growing.sqlite") as store:
        store.put([Publication(id="one", title="One", regions=("Asia",))])
        assert "1 publication</p>" in explore_page(store, ExploreQuery(), "en")
        store.put([Publication(id="two", title="Two", regions=("Asia",))])
        assert "2 publications</p>" in explore_page(store, ExploreQuery(), "en")
        assert titles(store, "/explore?regions=Asia&sort=-title") == ["Two", "One"]


@pytest.mark.parametrize("order", ["arrival", "-arrival", "title", "-title", "year", "-year"])
@pytest.mark.parametrize("filters", [Filters(), Filters(regions=("Asia",)), Filters(years=(2000, 2002))])
def test_the_pages_of_the_store_are_the_sorted_records_in_parts(tmp_path: Path, order: Order, filters: Filters) -> None:
    records = [
        Publication(
            id=f"r{number}",
            title=f"{'Bb' if number % 3 else 'bB'} {number * 7 % 11}",
            year=None if number % 5 == 0 else 2000 + number % 4,
            regions=("Asia",) if number % 2 else (),
        )
        for number in range(40)
    ]
    keys = {"arrival": lambda r: 0, "title": lambda r: r.title.lower(), "year": lambda r: r.year or 0}
    expected = sorted(filter(filters.accept, records), key=keys[order.removeprefix("-")])
    expected = expected[::-1] if order.startswith("-") else expected
    with Store(tmp_path / "pages.sqlite") as store:
        store.put(records)
        found = [record for offset in range(0, 42, 7) for record in store.page(filters, order, offset, 7)]
    assert [record.id for record in found] == [record.id for record in expected]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("healy", 2), ("Red Cross society", 1), ("cross   RED", 1), ("trafficking", 9), ("xylophone", 0), ("?!", 0)],
)
def test_the_words_of_the_search_box_stand_in_texts_or_among_authors(nine: Store, typed: str, expected: int) -> None:
    found = titles(nine, f"/explore?q={typed}")
    assert len(found) == expected, found
