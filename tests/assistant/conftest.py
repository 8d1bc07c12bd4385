"""The two collections that questions are read on."""

from collections.abc import Iterator

import pytest

from corpus.collection import load_default
from corpus.store import Store
from tests.assistant.rivers import RIVERS


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("nine") / "c.sqlite") as store:
        load_default().put_into(store)
        yield store


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("rivers") / "c.sqlite") as store:
        store.put(RIVERS)
        yield store
