"""The collections on this machine, each in a folder of its own; one of them is in use."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from corpus.errors import RefdeskError
from corpus.reasons.reason import because
from corpus.reasons.system import system_reason
from corpus.store import Store
from ui.settings import COLLECTION_NAME, DEFAULT, Settings, chosen

# What a collection says about itself, which its owner writes.
ABOUT = ("name", "description", "notice", "rights", "language", "questions")
LONGEST_ABOUT = 10_000
_LONGEST_MADE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection: its name as a folder, what it calls itself, how many records it holds, and whether it is in use.

    `publications` is None for one that cannot be opened.
    """

    name: str
    title: str
    publications: int | None
    is_used: bool


def collections(settings: Settings) -> list[Listed]:
    """Return the collections in the folder of the settings, the default one first and the others by name."""
    found = []
    for name in _names(settings.data):
        own = settings.model_copy(update={"collection": name})
        used = name == (settings.collection or DEFAULT)
        try:
            with Store.open(own.database) as store:
                found.append(Listed(name, store.setting("name") or name, store.count(), used))
        except RefdeskError:
            found.append(Listed(name, name, None, used))
    return found


def new(settings: Settings, name: str) -> Settings:
    """Make an empty collection and use it; return the settings that name it.

    Raises `RefdeskError` for a name that cannot be one, or that is taken.
    """
    own = _named(settings, name)
    if own.database.exists():
        raise RefdeskError(because("collection.taken", name=name))
    with Store.open(own.database):
        pass
    return use(settings, name)


def begun(settings: Settings, title: str) -> Settings:
    """Make an empty collection that calls itself `title`, under a name made of it, and use it."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_MADE].strip("-") or "collection"
    taken = set(_names(settings.data)) | {DEFAULT}
    free = next(n for n in chain([name], (f"{name}-{number}" for number in count(2))) if n not in taken)
    own = new(settings, free)
    with Store.open(own.database) as store:
        describe(store, name=title.strip() or free)
    return own


def use(settings: Settings, name: str) -> Settings:
    """Let commands and the page open this collection from now on; return the settings that name it.

    Raises `RefdeskError` for one that is not there.
    """
    own = named(settings, name)
    try:
        own.in_use.write_text(f"{name}\n", encoding="utf-8")
    except OSError as error:
        raise RefdeskError(system_reason(error, str(own.in_use))) from error
    return own


def remove(settings: Settings, name: str) -> None:
    """Remove the collection with all its files; the default one is used then if it was in use.

    Raises `RefdeskError` for the default one, and for one that is not there.
    """
    if name == DEFAULT:
        raise RefdeskError("The default collection cannot be removed: use another one instead.")
    own = named(settings, name)
    try:
        # Whatever is open now, nothing may go on naming what is gone.
        if chosen(settings) == name:
            settings.in_use.unlink()
        shutil.rmtree(own.folder)
    except OSError as error:
        raise RefdeskError(system_reason(error, str(own.folder))) from error


def about(store: Store) -> dict[str, str]:
    """Return what the collection says about itself, by the names in `ABOUT`; its questions are one a line."""
    return {key: store.setting(key) or "" for key in ABOUT}


def describe(store: Store, **said: str) -> None:
    """Let the collection say this about itself; what is not given stays as it was.

    Raises `RefdeskError` for a text of more than 10,000 characters.
    """
    for key, value in said.items():
        if len(value) > LONGEST_ABOUT:
            raise RefdeskError(f"The {key} has {len(value):,} characters: {LONGEST_ABOUT:,} are the most.")
    for key, value in said.items():
        store.set_setting(key, value.strip())


def named(settings: Settings, name: str) -> Settings:
    """Return the settings that name the collection; raises `RefdeskError` for one that is not there."""
    own = _named(settings, name)
    if name != DEFAULT and not own.database.exists():
        there = ", ".join(_names(settings.data)) or "none"
        raise RefdeskError(because("collection.missing", f"; there are {there}", name=name))
    return own


def _names(data: Path) -> Iterator[str]:
    if (data / "collection.sqlite").exists():
        yield DEFAULT
    folder = data / "collections"
    if folder.is_dir():
        yield from sorted(path.name for path in folder.iterdir() if (path / "collection.sqlite").exists())


def _named(settings: Settings, name: str) -> Settings:
    if not name or not re.fullmatch(COLLECTION_NAME, name):
        raise RefdeskError(because("collection.bad_name", name=name))
    return settings.model_copy(update={"collection": name})
