"""Words of questions and records in one form."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.language.words import key

FORMS = [f"{number}{ending}" for ending in ("izations", "edly", "fulness", "ities") for number in range(500)]


@pytest.fixture
def many_turns() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("many_turns")
def test_questions_at_once_stem_as_one_alone_does() -> None:
    alone = [key.__wrapped__(form) for form in FORMS]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(key.__wrapped__, FORMS, chunksize=1)) == alone
