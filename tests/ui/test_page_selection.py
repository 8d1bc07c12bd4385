"""From the catalogue to questions on what was picked there, and back from a record to the answer."""

from typing import Any

import pytest
from playwright.sync_api import expect

from corpus.filters import Filters
from tests.ui.test_page_ask import ask, opened
from ui.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.model]
SIZES = {"wide": {"width": 1366, "height": 850}, "phone": {"width": 320, "height": 700}}


@pytest.mark.parametrize("size", SIZES)
def test_only_the_selected_publications_are_asked(watched: Any, site: str, desk: Desk, size: str) -> None:
    watched.set_viewport_size(SIZES[size])
    watched.goto(f"{site}/explore?q=healy")
    assert watched.evaluate("document.documentElement.scrollWidth <= innerWidth")
    rows = watched.locator(".catalogue tbody tr")
    expect(rows).to_have_count(2)
    title = rows.first.locator("th a").inner_text()
    rows.first.get_by_role("checkbox").check()
    watched.get_by_role("button", name="Ask only these").click()
    watched.wait_for_selector("#desk[data-ready]")
    expect(watched.locator("[data-chips] .chip")).to_have_text("1 selected publication ×")
    turn = ask(watched, "How many publications are there?")
    expect(turn.locator(".said").first).to_contain_text("1 of the 9 publications is among those selected")
    assert watched.locator(".card h3").first.inner_text().strip().endswith(title)
    watched.locator("[data-chips] .chip").click()
    expect(watched.locator("[data-chips] .chip")).to_have_count(0)


def test_a_sentence_and_the_reference_are_copied_from_the_page_of_a_record(watched: Any, site: str, desk: Desk) -> None:
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = desk.assistant.ask("What guidance exists for Red Cross societies?")
    quote = answer.sources[0].quotes[0]
    turn = ask(opened(watched, site), answer.question)
    watched.goto(site + turn.locator(".quoted .cite").first.get_attribute("href"))
    watched.get_by_role("button", name="Copy this sentence with its reference").click()
    expect(watched.locator("#said")).to_have_text("Copied")
    sentence, reference, address = watched.evaluate("navigator.clipboard.readText()").split("\n")
    assert sentence.strip("“”") in quote.text
    assert address == watched.url
    watched.get_by_role("button", name="Copy the reference").click()
    expect(watched.locator("#said")).to_have_text("Copied")
    assert watched.evaluate("navigator.clipboard.readText()") == reference
    assert quote.publication.title in reference


def test_a_record_leads_to_questions_on_it_alone(watched: Any, site: str, desk: Desk) -> None:
    publication = next(p for p in desk.store.page(Filters(), "arrival", 0, 9) if p.authors)
    assert publication
    watched.goto(f"{site}/publications/{publication.id}")
    watched.get_by_role("link", name="Ask about this publication").click()
    watched.wait_for_selector("#desk[data-ready]")
    turn = ask(watched, "Who are the authors?")
    assert publication.authors[0] in turn.inner_text()
