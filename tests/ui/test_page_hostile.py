"""Hostile text in records, questions and addresses: nothing runs, nothing breaks, every letter is shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from corpus.publication import Publication
from tests.ui.conftest import serve
from tests.ui.test_page_ask import opened
from ui.desk import Desk, open_desk
from ui.settings import Settings

pytestmark = [pytest.mark.browser]

SCRIPT = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>"
MARKUP = "**bold** _italic_ $$\\frac{1}{2}$$ ${value} {{value}} `code` </article></div></textarea>"
BIDI = "\u202eright to left override\u202c \u2067isolate"
# A refusal offers questions that were asked first, for which the long record must have been embedded.
_MILLISECONDS_TO_EMBED = 180_000
LONG = "A sentence about whaling that is rather long. " * 4_400  # 202 kB
RECORDS = (
    Publication(
        id="hostile-1",
        title=f"{SCRIPT} {MARKUP}",
        abstract=f"{SCRIPT} {MARKUP} {BIDI}",
        authors=(f"{SCRIPT} {MARKUP}", '" onmouseover="window.ran=1'),
        year=2001,
        countries=('"><svg onload=window.ran=1>',),
        regions=(BIDI,),
        categories=("javascript:window.ran=1",),
        publisher=SCRIPT,
        url="https://example.org/\"onclick='window.ran=1'",
    ),
    Publication(id="hostile-2", title="The long one", abstract=LONG, authors=("A. Whaler",), year=2002),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened_desk = open_desk(Settings(data=tmp_path_factory.mktemp("hostile"), model=""), own_collection=True)
    opened_desk.store.put(RECORDS)
    opened_desk.store.set_setting("name", f"A collection {SCRIPT}")
    opened_desk.store.set_setting("notice", f"{SCRIPT} {MARKUP}")
    opened_desk.store.set_setting("questions", f"What can I ask? {SCRIPT}")
    yield opened_desk
    opened_desk.store.close()


@pytest.fixture(scope="module")
def hostile_site(hostile: Desk) -> Iterator[str]:
    from ui.web.app import create_app

    yield from serve(create_app(hostile))


@pytest.fixture
def unharmed(page: Any) -> Iterator[Any]:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    assert wrong == []
    assert page.evaluate("window.ran") is None


def ask_without_model(page: Any, question: str) -> None:
    page.fill("#q", question)
    page.press("#q", "Enter")
    expect(page.locator(".turn:not(.waiting)").last).to_contain_text(question, timeout=_MILLISECONDS_TO_EMBED)
    expect(page.locator(".turn.waiting")).to_have_count(0)


def test_records_are_shown_letter_for_letter(unharmed: Any, hostile_site: str) -> None:
    opened(unharmed, hostile_site)
    ask_without_model(unharmed, "How many publications are there?")
    first = unharmed.locator("#src-1-1")
    assert first.locator(".card-abstract").text_content() == RECORDS[0].abstract
    assert RECORDS[0].title in (first.locator("h3").text_content() or "")
    assert RECORDS[0].authors[0] in (first.locator(".fields").text_content() or "")
    long = unharmed.locator("#src-1-2 .card-abstract")
    assert long.text_content() == LONG
    assert long.bounding_box()["height"] < 400
    unharmed.locator("#turn-1 [data-act=audit]").click()
    expect(unharmed.locator("#audit table")).to_be_visible()


@pytest.mark.parametrize("text", [SCRIPT, MARKUP, BIDI], ids=["script", "markup", "bidi"])
def test_a_question_is_shown_as_it_was_typed(unharmed: Any, hostile_site: str, text: str) -> None:
    opened(unharmed, hostile_site)
    ask_without_model(unharmed, f"Write a poem about {text}")
    unharmed.reload()
    expect(unharmed.locator("#turn-1")).to_contain_text(text)


def test_an_address_is_text(unharmed: Any, hostile_site: str) -> None:
    from urllib.parse import urlencode

    pairs = {"q": f"Write a poem about {SCRIPT}{MARKUP}", "countries": f"'\"{SCRIPT}", "years": SCRIPT}
    opened(unharmed, hostile_site, "/?" + urlencode(pairs))
    expect(unharmed.locator("#turn-1 .question")).to_contain_text(SCRIPT)
    unharmed.goto(f"{hostile_site}/explore?{urlencode(pairs)}")
    unharmed.goto(f"{hostile_site}/publications/hostile-1")
    expect(unharmed.locator("h1")).to_contain_text(SCRIPT)


def test_a_kept_conversation_that_was_tampered_with_is_text_or_left_out(unharmed: Any, hostile_site: str) -> None:
    opened(unharmed, hostile_site)
    forged = """[{"question": "<img src=x onerror='window.ran=1'>", "status": "answered", "asked": {},
      "statements": [{"text": "", "citations": [],
        "message": {"key": "text", "values": {"text": "<script>window.ran=1</script>"}}}], "sources": []},
     {"question": "words of no message", "status": "answered", "asked": {},
      "statements": [{"text": "The desk never said so.", "citations": []}], "sources": []},
     {"question": "forged quote", "status": "answered", "asked": {}, "statements": [], "sources":
      [{"number": 1, "id": "hostile-2", "quotes": [{"field": "abstract", "start": 0, "end": 5, "text": "forged"}]}]}]"""
    unharmed.evaluate("kept => localStorage.setItem('refdesk-conversation', kept)", forged)
    unharmed.reload()
    expect(unharmed.locator(".turn")).to_have_count(1)
    expect(unharmed.locator("#turn-1 .said")).to_have_text("<script>window.ran=1</script>")
