"""What the page asks of the server, and the Gradio page that carries it.

The browser keeps the conversation and sends it along; each function takes plain values and returns HTML or text.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.assistant import LONGEST_QUESTION
from corpus.citation_styles import StyleFailed
from corpus.errors import RefdeskError
from corpus.filters import Filters
from corpus.references import formatted
from ui.audit import Mark, audit_csv, audit_markdown, audit_rows
from ui.conversation import Kept, conversation, display_numbers, excerpt, kept_form
from ui.desk import Desk
from ui.document import NAME
from ui.feedback import keep_feedback
from ui.page.audit_table import audit_html
from ui.page.copied import copied_text
from ui.page.facets import chips_html, facets_html
from ui.page.shell import examples_html
from ui.page.sources import cards_html
from ui.page.starters import Starters
from ui.page.turn import follow_ups_html, turn_html
from ui.page.without import without_words
from ui.strings import LANGUAGES

# `import` gives a module in its own file, which the browser can cache and a reader can read.
_START = "import('/page/desk.js').then(page => page.start(element, server))"


class _Sent(BaseModel):
    """What the page sends with every call: the language it is shown in, and the conversation so far, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Literal[*LANGUAGES] = "en"  # type: ignore[valid-type]  # the languages that there are
    history: Kept = ()


class _Asked(_Sent):
    question: str = Field(max_length=LONGEST_QUESTION)
    filters: Filters = Filters()


class _Chosen(_Sent):
    filters: Filters = Filters()


class _Judged(_Sent):
    good: bool
    reason: str = Field(default="", max_length=2_000)


class _Audited(_Sent):
    marks: dict[int, tuple[Mark, str]] = {}
    form: Literal["csv", "md"] = "csv"


class _Dropped(_Sent):
    question: str
    words: str


class _Cited(_Sent):
    id: str
    style: str = "apa"


class Room:
    """The functions behind the page, for one desk."""

    def __init__(self, desk: Desk, begin: Starters) -> None:
        self._desk, self._store, self._begin = desk, desk.store, begin

    def functions(self) -> list[Callable[[Any], Any]]:
        """Return what the page may call, by name."""

        def ask(sent: Any) -> dict[str, Any]:
            return self.ask(_Asked.model_validate(sent))

        def restore(sent: Any) -> list[dict[str, Any]]:
            return self.restore(_Sent.model_validate(sent))

        def go_on(sent: Any) -> str:
            return self.go_on(_Sent.model_validate(sent))

        def examples(sent: Any) -> str:
            return examples_html(self._begin.checked())

        def choose(sent: Any) -> dict[str, str]:
            chosen = _Chosen.model_validate(sent)
            return {
                "facets": facets_html(self._store, chosen.filters, chosen.language),
                "chips": chips_html(chosen.filters, chosen.language),
            }

        def without(sent: Any) -> str:
            dropped = _Dropped.model_validate(sent)
            return without_words(dropped.question, dropped.words)

        def reference(sent: Any) -> str:
            return self.reference(_Cited.model_validate(sent))

        def copied(sent: Any) -> str:
            answer, numbers = self._last(_Sent.model_validate(sent))
            return copied_text(answer, numbers) if answer else ""

        def audit(sent: Any) -> str:
            audited = _Audited.model_validate(sent)
            answer, numbers = self._last(audited)
            return audit_html(answer, audit_rows(answer, audited.marks, numbers), audited.language) if answer else ""

        def audit_file(sent: Any) -> str:
            audited = _Audited.model_validate(sent)
            answer, numbers = self._last(audited)
            write = audit_csv if audited.form == "csv" else audit_markdown
            return write(answer, audit_rows(answer, audited.marks, numbers), audited.language) if answer else ""

        def judge(sent: Any) -> bool:
            judged = _Judged.model_validate(sent)
            answer, _ = self._last(judged)
            if answer is None:
                return False
            keep_feedback(self._desk.settings.data, answer.as_json(), judged.good, judged.reason)
            return True

        return [ask, restore, examples, go_on, choose, without, reference, copied, audit, audit_file, judge]

    def ask(self, asked: _Asked) -> dict[str, Any]:
        """Return the turn with the answer, its sources, and the answer itself for the browser to keep."""
        history = self._answers(asked)
        try:
            answer = self._desk.assistant.ask(asked.question, history, asked.filters)
        except RefdeskError as error:
            return {"error": str(error)}
        return self._shown([*history, answer], asked.filters, asked.language)

    def restore(self, sent: _Sent) -> list[dict[str, Any]]:
        """Return the turns of a conversation that the browser kept, without those that no longer fit the records."""
        found = conversation(sent.history, self._store, self._desk.assistant.ask)
        answers = [answer for answer, _ in found]
        return [self._shown(answers[:turn], asked, sent.language) for turn, (_, asked) in enumerate(found, start=1)]

    def go_on(self, sent: _Sent) -> str:
        """Return the questions that carry on from the last answer, each of them asked and answered first."""
        answers = self._answers(sent)
        if not answers:
            return ""
        *before, last = answers
        return follow_ups_html(last.suggestions or self._desk.assistant.follow_ups(last, before), sent.language)

    def reference(self, cited: _Cited) -> str:
        """Return the reference to a record in a citation style."""
        publication = self._store.get(cited.id)
        try:
            return formatted(publication, cited.style) if publication else ""
        except StyleFailed as error:
            return str(error)

    def _answers(self, sent: _Sent) -> list[Answer]:
        return [answer for answer, _ in conversation(sent.history, self._store, self._desk.assistant.ask)]

    def _last(self, sent: _Sent) -> tuple[Answer | None, Mapping[str, int]]:
        """Return the last answer as it is shown, or None where it fits the records no longer, and its numbers."""
        answers = self._answers(sent)
        fits = bool(answers) and answers[-1].question == sent.history[-1].question
        return (excerpt(answers[-1]) if fits else None), display_numbers(answers)

    def _shown(self, answers: Sequence[Answer], asked: Filters, language: str) -> dict[str, Any]:
        answer, turn, numbers = answers[-1], len(answers), display_numbers(answers)
        return {
            "turn": turn_html(answer, turn, numbers, language),
            "cards": cards_html(excerpt(answer), turn, numbers, language),
            "kept": kept_form(answer, asked),
        }


def room_page(desk: Desk, begin: Starters) -> gr.Blocks:
    """Return the Gradio page: one component, into which the page's script moves the shell that is already painted."""
    with gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            html_template="",
            js_on_load=_START,
            apply_default_css=False,
            elem_id="room",
            server_functions=Room(desk, begin).functions(),
        )
    return page
