import pytest

from corpus.formats.labels import meaning_of
from corpus.writers.template import COLUMNS, template_csv, template_xlsx
from tests.corpus.formats.page import records


@pytest.mark.parametrize(("data", "name"), [(template_xlsx(), "template.xlsx"), (template_csv(), "template.csv")])
def test_the_template_is_read_as_the_record_that_it_shows(data: bytes, name: str) -> None:
    (example,) = records(data, name)
    assert example.title == COLUMNS["Title"][1]
    assert example.authors == ("Ana Lima", "Ben Moor", "Refuge Network")
    assert example.organisations == ("Refuge Network",)
    assert (example.year, example.type, example.language) == (2019, "report", "en")
    assert (example.extra, example.source.position) == ({}, "row 2")


def test_every_column_of_the_template_fills_a_field_of_its_own() -> None:
    meanings = [meaning_of(name, {}) for name in COLUMNS]
    assert len({meaning.field for meaning in meanings if meaning}) == len(COLUMNS)
