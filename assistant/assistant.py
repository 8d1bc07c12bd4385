"""The way of a question: understood, answered part by part from the store or from quotes, and put together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from assistant.answer import Answer
from assistant.catalogue.answers import answer_catalogue
from assistant.evidence.reader import ContentReader, Reading
from assistant.question import Question
from assistant.reply.compose import joined, refused
from assistant.reply.foreign import foreign_reason
from assistant.reply.small_talk import answer_desk
from assistant.reply.suggestions import follow_ups, said, starters
from assistant.understanding.intents.desk import desk_intent
from assistant.understanding.intents.emergency import is_emergency
from assistant.understanding.text.language import ENGLISH
from assistant.understanding.understand import understand
from corpus.filters import Filters
from corpus.store import Store

# Longer than any question; a text like that is no question, and reading it would only keep others waiting.
LONGEST_QUESTION = 4_000
# Questions offered where one is not answered.
OFFERED_INSTEAD = 2
DEFAULT_NOTICE = "This desk quotes publications. It is no hotline and gives no legal advice."


class Assistant:
    """Answers questions on one collection; nothing of a conversation is kept between two calls."""

    def __init__(self, store: Store, reader: Callable[[], ContentReader], english_only: bool = True) -> None:
        """Take the collection, and what gives the reader of its abstracts (it loads the model when first called).

        `english_only` says that the model reads no other language.
        """
        self._store, self._reader, self._english_only = store, reader, english_only
        self._starters: tuple[int, tuple[str, ...]] = (-1, ())

    def ask(
        self,
        text: str,
        history: Sequence[Answer] = (),
        filters: Filters = Filters(),
        reading: Reading | None = None,
    ) -> Answer:
        """Return the answer to `text`, asked after `history` (oldest first), among the publications in `filters`.

        `reading` is told the records that are read for a content question as soon as they are found, anew for each
        part of the question, and where none of those answers that it was asked of first.
        """
        answer = self._asked(text, history, filters, reading)
        if answer.status == "not_answered":
            asked = {said(earlier.question) for earlier in history}
            instead = [question for question in self.starters() if said(question) not in asked]
            answer = replace(answer, suggestions=tuple(instead[:OFFERED_INSTEAD]))
        return answer

    def follow_ups(self, answer: Answer, history: Sequence[Answer]) -> tuple[str, ...]:
        """Return questions that carry on from the answer and are answered after it; `history` came before it."""
        return follow_ups(answer, history, self._asked)

    def starters(self) -> tuple[str, ...]:
        """Return questions for a first visit that the collection answers, found out once for each state of it."""
        seq = self._store.seq()
        if self._starters[0] != seq:
            self._starters = (seq, starters(self._store, self._asked))
        return self._starters[1]

    def _asked(
        self,
        text: str,
        history: Sequence[Answer],
        filters: Filters = Filters(),
        reading: Reading | None = None,
    ) -> Answer:
        begun = perf_counter()
        text = text.strip()
        if problem := self._problem(text):
            return refused(text[:LONGEST_QUESTION], problem)
        questions = understand(text, history, self._store, filters)
        understood = _milliseconds(begun)
        parts, answers = zip(*(self._settled(question, reading) for question in questions), strict=True)
        answer = joined(text, answers)
        notice = (self._store.setting("notice") or DEFAULT_NOTICE) if is_emergency(text) else ""
        return replace(
            answer,
            notice=notice,
            understood={"parts": [part.understood() for part in parts]} if len(parts) > 1 else parts[0].understood(),
            timings_ms={"understand": understood, **answer.timings_ms, "total": _milliseconds(begun)},
        )

    def _problem(self, text: str) -> str:
        if not any(character.isalnum() for character in text):
            return "There is no question here; ask one in your own words."
        if len(text) > LONGEST_QUESTION:
            return f"The question is {len(text):,} characters long; ask it in at most {LONGEST_QUESTION:,}."
        if self._store.count() == 0:
            return "The collection is empty; add publications with: refdesk import FILE"
        return ""

    def _settled(self, question: Question, reading: Reading | None) -> tuple[Question, Answer]:
        """Return the answer with the question it answers: one that only may refer to a record is asked of all too."""
        answer = self._answer(question, reading)
        if question.only_maybe and answer.status == "not_answered":
            by_itself = replace(question, about=(), referred="", only_maybe=False)
            answer_of_all = self._answer(by_itself, reading)
            if answer_of_all.status == "answered":
                return by_itself, answer_of_all
        return question, answer

    def _answer(self, question: Question, reading: Reading | None) -> Answer:
        if question.language != ENGLISH and self._english_only:
            return refused(question.text, foreign_reason(question.language))
        if question.kind == "catalogue":
            return answer_catalogue(question, self._store)
        if question.kind in ("desk", "out_of_scope"):
            return answer_desk(question.text, desk_intent(question.text), self._store)
        return self._reader().answer(question, reading)


def _milliseconds(since: float) -> float:
    return round((perf_counter() - since) * 1000, 1)
