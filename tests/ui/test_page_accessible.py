"""axe-core finds nothing on any state of the page, in light and dark, wide and narrow."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.test_page_ask import BRAZIL, GUIDANCE, SIZES, ask, opened
from ui.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(SIZES))
def seen(request: pytest.FixtureRequest, scheme: str, watched: Any) -> Any:
    watched.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    watched.set_viewport_size(SIZES[request.param])
    return watched


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {json.dumps([n['html'][:160] for n in v['nodes']][:3])}" for v in found]


def test_asking_empty_answered_refused_and_audited(seen: Any, site: str) -> None:
    opened(seen, site)
    assert violations(seen) == []
    seen.click(".filters summary")
    turn = ask(seen, GUIDANCE)
    seen.click("#src-1-1 .cite-as summary")
    expect(turn.locator("[data-more] .prompt").first).to_be_visible()
    turn.locator("[data-act=good]").click()
    assert violations(seen) == []
    seen.keyboard.press("Shift+Tab")  # what is focused from here on is focused by the keyboard
    turn.locator(".cite").last.focus()
    expect(seen.locator("#peek")).to_be_visible()
    turn.locator(".cite").last.click()
    assert violations(seen) == []
    seen.keyboard.press("Escape")
    ask(seen, BRAZIL)
    assert violations(seen) == []
    seen.click("[data-act=chats]")
    assert violations(seen) == []
    seen.click("[data-act=close-chats]")
    turn.locator("[data-act=audit]").click()
    expect(seen.locator("#audit table")).to_be_visible()
    assert violations(seen) == []


def test_the_catalogue_and_a_record(seen: Any, site: str, desk: Desk) -> None:
    seen.goto(f"{site}/explore")
    assert violations(seen) == []
    seen.goto(f"{site}/publications/{desk.store.all()[0].id}")
    assert violations(seen) == []
    seen.goto(f"{site}/explore?countries=Azerbaijan&sort=year")
    assert violations(seen) == []


def test_the_owners_pages(seen: Any, site: str) -> None:
    seen.goto(f"{site}/manage")
    assert violations(seen) == []
    for summary in seen.locator("summary").all():
        summary.click()
    assert violations(seen) == []
    table = "Title,Abstract,Shelf mark\nOyster beds,They grow slowly.,A1\n,no title,\n"
    seen.set_input_files("#files", {"name": "a.csv", "mimeType": "text/csv", "buffer": table.encode()})
    seen.get_by_role("button", name="Look at what will come in").click()
    expect(seen.get_by_label("Shelf mark")).to_be_visible()
    assert violations(seen) == []
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.goto(f"{site}/manage")
    seen.get_by_label("Or give an address").fill("http://127.0.0.1:9/listing.html")
    seen.get_by_role("button", name="Fetch it and look").click()
    expect(seen.get_by_text("lies in a private network or on this machine")).to_be_visible()
    assert violations(seen) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_another_language(browser: Any, site: str, language: str) -> None:
    context = browser.new_context(locale=language, viewport=SIZES["narrow"])
    page = opened(context.new_page(), site)
    assert page.get_attribute("html", "lang") == language
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    ask(page, GUIDANCE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES["narrow"]["width"]
    context.close()


def test_the_theme_that_is_picked_wins_over_the_system_and_stays(watched: Any, site: str) -> None:
    def ground() -> str:
        return str(watched.evaluate("getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"))

    watched.emulate_media(color_scheme="dark")
    opened(watched, site)
    dark = ground()
    watched.select_option("#theme", "light")
    light = ground()
    assert light != dark
    watched.reload()
    watched.wait_for_selector("#desk[data-ready]")
    assert ground() == light
