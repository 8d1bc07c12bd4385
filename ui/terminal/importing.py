"""What an import reports, as text and as JSON, and where the rejected records go."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from corpus.draft import Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.importing.decisions import OUTCOMES, Decision, Plan
from corpus.importing.rejected import with_rejected, write_rejected
from corpus.importing.sources import SourceRead
from corpus.sources.files import is_path
from ui.words.strings import DEFAULT_LANGUAGE, language_name

# Lines of each list on the terminal; --json prints all.
_MOST_LINES = 50
_LONGEST_SHOWN = 80
_NO_VALUES = ("position", "raw", "id", "abstracts", "identifiers", "text_pages", "mendings", "extra")
_FIELDS = [field.name for field in fields(Draft) if field.name not in _NO_VALUES]


def labels_of(given: Iterable[str]) -> Labels:
    """Return what the user says that labels mean, from "Label=field"; raises `ImportFailed` for another form."""
    labels = {}
    for text in given:
        label, sign, name = (part.strip() for part in text.rpartition("="))
        if not (sign and label) or (name and name not in _FIELDS):
            raise ImportFailed(
                f'--map {text!r} does not say what a label means: give "Label=field", where the field is one of'
                f" {', '.join(_FIELDS)}, or empty to leave the label's values out."
            )
        labels[label] = name
    return labels


def say_rejected(sources: Sequence[SourceRead], given: Sequence[str], target: Path | None) -> list[Path]:
    """Write the rejected records of each source to a file, and return the files.

    They lie beside the first file or folder that was given, or at `target`, whose name is lengthened where several
    sources have any.
    """
    faulty = with_rejected(sources)
    paths = [Path(source) for source in given if is_path(source)] or [Path()]
    beside = paths[0] if paths[0].is_dir() else paths[0].parent
    written = []
    for source in faulty:
        path = target
        if target and len(faulty) > 1:
            path = target.with_name(f"{target.stem}-{Path(source.file.name).name}")
        written.append(write_rejected(source, beside, path))
    return [path for path in written if path]


def report_json(plan: Plan, written: Sequence[Path]) -> dict[str, Any]:
    """Return the whole plan as JSON: the counts, each record's lot, what was rejected and what could not be read."""
    return {
        **{outcome: plan.count(outcome) for outcome in OUTCOMES},
        "languages": plan.languages,
        "records": [_decided(decision) for decision in plan.decisions if decision.outcome != "unchanged"],
        "rejected": [{"file": file, **asdict(entry), "reason": str(entry.reason)} for file, entry in plan.rejected],
        "withdrawn": [_decided(decision) for decision in plan.withdrawn],
        "unreadable": [{"file": file, "reason": str(reason)} for file, reason in plan.failures],
        "encodings": [{"file": file, "read_as": encoding} for file, encoding in plan.encodings],
        "written": [str(path) for path in written],
    }


def report_text(plan: Plan, written: Sequence[Path]) -> str:
    """Return the report for the terminal."""
    merges = [decision for decision in plan.decisions if decision.outcome == "merged"]
    lines = [f"{plan.summary}."]
    if plan.languages:
        named = (f"{language_name(tag, DEFAULT_LANGUAGE)} {count}" for tag, count in plan.languages.items())
        lines.append(f"Languages: {', '.join(named)}.")
    lines += _listed(
        "Merged",
        [f"{d.file}, {d.position}: {_shown(d.title)} with {_shown(d.into)}, by {d.why}" for d in merges],
    )
    lines += _listed("Rejected", [_rejection(file, entry) for file, entry in plan.rejected])
    lines += _listed(
        "Gone from their source, and kept here until you remove them",
        [f"{_shown(d.title)}: refdesk remove {d.id}" for d in plan.withdrawn],
    )
    lines += _listed("Not read", [str(reason) for _, reason in plan.failures])
    lines += _listed(
        "Read in an encoding that the file does not tell (if letters are wrong, save it as UTF-8 and import it again)",
        [f"{file}: read as {encoding}" for file, encoding in plan.encodings],
    )
    lines += [f"Mend the rejected records in {path}, and import that file." for path in written]
    return "\n".join(lines)


def _decided(decision: Decision) -> dict[str, Any]:
    return {**asdict(decision), "why": str(decision.why or "")}


def _rejection(file: str, entry: Rejected) -> str:
    reason = str(entry.reason)
    value = f" ({_shown(entry.value)})" if entry.value.strip() and entry.value not in reason else ""
    return f"{file}, {entry.position}: {reason}{value}"


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = len(lines) - _MOST_LINES
    return [
        f"{title}:",
        *(f"  {line}" for line in lines[:_MOST_LINES]),
        *([f"  and {more} more, which --json lists"] if more > 0 else []),
    ]


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _LONGEST_SHOWN else f'"{line[:_LONGEST_SHOWN].rstrip()}…"'
