"""CSV: what a spreadsheet shows of a record, and what its reader finds again."""

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cells import cell_of, unsafe, values_of
from corpus.publication import Publication
from corpus.writers.table import COLUMNS, table
from tests.corpus.writers.records import names, records

FULL = Publication(
    id="an-id",
    title="=HYPERLINK(1)",
    abstract="Two\nlines, and a comma",
    authors=("Doe; Jo", "+Al"),
    year=2019,
    identifiers={"pmid": "1"},
    page_starts=(0, 5),
)


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def test_a_table_opens_rightly_and_runs_nothing() -> None:
    written = table([FULL, FULL])
    assert written.startswith("\ufeffid,title,abstract,")
    assert written.count("\r\n") == 3
    (row, _) = rows(written)
    assert tuple(row) == COLUMNS == tuple(Publication.model_fields)
    assert (row["title"], row["abstract"]) == ("'=HYPERLINK(1)", "Two\nlines, and a comma")
    assert (row["authors"], row["year"]) == (r"Doe\; Jo; '+Al", "2019")
    assert (row["identifiers"], row["page_starts"], row["extra"]) == ('{"pmid": "1"}', "[0, 5]", "")


@settings(max_examples=100, deadline=None)
@given(st.lists(names.map(str.strip).filter(bool)))
def test_the_values_of_a_cell_come_back(values: list[str]) -> None:
    assert values_of(cell_of(values)) == values


@settings(max_examples=60, deadline=None)
@given(records)
def test_no_cell_and_no_value_in_one_is_run_and_each_comes_back(record: Publication) -> None:
    (row,) = rows(table([record]))
    said = record.model_dump(mode="json")
    for column, cell in row.items():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in cell.split("; ")[1:]) or (
            not isinstance(said[column], list)
        )
        if isinstance(said[column], dict) or column == "page_starts":
            assert (json.loads(cell) if cell else type(said[column])()) == said[column] or column == "source"
        elif isinstance(said[column], list):
            assert values_of(cell) == said[column]
        else:
            assert unsafe(cell) == str(said[column] or "")
