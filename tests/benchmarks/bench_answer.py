"""How long an answer takes, by stage, on the default collection and on the abstracts of SciFact.

    python -m tests.benchmarks.bench_answer PATH_TO_SCIFACT [--data FOLDER]

The questions of the default collection are the judged ones in tests/data, those of SciFact 50 of its training claims.
The abstracts are encoded once, as by bench_retrieval, into the folder given by --data.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from tests.benchmarks.bench_retrieval import read_corpus, read_questions
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.terminal.evaluate import read_judged

_JUDGED = Path(__file__).parents[1] / "data" / "referral_mechanisms_questions.jsonl"
_CLAIMS = 50


def times_of(desk: Desk, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return the milliseconds of each stage over the questions that reach it, each asked for the first time."""
    desk.warm()
    desk.assistant.ask("The first question loads what is needed.")
    found = defaultdict(list)
    for question in questions:
        for stage, milliseconds in desk.assistant.ask(question).timings_ms.items():
            found[stage].append(milliseconds)
    return found


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--data", type=Path, default=None)
    given = parser.parse_args()
    data = given.data or user_cache_path("refdesk", appauthor=False) / "benchmarks" / given.path.resolve().name
    table = Table("", "questions", "p50 ms", "p95 ms")
    with tempfile.TemporaryDirectory() as folder:
        default = open_desk(Settings(data=Path(folder), model=""))
        scifact = open_desk(Settings(data=data, model=""), own_collection=True)
        scifact.store.put(read_corpus(given.path))
        asked = {
            "default": (default, [row.question for row in read_judged(_JUDGED) if not row.history]),
            "scifact": (scifact, list(read_questions(given.path, "train")[0].values())[:_CLAIMS]),
        }
        for name, (desk, questions) in asked.items():
            for stage, times in times_of(desk, questions).items():
                percentiles = quantiles(times, n=100)
                table.add_row(f"{name}, {stage}", str(len(times)), f"{percentiles[49]:.1f}", f"{percentiles[94]:.1f}")
            desk.store.close()
    Console().print(table)


if __name__ == "__main__":
    main()
