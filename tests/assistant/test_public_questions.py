"""Questions about anything, of two public sets, hardly ever name a condition or a record of a collection."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.question import CatalogueQuestion, ContentQuestion
from corpus.store import Store
from tests.assistant.catalogues import COLLECTIONS, store_of
from tests.assistant.rivers import read

# How many of eight questions are of the set; clapnq has 600.
SETS = {"squad2": 5, "clapnq": 3}
SEED = 12
MOST_CONFINED = 0.01


@pytest.fixture(scope="module", params=COLLECTIONS)
def collection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(request.param, tmp_path_factory.mktemp("public")) as store:
        yield store


@pytest.mark.parametrize("count", [400, pytest.param(1_600, marks=pytest.mark.slow)])
def test_a_question_about_anything_is_confined_to_no_records(shared: Path, collection: Store, count: int) -> None:
    texts = public_questions(shared, count)
    assert len(texts) == count
    confined = [text for text in texts if is_confined(collection, text)]
    assert len(confined) < MOST_CONFINED * count, confined


def public_questions(shared: Path, count: int) -> list[str]:
    """Questions of both sets, the same ones every time; the fewer are among the more."""
    found: list[str] = []
    for name, share in SETS.items():
        lines = (shared / "eval" / name / "queries.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
        random.Random(SEED).shuffle(texts)
        found += texts[: count * share // 8]
    return found


def is_confined(store: Store, text: str) -> bool:
    """Tell whether a question in the text has a condition or is asked of some records only."""
    return any(
        isinstance(question, CatalogueQuestion | ContentQuestion) and bool(question.conditions or question.about)
        for question in read(store, text)
    )
