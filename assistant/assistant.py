"""The way of a question: read, answered part by part from the store or from quotes, remembered, and put together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from assistant.answer import Answer
from assistant.catalogue.answers import answer_catalogue
from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.foreign import ForeignReader
from assistant.evidence.reader import ContentReader, OnReading, without_understood
from assistant.messages.message import Message, message
from assistant.question import CatalogueQuestion, Conditions, ContentQuestion, ForeignQuestion, Question, SmallTalk
from assistant.reply.compose import joined, refused, set_aside
from assistant.reply.foreign import foreign_reason, said_in
from assistant.reply.refusals import none_chosen
from assistant.reply.small_talk import answer_small_talk
from assistant.reply.suggestions import follow_ups, said
from assistant.starters import Starters
from assistant.state import Turn
from assistant.understanding.intents.emergency import is_emergency
from assistant.understanding.intents.second_opinion import SecondOpinion
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.understand import Understanding, questions_in
from corpus.filters import Filters
from corpus.store import Store

# Longer than any question; a text like that is no question, and reading it would only keep others waiting.
LONGEST_QUESTION = 4_000
# What earlier questions that are asked again may have together, so that a conversation costs little more than they do.
LONGEST_ASKED_AGAIN = 2 * LONGEST_QUESTION
# Each is answered for itself; "what? what? what?" would be hundreds.
MOST_QUESTIONS = 10
# Questions offered where one is not answered.
OFFERED_INSTEAD = 2


class Assistant:
    """Answers questions on one collection; nothing of a conversation is kept between two calls."""

    def __init__(
        self,
        store: Store,
        reader: Callable[[], ContentReader],
        english_only: bool = True,
        second_opinion: SecondOpinion | None = None,
        foreign: Callable[[], ForeignReader | None] = lambda: None,
    ) -> None:
        """Take the collection, and what gives the reader of its abstracts (it loads the model when first called).

        `english_only` says that the model reads no other language; `second_opinion` says what a question asks where its
        wording is not known; `foreign` gives what answers questions in other languages, None where nothing does.
        """
        self._store, self._reader, self._english_only = store, reader, english_only
        self._second_opinion, self._foreign = second_opinion, foreign
        self._starters = Starters(store, self._asked)

    def ask(
        self,
        text: str,
        history: Sequence[Answer] = (),
        filters: Filters = Filters(),
        reading: OnReading | None = None,
    ) -> Answer:
        """Return the answer to `text`, asked after `history` (oldest first), among the publications in `filters`.

        `reading` is told the records that are read for a content question as soon as they are found, anew for each
        part of the question, and where none of those answers that it was asked of first.
        """
        answer = self._asked(text, history, filters, reading)
        if answer.status == "not_answered":
            asked = {said(earlier.question) for earlier in history}
            instead = [question for question in self._starters.at_hand() if said(question) not in asked]
            answer = replace(answer, suggestions=tuple(instead[:OFFERED_INSTEAD]))
        return answer

    def follow_ups(self, answer: Answer, history: Sequence[Answer]) -> tuple[str, ...]:
        """Return questions that carry on from the answer and are answered after it; `history` came before it."""
        return follow_ups(answer, history, self._asked)

    def starters(self) -> tuple[str, ...]:
        """Return questions for a first visit that the collection answers, found out once for each state of it."""
        return self._starters.checked()

    def _asked(
        self,
        text: str,
        history: Sequence[Answer],
        filters: Filters = Filters(),
        reading: OnReading | None = None,
    ) -> Answer:
        begun = perf_counter()
        text = text.strip()
        if problem := self._problem(text):
            return refused(text[:LONGEST_QUESTION], problem)
        records = Records(self._store, vocabulary_of(self._store))
        parts = questions_in(text, records.vocabulary)
        if len(parts) > MOST_QUESTIONS:
            return refused(text, message("problem.many", count=len(parts), most=MOST_QUESTIONS))
        answers: list[Answer] = []
        for part in parts:
            # What is asked in the same breath may be asked of what was just named.
            before = Conversation((*history, *answers))
            reads = self._foreign() is not None
            question = Understanding(records, before, filters, self._second_opinion, reads).question(part)
            answers.append(_with_searched(self._answered(question, records, reading), question, records))
        answer = joined(text, answers)
        warning = self._notice() if is_emergency(text) else None
        return replace(answer, warning=warning, timings_ms={**answer.timings_ms, "total": _milliseconds(begun)})

    def _notice(self) -> Message:
        """Return what is said to somebody in danger: the collection's own words, else the desk's."""
        own = self._store.setting("notice")
        return message("text", text=own) if own else message("desk.notice")

    def _problem(self, text: str) -> Message | None:
        if not any(character.isalnum() for character in text):
            return message("problem.empty")
        if len(text) > LONGEST_QUESTION:
            return message("problem.long", count=len(text), most=LONGEST_QUESTION)
        return message("problem.no_records") if self._store.count() == 0 else None

    def _answered(self, question: Question, records: Records, reading: OnReading | None) -> Answer:
        """Return the answer, with how the question that it answers was read."""
        match question:
            case SmallTalk():
                answer = answer_small_talk(question, self._store)
            case CatalogueQuestion():
                answer = said_in(answer_catalogue(question, records), question.language)
            case ForeignQuestion():
                return self._of_another_language(question, records, reading)
            case ContentQuestion():
                return self._quoted(question, records, reading)
        return replace(answer, turns=(Turn.of(question),))

    def _of_another_language(self, question: ForeignQuestion, records: Records, reading: OnReading | None) -> Answer:
        reader = self._foreign()
        if reader and question.request and (about := reader.described(question, records)):
            return self._answered(about, records, reading)
        if reader:
            answer = said_in(reader.answer(question, records, reading), question.language)
        elif self._english_only:
            answer = refused(question.text, foreign_reason(question.language))
        else:
            answer = self._reader().answer(question.content, records, reading)
        return replace(answer, turns=(Turn.of(question),))

    def _quoted(self, question: ContentQuestion, records: Records, reading: OnReading | None) -> Answer:
        """Return the answer made of quotes: to the question as it was read, else as it may be meant too."""
        first = self._reader().answer(question, records, reading)
        if first.status == "answered":
            return replace(first, turns=(Turn.of(question),))
        if question.may_stand_alone:
            by_itself = replace(question, about=(), referred="", may_stand_alone=False)
            answer = self._reader().answer(by_itself, records, reading)
            if answer.status == "answered":
                return replace(answer, turns=(Turn.of(by_itself),))
        if widened := without_understood(question):
            answer = self._reader().answer(widened, records, reading)
            if answer.status == "answered":
                return replace(set_aside(answer, question.conditions), turns=(Turn.of(widened),))
        if question.conditions.chosen and first.because:
            outside = replace(question, conditions=Conditions())
            others = self._reader().answer(outside, records).publications
            first = replace(first, because=none_chosen(question.conditions, first.because, others, records))
        return replace(first, turns=(Turn.of(question),))


def _with_searched(answer: Answer, question: Question, records: Records) -> Answer:
    """Return a refusal with the number of publications among which an answer was looked for, by what was chosen."""
    if answer.status == "answered" or not isinstance(question, CatalogueQuestion | ContentQuestion):
        return answer
    chosen = Conditions(chosen=question.conditions.chosen)
    return replace(answer, searched=len(records.ids(chosen)) if chosen else records.vocabulary.size)


def _milliseconds(since: float) -> float:
    return round((perf_counter() - since) * 1000, 1)
