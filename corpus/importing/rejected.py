"""The rejected records of a source as a file of its own, to be mended and imported again."""

from pathlib import Path

from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.importing.sources import REJECTED_PREFIX, SourceRead


def rejected_path(source: SourceRead, beside: Path) -> Path:
    """Return the usual name of the file, in the folder `beside`."""
    name = Path(source.file.name).name
    # What is no text, such as a spreadsheet, is written as a table in text.
    return beside / f"{REJECTED_PREFIX}{name}{'.csv' if _is_binary(source) else ''}"


def write_rejected(source: SourceRead, path: Path) -> int:
    """Write the raw records that were rejected, and return how many have one; for none, nothing is written.

    Raises `ImportFailed` where the file cannot be written.
    """
    raws = [entry.raw for entry in source.rejected if entry.raw.strip()]
    if raws:
        text = format_of(source.file).rejoined(source.file, raws)
        try:
            # As a table opens rightly everywhere: with a mark where the source has one.
            encoding = "utf-8-sig" if source.file.data.startswith(b"\xef\xbb\xbf") else "utf-8"
            path.write_text(text, encoding=encoding, newline="")
        except OSError as error:
            raise ImportFailed(
                f"The rejected records cannot be written to {path} ({error.strerror}): name another file by --rejected."
            ) from error
    return len(raws)


def _is_binary(source: SourceRead) -> bool:
    return b"\0" in source.file.data[:4096]
