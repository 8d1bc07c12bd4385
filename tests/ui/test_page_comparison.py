"""What each publication says of a topic, as a table that sorts and is saved."""

import csv
import io
from typing import Any

import pytest
from playwright.sync_api import expect

from assistant.answer import Answer
from tests.ui.test_documents import SONG, document
from tests.ui.test_page_ask import ask, opened
from ui.desk import Desk
from ui.documents.table import table

pytestmark = [pytest.mark.browser, pytest.mark.model]
QUESTION = "What does each publication say about migration?"


def compared(desk: Desk) -> Answer:
    answer = desk.assistant.ask(QUESTION)
    assert answer.compares
    assert len(answer.sources) > 2
    return answer


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_each_publication_has_a_row_with_its_quotes(watched: Any, site: str, desk: Desk, size: str) -> None:
    page = opened(watched, site)
    if size == "phone":
        page.set_viewport_size({"width": 320, "height": 700})
    turn = ask(page, QUESTION)
    rows = turn.locator(".compared tbody tr")
    for row, source in zip(rows.all(), compared(desk).sources, strict=True):
        assert row.locator("th").inner_text() == source.publication.title
        quotes = [quote.text_content() or "" for quote in row.locator(".quote").all()]
        assert all(quote.text in shown for quote, shown in zip(source.quotes, quotes, strict=True))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_rows_are_sorted_by_title_and_by_year_both_ways(watched: Any, site: str, desk: Desk) -> None:
    turn = ask(opened(watched, site), QUESTION)
    years = [str(source.publication.year or "") for source in compared(desk).sources]
    head = turn.locator(".compared thead th", has_text="Year")
    for way in ("ascending", "descending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", way)
        shown = turn.locator(".compared td.number").all_inner_texts()
        assert shown == sorted(years, reverse=way == "descending")
    turn.locator(".compared thead th", has_text="Title").get_by_role("button").click()
    titles = turn.locator(".compared tbody th").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    expect(head).not_to_have_attribute("aria-sort", "descending")


def test_a_table_of_quotes_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    content = table(document(SONG))
    assert content.startswith("\ufeff".encode())
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert head[:5] == ["Question", "Source", "Title", "Year", "Quote"]
    assert [row[1:5] for row in rows] == [
        ["1a", "On Whales", "2001", "Whales sing.\nThey swim far."],
        ["1b", "On Whales", "2001", "They sleep."],
    ]
    assert all("fingerprint=" in row[-1] for row in rows)
