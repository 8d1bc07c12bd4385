"""Conversations in a real browser: none is lost, tabs do not touch each other's, Back leads to the question before."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui.test_page_ask import BRAZIL, COUNT, GUIDANCE, ask, opened

pytestmark = [pytest.mark.browser, pytest.mark.model]

WHEN = "When was it published?"
_KEPT = "Object.keys(localStorage).filter(key => key.startsWith('refdesk-chat-')).length"


def titles(page: Any) -> list[str]:
    """Return the titles in the list of conversations, the last one first."""
    page.click("[data-act=chats]")
    found: list[str] = page.locator("[data-chats] a").all_inner_texts()
    page.click("[data-act=close-chats]")
    return found


def test_back_and_forward_go_from_question_to_question(watched: Any, site: str) -> None:
    opened(watched, site)
    for question in (GUIDANCE, WHEN):
        ask(watched, question)
        expect(watched).to_have_title(f"{question} · refdesk")
    address = watched.url
    watched.go_back()
    expect(watched).to_have_title(f"{GUIDANCE} · refdesk")
    expect(watched.locator("#turn-1 .question")).to_be_in_viewport()
    expect(watched.locator(".cards[data-turn='1']")).to_be_visible()
    watched.go_back()
    expect(watched).to_have_title("refdesk")
    expect(watched.locator(".intro")).to_be_visible()
    watched.go_forward()
    watched.go_forward()
    expect(watched).to_have_title(f"{WHEN} · refdesk")
    expect(watched.locator(".turn")).to_have_count(2)
    assert watched.url == address


def test_the_address_of_a_question_opens_its_conversation_there(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    address = watched.url
    ask(watched, WHEN)
    watched.goto(f"{site}/explore")
    watched.goto(address)
    expect(watched.locator(".turn")).to_have_count(2)
    expect(watched).to_have_title(f"{GUIDANCE} · refdesk")
    ask(watched, COUNT)
    assert watched.evaluate(_KEPT) == 1


def test_two_tabs_side_by_side_do_not_touch_each_others(watched: Any, site: str) -> None:
    ask(opened(watched, site), GUIDANCE)
    other = watched.context.new_page()
    opened(other, site, "/?q=How+many+publications+are+there+in+all%3F")
    expect(other.locator("#turn-1")).to_contain_text("9")
    ask(watched, WHEN)
    for tab, questions in ((watched, [GUIDANCE, WHEN]), (other, [COUNT])):
        tab.reload()
        expect(tab.locator(".turn")).to_have_count(len(questions))
        assert tab.locator(".question .text").all_inner_texts() == questions
    assert sorted(titles(watched)) == sorted([GUIDANCE, COUNT])


def test_one_conversation_in_two_tabs_becomes_two_where_both_go_on(watched: Any, site: str) -> None:
    ask(opened(watched, site), GUIDANCE)
    other = watched.context.new_page()
    opened(other, "", watched.url)
    expect(other.locator(".turn")).to_have_count(1)
    ask(watched, WHEN)
    ask(other, COUNT)
    for tab, question in ((watched, WHEN), (other, COUNT)):
        tab.reload()
        expect(tab.locator(".turn")).to_have_count(2)
        expect(tab.locator("#turn-2 .question")).to_contain_text(question)


def test_a_new_conversation_leaves_the_one_before_it_in_the_list(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    watched.click("[data-act=new]")
    expect(watched.locator(".intro")).to_be_visible()
    ask(watched, BRAZIL)
    assert titles(watched) == [BRAZIL, GUIDANCE]
    watched.click("[data-act=chats]")
    watched.locator("[data-chats] a", has_text=GUIDANCE).click()
    expect(watched.locator("#turn-1 .question")).to_contain_text(GUIDANCE)
    expect(watched.locator("#chats")).not_to_be_visible()
    watched.go_back()
    expect(watched.locator("#turn-1 .question")).to_contain_text(BRAZIL)


def test_a_deletion_can_be_undone(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    watched.click("[data-act=delete]")
    expect(watched.locator(".turn")).to_have_count(0)
    assert titles(watched) == []
    watched.get_by_role("button", name="Undo").click()
    expect(watched.locator("#turn-1 .question")).to_contain_text(GUIDANCE)
    watched.click("[data-act=chats]")
    watched.get_by_role("button", name=f"Delete {GUIDANCE}").click()
    expect(watched.locator("[data-chats] a")).to_have_count(0)
    watched.locator("[data-chats]").get_by_role("button", name="Undo").click()
    expect(watched.locator("#turn-1 .question")).to_contain_text(GUIDANCE)
    watched.reload()
    expect(watched.locator(".turn")).to_have_count(1)


def test_what_an_earlier_version_kept_is_taken_over_once(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    watched.evaluate("""() => {
      const [key] = Object.keys(localStorage).filter(key => key.startsWith('refdesk-chat-'));
      localStorage.setItem('refdesk-conversation', JSON.stringify(JSON.parse(localStorage[key]).answers));
      localStorage.removeItem(key);
      sessionStorage.clear();
    }""")
    opened(watched, site)
    expect(watched.locator("#turn-1 .question")).to_contain_text(GUIDANCE)
    assert watched.evaluate("localStorage.getItem('refdesk-conversation')") is None
    assert watched.evaluate(_KEPT) == 1


def test_a_browser_without_room_says_so_and_goes_on(watched: Any, site: str) -> None:
    opened(watched, site)
    watched.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    ask(watched, GUIDANCE)
    expect(watched.locator("[data-full]")).to_contain_text("This chat is not kept")
    ask(watched, WHEN)
    watched.go_back()
    expect(watched.locator(".turn")).to_have_count(2)


def test_what_is_typed_while_an_answer_is_made_stays(watched: Any, site: str) -> None:
    opened(watched, site)
    held: list[Any] = []
    watched.route("**/page/ask", lambda route: held.append(route))
    watched.fill("#q", GUIDANCE)
    watched.press("#q", "Enter")
    expect(watched.locator("#q")).to_have_value("")
    watched.fill("#q", "And by whom")
    held[0].continue_()
    expect(watched.locator("#turn-1")).to_be_visible()
    expect(watched.locator("#q")).to_have_value("And by whom")


def test_a_shared_follow_up_is_answered_alike_for_somebody_else(watched: Any, site: str, browser: Any) -> None:
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(watched, site)
    ask(watched, COUNT)
    ask(watched, GUIDANCE)
    turn = ask(watched, WHEN)
    # Across the page: what is offered to go on with may come meanwhile and move the page down.
    beside = turn.locator("[data-act=retry]").bounding_box()["x"]
    turn.locator("[data-act=share]").click()
    expect(turn.locator("[data-act=share]")).to_have_text("Copied")
    assert turn.locator("[data-act=retry]").bounding_box()["x"] == beside
    address = watched.evaluate("navigator.clipboard.readText()")
    stranger = browser.new_context().new_page()
    opened(stranger, "", address)
    expect(stranger.locator(".turn:not(.waiting)")).to_have_count(2)  # the count is nothing that the answer leans on
    assert stranger.locator("#turn-2 .said").all_inner_texts() == turn.locator(".said").all_inner_texts()
    expect(stranger.locator("#turn-2 .notice")).to_have_count(0)
    stranger.context.close()


def test_whoever_opens_an_address_is_told_that_the_answer_is_another_one_now(watched: Any, site: str) -> None:
    opened(watched, site, "/?q=How+many+publications+are+there+in+all%3F&mark=0123456789ab")
    expect(watched.locator("#turn-1 .notice")).to_contain_text("has changed since this address was shared")
