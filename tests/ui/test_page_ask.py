"""A reader asks in a real browser."""

import json
import re
import threading
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

from assistant.evidence.reader import ContentReader
from ui.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.model]

GUIDANCE = "What guidance exists for Red Cross societies?"
# Who is pointed to one record is told first what it is, whatever else is quoted.
QUOTE = (
    "This guide is designed to support European Red Cross National Societies services to respond to trafficking in "
    "human beings."
)
COUNT = "How many publications are there in all?"
BRAZIL = "What are the penalties for trafficking in Brazil?"
SIZES = {"wide": {"width": 1366, "height": 850}, "narrow": {"width": 390, "height": 844}}


def opened(page: Any, site: str, path: str = "/") -> Any:
    page.goto(site + path)
    page.wait_for_selector("#desk[data-ready]")
    return page


def ask(page: Any, question: str) -> Any:
    turns = page.locator(".turn:not(.waiting)").count()
    page.fill("#q", question)
    page.press("#q", "Enter")
    turn = page.locator(f"#turn-{turns + 1}")
    expect(turn).to_be_visible()
    expect(page.locator(".turn.waiting")).to_have_count(0)
    return turn


@pytest.mark.parametrize("size", SIZES)
def test_a_citation_opens_its_record_at_the_quoted_sentence(watched: Any, site: str, size: str) -> None:
    watched.set_viewport_size(SIZES[size])
    turn = ask(opened(watched, site), GUIDANCE)
    expect(turn.locator(".said").first).to_contain_text("of the 9 publications")
    quote = turn.locator(".quote", has_text=QUOTE)
    expect(quote).to_have_count(1)
    cite = quote.locator("a.cite")
    expect(cite).to_have_attribute("href", re.compile(r"^/publications/[^#]+#abstract-\d+-\d+$"))
    expect(cite).to_have_attribute("aria-label", re.compile(r"^Source 1[a-z]?: show the quoted sentence$"))
    cite.click()
    card = watched.locator("#src-1-1")
    expect(card).to_have_class("card ring")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    mark = card.locator("mark.ring")
    assert mark.text_content() == QUOTE
    expect(mark).to_be_in_viewport()
    watched.keyboard.press("Escape")
    expect(cite).to_be_focused()
    expect(card.locator(".fields")).to_contain_text("2017")
    expect(card.locator(".fields")).to_contain_text("Referral Mechanisms")


def test_the_card_holds_the_whole_abstract_letter_for_letter(watched: Any, site: str, desk: Desk) -> None:
    ask(opened(watched, site), GUIDANCE)
    record = watched.locator("#src-1-1 .cite-as").get_attribute("data-record")
    publication = desk.store.get(record)
    assert publication is not None
    assert watched.locator("#src-1-1 .card-abstract").text_content() == publication.abstract


@pytest.mark.parametrize("size", SIZES)
def test_a_question_that_nothing_answers_is_refused_with_its_reason(watched: Any, site: str, size: str) -> None:
    watched.set_viewport_size(SIZES[size])
    turn = ask(opened(watched, site), BRAZIL)
    expect(turn.locator(".refusal h3")).to_have_text("Not answered by these publications")
    expect(turn.locator(".refusal")).to_contain_text("Brazil")
    expect(turn.locator(".quote")).to_have_count(0)
    expect(turn.get_by_text("The nearest records (not an answer)")).to_be_visible()
    assert turn.locator(".nearest a").count() >= 1
    expect(turn.locator(".refusal")).to_contain_text("Looked for in 9 publications.")
    near = watched.locator("#src-1-1")
    expect(near).to_have_class("card near")
    assert near.locator("mark").text_content() == turn.locator("blockquote.near").text_content()
    turn.locator("[data-source]").click()
    expect(near).to_be_focused()
    expect(near.locator("mark")).to_be_in_viewport()
    expect(turn.locator("[data-more] .prompt").first).to_be_visible()


def test_a_filter_stands_on_the_turn_that_it_shaped_and_can_be_taken_off_there(watched: Any, site: str) -> None:
    opened(watched, site, "/?q=How+many+publications+are+there+in+all%3F&countries=Azerbaijan")
    chip = watched.locator("#turn-1 [data-off=countries]")
    expect(chip).to_have_accessible_name("Take off the filter: Azerbaijan")
    chip.click()
    expect(watched.locator("#turn-2 .card, .cards[data-turn='2'] .card")).to_have_count(9)
    expect(watched.locator("#turn-2 [data-off]")).to_have_count(0)
    expect(watched.locator("[data-chips] .chip")).to_have_count(0)


