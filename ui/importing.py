"""An import from the plan to the ready index: what takes long first, then the records, all of them or none."""

from collections.abc import Iterable, Sequence

from assistant.collection.vocabulary import vocabulary_of
from corpus.errors import RefdeskError, StoreFailed
from corpus.importing.decisions import Plan
from corpus.importing.keys import without_page
from corpus.importing.plan import carry_out
from corpus.journal import Entry
from corpus.store import Store
from embeddings.engine import Engine, Progress
from ui.sources import harvest_anew

# Files that the journal names of an import.
_MOST_NAMED = 3


def bring_in(plan: Plan, store: Store, engine: Engine, what: str, progress: Progress | None = None) -> None:
    """Carry the plan out and make the collection ready for questions; `what` says in the journal what it was.

    The vectors come first and are kept as they are made, so that an interrupted import leaves every record as it was
    and the same import goes on where it stopped. Then the records are written at once, and the indexes last: if those
    fail, or are interrupted, the records are taken back. Raises what failed.
    """
    engine.prepare(list(plan.records.values()), progress)
    _make_ready(store, engine, carry_out(plan, store, what))


def named(files: Iterable[str]) -> str:
    """Return the names of the files of an import as the journal names them: the first few, all pages as one."""
    names = list(dict.fromkeys(map(without_page, files)))
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def take_out(ids: Sequence[str], store: Store, engine: Engine) -> None:
    """Remove the records, so that it can be undone, and make the collection ready; what fails takes it back."""
    count = f"{len(ids)} publication{'' if len(ids) == 1 else 's'}"
    _make_ready(store, engine, store.apply(f"removal of {count}", removes=ids))


def take_back(store: Store, engine: Engine) -> Entry | None:
    """Take the last import or removal back, make the collection ready, and return what it was; None for none kept."""
    # First: whatever happens then, no endpoint is asked only for what has changed since records that are gone.
    harvest_anew(store)
    entry = store.undo()
    if entry is not None:
        engine.refresh()
        vocabulary_of(store)
    return entry


def _make_ready(store: Store, engine: Engine, number: int | None) -> None:
    try:
        engine.refresh()
        vocabulary_of(store)
    except BaseException as error:
        if number is not None:
            _take_back(store, number, error)
        raise


def _take_back(store: Store, number: int, error: BaseException) -> None:
    try:
        store.undo(number)
    except RefdeskError as second:
        raise StoreFailed(
            f"The records were written, but not brought into the index ({error}), and could not be taken back"
            f" ({second}): mend what is named there; then the next question brings them in, or `refdesk undo` takes"
            " them back."
        ) from error
