"""The rejected records of a source as a file of its own, to be mended and imported again."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table import SPREADSHEET
from corpus.importing.keys import without_page
from corpus.importing.sources import REJECTED_PREFIX, SourceRead


def with_rejected(sources: Iterable[SourceRead]) -> list[SourceRead]:
    """Return the sources that have rejected records, with no others, the pages of an address as one."""
    found: dict[tuple[str, int], SourceRead] = {}
    for place, source in enumerate(sources):
        if rejected := source.rejected:
            name = without_page(source.file.name)
            file = SourceFile(name, source.file.data)
            one = found.setdefault(
                (name, place if name == source.file.name else -1), SourceRead(file, labels=source.labels)
            )
            one.found += rejected
    return list(found.values())


def write_rejected(source: SourceRead, beside: Path, target: Path | None = None) -> Path | None:
    """Write the raw texts of the rejected records, and return the file; None where no record has one.

    Without a `target` it lies in the folder `beside` under the source's name, and one that is there already, which may
    be half mended, stays. Raises `ImportFailed` where the file cannot be written.
    """
    data = rejected_data(source)
    if not data:
        return None
    try:
        path = target or _free_name(source, beside, data)
        path.write_bytes(data)
    except OSError as error:
        raise ImportFailed(
            f"The rejected records cannot be written to {target or beside} ({error.strerror}): name another file by"
            " --rejected. The others were imported."
        ) from error
    return path


def _free_name(source: SourceRead, beside: Path, data: bytes) -> Path:
    name = Path(rejected_name(source))
    for number in count(1):
        path = beside / f"{name.stem}{f'-{number}' if number > 1 else ''}{name.suffix}"
        if not path.exists() or path.read_bytes() == data:
            return path
    raise AssertionError


def rejected_data(source: SourceRead) -> bytes:
    """Return the raw texts of the rejected records as the content of a file; empty where none has one."""
    raws = [entry.raw for entry in source.rejected if entry.raw.strip()]
    # As a table opens rightly everywhere: with a mark where the source has one.
    encoding = "utf-8-sig" if source.file.data.startswith(b"\xef\xbb\xbf") else "utf-8"
    return format_of(source.file, source.labels).rejoined(source.file, raws).encode(encoding) if raws else b""


def rejected_name(source: SourceRead) -> str:
    """Return the usual name of that file: what is no text is written as text, a spreadsheet as a table."""
    name = Path(REJECTED_PREFIX + Path(source.file.name).name)
    if b"\0" not in source.file.data[:4096]:
        return name.name
    return name.stem + (".csv" if SPREADSHEET.recognises(source.file) else ".txt")
