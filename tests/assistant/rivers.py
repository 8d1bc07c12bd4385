"""A collection that nothing was fitted to, and what asks it."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.catalogue.answers import answer_catalogue
from assistant.question import Question
from assistant.understanding.understand import understand
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


def only(store: Store, text: str, history: Sequence[Answer] = (), filters: Filters = Filters()) -> Question:
    (question,) = understand(text, history, store, filters)
    return question


def cited(store: Store, text: str, history: Sequence[Answer] = ()) -> list[str]:
    question = only(store, text, history)
    assert question.kind == "catalogue", question
    return [p.id.split("-20")[0] for p in answer_catalogue(question, store).publications]


def after(store: Store, *texts: str) -> list[Answer]:
    answers: list[Answer] = []
    for text in texts:
        answer = answer_catalogue(only(store, text, answers), store)
        answers.append(answer_with(answer, only(store, text, answers)))
    return answers


def answer_with(answer: Answer, question: Question) -> Answer:
    return Answer(answer.question, answer.status, answer.statements, answer.sources, understood=question.understood(),
                  filters=answer.filters)  # fmt: skip
