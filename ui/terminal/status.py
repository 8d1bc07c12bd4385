"""`refdesk status`: what is there, where it lies, and what is wrong with it. Asking changes nothing."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from assistant.collection.abbreviations import own_abbreviations
from assistant.evidence.threshold import choice_of
from corpus.errors import RefdeskError
from corpus.store import Store
from embeddings.indexes.state import index_state
from embeddings.models.encoder import SentenceEncoder
from ui.settings import DEFAULT, Settings
from ui.sources import registered
from ui.words.answering import answering_text

_SOUND = "Nothing wrong was found; `refdesk check` reads every passage and vector too."
_LIBRARIES = ("refdesk", "gradio", "sentence-transformers", "torch", "faiss-cpu", "tantivy")


def state_of(settings: Settings) -> dict[str, Any]:
    """Return the state of the collection in the data folder; `problems` says what is wrong and how to mend it."""
    state: dict[str, Any] = {
        "in_use": settings.collection or DEFAULT,
        "data": str(settings.folder),
        "database": str(settings.database),
        "index": {"folder": str(settings.index)},
        "model": settings.model or "all-MiniLM-L6-v2 (packaged)",
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}},
        "collection": None,
        "problems": [],
    }
    if not settings.database.exists() and settings.collection not in ("", DEFAULT):
        state["problems"].append(f"There is no collection {settings.collection!r}: {settings.database} is missing.")
        return state
    if not settings.database.exists():
        state["note"] = (
            "There is no collection here yet: `refdesk` begins with the default one, `refdesk import` with yours."
        )
        return state
    try:
        with Store.open(settings.database) as store:
            _describe(store, settings, state)
    except RefdeskError as error:
        state["problems"].append(str(error))
    return state


def _describe(store: Store, settings: Settings, state: dict[str, Any]) -> None:
    state["problems"] += [
        f"The record {publication_id!r} is not as it was written, and is passed over: import it again."
        for publication_id in store.damaged()
    ]
    state["problems"] += [f"{fault}." for fault in store.file_faults()]
    own_abbreviations(store)
    registered(store)
    if store.is_new:
        state["note"] = "Nothing was written to this collection yet: `refdesk` begins it with the default one."
    elif store.is_read_only:
        state["note"] = "You may not write this collection: it can be asked, and its indexes are built for each start."
    state["index"].update(index_state(store, settings.index, SentenceEncoder(settings.model).name))
    years = [year for year in store.values("years") if isinstance(year, int)]
    state["collection"] = {
        "name": store.setting("name") or state["in_use"],
        "notice": store.setting("notice") or "",
        "rights": store.setting("rights") or "",
        "publications": store.count(),
        "choice": choice_of(store) or "",
        "answering": answering_text(store),
        "years": [min(years), max(years)] if years else [],
        **{field: len(store.values(field)) for field in ("countries", "regions", "authors", "categories")},
    }


def _called(in_use: str, name: str) -> str:
    return in_use if name == in_use else f"{in_use}, “{name}”"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def state_text(state: dict[str, Any]) -> str:
    """Return the state as lines for the terminal."""
    lines: list[str] = []
    if collection := state["collection"]:
        counts = ", ".join(f"{collection[f]} {f}" for f in ("countries", "regions", "authors", "categories"))
        years = "–".join(dict.fromkeys(str(year) for year in collection["years"]))
        lines += [
            f"Collection  {_called(state['in_use'], collection['name'])}: {collection['publications']} publications"
            + (f" from {years}" if years else "")
            + f", {counts}",
        ]
        chosen = f"{collection['choice'].capitalize()}. " if collection["choice"] else ""
        lines += [f"Answering   {chosen}{collection['answering']}"]
        lines += [f"Index       {kind}: {state['index'][kind]}" for kind in ("words", "vectors")]
    lines += [
        f"Model       {state['model']}",
        f"Data        {state['data']}",
        "Versions    " + ", ".join(f"{name} {number}" for name, number in state["versions"].items()),
    ]
    lines += [state["note"]] if "note" in state else []
    lines += [f"Problem: {problem}" for problem in state["problems"]] or [_SOUND]
    return "\n".join(lines)
