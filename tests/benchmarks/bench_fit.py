"""How far what is measured on questions made from the records lies from what people's questions meet.

    python -m tests.benchmarks.bench_fit LISTING QUESTIONS... -- LISTING QUESTIONS... -- ...

LISTING is a file of records, QUESTIONS are judged questions on them. Of those, the content and unanswerable questions
are taken that stand alone and are put to all records, as the made ones are. For the packaged threshold and for each
choice of the owner's stand the shares refused: of made questions without and with their record, and of people's without
and with an answer.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from assistant.collection.records import Records
from assistant.evidence.gate import calibration
from assistant.evidence.reader import ContentReader
from assistant.evidence.threshold import CHOICES, MAY_ANSWER, Choice, Measured, conformal, figures_of
from assistant.fitting.measure import measure, score_of
from assistant.training.calibrate import on_contents, opened, read_questions
from corpus.formats import read
from embeddings.models.encoder import SentenceEncoder


def people(files: Sequence[Path], reader: ContentReader, records: Records) -> tuple[list[float], list[float]]:
    """Return how probable the gate finds an answer to the questions with one, and to those without."""
    scores: dict[bool, list[float]] = {True: [], False: []}
    for judged in (judged for file in files for judged in read_questions(file)):
        asked = on_contents(judged, records)
        if judged.kind in ("content", "unanswerable") and asked and not asked.points:
            scores[judged.answerable].append(score_of(asked, reader.search(asked, records), reader, records))
    return scores[True], scores[False]


def rows(made: Measured, known: Sequence[float], unanswerable: Sequence[float]) -> Iterator[str]:
    """Yield a line for each threshold: shares refused, of made questions and of people's."""
    choices: tuple[Choice | None, ...] = (None, *CHOICES)
    for choice in choices:
        figures = figures_of(made, choice)
        least = conformal(made.withheld, MAY_ANSWER[choice]) if choice else calibration()["threshold"]
        shares = (
            figures.refused_without / figures.questions,
            np.mean(np.array(unanswerable) < least),
            figures.refused_with / figures.questions,
            np.mean(np.array(known) < least),
        )
        yield f"{choice or 'packaged':<10}" + "".join(f"{share:>8.2f}" for share in shares)


def main() -> None:
    """Print the table of each catalogue."""
    encoder = SentenceEncoder()
    for is_end, group in groupby(sys.argv[1:], lambda argument: argument == "--"):
        if is_end:
            continue
        listing, *files = map(Path, group)
        with opened(tuple(read(listing)), encoder) as (reader, records):
            made = measure(records.store, reader, encoder)
            known, unanswerable = people(files, reader, records)
        asked = f"{len(unanswerable)} of people's without an answer, {len(known)} with one"
        print(
            f"{listing.parent.name}: {len(made.withheld)} made, {asked}\n"
            f"{'':<10}{'made –':>8}{'people –':>9}{'made +':>8}{'people +':>9}",
            *rows(made, known, unanswerable),
            sep="\n",
            flush=True,
        )


if __name__ == "__main__":
    main()
