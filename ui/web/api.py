"""The JSON interface: what POST /api/ask and Gradio's /ask take, and what is wrong with a body in one sentence."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.assistant import LONGEST_QUESTION
from corpus.errors import RefdeskError
from corpus.filters import Filters
from ui.conversation.chosen import Chosen
from ui.conversation.history import LONGEST_CONVERSATION

_Question = Annotated[str, Field(max_length=LONGEST_QUESTION)]
EXAMPLE = '{"question": "Who wrote it?", "history": ["What is the manual about?"], "filters": {"years": [2015, 2019]}}'
_LONGEST_PLACE, _DEEPEST_PLACE = 60, 6  # of the names of fields that are said again, which may be anything
# By the names that pydantic gives to its errors.
_SENTENCES = {
    "missing": "The field {field} is missing",
    "extra_forbidden": "There is no field {field}",
    "string_type": "The field {field} must be a text",
    "string_too_long": "The field {field} may have {max_length:,} characters at most",
    "too_long": "The field {field} may have {max_length:,} items at most",
    "value_error": "The field {field} cannot be: {error}",
}


class AskedWrongly(RefdeskError):
    """A question that cannot be asked."""


class AskedByJson(BaseModel):
    """The body of POST /api/ask."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: _Question
    history: Annotated[tuple[_Question, ...], Field(max_length=LONGEST_CONVERSATION)] = ()
    filters: Chosen = Filters()


def asked_by_client(question: object) -> AskedByJson:
    """Return the question that a client of Gradio's asks; raises `AskedWrongly` for one that cannot be."""
    try:
        return AskedByJson.model_validate({"question": question})
    except ValidationError as error:
        raise AskedWrongly(problem(error, EXAMPLE)) from error


def problem(refused: ValidationError, example: str = "") -> str:
    """Return what is wrong with a body in one sentence, with an example of a good one where there is one."""
    first = refused.errors(include_url=False, include_input=False)[0]
    place = [str(part)[:_LONGEST_PLACE] for part in first["loc"]][:_DEEPEST_PLACE]
    if first["type"] == "json_invalid" or not place:
        said = "The body must be a JSON object, sent as application/json"
    else:
        sentence = _SENTENCES.get(first["type"], "The field {field} cannot be: {msg}")
        said = sentence.format(field="“" + ".".join(place) + "”", msg=first["msg"], **first.get("ctx", {}))
    return f"{said}; a good one is {example}." if example else f"{said}."
