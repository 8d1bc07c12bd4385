"""The layout of the page in Gradio, and what its events do. The HTML comes from `conversation` and `cards`."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answer import Answer
from corpus.errors import RefdeskError
from corpus.filters import Filters
from ui.desk import Desk
from ui.document import NAME
from ui.page.cards import sources_html
from ui.page.conversation import conversation_html
from ui.strings import DEFAULT_LANGUAGE, language_of, text

_FOLDER = Path(__file__).parent
_FIELDS = ("countries", "regions", "authors", "categories")
_PRIVATE = {"api_visibility": "private", "show_progress": "hidden"}


def page_assets() -> dict[str, Any]:
    """Return the look of the page for `gr.mount_gradio_app`: no outside font, our own style sheets."""
    sans = ["system-ui", "sans-serif"]
    return {
        "theme": gr.themes.Base(font=sans, font_mono=["ui-monospace", "monospace"]),
        "css_paths": [_FOLDER / "tokens.css", _FOLDER / "ask.css"],
        "head": '<meta name="color-scheme" content="light dark">',
    }


class Asking:
    """What the events of the page do; each reader's answers are in the page's state and nowhere else."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(
        self, question: str, answers: list[Answer], request: gr.Request, *conditions: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the page while the question waits, then with its answer: what the outputs of the event hold."""
        language = language_of(request.headers.get("accept-language"))
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        waiting = text("wait.searching" if self._desk.ready else "wait.model", language)
        shown = conversation_html(answers, language, question, waiting)
        yield shown, sources_html(answers, language), answers, "", gr.update(visible=False)
        try:
            answer = self._desk.assistant.ask(question, answers, filters_of(*conditions))
        except RefdeskError as error:
            gr.Warning(escape(str(error)))
            yield conversation_html(answers, language), sources_html(answers, language), answers, question, gr.skip()
            return
        answers = [*answers, answer]
        yield conversation_html(answers, language), sources_html(answers, language), answers, "", gr.skip()


def filters_of(first: int | None, last: int | None, *listed: Sequence[str] | None) -> Filters:
    """Return the conditions that are set on the page; a range that runs backwards is turned round."""
    years = None
    if first or last:
        bounds = (first or last or 0, last or first or 0)
        years = (min(bounds), max(bounds))
    values = {field: tuple(chosen or ()) for field, chosen in zip(_FIELDS, listed, strict=True)}
    return Filters(years=years, **values)


def ask_page(desk: Desk) -> gr.Blocks:
    """Return the page."""
    language, store, asking = DEFAULT_LANGUAGE, desk.store, Asking(desk)
    with gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True) as page:
        answers = gr.State([])
        gr.HTML(_header(desk, language))
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, elem_id="ask"):
                conversation = gr.HTML(conversation_html((), language), padding=False)
                with gr.Column(elem_id="examples") as examples:
                    gr.HTML(f"<h2>{escape(text('empty.examples', language))}</h2>")
                    buttons = [gr.Button(q, elem_classes="example") for q in desk.examples()]
                with gr.Row(elem_id="question-row"):
                    question = gr.Textbox(
                        label=text("ask.label", language),
                        placeholder=text("ask.placeholder", language),
                        lines=1,
                        max_lines=6,
                        autofocus=True,
                        elem_id="question",
                        scale=6,
                    )
                    submit = gr.Button(text("ask.submit", language), variant="primary", elem_id="submit", scale=1)
                conditions = _filters(store, language)
            with gr.Column(scale=2, elem_id="beside"):
                sources = gr.HTML(sources_html((), language), padding=False)
        gr.HTML(_footer(desk))
        outputs = [conversation, sources, answers, question, examples]
        asked = {"fn": asking.ask, "outputs": outputs, **_PRIVATE}
        gr.on([question.submit, submit.click], inputs=[question, answers, *conditions], **asked)
        for button in buttons:
            button.click(inputs=[button, answers, *conditions], **asked)
    return page


def _filters(store: Any, language: str) -> list[gr.components.Component]:
    years = [(f"{year} ({count})", year) for year, count in store.values("years").items()]
    with gr.Accordion(text("filters.heading", language), open=False, elem_id="filters"):
        with gr.Row():
            first = gr.Dropdown([("–", None), *years], value=None, label=text("filters.year_from", language))
            last = gr.Dropdown([("–", None), *years], value=None, label=text("filters.year_to", language))
        listed = []
        for field in _FIELDS:
            choices = [(f"{value} ({count})", value) for value, count in store.values(field).items()]
            listed.append(gr.Dropdown(choices, multiselect=True, label=text(f"filters.{field}", language)))
    return [first, last, *listed]


def _header(desk: Desk, language: str) -> str:
    name, count = desk.store.setting("name") or desk.settings.data.name, desk.store.count()
    mark = (_FOLDER / "mark.svg").read_text(encoding="utf-8")
    what = text("empty.what", language, name=name, count=count)
    return (
        f'<header class="site"><a class="brand" href="/">{mark}<span>{NAME}</span></a>'
        f'<nav aria-label="{NAME}"><a href="/" aria-current="page">{escape(text("tab.ask", language))}</a>'
        f'<a href="/explore">{escape(text("tab.explore", language))}</a></nav></header>'
        f'<div class="intro"><h1>{escape(text("app.tagline", language))}</h1>'
        f'<p dir="auto">{escape(what)} {escape(text("empty.how", language))}</p></div>'
    )


def _footer(desk: Desk) -> str:
    lines = [desk.store.setting("notice") or "", desk.store.setting("rights") or ""]
    return '<footer class="site-foot">' + "".join(f"<p>{escape(line)}</p>" for line in lines if line) + "</footer>"
