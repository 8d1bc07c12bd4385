"""A question of a collection is read and answered the same beside 200 records named like the words of any question."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.evaluation.judged import Judged, quotes_of
from assistant.question import Conditions, ContentQuestion, Question
from assistant.reply.compose import quoted
from assistant.state import Turn
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.catalogues import COLLECTIONS, content_questions, store_of
from tests.assistant.hostile_records import AUTHORS, COUNT, VALUES, hostile_records, nameless
from tests.assistant.rivers import kind, read
from ui.desk import Desk
from ui.settings import Settings


def test_the_hostile_records_name_every_value() -> None:
    records = hostile_records()
    assert len({record.id for record in records}) == COUNT
    assert {author for record in records for author in record.authors} == set(AUTHORS)
    for field in ("categories", "countries", "regions"):
        held = {value for record in records for value in getattr(record, field)}
        assert held <= set(VALUES)
        assert field != "categories" or held == set(VALUES)


# --- How questions are read -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=COLLECTIONS)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Store, Store]]:
    """The name of a collection, it by itself, and it with the hostile records."""
    name, folder = request.param, tmp_path_factory.mktemp
    with store_of(name, folder("alone")) as alone, store_of(name, folder("beside"), hostile_records()) as beside:
        yield name, alone, beside


def test_a_content_question_is_read_the_same_beside_hostile_records(both: tuple[str, Store, Store]) -> None:
    name, alone, beside = both
    wrong = {}
    for judged in content_questions(name):
        before, after = how_read(alone, judged), how_read(beside, judged)
        if before != after:
            wrong[judged.question] = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    assert wrong == {}


def how_read(store: Store, judged: Judged) -> list[tuple[object, ...]]:
    """Of each question in the text: its kind, what it is confined to, and what is looked for."""
    history = [earlier(store, judged)] if judged.history else []
    return [as_read(question) for question in read(store, judged.question, history)]


def as_read(question: Question) -> tuple[object, ...]:
    if not isinstance(question, ContentQuestion):
        return kind(question), question
    return kind(question), settled(question.conditions), question.about, question.search, question.points


def settled(conditions: Conditions) -> Conditions:
    """The conditions, without the order in which they were found and in which a field's values stand."""
    values = conditions.filters.applied()
    ordered = {name: values[name] if name == "years" else sorted(map(str, values[name])) for name in values}
    found = sorted(conditions.found, key=lambda c: (c.field, c.value, c.words))
    return replace(conditions, filters=Filters.model_validate(ordered), found=tuple(found))


def earlier(store: Store, judged: Judged) -> Answer:
    """An answer to the question before, as the desk quotes the record that the next one is answered from."""
    (text,) = judged.history
    best = next(publication for publication in store.all() if publication.title == judged.titles[0])
    answer = quoted(text, [(best, "abstract", 0, 20)], len(store.all()))
    return replace(answer, turns=tuple(Turn.of(question) for question in read(store, text)))


# --- How questions are answered ---------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_content_question_is_answered_the_same_beside_hostile_records(name: str, tmp_path: Path) -> None:
    # A collection of another size ranks its sentences otherwise, whatever the names in it, so that the same texts
    # without any names are what the hostile records are held against.
    others = [nameless(record) for record in hostile_records()]
    with (
        desk_of(name, tmp_path / "before", others) as first,
        desk_of(name, tmp_path / "after", hostile_records()) as then,
    ):
        wrong = {}
        for judged in content_questions(name):
            before, after = (quoted_of(answered(desk, judged)) for desk in (first, then))
            if not same_but_for_new_hits(before, after):
                wrong[judged.question] = (before, after)
        assert wrong == {}


@contextmanager
def desk_of(name: str, folder: Path, more: Iterable[Publication] = ()) -> Iterator[Desk]:
    """The real desk on the collection, with the real model."""
    opened = Settings(data=folder, model="")
    folder.mkdir()
    with store_of(name, folder, more) as store:
        yield Desk(opened, store)


def answered(desk: Desk, judged: Judged) -> Answer:
    history: list[Answer] = []
    for text in judged.history:
        history.append(desk.assistant.ask(text, history))
    return desk.assistant.ask(judged.question, history)


def quoted_of(answer: Answer) -> list[tuple[str, str]]:
    """The quotes in their order, each with the id of its record."""
    return [(quote.publication.id, quote.text) for quote in quotes_of(answer)]


def same_but_for_new_hits(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> bool:
    """Tell whether all quotes are there still, in their order, the best one first; others may stand among them.

    One of a hostile record may be an honest hit. Of the collection's own one more may come near enough to be shown,
    since the search's scores lie between those of the best and of the worst record that it finds.
    """
    own = [[quote for quote in quotes if not quote[0].startswith("hostile-")] for quotes in (before, after)]
    left = iter(own[1])
    return own[0][:1] == own[1][:1] and all(quote in left for quote in own[0])
