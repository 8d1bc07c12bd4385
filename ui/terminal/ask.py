"""`refdesk ask`: one question, or a file of them with their conversations."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer
from assistant.assistant import LONGEST_ASKED_AGAIN, Assistant
from assistant.collection.authors import form_of
from corpus.errors import RefdeskError
from corpus.filters import Filters
from corpus.store import Store
from ui.budget import check_time

Row = TypeVar("Row", bound=BaseModel)


class QuestionsFailed(RefdeskError):
    """A file of questions that cannot be read."""


class FilterFailed(RefdeskError):
    """A condition that no publication of the collection can satisfy."""


class AskedQuestion(BaseModel):
    """One line of a file of questions: the question, and the earlier ones of its conversation, oldest first."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    history: tuple[str, ...] = ()


def ask_all(assistant: Assistant, question: str, history: Sequence[str], filters: Filters = Filters()) -> Answer:
    """Ask the questions of a conversation one after another and return the answer to the last, `question`.

    The oldest are forgotten where the others are longer than conversations are.
    """
    answers: list[Answer] = []
    for earlier in _remembered(history):
        check_time()
        answers.append(assistant.ask(earlier, answers, filters))
    return assistant.ask(question, answers, filters)


def _remembered(history: Sequence[str]) -> Sequence[str]:
    lengths = accumulate(map(len, reversed(history)))
    kept = sum(length <= LONGEST_ASKED_AGAIN for length in lengths)
    return history[len(history) - kept :]


def read_questions(path: Path) -> Iterator[AskedQuestion | QuestionsFailed]:
    """Yield the questions of a JSON Lines file, in order, and for a line that is none what is wrong with it.

    Raises `QuestionsFailed` where the file cannot be read.
    """
    return _rows(path, AskedQuestion, '{"question": "Who wrote it?", "history": ["What is the manual about?"]}')


def read_rows(path: Path, row: type[Row], example: str) -> list[Row]:
    """Return the lines of a JSON Lines file, each checked against the model `row`, blank lines left out.

    Raises `QuestionsFailed`, naming the line, with the example of a good one.
    """
    found = []
    for read in _rows(path, row, example):
        if isinstance(read, QuestionsFailed):
            raise read
        found.append(read)
    return found


def _rows(path: Path, row: type[Row], example: str) -> Iterator[Row | QuestionsFailed]:
    try:
        # Not at every line break of Unicode, which a question may hold.
        lines = path.read_bytes().removeprefix(BOM_UTF8).split(b"\n")
    except OSError as error:
        raise QuestionsFailed(f"The questions in {path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield row.model_validate_json(line)
            except ValidationError:
                yield QuestionsFailed(
                    f"Line {number} of {path} is no question: give one JSON object a line, as in {example}."
                )


def filters_from(
    store: Store,
    year: str | None,
    countries: Sequence[str],
    regions: Sequence[str],
    authors: Sequence[str],
    categories: Sequence[str],
) -> Filters:
    """Return the conditions given on the command line, spelled as the collection spells them.

    Raises `FilterFailed` for a value that no publication holds, naming the ones that are there.
    """
    given = {"countries": countries, "regions": regions, "authors": authors, "categories": categories}
    values = {
        field: tuple(value for name in names for value in _known(store, field, name)) for field, names in given.items()
    }
    return Filters(years=_year_range(year) if year else None, **values)


def _known(store: Store, field: str, name: str) -> tuple[str, ...]:
    """Return the spellings that the collection has of the value, whatever their case, accents and apostrophes."""
    known = [str(value) for value in store.values(field)]
    if spellings := tuple(value for value in known if form_of(value) == form_of(name)):
        return spellings
    raise FilterFailed(f"No publication holds {name!r} among its {field}; there are: {', '.join(known[:12])}.")


def _year_range(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", text)
    if not found:
        raise FilterFailed(f"{text!r} is no year: give one such as 2019, or a range such as 2015-2019.")
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)
