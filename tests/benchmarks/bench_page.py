"""The page in a real browser: first paint, page weight, and the time from Enter to the answer.

Run with `python -m tests.benchmarks.bench_page`; it prints one line for each figure.
"""

import statistics
import tempfile
from pathlib import Path
from typing import Any

from tests.ui.conftest import CHROMIUM, QUIET, serve
from ui.settings import Settings, stay_silent

QUESTIONS = (
    "What guidance exists for Red Cross societies?",
    "Why is human trafficking underreported?",
    "Which publications are about Azerbaijan?",
    "What are the penalties for trafficking in Brazil?",
)
LOADS = 5
_READING_MS = 3_000
_WEIGHT = """[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
  .reduce((sum, entry) => sum + entry.transferSize, 0)"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_ASK = """async question => {
  const turns = document.querySelectorAll('.turn:not(.waiting)').length;
  const box = document.getElementById('q');
  box.value = question;
  const begun = performance.now();
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
  while (!document.getElementById(`turn-${turns + 1}`)) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def measure(browser: Any, site: str) -> None:
    """Print the figures."""
    paints, weight = [], 0
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1366, "height": 850})
        page = context.new_page()
        page.goto(site)
        page.wait_for_selector("#desk[data-ready]")
        page.wait_for_load_state("load")
        paints.append(page.evaluate(_PAINT))
        weight = page.evaluate(_WEIGHT)
        context.close()
    print(f"first contentful paint: {statistics.median(paints):.0f} ms (median of {LOADS} cold loads)")
    print(f"page weight on first load: {weight / 1000:.0f} kB")
    page = browser.new_page()
    page.goto(site)
    page.wait_for_selector("#desk[data-ready]")
    page.evaluate(_ASK, QUESTIONS[0])
    for question in QUESTIONS:
        # A reader reads: by then the questions to go on with have been found.
        page.wait_for_timeout(_READING_MS)
        shown = page.evaluate(_ASK, question)
        kept = page.evaluate("JSON.parse(localStorage.getItem('refdesk-conversation')).at(-1).timings_ms.total")
        print(f"Enter to answer: {shown:.0f} ms, of which the assistant {kept:.0f} ms: {question}")


def main() -> None:
    """Measure a desk of its own, with the default collection."""
    stay_silent()
    from playwright.sync_api import sync_playwright

    from ui.desk import open_desk
    from ui.web.app import create_app

    path = next((path for path in CHROMIUM if Path(path).exists()), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = open_desk(Settings(data=Path(folder), model=""))
        desk.warm()
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        for site in serve(create_app(desk)):
            measure(browser, site)
        browser.close()
        desk.store.close()


if __name__ == "__main__":
    main()
