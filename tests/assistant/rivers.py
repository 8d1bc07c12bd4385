"""A collection that nothing was fitted to, and what asks it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.catalogue.answers import answer_catalogue
from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.question import CatalogueQuestion, ContentQuestion, Correction, ForeignQuestion, Question
from assistant.state import Turn
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.text.language import ENGLISH
from assistant.understanding.understand import Understanding, questions_in
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store

RIVERS = (
    Publication(
        id="atlas",
        title="An Atlas of River Deltas",
        abstract="It maps sediment in Egypt and Vietnam. Floods in 1998 moved the coast.",
        authors=("Amélie Dubois", "Omar Haddad"),
        year=1999,
        countries=("Egypt", "Vietnam"),
        regions=("Africa", "Asia"),
        categories=("Hydrology",),
    ),
    Publication(
        id="dams",
        title="Dams and Fisheries: A Handbook",
        abstract="The handbook explains fish ladders.",
        authors=("Omar Haddad",),
        year=2005,
        countries=("Peru",),
        regions=("South America",),
        categories=("Hydrology",),
    ),
    Publication(id="notes", title="Field Notes", abstract="Loose observations of herons.", categories=("Birds",)),
)


def read(store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()) -> list[Question]:
    """The questions that the text asks, each read beside the answers to those before it."""
    records, asked = Records(store, vocabulary_of(store)), list(history)
    questions: list[Question] = []
    for part in questions_in(text, records.vocabulary):
        questions.append(Understanding(records, Conversation(asked), filters).question(part))
        if isinstance(questions[-1], CatalogueQuestion):
            asked.append(answer(store, questions[-1]))
    return questions


def only(store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()) -> Question:
    (question,) = read(store, text, history, filters)
    return question


def catalogue(
    store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()
) -> CatalogueQuestion:
    question = only(store, text, history, filters)
    assert isinstance(question, CatalogueQuestion), question
    return question


def content(store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()) -> ContentQuestion:
    question = only(store, text, history, filters)
    assert isinstance(question, ContentQuestion), question
    return question


def of_records(
    store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()
) -> CatalogueQuestion | ContentQuestion:
    question = only(store, text, history, filters)
    assert isinstance(question, CatalogueQuestion | ContentQuestion), question
    return question


def kind(question: Question) -> str:
    return Turn.of(question).kind


def language(question: Question) -> str:
    return question.language if isinstance(question, ForeignQuestion) else ENGLISH


def corrections(question: Question) -> tuple[Correction, ...]:
    return tuple((corrected.typed, corrected.meant) for corrected in Turn.of(question).corrections)


def answer(store: Store, question: CatalogueQuestion) -> Answer:
    answered = answer_catalogue(question, Records(store, vocabulary_of(store)))
    return replace(answered, turns=(Turn.of(question),))


def cited(store: Store, text: str, history: Sequence[Answer] = ()) -> list[str]:
    return [p.id.split("-20")[0] for p in answer(store, catalogue(store, text, history)).publications]


def after(store: Store, *texts: str) -> list[Answer]:
    answers: list[Answer] = []
    for text in texts:
        answers.append(answer(store, catalogue(store, text, answers)))
    return answers
