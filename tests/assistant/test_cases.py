"""Small failing inputs with the right value, each after a public report: on importing, and on reading questions.

`tests/data/cases/NN-name.expected.json` holds the checks, with the input files beside it.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from corpus.errors import ImportFailed
from corpus.formats import read
from ui.desk import Desk, open_desk
from ui.settings import settings
from ui.terminal.ask import ask_all, filters_from

CASES = Path(__file__).resolve().parents[1] / "data" / "cases"
FIELDS = {"--year": "year", "--country": "countries", "--author": "authors"}

pytestmark = pytest.mark.model


@pytest.fixture(params=sorted(CASES.glob("*.expected.json")), ids=lambda path: path.name.split(".")[0])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Desk, str, list[dict[str, Any]]]]:
    given = json.loads(request.param.read_text(encoding="utf-8"))
    own = isinstance(given["inputs"], list)
    desk = open_desk(settings(data=tmp_path), own_collection=own)
    imported = ""
    if own:
        try:
            added = desk.store.put(publication for name in given["inputs"] for publication in read(CASES / name)).added
            imported = f"{len(added)} added"
        except ImportFailed as failed:
            imported = f"refused: {failed}"
    yield desk, imported, given["checks"]
    desk.store.close()


def test_a_case(case: tuple[Desk, str, list[dict[str, Any]]]) -> None:
    desk, imported, checks = case
    for check in checks:
        if "imports" in check:
            assert imported == check["imports"]
        elif imported.startswith("refused"):
            assert check.get("status_or_refused_import"), imported
        else:
            assert fault(asked(desk, check), check) == "", check["q"]


def asked(desk: Desk, check: dict[str, Any]) -> Answer:
    conditions: dict[str, Any] = {"year": None, "countries": (), "regions": (), "authors": (), "categories": ()}
    options = check.get("options", [])
    for name, value in zip(options[::2], options[1::2], strict=True):
        conditions[FIELDS[name]] = value if name == "--year" else (value,)
    return ask_all(desk.assistant, check["q"], check.get("history", ()), filters_from(desk.store, **conditions))


def fault(answer: Answer, check: dict[str, Any]) -> str:
    """What is wrong with the answer, or nothing."""
    said = [statement.text for statement in answer.statements]
    titles = [publication.title for publication in answer.publications]
    tests: dict[str, Callable[[Any], Any]] = {
        "must": lambda texts: all(any(text in one for one in said + titles) for text in texts),
        "mustnot": lambda texts: not any(text in one for text in texts for one in said),
        "mustnot_reason": lambda texts: not any(text in answer.reason for text in texts),
        "status": lambda status: answer.status == status,
        "titles": lambda parts: all(any(part in title for title in titles) for part in parts),
        "titles_not": lambda parts: not any(part in title for part in parts for title in titles),
        "titles_only": lambda parts: titles and all(any(part in title for part in parts) for title in titles),
        "nofilter": lambda field: field not in answer.filters.applied(),
        "years": lambda bounds: titles and all(bounds[0] <= (p.year or 0) <= bounds[1] for p in answer.publications),
    }
    wrong = [name for name, fits in tests.items() if name in check and not fits(check[name])]
    return f"{wrong}: {answer.status} {said or answer.reason} {titles}" if wrong else ""