def test_nothing_is_wider_than_a_phone_of_320_pixels(watched: Any, site: str) -> None:
    watched.set_viewport_size({"width": 320, "height": 640})
    ask(opened(watched, site), GUIDANCE)
    assert watched.evaluate("document.documentElement.scrollWidth") == 320


def test_many_citations_go_on_in_the_next_line(watched: Any, site: str) -> None:
    watched.set_viewport_size({"width": 240, "height": 640})
    turn = ask(opened(watched, site), COUNT)
    lines = turn.locator(".cite").evaluate_all("all => all.map(e => e.offsetTop)")
    assert len(lines) == 9
    assert lines[-1] > lines[0]


def test_a_newcomer_begins_with_an_example_and_follows_a_chip(watched: Any, site: str) -> None:
    opened(watched, site)
    examples = watched.locator("#examples .prompt")
    assert examples.count() >= 3
    examples.first.click()
    chip = watched.locator("#turn-1 [data-more] .prompt").first
    expect(chip).to_be_visible()
    question = chip.inner_text()
    chip.click()
    second = watched.locator("#turn-2")
    expect(second.locator(".question")).to_contain_text(question)
    expect(second.locator(".refusal")).to_have_count(0)


def test_an_example_that_is_followed_before_the_script_is_there_is_asked(watched: Any, site: str) -> None:
    opened(watched, site)
    address = watched.locator("#examples .prompt").first.get_attribute("href")
    question = watched.locator("#examples .prompt").first.inner_text()
    opened(watched, site, address)
    expect(watched.locator("#turn-1 .question")).to_contain_text(question)


def test_the_numbers_begin_with_1_in_each_answer(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, "Who wrote the trainer's manual?")
    ask(watched, GUIDANCE)
    last = ask(watched, "Which publications are from 2019?")
    assert last.locator(".cite").all_inner_texts()[:2] == ["1", "2"]
    expect(watched.locator("#src-3-1")).to_be_visible()


def test_the_conversation_survives_a_reload_and_can_be_deleted(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    watched.reload()
    expect(watched.locator("#turn-1 [data-more] .prompt").first).to_be_visible()
    ask(watched, "When was it published?")
    expect(watched.locator("#turn-2")).to_contain_text("2017")
    before = watched.locator("#turns .answer").all_inner_texts()
    watched.reload()
    expect(watched.locator("#turn-2")).to_be_visible()
    assert watched.locator("#turns .answer").all_inner_texts() == before
    watched.click("[data-act=delete]")
    expect(watched.locator(".turn")).to_have_count(0)
    opened(watched, site)
    expect(watched.locator(".intro")).to_be_visible()
    expect(watched.locator(".turn")).to_have_count(0)


def test_an_address_opens_the_page_and_asks(watched: Any, site: str) -> None:
    opened(watched, site, "/?q=Which+publications+are+there%3F&years=2019-2019")
    expect(watched.locator("#turn-1 .question")).to_contain_text("Which publications are there?")
    expect(watched.locator("[data-chips] .chip")).to_have_text(re.compile("2019"))
    cards = watched.locator(".card .fields")
    assert cards.count() >= 1
    assert all("2019" in fields for fields in cards.all_inner_texts())


def test_a_filter_narrows_the_answer_and_its_chip_takes_it_off(watched: Any, site: str) -> None:
    opened(watched, site)
    watched.click(".filters summary")
    watched.check("[name=countries][value=Azerbaijan]")
    chip = watched.locator("[data-chips] .chip")
    expect(chip).to_have_accessible_name("Take off the filter: Azerbaijan")
    ask(watched, COUNT)
    counted = watched.locator(".card").count()
    assert 1 <= counted < 9
    assert watched.url.endswith("countries=Azerbaijan")
    chip.click()
    expect(watched.locator("[data-chips] .chip")).to_have_count(0)
    watched.click("[data-act=new]")
    ask(watched, COUNT)
    expect(watched.locator(".card")).to_have_count(9)


def test_a_condition_of_the_question_is_a_chip_that_asks_anew(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), "Which publications from 2019 are there?")
    chip = turn.locator(".understood .chip")
    expect(chip).to_have_accessible_name("Take off the filter: 2019")
    chip.click()
    expect(watched.locator("#turn-2 .question")).to_contain_text("Which publications are there?")


