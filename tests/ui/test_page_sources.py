"""The source panel in a real browser: it shows the sentence that is quoted, and moves nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.test_page_ask import COUNT, GUIDANCE, QUOTE, SIZES, ask, opened

pytestmark = [pytest.mark.browser, pytest.mark.model]

JUDGED = Path(__file__).resolve().parents[1] / "data" / "referral_mechanisms_questions.jsonl"
# Whether the first line of the first mark lies in the part of the abstract that is in sight, for each card with marks.
_SEEN = """() => [...document.querySelectorAll('.cards:not([hidden]) .card-abstract:has(mark)')].map(box => {
  const line = box.querySelector('mark').getClientRects()[0], {top, bottom} = box.getBoundingClientRect();
  return box.clientHeight > 0 && line.top >= top - 1 && line.bottom <= bottom + 1;
})"""
# Every layout shift from now on, those that follow a click included.
_WATCH_SHIFTS = """() => {
  window.shifts = [];
  const seen = list => window.shifts.push(...list.getEntries().map(entry => entry.value));
  new PerformanceObserver(seen).observe({type: 'layout-shift'});
}"""


def test_the_first_mark_of_every_card_is_in_sight(watched: Any, site: str) -> None:
    opened(watched, site)
    hidden, seen = [], 0
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)["question"]
        ask(watched, question)
        for size in SIZES.values():
            watched.set_viewport_size(size)
            watched.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            cards = watched.evaluate(_SEEN)
            seen += len(cards)
            hidden += [] if all(cards) else [(question, size["width"], cards)]
        watched.click("[data-act=new]")
    assert hidden == []
    assert seen > 60


def test_a_click_on_a_citation_moves_the_panel_alone(watched: Any, site: str) -> None:
    opened(watched, site)
    turns = [ask(watched, question) for question in (GUIDANCE, COUNT)]
    with watched.expect_response("**/page/go_on"):  # after which nothing comes by itself
        turns.append(ask(watched, "Which publications are from 2019?"))
    watched.wait_for_timeout(200)
    watched.evaluate(_WATCH_SHIFTS)
    for cite in [link for turn in turns for link in turn.locator(".cite").all()]:
        cite.scroll_into_view_if_needed()
        before = watched.evaluate("scrollY"), cite.bounding_box()
        cite.click()
        card = watched.locator(f"#{cite.get_attribute('data-source')}")
        expect(card).to_be_focused()
        expect(card.locator("h3")).to_be_in_viewport()
        assert (watched.evaluate("scrollY"), cite.bounding_box()) == before
        expect(cite).to_have_attribute("aria-current", "true")
        expect(watched.locator("[aria-current=true]")).to_have_count(1)
    assert watched.evaluate("window.shifts") == []


def test_a_quote_and_its_mark_light_each_other(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    quote, mark = turn.locator(".quote", has_text=QUOTE), watched.locator("mark", has_text=QUOTE)
    quote.hover()
    expect(watched.locator("mark.lit")).to_have_text(QUOTE)
    mark.hover()
    expect(watched.locator(".quote.lit")).to_contain_text(QUOTE)
    watched.mouse.move(1, 1)
    expect(watched.locator(".lit")).to_have_count(0)
    quote.locator(".cite").focus()
    expect(watched.locator("mark.lit")).to_have_text(QUOTE)


def test_a_citation_shows_what_it_cites_to_pointer_and_keyboard(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    cite, peek = turn.locator(".quote", has_text=QUOTE).locator(".cite"), watched.locator("#peek")
    cite.hover()
    expect(peek.locator("mark")).to_have_text(QUOTE)
    expect(peek).to_contain_text("Guidance for European Red Cross National Societies")
    expect(peek).to_contain_text("2017")
    expect(peek).to_contain_text("Building on and complementing the Migration Policy")  # the sentence after it
    peek.hover()
    expect(peek).to_be_visible()
    watched.keyboard.press("Escape")
    expect(peek).not_to_be_visible()
    watched.locator("#q").focus()
    watched.mouse.move(1, 1)
    watched.keyboard.press("Shift+Tab")
    cite.focus()
    expect(peek).to_be_visible()
    expect(cite).to_have_attribute("aria-describedby", "peek")


@pytest.mark.parametrize("way", ["back", "button", "escape"])
def test_on_a_phone_a_source_is_a_sheet_and_closing_it_leads_back(watched: Any, site: str, way: str) -> None:
    watched.set_viewport_size(SIZES["narrow"])
    opened(watched, site)
    turn = ask(watched, GUIDANCE)
    cite = turn.locator(".quote .cite").last
    cite.scroll_into_view_if_needed()
    address, scrolled = watched.url, watched.evaluate("scrollY")
    cite.click()
    sheet = watched.locator("#sheet")
    expect(sheet.locator("mark.ring")).to_be_in_viewport()
    expect(sheet.locator(".card")).to_be_focused()
    if way == "back":
        watched.go_back()
    elif way == "button":
        watched.get_by_role("button", name="Back to the answer").click()
    else:
        watched.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(cite).to_be_focused()
    assert (watched.url, watched.evaluate("scrollY")) == (address, scrolled)
    assert watched.evaluate("history.state?.sheet") is None
    expect(watched.locator("#sources .card")).to_have_count(1)
