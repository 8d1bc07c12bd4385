"""The page looks alike before Gradio has loaded and after: nothing of Gradio's styles reaches it."""

from typing import Any

import pytest

from tests.ui.test_page_ask import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.model]

_LOOK = """() => [...document.querySelectorAll('#desk, #desk *')].map(element => {
  const style = getComputedStyle(element);
  const look = ['color', 'background', 'border', 'display', 'font', 'list-style', 'margin', 'padding', 'appearance',
    'text-decoration', 'outline', 'opacity', 'vertical-align', 'text-align', 'white-space', 'cursor', 'fill'];
  return element.outerHTML.slice(0, 80) + look.map(name => `\\n${name}: ${style.getPropertyValue(name)}`).join('');
})"""
_HEADING = "getComputedStyle(document.querySelector('#desk h1')).fontSize"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_gradio_changes_nothing_of_the_look(page: Any, site: str, size: str, scheme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    page.route("**/assets/*.js", lambda route: None)  # holds Gradio's scripts, which load its styles
    page.goto(site, wait_until="commit")
    page.wait_for_selector("#desk .foot")
    page.evaluate("document.querySelector('#q').focus()")  # as the page's script does
    before, heading = page.evaluate(_LOOK), page.evaluate(_HEADING)
    assert not page.query_selector("#desk[data-ready]")
    page.unroute("**/assets/*.js")  # lets those that are held go on
    page.wait_for_selector("#desk[data-ready]")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.querySelector('.gradio-container #desk') !== null")
    assert page.evaluate(_HEADING) == heading
    if size == "wide":
        assert heading == "34px"
    # Without a pointer the page's script leaves the focus alone, and so the look of the box.
    page.evaluate("document.querySelector('#q').focus()")
    assert page.evaluate(_LOOK) == before
