"""What the page asks of the server.

The browser keeps the conversation and sends it along; each function takes plain values and returns HTML or text.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

from assistant.answer import Answer
from corpus.citation_styles import StyleFailed
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.references import formatted
from ui.conversation.audit_table import audit_html
from ui.conversation.copied import copied_text
from ui.conversation.facets import chips_html, facets_html
from ui.conversation.feedback import FeedbackNotKept, keep_feedback
from ui.conversation.history import conversation, excerpt, kept_form
from ui.conversation.page_requests import (
    AskRequest,
    AuditRequest,
    DocumentRequest,
    DropRequest,
    FeedbackRequest,
    FilterRequest,
    PageRequest,
    ReferenceRequest,
)
from ui.conversation.shared import mark_of, shared_query
from ui.conversation.shell import examples_html
from ui.conversation.sources import cards_html
from ui.conversation.starters import Starters
from ui.conversation.turn import follow_ups_html, records_html, turn_html
from ui.conversation.without import without_words
from ui.desk import Desk
from ui.documents.document import Setting, document_of
from ui.documents.written import written
from ui.gaps import noted
from ui.pages.audit import Occasion, audit_csv, audit_markdown, audit_rows
from ui.words.strings import text


class PageFunctions:
    """The functions behind the page, for one desk."""

    def __init__(self, desk: Desk, begin: Starters) -> None:
        self._desk, self._store, self._begin = desk, desk.store, begin

    def all(self) -> dict[Callable[[Any], Any], type[PageRequest]]:
        """Return what the page may call and is answered at once, with the form of what each takes."""
        return {
            self.restore: PageRequest,
            self.examples: PageRequest,
            self.go_on: PageRequest,
            self.choose: FilterRequest,
            self.without: DropRequest,
            self.reference: ReferenceRequest,
            self.copied: PageRequest,
            self.shared: PageRequest,
            self.document: DocumentRequest,
            self.audit: AuditRequest,
            self.audit_file: AuditRequest,
            self.judge: FeedbackRequest,
        }

    def ask(self, asked: AskRequest, reading: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Return the turn with the answer, its sources, and the answer itself for the browser to keep.

        `reading` is told the records that are read, as soon as they are found.
        """

        def tell(publications: Sequence[Publication]) -> None:
            said = text("wait.reading", asked.language, count=len(publications))
            reading({"reading": said, "records": records_html(publications, asked.language)})

        history = self._answers(asked)
        answer = self._desk.assistant.ask(asked.question, history, asked.filters, tell)
        noted(self._desk.settings.folder, self._desk.store, answer)
        return _shown(answer, asked.filters, len(history) + 1, asked.language)

    def restore(self, sent: PageRequest) -> list[dict[str, Any]]:
        """Return the turns of a conversation that the browser kept, without those that no longer fit the records."""
        found = self._conversation(sent)
        return [_shown(answer, asked, turn, sent.language) for turn, (answer, asked) in enumerate(found, start=1)]

    def examples(self, sent: PageRequest) -> str:
        """Return the questions to begin with, each of them asked and answered first."""
        return examples_html(self._begin.checked(), sent.language)

    def go_on(self, sent: PageRequest) -> str:
        """Return the questions that carry on from the last answer, each of them asked and answered first."""
        answers = self._answers(sent)
        if not answers:
            return ""
        *before, last = answers
        questions = (*self._desk.assistant.follow_ups(last, before), *last.suggestions)
        return follow_ups_html(tuple(dict.fromkeys(questions)), sent.language)

    def choose(self, sent: FilterRequest) -> dict[str, str]:
        """Return the filters to choose from, with their counts, and the chips of those that are chosen."""
        return {
            "facets": facets_html(self._store, sent.filters, sent.language),
            "chips": chips_html(sent.filters, sent.language),
        }

    def without(self, sent: DropRequest) -> str:
        """Return the question without the words."""
        return without_words(sent.question, sent.words)

    def reference(self, sent: ReferenceRequest) -> str:
        """Return the reference to a record in a citation style."""
        publication = self._store.get(sent.id)
        try:
            return formatted(publication, sent.style) if publication else ""
        except StyleFailed as error:
            return str(error)

    def copied(self, sent: PageRequest) -> str:
        """Return the last answer with its references, as text."""
        answer = self._last(sent)
        return copied_text(answer, sent.language) if answer else ""

    def document(self, sent: DocumentRequest) -> dict[str, str]:
        """Return the last answer, or the whole conversation, as a file: name, media type, and the bytes in base64."""
        asked = [(excerpt(answer), asked) for answer, asked in self._conversation(sent)]
        setting = Setting(self._store.setting("name") or "", sent.language, sent.origin, sent.style)
        foot = [said for key in ("notice", "rights") if (said := self._store.setting(key))]
        file = written(document_of(asked if sent.whole else asked[-1:], setting, foot), sent.form)
        return {"name": file.name, "media": file.media, "content": b64encode(file.content).decode()}

    def shared(self, sent: PageRequest) -> str:
        """Return the query of the address at which anybody gets the last answer; nothing where none is left."""
        asked = conversation(sent.history, self._store, self._desk.assistant.ask)
        return shared_query(asked, self._desk.assistant.ask) if asked else ""

    def audit(self, sent: AuditRequest) -> str:
        """Return the statements of the last answer beside the slices that they are."""
        answer = self._last(sent)
        if answer is None:
            return ""
        return audit_html(answer, audit_rows(answer, sent.marks, sent.language), sent.language)

    def audit_file(self, sent: AuditRequest) -> str:
        """Return the audit of the last answer as a file."""
        answer = self._last(sent)
        write = audit_csv if sent.form == "csv" else audit_markdown
        if answer is None:
            return ""
        occasion = Occasion(self._store.setting("name") or "", version("refdesk"), sent.reviewer, date.today())
        return write(answer, audit_rows(answer, sent.marks, sent.language), occasion, sent.language)

    def judge(self, sent: FeedbackRequest) -> str:
        """Keep what the reader says of the last answer, and say whether it was kept."""
        answer = self._last(sent)
        if answer is None:
            return text("error.heading", sent.language)
        try:
            keep_feedback(self._desk.settings.folder, answer.as_json(), sent.good, sent.reason)
        except FeedbackNotKept:
            return text("feedback.not_kept", sent.language)
        return text("feedback.thanks", sent.language)

    def _answers(self, sent: PageRequest) -> list[Answer]:
        return [answer for answer, _ in self._conversation(sent)]

    def _conversation(self, sent: PageRequest) -> list[tuple[Answer, Filters]]:
        return conversation(sent.history, self._store, self._desk.assistant.ask)

    def _last(self, sent: PageRequest) -> Answer | None:
        """Return the last answer as it is shown, or None where it fits the records no longer."""
        answers = self._answers(sent)
        fits = bool(answers) and answers[-1].question == sent.history[-1].question
        return excerpt(answers[-1]) if fits else None


def _shown(answer: Answer, asked: Filters, turn: int, language: str) -> dict[str, Any]:
    """Return the turn of the conversation as it is shown, and what is kept of it."""
    return {
        "turn": turn_html(answer, turn, language, asked),
        "cards": cards_html(excerpt(answer), turn, language),
        "kept": kept_form(answer, asked),
        "mark": mark_of(answer),
    }
