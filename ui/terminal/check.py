"""`refdesk check`: what is wrong with a collection, fault by fault."""

from corpus.checking import store_faults
from embeddings.indexes.checking import index_faults
from ui.desk import Desk

_MOST_LINES = 50


def faults_of(desk: Desk) -> list[str]:
    """Return every fault of the records, their slices and the indexes, in words."""
    return [*store_faults(desk.store), *index_faults(desk.store, desk.encoder, desk.settings.index)]


def check_text(collection: str, count: int, faults: list[str]) -> str:
    """Return the result for the terminal, of the collection with this name."""
    if not faults:
        return f"{collection}: {count} publications checked; every record, slice and index is as it must be."
    more = [f"and {len(faults) - _MOST_LINES} more, which --json lists"] if len(faults) > _MOST_LINES else []
    return "\n".join([f"{collection}: {len(faults)} faults in {count} publications:", *faults[:_MOST_LINES], *more])
