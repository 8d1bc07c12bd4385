"""How fast 100,000 records come in, and how much memory that takes; then the same again, and a second export of them.

    python -m tests.benchmarks.bench_import [--records 100000]

The records are invented, read from a file, and encoded by a stand-in, so that words, vectors and database are measured
and the model is not.
"""

import argparse
import random
import resource
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
from rich.console import Console
from rich.table import Table

from corpus.formats.source_file import SourceFile
from corpus.importing.plan import plan
from corpus.importing.sources import SourceRead
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Float32
from embeddings.hybrid import HybridEngine
from tests.corpus.importing.exports import in_other_style, record, work
from tests.embeddings.hash_encoder import HashEncoder
from ui.importing import bring_in


class StandIn(HashEncoder):
    """Vectors of the packaged model's dimension, drawn and not read, so that they take no time."""

    def __init__(self) -> None:
        super().__init__("stand-in", dimension=384)
        self._chance = np.random.default_rng(1)

    def encode(self, texts: Sequence[str]) -> Float32:
        rows = self._chance.standard_normal((len(texts), 384), dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def exports(count: int) -> tuple[list[Publication], list[Publication]]:
    """Return an export of so many records, and another of every tenth of them in another style."""
    chance = random.Random(1)
    one, other = [], []
    for number in range(count):
        title, year, authors, abstract, doi = work(chance)
        title = f"{title}, {chance.choice('winter spring summer autumn'.split())} survey of district {number}"
        full = [f"{given} {family}" for given, family in authors]
        one.append(record("one.jsonl", number, title, year, authors=full, abstract=abstract, doi=doi))
        if number % 10 == 0:
            short = [f"{family} {given[0]}" for given, family in authors]
            other.append(record("other.jsonl", number, in_other_style(chance, title), year, authors=short))
    return one, other


def measured(name: str, found: list[Publication], store: Store, engine: HybridEngine) -> list[str]:
    """Import the records and return what came of it, how long each part took, and the peak of the memory."""
    moments = [_now()]
    planned = plan([SourceRead(SourceFile(name, b""), list(found))], store)
    moments.append(_now())
    bring_in(planned, store, engine, name)
    moments.append(_now())
    parts = [tuple(b - a for a, b in zip(*pair, strict=True)) for pair in pairwise(moments)]
    rate = len(found) / sum(wall for wall, _ in parts)
    times = [f"{wall:.1f} s ({processor:.1f} s)" for wall, processor in parts]
    return [name, planned.summary, *times, f"{rate:,.0f}", f"{_peak():,.0f} MiB"]


def _now() -> tuple[float, float]:
    """Return the time, and what this process has had of the processor, which a busy machine does not change."""
    return perf_counter(), process_time()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    arguments = parser.parse_args()
    one, other = exports(arguments.records)
    begun = _peak()
    console = Console(width=160)
    table = Table("import", "what came of it", "deciding", "writing", "records a second", "peak memory")
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "collection.sqlite") as store:
        engine = HybridEngine(store, StandIn(), Path(folder) / "index")
        for name, found in (("one", one), ("one again", one), ("other", other), ("other again", other)):
            row = measured(name.split()[0], found, store, engine)
            console.print(*row)
            table.add_row(*row)
        size = store.path.stat().st_size / 2**20
    console.print(table)
    console.print(
        f"{begun:,.0f} MiB before the first import, the records among them; the collection takes {size:,.0f}."
    )


if __name__ == "__main__":
    main()
