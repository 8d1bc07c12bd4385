"""The page before anything is asked. It is whole without Gradio, so that it is painted while Gradio still loads."""

import json
from collections.abc import Sequence
from html import escape

from assistant.assistant import LONGEST_QUESTION
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.conversation.facets import chips_html, facets_html
from ui.conversation.starters import Starters
from ui.conversation.turn import prompt
from ui.pages.document import attribute, record_address, site_header
from ui.words.strings import direction, text

_THEMES_SHOWN = 6
_WORDS = (
    "wait.searching",
    "wait.model",
    "ask.stopped",
    "button.copied",
    "button.copy_failed",
    "error.heading",
    "error.retry",
    "error.offline",
    "error.busy",
    "feedback.reason",
    "feedback.send",
    "feedback.thanks",
    "feedback.kept",
    "history.cleared",
    "sources.empty",
    "sources.none",
)


def shell_html(
    store: Store, begin: Starters, filters: Filters, question: str, language: str, english_only: bool = True
) -> str:
    """Return the page with its question box, the filters that are set, and the questions to begin with."""
    said = {key: text(key, language) for key in _WORDS}
    said["error.too_long"] = text("error.too_long", language, count=LONGEST_QUESTION)
    words = json.dumps(said, ensure_ascii=False)
    return f"""<div id="desk" class="empty" lang="{language}" dir="{direction(language)}"
 data-longest="{LONGEST_QUESTION}" data-words="{escape(words)}">
<a class="skip" href="#q">{escape(text("app.skip", language))}</a>
{site_header(language, "ask", store.setting("name") or "")}
<div class="room" id="main">
<div class="talk">
{_intro(store, language, english_only)}
<div class="turns" id="turns" role="region" aria-label="{attribute(text("ask.conversation", language))}"></div>
<p class="unseen" role="status" id="announce"></p>
{_form(store, filters, question, language)}
{_beginnings(store, begin, language)}
</div>
<section class="sources" id="sources" aria-labelledby="sources-heading">
<h2 id="sources-heading">{escape(text("sources.heading", language))}</h2>
<p class="quiet" data-no-sources>{escape(text("sources.empty", language))}</p>
</section>
</div>
<div class="foot">{_foot(store)}</div>
<dialog id="audit" aria-labelledby="audit-heading"></dialog>
</div>"""


def examples_html(examples: Sequence[str]) -> str:
    """Return the questions to begin with."""
    return "".join(f"<li>{prompt(question)}</li>" for question in examples)


def where_to_start(store: Store) -> list[tuple[str, Publication]]:
    """Return one publication, the newest, for each of the largest themes, with the name of the theme.

    The themes are the categories; where all publications share one category, their regions.
    """
    field = "categories" if len(store.values("categories")) > 1 else "regions"
    counts = {str(value): count for value, count in store.values(field).items()}
    chosen: dict[str, tuple[str, Publication]] = {}
    for theme in sorted(counts, key=lambda value: (-counts[value], value))[:_THEMES_SHOWN]:
        for publication in store.page(Filters.model_validate({field: (theme,)}), "-year", 0, _THEMES_SHOWN):
            if publication.id not in chosen:
                chosen[publication.id] = (theme, publication)
                break
    return list(chosen.values())


def _intro(store: Store, language: str, english_only: bool) -> str:
    what = text("empty.what", language, name=store.setting("name") or "refdesk", count=store.count())
    reads = (
        f'<p class="quiet">{escape(text("empty.language", language))}</p>' if english_only and language != "en" else ""
    )
    return (
        f'<div class="intro"><h1>{escape(text("app.tagline", language))}</h1>'
        f'<p dir="auto">{escape(what)} {escape(text("empty.how", language))}</p>{reads}</div>'
    )


def _form(store: Store, filters: Filters, question: str, language: str) -> str:
    def say(key: str) -> str:
        return escape(text(key, language))

    return f"""<form id="ask" class="composer" action="/" method="get" role="search" aria-label="{say("tab.ask")}">
<div data-chips>{chips_html(filters, language)}</div>
<div class="box"><label class="unseen" for="q">{say("ask.label")}</label>
<textarea id="q" name="q" rows="1" dir="auto" placeholder="{say("ask.placeholder")}">{escape(question)}</textarea>
<button class="primary" id="send">{say("ask.submit")}</button>
<button type="button" class="primary stop" id="stop" hidden>{say("ask.stop")}</button></div>
<div class="under"><details class="filters"><summary>{say("filters.heading")}</summary>
<div class="facets" data-facets>{facets_html(store, filters, language)}</div></details>
<div class="talk-tools"><button type="button" class="plain" data-act="new">{say("ask.new")}</button></div></div>
</form>
<p class="kept quiet">{say("history.kept")}
<button type="button" class="plain" data-act="clear">{say("history.clear")}</button></p>"""


def _beginnings(store: Store, begin: Starters, language: str) -> str:
    starts = "".join(
        f'<li dir="auto"><a href="{record_address(p.id)}">{escape(p.title)}</a>'
        f' <span class="quiet">{" · ".join(filter(None, (str(p.year or ""), escape(theme))))}</span></li>'
        for theme, p in where_to_start(store)
    )
    heading, how = (escape(text(f"empty.where_to_start{part}", language)) for part in ("", "_how"))
    start = (
        f'<section aria-labelledby="start-heading"><h2 id="start-heading">{heading}</h2>'
        f'<p class="quiet">{how}</p><ul class="starts">{starts}</ul></section>'
        if starts
        else ""
    )
    unchecked = "" if begin.are_checked else " data-unchecked"
    heading = escape(text("empty.examples", language))
    return (
        f'<div class="beginnings"><section aria-labelledby="examples-heading"><h2 id="examples-heading">{heading}</h2>'
        f'<ul class="prompts" id="examples"{unchecked}>{examples_html(begin.at_once())}</ul></section>{start}</div>'
    )


def _foot(store: Store) -> str:
    lines = (store.setting("notice") or "", store.setting("rights") or "")
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines if line)
