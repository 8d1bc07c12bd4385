"""JSON Lines of our own record: one record a line, with all that it holds."""

from collections.abc import Iterable

from corpus.publication import Publication


def jsonl(publications: Iterable[Publication]) -> str:
    """Return the records as JSON Lines, in order; a field that a record leaves empty stays out."""
    return "".join(f"{publication.model_dump_json(exclude_defaults=True)}\n" for publication in publications)
