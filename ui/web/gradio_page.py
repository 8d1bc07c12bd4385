"""All that is known of Gradio's inside, each mend with its reason: a release of Gradio is read against this file.

With it go `ui/static/gradio.css`, which undoes Gradio's styles, and `ui/static/scripts/gradio.js`, which Gradio's
component calls. Tried with Gradio 6.31.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from corpus.errors import RefdeskError
from ui.pages.document import styles
from ui.pages.templates import NAME, render
from ui.web.gradio_door import GradioDoor

# Gradio's document begins with inline scripts, and `js_on_load` is compiled in the browser.
SCRIPT_SOURCES = "'self' 'unsafe-inline' 'unsafe-eval'"

# `js_on_load` is the body of a function; `import` gives the page's script in files of its own, which the browser keeps.
_START = "import('/page/gradio.js').then(page => page.begin(element))"
# What Gradio's document says of Gradio to other sites.
_ADVERTISING = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_STYLES = ("desk.css", "composer.css", "turn.css", "sources.css", "dialog.css", "audit.css", "save.css", "gradio.css")

AskForJson = Callable[[object], Awaitable[dict[str, Any]]]


def gradio_page(ask: AskForJson) -> gr.Blocks:
    """Return the Gradio page: one component, into which the page's script moves the shell that is already painted.

    Of Gradio's API `/ask` is the only address: `gradio_client.Client(url).predict(question, api_name="/ask")` returns
    what `ask` does.
    """
    with gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            html_template="",
            js_on_load=_START,
            apply_default_css=False,  # styles of Gradio's for prose
            elem_id="mount",  # for gradio.css
        )
        # As many at once as POST /api/ask answers; by default the queue would answer one at a time.
        gr.api(_asked_by_client(ask), api_name="ask", concurrency_limit=None)
    return page


def mount(app: FastAPI, page: gr.Blocks) -> None:
    """Serve the page at the root of the application, under what the application serves itself."""
    # Fonts that are named would be fetched; these are the system's. `ssr_mode` would start a Node process.
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    gr.mount_gradio_app(app, page, path="", show_error=False, footer_links=[], ssr_mode=False, theme=theme)
    route = app.routes[-1]
    assert isinstance(route, Mount)
    route.app = GradioDoor(route.app, page)


def with_shell(document: str, shell: str, language: str, direction: str, scripts: Sequence[str]) -> str:
    """Return Gradio's document with the shell before Gradio's own element, and with what the shell needs in its head.

    Gradio's element stays empty until its scripts have loaded, so the shell is what is painted first.
    """
    head = render("head.html", language, style=styles(*_STYLES), scripts=scripts)
    document = _ADVERTISING.sub("", document)
    document = document.replace('lang="en"', f'lang="{language}" dir="{direction}"', 1)
    document = document.replace("</head>", f"{head}</head>", 1)
    return document.replace("<gradio-app", f"{shell}<gradio-app", 1)


def _asked_by_client(ask: AskForJson) -> Callable[[str], Awaitable[dict[str, Any]]]:
    async def answered(question: str) -> dict[str, Any]:
        try:
            return await ask(question)
        except RefdeskError as error:
            raise gr.Error(str(error), print_exception=False) from error  # Gradio hides what any other error says

    return answered
