"""Records without an abstract lead to themselves by their titles, and are said to have nothing to quote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.messages.message import say
from assistant.messages.texts import LANGUAGES
from ui.cli import main
from ui.desk import Desk, open_desk
from ui.settings import Settings

pytestmark = pytest.mark.model

SHELTER = "Shelter standards for survivors in Ruritania"
TABLE = f"""title,year,authors,abstract
{SHELTER},2014,Ana Lima,
Fishing quotas and forced labour at sea,2016,Ben Moor,
Kilns of Kent,2018,Eva Stern,Twelve lime kilns stood in Kent in 1850. Each burned nine tons of chalk a week.
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("mixed")
    table = folder / "mixed.csv"
    table.write_text(TABLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(folder / "data"), "import", str(table)])
    assert done.stdout.startswith("3 added"), done.output
    desk = open_desk(Settings(data=folder / "data"))
    yield desk
    desk.close()


def test_a_question_on_contents_is_told_that_the_record_has_no_abstract(mixed: Desk) -> None:
    answer = mixed.assistant.ask("What shelter standards are there for survivors?")
    assert answer.status == "not_answered"
    assert answer.reason == f"The nearest publication, “{SHELTER}”, has no abstract to quote from."
    assert answer.closest[0].title == SHELTER
    assert answer.because is not None
    assert [language for language in LANGUAGES if SHELTER not in say(answer.because, language)] == []


def test_the_records_without_an_abstract_are_listed(mixed: Desk) -> None:
    lead, *titles = mixed.assistant.ask("Which publications have no abstract?").statements
    assert lead.text == "Two of the 3 publications have no abstract:"
    assert [title.text for title in titles] == [
        f"{SHELTER} (Ana Lima, 2014)",
        "Fishing quotas and forced labour at sea (Ben Moor, 2016)",
    ]
    (lead, *_) = mixed.assistant.ask("how many records with an abstract are there").statements
    assert lead.text == "1 of the 3 publications has an abstract:"
    assert mixed.assistant.ask("which reports from 2018 lack an abstract?").reason == (
        "No publication is from 2018 and has no abstract."
    )


def test_a_question_that_points_finds_the_record_by_its_title(mixed: Desk) -> None:
    lead, title = mixed.assistant.ask("Where should I start on fishing quotas?").statements
    assert lead.text == "One publication speaks of this in its title, and has no abstract to quote from:"
    assert title.text == "Fishing quotas and forced labour at sea"
    lead, title = mixed.assistant.ask("Is there anything on fishing quotas?").statements
    assert lead.text == "At least one of the 3 publications is about “fishing quotas”:"
    assert title.text == "Fishing quotas and forced labour at sea (Ben Moor, 2016)"


def test_records_with_and_without_abstracts_are_answered_from_as_before(mixed: Desk) -> None:
    assert mixed.assistant.ask("How many kilns stood in Kent?").statements[1].text.startswith("Twelve lime kilns")
    assert mixed.assistant.ask("Who wrote about fishing quotas?").statements[0].text.endswith("is by Ben Moor.")
    assert mixed.assistant.ask("What are the penalties in Brazil?").reason == "No record mentions Brazil."
    about_it = mixed.assistant.ask(f"What is the abstract of {SHELTER}?").statements[0].text
    assert about_it.startswith("Here is the record; it has no abstract to quote from")


def test_what_is_asked_of_a_record_before_is_told_so_too(mixed: Desk) -> None:
    first = mixed.assistant.ask("Which publications are from 2014?")
    then = mixed.assistant.ask("What does it recommend?", [first])
    assert then.reason == f"The nearest publication, “{SHELTER}”, has no abstract to quote from."
