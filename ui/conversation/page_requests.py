"""What the page sends to the server, checked; what does not fit is refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.assistant import LONGEST_QUESTION
from corpus.filters import Filters
from corpus.references import COMMON_STYLES
from ui.conversation.chosen import Chosen
from ui.conversation.feedback import LONGEST_REASON
from ui.conversation.history import Kept
from ui.documents.written import Form
from ui.pages.audit import Mark
from ui.words.strings import LANGUAGES


class PageRequest(BaseModel):
    """What comes with every call: the language that the page is shown in, and the conversation so far, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Literal[*LANGUAGES] = "en"  # type: ignore[valid-type]  # the languages that there are
    history: Kept = ()


class AskRequest(PageRequest):
    """A question, and the filters that it is asked under."""

    question: str = Field(max_length=LONGEST_QUESTION)
    filters: Chosen = Filters()


class FilterRequest(PageRequest):
    """The filters as they are now chosen."""

    filters: Chosen = Filters()


class FeedbackRequest(PageRequest):
    """What a reader says of the last answer."""

    good: bool
    reason: str = Field(default="", max_length=LONGEST_REASON)


class AuditRequest(PageRequest):
    """The marks and notes on the statements of the last answer, by their place; by whom, and the form of the file."""

    marks: dict[int, tuple[Mark, Annotated[str, Field(max_length=LONGEST_REASON)]]] = Field(
        default={}, max_length=1_000
    )
    reviewer: str = Field(default="", max_length=LONGEST_REASON)
    form: Literal["csv", "md"] = "csv"


class DocumentRequest(PageRequest):
    """The form of a document and the style of its references; `whole` asks for the conversation, not the last answer.

    `origin` is where the browser reached the desk, for the links.
    """

    form: Form = "docx"
    style: Literal[*COMMON_STYLES] = "apa"  # type: ignore[valid-type]  # the styles that there are
    whole: bool = False
    origin: str = Field(pattern=r"^https?://[A-Za-z0-9.:\[\]-]{1,250}$")


class DropRequest(PageRequest):
    """A question, and the words of it to be left out."""

    question: str = Field(max_length=LONGEST_QUESTION)
    words: str = Field(max_length=LONGEST_QUESTION)


class ReferenceRequest(PageRequest):
    """A record, and the style to cite it in."""

    id: str = Field(max_length=200)
    style: str = Field(default="apa", max_length=40)
