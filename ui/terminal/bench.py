"""`refdesk bench`: what every stage of choosing sentences is worth, on a public set of judged questions."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from assistant.evaluation.public_sets import read_set
from assistant.evaluation.stages import Benchmark, benchmark
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.sentences import EvidenceReader
from embeddings.engine import Progress
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import encoded_tokens


def bench(name: str, folder: Path, size: int, model: str, progress: Progress) -> Benchmark:
    """Return the figures of the set `name` in the folder, on a sample of `size` questions."""
    cases = read_set(name, folder, size)
    encoder = SentenceEncoder(model)
    reader = EvidenceReader(encoder, CrossEncoder(), partial(encoded_tokens, encoder))
    return benchmark(cases, reader, encoder, progress)


def bench_json(found: Benchmark) -> dict[str, Any]:
    """Return the figures as plain values."""
    return asdict(found)


def bench_text(found: Benchmark) -> str:
    """Return the figures as a table of the stages, each mean with its interval of 95 %."""
    names = [figure.name for figure in found.stages[0].figures]
    lines = [f"{found.questions} questions, {found.answerable} of them with an answer", ""]
    lines.append(f"{'':8}" + "".join(f"{name:<20}" for name in names))
    lines += [f"{s.stage:8}" + "".join(f"{figure!s:<20}" for figure in s.figures) for s in found.stages]
    if found.decision:
        lines += ["", "Decided by all:", *(f"  {figure.name:<12}{figure!s}" for figure in found.decision)]
    return "\n".join([*(line.rstrip() for line in lines), "", f"Median time of a question: {found.median_ms:.0f} ms"])
