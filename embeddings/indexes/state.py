"""How the indexes on the disk stand to the collection, for a person to read."""

from pathlib import Path

from corpus.store import Store
from embeddings.indexes.lexical import FORMAT as WORDS_FORMAT
from embeddings.indexes.manifest import Kind, is_intact, is_of, read_manifest
from embeddings.indexes.vectors import FORMAT as VECTORS_FORMAT

_FORMATS: dict[Kind, int] = {"words": WORDS_FORMAT, "vectors": VECTORS_FORMAT}


def index_state(store: Store, root: Path, model: str) -> dict[Kind, str]:
    """Return a few words on each index in the folder; nothing is changed, and no heavy library is imported.

    `model` is the name of the encoder that the next question will use.
    """
    return {kind: _state(store, root, kind, model if kind == "vectors" else "") for kind in _FORMATS}


def _state(store: Store, root: Path, kind: Kind, model: str) -> str:
    manifest = read_manifest(root, kind)
    if manifest is None:
        return "not built yet; the first question does"
    if manifest.model != model:
        return f"built with the model {manifest.model}; the next question builds it anew"
    if manifest.format != _FORMATS[kind]:
        return "of another version of refdesk; the next question builds it anew"
    if not is_of(store, manifest) or not is_intact(root, manifest):
        return "damaged, or of another collection; the next question builds it anew"
    behind = len(store.changes(manifest.seq))
    if behind == 1:
        return "1 change behind; the next question brings it in"
    return f"{behind} changes behind; the next question brings them in" if behind else "up to date"
