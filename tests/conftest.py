"""What every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.desk import Desk, open_desk
from ui.settings import Settings


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages, samples and judged questions that lies beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        message = "the folder shared/ does not lie beside the checkout"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The real desk: the default collection in a fresh folder, with the real model."""
    opened = open_desk(Settings(data=tmp_path_factory.mktemp("desk"), model=""))
    yield opened
    opened.store.close()
