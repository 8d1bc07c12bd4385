"""Questions for all records on a topic, on the catalogue of the coast."""

import re
from collections.abc import Iterator

import pytest

from assistant.answer import Answer
from corpus.filters import Filters
from corpus.formats import read
from tests.assistant.catalogues import DATA
from ui.desk import Desk, open_desk
from ui.settings import Settings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(Settings(data=tmp_path_factory.mktemp("coast")), True)
    desk.store.put(read(DATA / "catalogues" / "coast" / "listing.txt"))
    yield desk
    desk.close()


def ask(desk: Desk, *texts: str) -> Answer:
    """The answer to the last question, asked after the others."""
    answers: list[Answer] = []
    for text in texts:
        answers.append(desk.assistant.ask(text, answers))
    return answers[-1]


def test_all_records_on_a_topic_are_listed_with_at_least(coast: Desk) -> None:
    answer = ask(coast, "which papers are about mangroves?")
    assert answer.statements[0].text == "At least 10 of the 73 publications are about “mangroves”:"
    assert all("mangrove" in p.title.casefold() + p.abstract.casefold() for p in answer.publications)
    assert len(answer.publications) == 10


def test_they_are_counted_too(coast: Desk) -> None:
    answer = ask(coast, "How many studies deal with oil spills?")
    assert answer.statements[0].text == "At least three of the 73 publications are about “oil spills”:"


def test_a_title_stands_by_itself_and_another_record_shows_its_sentence(coast: Desk) -> None:
    _, *said = ask(coast, "Do you have anything on seagrass?").statements
    titles, quotes = [s for s in said if s.message], [s for s in said if s.citation]
    assert titles
    assert quotes
    assert said == titles + quotes
    assert all("seagrass" in title.text.casefold() for title in titles)


def test_what_each_says_of_a_topic_stands_side_by_side(coast: Desk) -> None:
    answer = ask(coast, "What does each publication say about mangroves?")
    count = len(answer.publications)
    assert answer.compares
    assert answer.statements[0].text == f"At least {count} of the 73 publications speak of “mangroves”. They say:"
    assert set(ask(coast, "which papers are about mangroves?").publications) <= set(answer.publications)
    assert set(ask(coast, "what mentions mangroves?").publications) <= set(answer.publications)
    assert all(1 <= len(source.quotes) <= 2 for source in answer.sources)
    assert [s.citation for s in answer.statements[1:]] == [
        quote for source in answer.sources for quote in source.quotes
    ]


def test_only_those_that_the_question_names_are_compared(coast: Desk) -> None:
    answer = ask(coast, "How do the publications since 2015 differ on mangroves?")
    assert answer.compares
    assert all((p.year or 0) >= 2015 for p in answer.publications)
    assert not ask(coast, "What do the reports say about mangroves?").compares


def test_the_newest_is_chosen_among_all_of_them(coast: Desk) -> None:
    every = ask(coast, "publications on mangroves").publications
    answer = ask(coast, "What's the latest on mangroves?")
    newest = max(p.year or 0 for p in every)
    assert {p.year for p in answer.publications} == {newest}
    assert answer.statements[0].text == (
        f"Of the 73 publications at least {len(every)} are about “mangroves”; the most recent are from {newest}:"
    )


def test_what_mentions_a_word_is_exact(coast: Desk) -> None:
    answer = ask(coast, "how many papers mention an anchor?")
    held = [p for p in coast.store.all() if re.search(r"\banchors?\b", f"{p.title} {p.abstract}".casefold())]
    assert held
    assert [p.id for p in answer.publications] == [p.id for p in held]
    assert ask(coast, "what mentions blockchain").reason == "None of the 73 publications mentions “blockchain”."


def test_conditions_confine_the_list(coast: Desk) -> None:
    every = ask(coast, "publications on mangroves").publications
    answer = ask(coast, "which publications from 2015 to 2019 are about mangroves?")
    assert {p.id for p in answer.publications} == {p.id for p in every if 2015 <= (p.year or 0) <= 2019}
    assert "publications from 2015 to 2019 are about “mangroves”" in answer.statements[0].text
    chosen = coast.assistant.ask("publications on mangroves", filters=Filters(years=(2015, 2019)))
    assert {p.id for p in chosen.publications} == {p.id for p in answer.publications}


def test_a_list_can_be_asked_on(coast: Desk) -> None:
    before = ask(coast, "which papers are about seagrass?").publications
    after = ask(coast, "which papers are about seagrass?", "which of those mention dugongs?").publications
    held = {p.id for p in before if "dugong" in f"{p.title} {p.abstract}".casefold()}
    assert held < {p.id for p in before}
    assert {p.id for p in after} == held != set()


@pytest.mark.parametrize("topic", ["sea turtles in zoos", "blockchain", "Zanzibar leopards"])
def test_what_nothing_is_about_is_refused(coast: Desk, topic: str) -> None:
    answer = ask(coast, f"which papers are about {topic}?")
    assert answer.status == "not_answered"