def test_retry_edit_and_start_anew(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, GUIDANCE)
    watched.click("[data-act=retry]")
    expect(watched.locator("#turn-1")).to_be_visible()
    expect(watched.locator(".turn")).to_have_count(1)
    watched.click("[data-act=edit]")
    expect(watched.locator("#q")).to_have_value(GUIDANCE)
    watched.keyboard.press("Escape")
    expect(watched.locator("#q")).to_have_value("")
    expect(watched.locator(".turn.edited")).to_have_count(0)
    watched.click("[data-act=edit]")
    watched.fill("#q", BRAZIL)
    watched.press("#q", "Enter")
    expect(watched.locator("#turn-1 .question")).to_contain_text(BRAZIL)
    expect(watched.locator(".turn")).to_have_count(1)
    watched.click("[data-act=new]")
    expect(watched.locator(".intro")).to_be_visible()


def test_an_answer_stays_until_the_one_that_takes_its_place_is_there(page: Any, site: str) -> None:
    ask(opened(page, site), GUIDANCE)
    page.route("**/page/ask", lambda route: route.abort())
    page.click("[data-act=retry]")
    expect(page.locator(".turn.failed")).to_be_visible()
    expect(page.locator("#turn-1 .quote").first).to_be_visible()
    page.unroute("**/page/ask")
    page.click("[data-act=retry]")
    expect(page.locator(".turn.failed")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)


def test_waiting_and_failing_are_seen_above_the_question_box(page: Any, site: str) -> None:
    page.set_viewport_size(SIZES["narrow"])
    opened(page, site)
    for question in (GUIDANCE, COUNT):
        ask(page, question)
    page.route("**/page/ask", lambda route: None)
    page.fill("#q", BRAZIL)
    page.press("#q", "Enter")
    assert_above_the_box(page, ".turn.waiting .reading")
    page.click("#stop")
    page.unroute("**/page/ask")
    page.route("**/page/ask", lambda route: route.abort())
    page.fill("#q", BRAZIL)
    page.press("#q", "Enter")
    assert_above_the_box(page, ".turn.failed .refusal")


