"""What a format has no field for, in a note of refdesk's own."""

import re
from collections.abc import Callable, Iterable

import pytest

from corpus.draft import Author, Draft
from corpus.publication import Publication
from corpus.remainder import remainder, restore
from corpus.writers.bibtex import bibtex
from corpus.writers.csl import csl
from corpus.writers.ris import ris

RECORD = Publication(id="an-id", title="A", abstract="One.\n\nTwo.", authors=("Jo Doe", "WHO"), organisations=("WHO",))


def test_it_holds_what_is_asked_for_and_what_no_format_has() -> None:
    assert remainder(RECORD, ()) == '{"id": "an-id", "organisations": ["WHO"], "unmarked": ["Jo Doe"]}'
    assert '"abstract": "One.\\n\\nTwo."' in remainder(RECORD, ("abstract",))


def test_a_text_that_was_edited_since_is_the_edited_one() -> None:
    left = remainder(RECORD, ("abstract",))
    draft = Draft("", abstract="One. Two.", authors=[Author(name="Doe, Jo"), Author(family="Roe", given="Al")])
    restore(draft, left)
    assert (draft.id, draft.abstract) == ("an-id", "One.\n\nTwo.")
    edited = Draft("", abstract="One. Three.")
    restore(edited, left)
    assert edited.abstract == "One. Three."


@pytest.mark.parametrize("left", ["", "no JSON", "[1]", '{"authors": 1}', '{"keywords": "a"}', "{" * 5_000])
def test_what_is_no_remainder_is_kept_as_it_is(left: str) -> None:
    draft = Draft("", title="A")
    restore(draft, left)
    assert draft == Draft("", title="A", extra={"refdesk": [left]} if left else {})


@pytest.mark.parametrize("write", [bibtex, csl, ris])
def test_a_record_without_a_remainder_bears_its_identifier(write: Callable[[Iterable[Publication]], str]) -> None:
    plain = Publication(id="a-2019", title="A", year=2019, type="report", publisher="WHO")
    assert re.sub(r"\s", "", write([plain])).count('{"id":"a-2019"}') == 1
