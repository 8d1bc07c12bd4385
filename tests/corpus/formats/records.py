"""The records of the small files in tests/data/formats, which were written for these tests."""

from pathlib import Path
from typing import Any

from corpus.draft import Rejected, Withdrawn
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

FOLDER = Path(__file__).parents[2] / "data" / "formats"


def entries_of(name: str) -> list[Publication | Rejected | Withdrawn]:
    return list(entries(SourceFile.open(FOLDER / name)))


def publications_of(name: str) -> list[Publication]:
    return [entry for entry in entries_of(name) if isinstance(entry, Publication)]


def rejected_of(name: str) -> list[Rejected]:
    return [entry for entry in entries_of(name) if isinstance(entry, Rejected)]


def said(publication: Publication) -> dict[str, Any]:
    """What the record says, without what follows from it."""
    fields = publication.model_dump(exclude_defaults=True, exclude={"id", "source", "family_names", "mendings"})
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def in_text(text: str, name: str = "file") -> list[Publication | Rejected | Withdrawn]:
    return list(entries(SourceFile(name, text.encode())))
