"""The manifest of an index: what was written, up to which change of the collection, and by which checksums."""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from corpus.store import Store

Kind = Literal["words", "vectors"]
# A change of the collection by number, operation and record; those of another collection differ somewhere.
LastChange = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """An index in `folder`: its `files` with their SHA-256, and the last `change` of the collection that it holds.

    `format` is the layout's, `model` the encoder's name (empty for words).
    """

    folder: str
    format: int
    model: str
    change: LastChange
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """Return the number of the last change that the index holds."""
        return self.change[0]


def read_manifest(root: Path, kind: Kind) -> Manifest | None:
    """Return the manifest of the index, or None where there is none that can be read."""
    try:
        read = json.loads((root / f"{kind}.json").read_text(encoding="utf-8"))
        seq, op, publication_id = read.pop("change")
        return Manifest(**read, change=(int(seq), str(op), str(publication_id)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_manifest(root: Path, kind: Kind, manifest: Manifest) -> None:
    """Put the manifest in the place of the one before, at once and for good; the files it names are on the disk."""
    temporary = root / f"{kind}.json.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(root / f"{kind}.json")
    sync_folder(root)


def checksums(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the SHA-256 of each file in the folder; a name in `known` is taken to hold what it held."""
    found = dict(known or {})
    files = {path.name: path for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"}
    for name, path in files.items():
        if name not in found:
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return {name: found[name] for name in sorted(files)}


def is_intact(root: Path, manifest: Manifest) -> bool:
    """Tell whether the files are those that the manifest was written for."""
    try:
        return checksums(root / manifest.folder) == dict(manifest.files)
    except OSError:
        return False


def is_of(store: Store, manifest: Manifest) -> bool:
    """Tell whether the index was made from this collection, whose past may have been replaced by a backup."""
    if manifest.seq == 0:
        return True
    change = next(iter(store.changes(manifest.seq - 1)), None)
    return change is not None and (change.seq, change.op, change.id) == manifest.change


def sync_folder(folder: Path) -> None:
    """See to it that the names in the folder are on the disk, where the system can do that."""
    with contextlib.suppress(PermissionError):  # Windows opens no folders.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_files(folder: Path) -> None:
    """See to it that the files in the folder, and their names, are on the disk."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    sync_folder(folder)
