"""How a question's time and the memory grow from a small collection to a large one, and what an import does to both.

    python -m tests.benchmarks.bench_size [--records 1000 100000] [--data FOLDER]

The records are invented, and encoded by a stand-in whose vectors mean something; the scorer is the packaged one. Each
collection has a process of its own. In one run stand beside each other, on each: opening the desk, the kinds of
questions, a question before and after an import of one record, and what is offered to begin with and to go on with.
Seconds are those of the processor, which other work on the machine changes least; where that is less than the clock's,
the disk was waited for. A collection that is in the folder already is not made again.
"""

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import process_time

from rich.console import Console
from rich.table import Table

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.reader import ContentReader
from assistant.evidence.sentences import EvidenceReader
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.reading.record_tokens import kept_tokens
from tests.benchmarks.size_collection import BagOfWords, Invented

_AT_ONCE = 2_000
_OF_EACH_KIND = 12
_LONG_WORD = 7
_IMPORTS = 3
Row = tuple[str, str]


class Opened:
    """A collection with all that answers questions on it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(folder / "collection.sqlite")
        encoder = BagOfWords()
        self.engine = HybridEngine(self.store, encoder, folder / "index")
        evidence = EvidenceReader(encoder, CrossEncoder(), partial(kept_tokens, self.store, encoder))
        reader = ContentReader(self.engine, evidence)
        self.assistant = Assistant(self.store, lambda: reader)

    def make_ready(self) -> None:
        self.engine.refresh()
        vocabulary_of(self.store)

    def bring_in(self, publications: Sequence[Publication]) -> None:
        """Import the records as `ui.importing` does, without a plan."""
        self.engine.prepare(publications)
        self.store.apply("invented", puts=publications)
        self.make_ready()


def fill(folder: Path, count: int) -> None:
    """Make the collection of so many records, which is not there yet."""
    with Store.open(folder / "collection.sqlite") as store:
        engine = HybridEngine(store, BagOfWords(), folder / "index")
        records = Invented().records(count)
        while some := list(islice(records, _AT_ONCE)):
            engine.prepare(some)
            store.apply("invented", puts=some)
        engine.refresh()
        vocabulary_of(store)


def questions(records: Sequence[Publication], chance: random.Random) -> dict[str, list[str]]:
    """Return questions of each kind, made of words of the records."""

    def of(publication: Publication, count: int) -> str:
        said = [word.strip(".").lower() for word in publication.abstract.split()]
        return " ".join(chance.sample([word for word in said if word.isalpha() and len(word) >= _LONG_WORD], count))

    def typed_wrong(word: str) -> str:
        return word[:3] + word[4:]

    return {
        "on contents": [f"What is said about {of(p, 3)}?" for p in records],
        "under conditions": [f"What do reports on {p.countries[0]} say about {of(p, 2)}?" for p in records],
        "misspelt": [f"What is said about {typed_wrong(of(p, 1))} and {of(p, 1)}?" for p in records],
        "a place": [f"How many publications are about {p.countries[0]}?" for p in records],
        "an author and a year": [f"Which publications by {p.authors[0]} are from {p.year}?" for p in records],
        "a title": [f"Who wrote {p.title}?" for p in records],
        "a topic": [f"Which publications are about {of(p, 2)}?" for p in records],
        "a mention": [f"Which publications mention {of(p, 1)}?" for p in records],
    }


def seconds(do: Callable[[], object]) -> float:
    """Return the processor's time that it takes."""
    begun = process_time()
    do()
    return process_time() - begun


def measured(folder: Path) -> Iterator[Row]:
    """Yield what is measured of the collection, each with its figure."""
    desk = Opened(folder)
    yield "opening, to ready", _milliseconds(seconds(desk.make_ready))
    yield "the first question", _milliseconds(seconds(lambda: desk.assistant.ask("What is said about water?")))
    yield "questions to begin with", _milliseconds(seconds(desk.assistant.starters))
    chance = random.Random(7)
    ids = desk.store.ids()
    told = [p for p in desk.store.get_many(chance.sample(ids, 4 * _OF_EACH_KIND)) if len(p.abstract) > 300]
    asked = questions(told[:_OF_EACH_KIND], chance)
    every, lists = [], []
    for kind, texts in asked.items():
        answers: list[Answer] = []
        times = [seconds(partial(_ask, desk, text, answers)) for text in texts]
        every += times
        lists += [answer for answer in answers if len(answer.publications) > 1]
        yield kind, _spread(times)
    yield "all of these", _spread(every)
    carried = [seconds(partial(desk.assistant.ask, "Which of them is the most recent?", [a])) for a in lists[-12:]]
    yield "a follow-up", _spread(carried)
    yield "follow-ups offered", _spread([seconds(partial(desk.assistant.follow_ups, a, ())) for a in lists[-6:]])
    yield from _imports(desk, asked["on contents"])
    yield "memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:,.0f} MiB"


def _ask(desk: Opened, text: str, answers: list[Answer]) -> None:
    answers.append(desk.assistant.ask(text))


def _imports(desk: Opened, texts: Sequence[str]) -> Iterator[Row]:
    """Yield how long the same question takes before and after an import of one record, and the import itself."""
    before, importing, after = [], [], []
    new = Invented(seed=2).records(_IMPORTS)
    for text, publication in zip(texts, new, strict=False):
        other = publication.model_copy(update={"id": f"{publication.id}-new"})
        before.append(seconds(partial(desk.assistant.ask, text)))
        importing.append(seconds(partial(desk.bring_in, [other])))
        after.append(seconds(partial(desk.assistant.ask, text)))
        desk.store.undo()
        desk.make_ready()
    yield "a question before an import", _spread(before)
    yield "an import of one record", _spread(importing)
    yield "the question after it", _spread(after)


def _spread(times: Sequence[float]) -> str:
    percentiles = quantiles(times, n=20)
    return f"{_milliseconds(percentiles[9])}, {_milliseconds(percentiles[18])}"


def _milliseconds(given: float) -> str:
    return f"{given * 1000:,.0f}"


def main() -> None:
    """Measure each collection and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.of:
        for name, figure in measured(given.of):
            print(f"{name}\t{figure}", flush=True)
        return
    found: dict[str, list[str]] = {}
    with TemporaryDirectory() as temporary:
        for count in given.records:
            folder = (given.data or Path(temporary)) / str(count)
            if not (folder / "collection.sqlite").exists():
                fill(folder, count)
            command = [sys.executable, "-m", "tests.benchmarks.bench_size", "--of", str(folder)]
            lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
            for name, figure in (line.split("\t") for line in lines):
                found.setdefault(name, []).append(figure)
    table = Table("p50, p95 in ms", *(f"{count:,} records" for count in given.records))
    for name, figures in found.items():
        table.add_row(name, *figures)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
