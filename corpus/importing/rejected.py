"""The rejected records of a source as a file of its own, to be mended and imported again."""

from itertools import count
from pathlib import Path

from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.importing.sources import REJECTED_PREFIX, SourceRead


def write_rejected(source: SourceRead, beside: Path, target: Path | None = None) -> Path | None:
    """Write the raw texts of the rejected records, and return the file; None where no record has one.

    Without a `target` it lies in the folder `beside` under the source's name, and one that is there already, which may
    be half mended, stays. Raises `ImportFailed` where the file cannot be written.
    """
    raws = [entry.raw for entry in source.rejected if entry.raw.strip()]
    if not raws:
        return None
    # As a table opens rightly everywhere: with a mark where the source has one.
    encoding = "utf-8-sig" if source.file.data.startswith(b"\xef\xbb\xbf") else "utf-8"
    data = format_of(source.file).rejoined(source.file, raws).encode(encoding)
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
    name = Path(REJECTED_PREFIX + Path(source.file.name).name)
    # What is no text, such as a spreadsheet, is written as a table in text.
    suffix = ".csv" if _is_binary(source) else name.suffix
    for number in count(1):
        path = beside / f"{name.stem}{f'-{number}' if number > 1 else ''}{suffix}"
        if not path.exists() or path.read_bytes() == data:
            return path
    raise AssertionError


def _is_binary(source: SourceRead) -> bool:
    return b"\0" in source.file.data[:4096]
