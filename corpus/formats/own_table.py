"""A row of the table that refdesk writes: the columns are the fields of the record, and it comes in as it was."""

import json
from collections.abc import Mapping
from typing import Any, get_origin

from pydantic import ValidationError

from corpus.cells import unsafe, values_of
from corpus.draft import Rejected
from corpus.fields.refusal import own_unkept
from corpus.publication import Publication, Source
from corpus.reasons.reason import because

_JSON = ("family_names", "identifiers", "abstracts", "extra", "page_starts")


def is_own(columns: list[str]) -> bool:
    """Tell whether these are columns of a table that refdesk wrote."""
    return {"id", "title", "abstract"} <= set(columns) <= set(Publication.model_fields)


def own_record(cells: Mapping[str, str], source: Source, raw: str) -> Publication | Rejected:
    """Return the record of a row, letter for letter as it was written, or why it is none."""
    values: dict[str, Any] = {"source": source}
    for field, cell in cells.items():
        if not cell or field == "source":
            continue
        try:
            values[field] = _value(field, cell)
        except ValueError:
            return Rejected(source.position, because("record.own_json", column=field), cell[:200], raw)
    try:
        return Publication.model_validate(values)
    except ValidationError as error:
        return own_unkept(error, source.position, raw)


def _value(field: str, cell: str) -> Any:
    if field in _JSON:
        return json.loads(cell)
    return values_of(cell) if get_origin(Publication.model_fields[field].annotation) is tuple else unsafe(cell)
