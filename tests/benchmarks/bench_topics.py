"""How many of the records on a topic are listed, and how many of those listed are on it, beside a search for its words.

    python -m tests.benchmarks.bench_topics

The questions in `tests/data/topics`, 14 on each of eight catalogues, were written and judged on whole catalogues by
somebody who had not seen the program; the bound of the list was chosen on them, so that they are no blind test. A
record that says something of the topic in passing counts neither for nor against.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from assistant.collection.vocabulary import VALUE_FIELDS
from assistant.language.words import STOP_WORDS, words
from corpus.formats import read
from corpus.publication import Publication
from ui.desk import open_desk
from ui.settings import Settings

_DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the titles of the records about its topic, of those that touch it, and of those asked for."""

    question: str
    form: str
    topic: str
    about: frozenset[str]
    touches: frozenset[str]
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of lists and counts, the mean precision and recall; of the others, the share that was right."""

    precision: float
    recall: float
    newest_or_oldest: float
    mentions: float
    refused: float


def judged(path: Path) -> list[Judged]:
    """Return the questions of one catalogue."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    sets = ("about", "touches", "first")
    return [Judged(r["question"], r["form"], r["topic"], *(frozenset(r[name]) for name in sets)) for r in rows]


def with_all_words(topic: str, publications: Sequence[Publication]) -> list[str]:
    """Return the titles of the records that have every weighty word of the topic, which a search box would give."""
    sought = {word.key for word in words(topic) if word.plain not in STOP_WORDS}
    return [p.title for p in publications if sought <= {word.key for word in words(_text(p))}]


def figures(rows: Sequence[tuple[Judged, Collection[str]]]) -> Figures:
    """Return the figures of the titles that were given for each question."""
    lists = [(row, set(given)) for row, given in rows if row.form in ("list", "count")]
    precise = [len(given & row.about) / len(given - row.touches) for row, given in lists if given - row.touches]
    right = {form: [_is_right(row, set(given)) for row, given in rows if row.form == form] for form in _FORMS}
    return Figures(
        fmean(precise),
        fmean(len(given & row.about) / len(row.about) for row, given in lists),
        *map(fmean, right.values()),
    )


_FORMS = ("ordered", "mentions", "none")


def _is_right(row: Judged, given: set[str]) -> bool:
    return given >= row.first if row.form == "ordered" else given == row.about


def _text(publication: Publication) -> str:
    values = (value for field in VALUE_FIELDS for value in getattr(publication, field))
    return "\n".join((publication.title, publication.abstract, *values))


def main() -> None:
    """Print the figures of each catalogue, and of the search for all words over all of them."""
    table = Table("", *Figures.__annotations__)
    listed: list[tuple[Judged, Collection[str]]] = []
    searched: list[tuple[Judged, Collection[str]]] = []
    for path in sorted((_DATA / "topics").glob("*.jsonl")):
        with TemporaryDirectory() as folder:
            desk = open_desk(Settings(data=Path(folder)), True)
            desk.store.put(read(_DATA / "catalogues" / path.stem / "listing.txt"))
            publications = desk.store.all()
            own = [(row, [p.title for p in desk.assistant.ask(row.question).publications]) for row in judged(path)]
            searched += [(row, with_all_words(row.topic, publications)) for row, _ in own]
            desk.close()
        listed += own
        _add(table, path.stem, figures(own))
    _add(table, "all", figures(listed))
    _add(table, "all, by a search for all words", figures(searched))
    Console().print(table)


def _add(table: Table, name: str, found: Figures) -> None:
    table.add_row(name, *(f"{getattr(found, figure):.2f}" for figure in Figures.__annotations__))


if __name__ == "__main__":
    main()
