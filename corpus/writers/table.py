"""CSV for spreadsheets: one row a record, the columns called as the fields of `Publication`, in UTF-8 with its mark.

Several values stand in one cell as `corpus.cells` has it. Fields that are mappings, and offsets, stand as JSON.
"""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from corpus.cells import cell_of, safe
from corpus.publication import Publication

COLUMNS = tuple(Publication.model_fields)


def table(publications: Iterable[Publication]) -> str:
    """Return the records as CSV, in order, after a row with the names of the columns."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for publication in publications:
        values = publication.model_dump(mode="json")
        rows.writerow([_cell(values[column]) for column in COLUMNS])
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> str:
    # JSON begins with a brace or a bracket, so no spreadsheet runs it.
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if any(value.values()) else ""
    if isinstance(value, list) and any(isinstance(each, int) for each in value):
        return json.dumps(value)
    return cell_of(value) if isinstance(value, list) else safe(str(value or ""))