def test_what_is_read_is_shown_until_the_answer_is_there(
    watched: Any, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    read_closely = ContentReader.read

    def read_late(reader: ContentReader, *given: Any) -> Any:
        assert released.wait(timeout=60)
        return read_closely(reader, *given)

    monkeypatch.setattr(ContentReader, "read", read_late)
    opened(watched, site)
    watched.fill("#q", GUIDANCE)
    watched.press("#q", "Enter")
    waiting = watched.locator(".turn.waiting")
    expect(waiting.locator("[data-said]")).to_have_text(re.compile(r"^Reading \d publications?:$"))
    records = waiting.locator(".nearest a")
    assert all(link.get_attribute("href").startswith("/publications/") for link in records.all())
    assert records.count() >= 1
    expect(watched.locator("#announce")).to_have_text("Reading the publications")
    assert waiting.locator(".reading").evaluate("e => getComputedStyle(e).animationDelay") == "0.3s"
    watched.emulate_media(reduced_motion="reduce")
    assert waiting.locator(".reading").evaluate("e => getComputedStyle(e).animationDuration") == "1e-05s"
    released.set()
    expect(watched.locator("#turn-1 .quote").first).to_be_visible()
    expect(waiting).to_have_count(0)


@pytest.mark.parametrize(("status", "busy"), [(429, 1), (500, 0)])
def test_what_went_wrong_is_said_as_it_is(page: Any, site: str, status: int, busy: int) -> None:
    opened(page, site)
    page.route("**/page/ask", lambda route: route.fulfill(status=status))
    page.fill("#q", GUIDANCE)
    page.press("#q", "Enter")
    failed = page.locator(".turn.failed")
    expect(failed).to_contain_text("Your question is still here")
    expect(failed.get_by_text("Too many questions at once")).to_have_count(busy)


def assert_above_the_box(page: Any, selector: str) -> None:
    expect(page.locator(selector)).to_be_visible()
    page.wait_for_function(
        """selector => document.querySelector(selector).getBoundingClientRect().bottom
        <= document.querySelector('#ask').getBoundingClientRect().top""",
        arg=selector,
    )


def test_a_citation_pasted_elsewhere_opens_the_record_at_the_sentence(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    address = turn.locator(".quote", has_text=QUOTE).locator("a.cite").get_attribute("href")
    watched.goto(site + address)
    sentence = watched.locator(".sentence:target")
    assert QUOTE in sentence.text_content()
    expect(sentence).to_be_in_viewport()


def test_a_question_entered_before_the_page_is_ready_is_asked(watched: Any, site: str) -> None:
    watched.goto(site, wait_until="commit")
    expect(ask(watched, GUIDANCE).locator(".quote", has_text=QUOTE)).to_have_count(1)
    expect(watched.locator("#q")).to_have_value("")


def test_a_question_that_is_too_long_is_refused_before_it_is_sent(watched: Any, site: str) -> None:
    opened(watched, site)
    watched.fill("#q", "why " * 1_100)
    watched.press("#q", "Enter")
    expect(watched.locator(".turn.failed")).to_contain_text("4,000 characters at most")
    expect(watched.locator("#q")).to_have_value("why " * 1_099 + "why")


def test_a_question_keeps_its_direction_on_a_page_of_the_other_one(browser: Any, site: str) -> None:
    context = browser.new_context(locale="ar", viewport=SIZES["narrow"])
    page = opened(context.new_page(), site)
    ask(page, BRAZIL)
    ask(page, "ما هي العقوبات؟")
    for turn, direction in (("#turn-1", "ltr"), ("#turn-2", "rtl")):
        assert page.locator(f"{turn} .question .text").evaluate("e => getComputedStyle(e).direction") == direction
    reasons = page.locator("#turn-2 .refusal p").evaluate_all("all => all.map(e => getComputedStyle(e).direction)")
    # The language of the question is that of the page: the reason is said once.
    assert reasons == ["rtl"]
    assert page.locator("#turn-1 .nearest li").first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert "\u2068Referral mechanisms\u2069" in page.locator(".intro").text_content()
    context.close()


def test_the_catalogue_leads_to_questions_about_what_it_shows(watched: Any, site: str) -> None:
    watched.goto(f"{site}/explore?countries=Azerbaijan&years=2015-2020")
    watched.click(".summary .ask")
    watched.wait_for_selector("#desk[data-ready]")
    expect(watched.locator("[data-chips] .chip")).to_have_text([re.compile("2015-2020"), re.compile("Azerbaijan")])
    turn = ask(watched, COUNT)
    expect(turn.locator(".said").first).to_contain_text("1 of the 9")


def test_the_head_of_the_page_stands_still_between_the_pages(watched: Any, site: str) -> None:
    opened(watched, site)
    brand = watched.locator(".site .brand").bounding_box()
    watched.goto(f"{site}/explore")
    assert watched.locator(".site .brand").bounding_box() == brand


def test_a_stopped_question_leaves_no_answer(watched: Any, site: str) -> None:
    opened(watched, site)
    watched.route("**/page/ask", lambda route: None)
    watched.fill("#q", GUIDANCE)
    watched.press("#q", "Enter")
    expect(watched.locator(".turn.waiting")).to_be_visible()
    watched.click("#stop")
    expect(watched.locator(".turn")).to_have_count(0)
    expect(watched.locator("#announce")).to_have_text("Stopped.")


def test_feedback_is_kept_and_says_so(watched: Any, site: str, desk: Desk) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    turn.locator("[data-act=bad]").click()
    expect(turn).to_contain_text("Feedback is kept on this server")
    turn.locator(".judge input").fill("the third quote is beside the point")
    turn.locator(".judge button").click()
    expect(turn).to_contain_text("Thank you: your feedback is kept.")
    line = json.loads((desk.settings.data / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line["good"], line["reason"]) == (False, "the third quote is beside the point")
    assert line["answer"]["question"] == GUIDANCE


def test_a_trainer_exports_the_guidance_as_ris(watched: Any, site: str) -> None:
    ask(opened(watched, site), GUIDANCE)
    with watched.expect_download() as waited:
        watched.click(".all a:has-text('RIS')")
    saved = waited.value.path().read_text(encoding="utf-8")
    assert saved.startswith("TY  - RPRT")
    assert "Guidance for European Red Cross National Societies" in saved


def test_a_reference_is_shown_in_the_style_that_is_picked(watched: Any, site: str) -> None:
    ask(opened(watched, site), GUIDANCE)
    watched.click("#src-1-1 .cite-as summary")
    shown = watched.locator("#src-1-1 [data-reference]")
    expect(shown).to_contain_text("(2017).")
    watched.select_option("#src-1-1-style", "ieee")
    expect(shown).not_to_contain_text("(2017).")
    other = watched.get_by_label("Any other CSL style, by its name")
    other.fill("american-political-science-association")
    other.press("Tab")
    expect(shown).to_contain_text(". 2017.")
    other.fill("no-such-style")
    other.press("Tab")
    expect(shown).to_have_text("There is no citation style 'no-such-style': name one such as 'apa'.")


def test_an_evaluator_audits_an_answer_and_downloads_it(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    turn.locator("[data-act=audit]").click()
    row = watched.locator("#audit [data-row]").filter(has=watched.locator("mark", has_text=QUOTE))
    expect(row.locator(".is-identical")).to_have_text("identical")
    assert row.locator("mark").text_content() == QUOTE
    row.get_by_label("right").check()
    row.locator(".note").fill("read in the abstract")
    watched.get_by_label("Reviewer").fill("Ann Aster")
    with watched.expect_download() as waited:
        watched.click("[data-act=audit-csv]")
    saved = waited.value.path().read_text(encoding="utf-8")
    assert QUOTE.split(",")[0] in saved
    assert "right,read in the abstract,Referral mechanisms," in saved
    assert saved.splitlines()[-1].endswith(",Ann Aster")
    with watched.expect_download() as waited:
        watched.click("[data-act=audit-md]")
    assert "read in the abstract" in waited.value.path().read_text(encoding="utf-8")
    watched.keyboard.press("Escape")
    expect(watched.locator("#audit")).not_to_be_visible()


def test_the_audit_names_the_records_of_every_statement_by_their_numbers_on_the_page(watched: Any, site: str) -> None:
    opened(watched, site)
    ask(watched, "Who wrote the trainer's manual?")
    turn = ask(watched, GUIDANCE)
    turn.locator("[data-act=audit]").click()
    rows = watched.locator("#audit [data-row]")
    expect(rows.first.locator(".rests")).to_contain_text("Guidance for European Red Cross National Societies")
    assert set(rows.locator(".n").all_inner_texts()) == set(turn.locator(".cite").all_inner_texts())


def test_the_audit_fits_a_phone(watched: Any, site: str) -> None:
    watched.set_viewport_size({"width": 320, "height": 640})
    turn = ask(opened(watched, site), GUIDANCE)
    turn.locator("[data-act=audit]").click()
    expect(watched.locator("#audit [data-row]").first).to_be_visible()
    assert watched.locator(".audit-scroll").evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_the_answer_is_copied_with_its_references(watched: Any, site: str) -> None:
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(opened(watched, site), GUIDANCE)
    turn.locator("[data-act=copy]").click()
    expect(turn.locator("[data-act=copy]")).to_have_text("Copied")
    copied = watched.evaluate("navigator.clipboard.readText()")
    assert f"“{QUOTE}” [1]" in copied
    assert re.search(r"\[1\] .*\(2017\)\.", copied)


def test_the_keyboard_alone_asks_and_opens_a_source(watched: Any, site: str) -> None:
    opened(watched, site)
    watched.keyboard.press("Tab")
    watched.locator("#q").focus()
    watched.keyboard.type(GUIDANCE)
    watched.keyboard.press("Enter")
    expect(watched.locator("#turn-1 .cite").first).to_be_visible()
    watched.locator("#turn-1 .cite").first.focus()
    watched.keyboard.press("Enter")
    expect(watched.locator("#src-1-1")).to_be_focused()


def test_a_desk_that_is_gone_is_said_and_the_question_stays(page: Any, site: str) -> None:
    opened(page, site)
    page.route("**/page/ask", lambda route: route.abort())
    page.route("**/healthz", lambda route: route.abort())
    page.fill("#q", GUIDANCE)
    page.press("#q", "Enter")
    expect(page.locator(".turn.failed")).to_contain_text("The desk does not answer.")
    expect(page.locator("#q")).to_have_value(GUIDANCE)


@pytest.mark.model
@pytest.mark.browser
def test_a_condition_that_may_be_meant_confines_only_when_it_is_chosen(watched: Any, site: str) -> None:
    page = opened(watched, site)
    turn = ask(page, "What happened to Claire Healy in Lebanon?")
    offered = turn.locator(".chip.offered")
    expect(offered.first).to_be_visible()
    expect(page.locator("[data-chips] [data-filter]")).to_have_count(0)
    offered.first.click()
    expect(page.locator("[data-chips] [data-filter]")).to_have_count(1)
    expect(page.locator(".turn:not(.waiting)")).to_have_count(2)


def test_an_answer_is_saved_as_a_word_file(watched: Any, site: str) -> None:
    turn = ask(opened(watched, site), GUIDANCE)
    turn.locator("[data-act=save]").click()
    expect(watched.locator("#save")).to_be_visible()
    with watched.expect_download() as saved:
        watched.click("#save .primary")
    assert saved.value.suggested_filename == "What-guidance-exists-for-Red-Cross-societies.docx"
    shown = [p.text for p in docx.Document(str(saved.value.path())).paragraphs]
    assert any(line.startswith(f"“{QUOTE}”") for line in shown)
    expect(watched.locator("#save")).to_be_hidden()
