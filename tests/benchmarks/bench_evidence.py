"""What each signal by which sentences are ranked is worth, on questions that neither trained nor test anything.

    python -m tests.benchmarks.bench_evidence

The questions are those that calibrate the gate: on the default collection, over all nine records, on the shelf, each
over the record that it was written on, and on three catalogues of `tests/data/catalogues`, over the records that the
search finds; and those on invented abstracts of medicine and technology, each over its record. One value is changed at
a time; the others stay as they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

from rich.console import Console
from rich.table import Column, Table

import assistant.training
from assistant.evaluation.public_sets import Case, overlapping
from assistant.evidence import sentences, showing
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.sentences import READ_CLOSELY, EvidenceReader, Scored
from assistant.evidence.showing import shown, without_repeats
from assistant.training.calibrate import on_contents, opened, read_questions
from assistant.training.train_projection import of_the_field
from assistant.understanding.query import query_of
from corpus.collection import load_default
from corpus.formats import read as read_records
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import encoded_tokens

_TRAINING = Path(assistant.training.__file__).parent
_DATA = Path(__file__).parents[1] / "data"
_CALIBRATION = (
    _TRAINING / "calibration.jsonl",
    _DATA / "referral_mechanisms_calibration.jsonl",
)
# So many sentences are read by the scorer, of which any number may then count.
_READ = READ_CLOSELY
_VALUES = {
    (sentences, "READ_CLOSELY"): (4, 6),
    (sentences, "CLOSE_READING_WEIGHT"): (0.0, 0.02, 0.05, 0.1),
    (sentences, "KIND_BONUS"): (0.0, 0.1, 0.2, 0.4),
    (sentences, "LATER_BONUS"): (0.0, 0.07, 0.15, 0.3),
    (sentences, "SEARCH_WEIGHT"): (0.0, 0.15, 0.3, 0.6),
    (showing, "_NEAR"): (0.1, 0.14, 0.18),
}

Read = tuple[Case, list[Scored]]


def of_the_default_collection() -> list[Case]:
    """Return the calibration questions that a sentence of the nine records answers."""
    records = load_default().publications
    cases = []
    for question in (question for path in _CALIBRATION for question in read_questions(path)):
        if question.kind == "content" and question.answerable:
            gold = frozenset(place for record in records for place in overlapping(record, question.quotes))
            cases.append(Case(question.question, records, gold))
    return [case for case in cases if case.gold]


def of_a_catalogue(folder: Path, encoder: SentenceEncoder) -> list[Read]:
    """Return the content questions on a catalogue with their sentences, of the records that the search finds."""
    found = []
    with opened(tuple(read_records(folder / "listing.txt")), encoder) as (reader, records):
        for question in (question for path in folder.glob("*.jsonl") for question in read_questions(path)):
            asked = on_contents(question, records) if question.kind == "content" else None
            if asked:
                seen = reader.read(asked, reader.search(asked, records), records)
                right = [p for p in seen.publications if p.title in question.titles]
                gold = frozenset(place for record in right for place in overlapping(record, question.quotes))
                found.append((Case(asked.sought.text, tuple(seen.publications), gold), list(seen.sentences)))
    return found


def figures(read: Sequence[Read], closely: int) -> tuple[float, float, float]:
    """Return how often the best sentence answers, how often one of those shown does, and how many are shown."""
    first, among, counts = [], [], []
    for case, scored in read:
        unread = sorted((replace(s, close=0.0) for s in scored), key=lambda s: -s.score)
        near = {(s.publication.id, s.start) for s in unread[:closely]}
        ranked = sorted(
            (s for s in scored if (s.publication.id, s.start) in near),
            key=lambda s: (-s.score, s.publication.id, s.start),
        )
        quotes = [(s.publication.id, s.start) for s in shown(query_of(case.question), without_repeats(ranked))]
        first.append(bool(quotes) and quotes[0] in case.gold)
        among.append(bool(case.gold & set(quotes)))
        counts.append(len(quotes))
    return fmean(first), fmean(among), fmean(counts)


def main() -> None:
    """Print one table."""
    encoder = SentenceEncoder()
    reader = EvidenceReader(encoder, CrossEncoder(), partial(encoded_tokens, encoder))
    sets = {
        "default": of_the_default_collection(),
        "shelf": of_the_field(_TRAINING / "shelf.jsonl"),
        "fields": of_the_field(_DATA / "held_out_fields.jsonl"),
    }
    read = {
        name: [(case, reader.read(query_of(case.question), case.publications, closely=_READ)) for case in cases]
        for name, cases in sets.items()
    }
    read |= {name: of_a_catalogue(_DATA / "catalogues" / name, encoder) for name in ("coast", "water", "archive")}
    heads = [f"{name}\n{what}" for name in read for what in (f"P@1 of {len(read[name])}", "shown", "quotes")]
    table = Table(Column("", no_wrap=True), "value", *heads)
    for (module, name), values in _VALUES.items():
        for value in values:
            with patch.object(module, name, value):
                closely = sentences.READ_CLOSELY
                rows = [figures(found, closely) for found in read.values()]
            cells = [f"{first:.3f} {among:.3f} {count:.2f}".split() for first, among, count in rows]
            table.add_row(name, f"{value}", *(cell for row in cells for cell in row))
    Console().print(table)


if __name__ == "__main__":
    main()
