"""How well words, vectors and both together find: nDCG@10, Recall@20 and the time of a search.

    python -m tests.benchmarks.bench_retrieval PATH_TO_SCIFACT [--split train|test] [--data FOLDER]

PATH_TO_SCIFACT holds corpus.jsonl, queries.jsonl and qrels.tsv in BEIR's form (queries_train.jsonl and qrels_train.tsv
for the other split). The abstracts are encoded once, which takes minutes, into the folder given by --data.
"""

import argparse
import csv
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter

from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from assistant.evidence.late_interaction import read_sentences
from corpus.publication import Publication
from embeddings.indexes.current_vectors import CurrentVectors
from embeddings.indexes.current_words import CurrentWords
from embeddings.indexes.replay import ReadOnce
from embeddings.reading.embed import embedded
from embeddings.reading.record_tokens import kept_tokens
from tests.benchmarks.metrics import interval, ndcg, recall
from ui.desk import Desk, open_desk
from ui.settings import Settings

_DEPTH = 20
Search = Callable[[str], Sequence[str]]
Judgements = dict[str, dict[str, float]]


def read_corpus(folder: Path) -> list[Publication]:
    """Return the abstracts as records."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Publication(id=row["_id"], title=row["title"], abstract=row["text"]) for row in rows]


def read_questions(folder: Path, split: str) -> tuple[dict[str, str], Judgements]:
    """Return the text of each judged question, and its judgements, by its id."""
    suffix = "_train" if split == "train" else ""
    judgements: Judgements = {}
    with (folder / f"qrels{suffix}.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            judgements.setdefault(row["query-id"], {})[row["corpus-id"]] = float(row["score"])
    with (folder / f"queries{suffix}.jsonl").open(encoding="utf-8") as lines:
        texts = {row["_id"]: row["text"] for row in map(json.loads, lines)}
    return {i: texts[i] for i in judgements}, judgements


def searches(desk: Desk) -> dict[str, Search]:
    """Return the ways to search that are compared, by name."""
    store, engine, encoder, folder = desk.store, desk.engine, desk.encoder, desk.settings.index
    words, vectors = (
        CurrentWords(store, folder),
        CurrentVectors(store, encoder, folder, partial(embedded, store, encoder)),
    )

    def by_words(text: str) -> list[str]:
        return [i for i, _ in words.index(ReadOnce(store)).search(text, _DEPTH)]

    def by_vectors(text: str) -> list[str]:
        return [i for i, _ in vectors.index(ReadOnce(store)).search(encoder.encode_query(text), _DEPTH)]

    def reranked(text: str) -> list[str]:
        """Order by the score and that of the best sentence, weighed alike: the best of five on 220 training claims."""
        asked = encoder.tokens([text])[0]
        hits = engine.search(text, _DEPTH)
        found = [hit.publication for hit in hits]
        read = [read_sentences(*record) for record in zip(found, kept_tokens(store, encoder, found), strict=True)]
        best = [max(sentence.score(asked) for sentence in sentences) for sentences in read]
        order = sorted(range(len(hits)), key=lambda place: -hits[place].score - best[place])
        return [hits[place].publication.id for place in order]

    return {
        "words": by_words,
        "vectors": by_vectors,
        "fused": lambda text: [hit.publication.id for hit in engine.search(text, _DEPTH)],
        "fused, reranked by late interaction": reranked,
    }


def row_of(search: Search, questions: Mapping[str, str], judgements: Judgements) -> list[str]:
    """Return the cells of one way to search: two measures with their intervals, and two times."""
    found, times = {}, []
    for i, text in questions.items():
        begun = perf_counter()
        found[i] = search(text)
        times.append((perf_counter() - begun) * 1000)
    measures = [
        [ndcg(found[i], judgements[i], 10) for i in questions],
        [recall(found[i], judgements[i], _DEPTH) for i in questions],
    ]
    cells = ["{:.3f} ({:.3f} to {:.3f})".format(mean(values), *interval(values)) for values in measures]
    percentiles = quantiles(times, n=100)
    return [*cells, f"{percentiles[49]:.1f}", f"{percentiles[94]:.1f}"]


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--split", choices=("train", "test"), default="test")
    parser.add_argument("--data", type=Path, default=None)
    given = parser.parse_args()
    data = given.data or user_cache_path("refdesk", appauthor=False) / "benchmarks" / given.path.resolve().name
    questions, judgements = read_questions(given.path, given.split)
    desk = open_desk(Settings(data=data, model=""), own_collection=True)
    desk.store.put(read_corpus(given.path))
    with Progress(transient=True) as progress:
        task = progress.add_task("encoding")
        desk.engine.refresh(lambda done, total: progress.update(task, completed=done, total=total))
    table = Table("", "nDCG@10", f"Recall@{_DEPTH}", "p50 ms", "p95 ms", title=f"{len(questions)} questions")
    for name, search in searches(desk).items():
        search("the first search loads what is needed")
        table.add_row(name, *row_of(search, questions, judgements))
    desk.store.close()
    Console().print(table)


if __name__ == "__main__":
    main()
