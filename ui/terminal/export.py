"""`refdesk export`: all records in the format that the file's ending names."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.writers.exports import EXPORTS


class ExportFailed(RefdeskError):
    """A file that cannot be written."""


def export_to(path: Path, publications: Sequence[Publication]) -> int:
    """Write the records into the file, whole or not at all, and return their number.

    Raises `ExportFailed` for an ending that names no format, and for a file that cannot be written.
    """
    export = EXPORTS.get(path.suffix.lower().removeprefix("."))
    if export is None:
        endings = ", ".join(f".{suffix}" for suffix in EXPORTS)
        raise ExportFailed(f"{path.name} names no format by its ending: end it in {endings}.")
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(export.write(publications), encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportFailed(f"{path} cannot be written ({error.strerror}): name another file.") from error
    return len(publications)
