"""An endpoint of OAI-PMH that a collection remembers is asked for what has changed, and nothing gets lost by it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus.store import Store
from tests.corpus.sources.repository import Repository
from tests.embeddings.hash_encoder import HashEncoder
from ui.cli import main

Refdesk = Callable[..., Result]
LOCAL = ("--allow-host", "127.0.0.1")


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refdesk:
    """The command line on a collection of its own, with an encoder that is there at once."""
    monkeypatch.setattr("ui.desk.SentenceEncoder", lambda model: HashEncoder())

    def run(*arguments: str, code: int = 0) -> Result:
        done = CliRunner().invoke(main, ["--data", str(tmp_path / "data"), *arguments])
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def wells() -> Repository:
    return Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 6)})


@pytest.fixture
def kept(wells: Repository, refdesk: Refdesk) -> Iterator[str]:
    """The endpoint, imported and remembered on the first of March."""
    with wells.open() as address:
        refdesk("import", f"oai:{address}", *LOCAL, "--keep")
        yield f"oai:{address}"


def updated(refdesk: Refdesk, *arguments: str, code: int = 0) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(refdesk("update", "--json", *arguments, code=code).stdout)
    return report


def counts(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["added"], report["changed"], report["unchanged"]


def held(folder: Path) -> list[str]:
    with Store.open(folder / "data" / "collection.sqlite") as store:
        return sorted(publication.title for publication in store.all())


def asked_since(wells: Repository) -> list[str | None]:
    """From which day each harvest asked, None where it asked for everything."""
    return [query.get("from") for query in wells.asked if "resumptionToken" not in query]


def test_only_what_has_changed_since_the_last_harvest_is_asked_for_and_nothing_else_looks_gone(
    kept: str, wells: Repository, refdesk: Refdesk, tmp_path: Path
) -> None:
    assert len(held(tmp_path)) == 5
    wells.now = "2026-04-02T00:30:00Z"
    wells.records |= {2: ("2026-03-15", "Well 2 of Mali"), 6: ("2026-03-20", "Well 6 of Mali")}
    dry = updated(refdesk, "--dry-run")
    report = updated(refdesk)
    assert report == dry
    assert (counts(report), report["withdrawn"], report["unreadable"]) == ((1, 0, 1), [], [])
    assert len(held(tmp_path)) == 6
    # Nothing is new in April: an answer without a record is no failure.
    assert counts(updated(refdesk)) == (0, 0, 0)
    # The day of the first answer that the server stated; a dry run remembers nothing.
    assert asked_since(wells) == [None, "2026-03-01", "2026-03-01", "2026-04-02"]
    assert len(held(tmp_path)) == 6


def test_what_changed_on_the_day_of_the_last_harvest_is_asked_for_again(
    kept: str, wells: Repository, refdesk: Refdesk
) -> None:
    wells.records[3] = ("2026-03-01", "Well 3 of Mali, deepened")
    assert counts(updated(refdesk)) == (0, 1, 0)


def test_a_server_that_takes_no_date_is_harvested_whole(
    kept: str, wells: Repository, refdesk: Refdesk, tmp_path: Path
) -> None:
    wells.refuses = True
    wells.records[6] = ("2026-03-20", "Well 6 of Mali")
    assert counts(updated(refdesk)) == (1, 0, 5)
    assert asked_since(wells) == [None, "2026-03-01", None]
    assert len(held(tmp_path)) == 6


def test_a_record_that_was_deleted_at_its_source_stays_and_is_named(
    kept: str, wells: Repository, refdesk: Refdesk, tmp_path: Path
) -> None:
    wells.records |= {4: ("2026-03-09", ""), 7: ("2026-03-09", "")}
    report = updated(refdesk)
    # Well 7 was never here.
    (gone,) = report["withdrawn"]
    assert (gone["title"], counts(report)) == ("Well 4 of Mali", (0, 0, 0))
    assert len(held(tmp_path)) == 5
    assert (
        f'Gone from their source, and kept here until you remove them:\n  "Well 4 of Mali": refdesk remove {gone["id"]}'
        in (refdesk("update").stdout)
    )
    refdesk("remove", gone["id"], "--yes")
    assert updated(refdesk)["withdrawn"] == []
    assert "Well 4 of Mali" not in held(tmp_path)


def test_a_harvest_that_breaks_off_is_no_harvest_to_go_on_from(
    kept: str, wells: Repository, refdesk: Refdesk, tmp_path: Path
) -> None:
    wells.records |= {n: ("2026-03-20", f"Well {n} of Mali") for n in range(6, 10)}
    wells.now, wells.breaks = "2026-04-02T00:30:00Z", 2
    report = updated(refdesk, code=2)
    assert (counts(report), len(report["unreadable"])) == ((2, 0, 0), 1)
    wells.breaks = 0
    assert counts(updated(refdesk)) == (2, 0, 2)
    assert asked_since(wells) == [None, "2026-03-01", "2026-03-01"]
    assert len(held(tmp_path)) == 9


def test_what_was_taken_back_comes_again(kept: str, wells: Repository, refdesk: Refdesk, tmp_path: Path) -> None:
    wells.now = "2026-04-02T00:30:00Z"
    wells.records[6] = ("2026-03-20", "Well 6 of Mali")
    assert counts(updated(refdesk)) == (1, 0, 0)
    refdesk("undo")
    assert len(held(tmp_path)) == 5
    assert counts(updated(refdesk)) == (1, 0, 5)
    assert asked_since(wells) == [None, "2026-03-01", None]


def test_a_source_that_is_added_anew_is_asked_for_everything(kept: str, wells: Repository, refdesk: Refdesk) -> None:
    refdesk("sources", "add", kept, *LOCAL)
    assert counts(updated(refdesk)) == (0, 0, 5)
    assert counts(updated(refdesk)) == (0, 0, 0)
    assert asked_since(wells) == [None, None, "2026-03-01"]


@pytest.mark.parametrize(("given", "expected"), [("2025-07-01", "2026-03-01"), ("2026-05-01", "2026-05-01")])
def test_a_date_in_the_address_holds_where_it_is_the_later_one(
    given: str, expected: str, wells: Repository, refdesk: Refdesk
) -> None:
    with wells.open() as address:
        wells.records[1] = ("2026-06-01", "Well 1 of Mali")
        refdesk("import", f"oai:{address}?from={given}", *LOCAL, "--keep")
        updated(refdesk)
    assert asked_since(wells) == [given, expected]


@pytest.mark.parametrize("now", ["", "yesterday", "01/03/2026"])
def test_a_server_that_states_no_date_is_harvested_whole_each_time(
    now: str, wells: Repository, refdesk: Refdesk
) -> None:
    wells.now = now
    with wells.open() as address:
        refdesk("import", f"oai:{address}", *LOCAL, "--keep")
        assert counts(updated(refdesk)) == (0, 0, 5)
    assert asked_since(wells) == [None, None]
