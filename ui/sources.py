"""The sources that a collection is kept up to date from, as it remembers them itself."""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import RefdeskError
from corpus.importing.sources import SourceRead
from corpus.sources.files import is_path
from corpus.store import Store

_SETTING = "sources"
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Registered(BaseModel):
    """A source as `corpus.sources.files` writes it, what its labels mean, and hosts that may be fetched from for it.

    `harvested` is when an endpoint said that it answered, the last time that all it answered could be read; empty where
    the next update asks for everything.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    labels: Mapping[str, str] = {}
    hosts: tuple[str, ...] = ()
    harvested: str = ""


_REGISTERED = TypeAdapter(tuple[Registered, ...])


def registered(store: Store) -> tuple[Registered, ...]:
    """Return the collection's sources, in the order in which they were registered.

    Raises `RefdeskError` where they cannot be read.
    """
    try:
        return _REGISTERED.validate_json(store.setting(_SETTING) or "[]")
    except ValidationError as error:
        raise RefdeskError("The sources of this collection cannot be read: add them anew.") from error


def registered_in(database: Path) -> tuple[Registered, ...]:
    """Return the sources of the collection in the file, none where there is no collection yet; none is begun."""
    if not database.exists():
        return ()
    with Store.open(database) as store:
        return registered(store)


def register(store: Store, source: Registered) -> Registered:
    """Remember the source, in the place of the same one with other labels; return it as it is remembered.

    A file or folder is remembered by its whole path, so that it is found from anywhere. Raises `RefdeskError` for one
    that is not there.
    """
    known = source.model_copy(update={"source": _whole(source.source)})
    if is_path(known.source) and not Path(known.source).exists():
        raise RefdeskError(f"{source.source} is not there: check the name.")
    try:
        others = [s for s in registered(store) if s.source != known.source]
    except RefdeskError:
        # What cannot be read is added anew from here on.
        others = []
    _keep(store, *others, known)
    return known


def remember_harvests(store: Store, read: Iterable[SourceRead]) -> None:
    """Remember when the sources answered what was read of them, those left out of which a part could not be read.

    Only once it is in the collection: the next update asks for nothing that is older. Of several answers the first
    counts, since what changed during the harvest may be in none of them.
    """
    dates: dict[str, str] = {}
    for one in read:
        dates[one.source] = "" if one.failure else dates.get(one.source, one.answered)
    known = {source: date for source, date in dates.items() if _ISO_DATE.match(date)}
    if known:
        _keep(store, *(s.model_copy(update={"harvested": known.get(s.source, s.harvested)}) for s in registered(store)))


def harvest_anew(store: Store) -> None:
    """Have the next update ask every source for all that it holds."""
    with suppress(RefdeskError):
        found = registered(store)
        if any(source.harvested for source in found):
            _keep(store, *(source.model_copy(update={"harvested": ""}) for source in found))


def forget(store: Store, source: str) -> None:
    """Forget the source; what came from it stays. Raises `RefdeskError` for one that is not registered."""
    sources = registered(store)
    kept = [s for s in sources if s.source not in (source, _whole(source))]
    if len(kept) == len(sources):
        raise RefdeskError(f"{source!r} is no source of this collection: `refdesk sources` lists them.")
    _keep(store, *kept)


def _whole(source: str) -> str:
    kind, _, rest = source.partition(":")
    if kind.casefold() == "doi" and Path(rest).is_file():
        return f"{kind}:{Path(rest).resolve()}"
    return str(Path(source).resolve()) if is_path(source) else source


def _keep(store: Store, *sources: Registered) -> None:
    store.set_setting(_SETTING, json.dumps([s.model_dump() for s in sources], ensure_ascii=False))
