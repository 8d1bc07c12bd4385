"""`refdesk export`: all records in the format that the file's ending names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.references import bibtex, csl, ris


class ExportFailed(RefdeskError):
    """A file that cannot be written."""


def _jsonl(publications: Sequence[Publication]) -> str:
    return "".join(f"{publication.model_dump_json(exclude_defaults=True)}\n" for publication in publications)


_WRITERS: dict[str, Callable[[Sequence[Publication]], str]] = {
    ".jsonl": _jsonl,
    ".json": csl,
    ".ris": ris,
    ".bib": bibtex,
}


def export_to(path: Path, publications: Sequence[Publication]) -> int:
    """Write the records into the file, whole or not at all, and return their number.

    Raises `ExportFailed` for an ending that names no format, and for a file that cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise ExportFailed(f"{path.name} names no format by its ending: end it in {', '.join(_WRITERS)}.")
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(write(publications), encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportFailed(f"{path} cannot be written ({error.strerror}): name another file.") from error
    return len(publications)
