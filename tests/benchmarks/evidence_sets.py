"""Questions with judged sentences, from SQuAD 2.0, SciFact and CLAP NQ, each with the records to choose from."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.publication import Publication
from corpus.sentences import sentences_of

_OTHER_PARAGRAPHS = 4
_SEED = 13


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the records to choose sentences from, and the (record, start) of those that answer it, or none."""

    question: str
    answerable: bool
    publications: tuple[Publication, ...]
    gold: frozenset[tuple[str, int]]


def squad2(folder: Path, size: int) -> list[Case]:
    """Return questions on a paragraph, half of them without an answer, with four other paragraphs of its article."""
    paragraphs = _records(folder)
    articles: dict[str, list[Publication]] = defaultdict(list)
    for paragraph in paragraphs.values():
        articles[paragraph.title].append(paragraph)
    texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    chance = random.Random(_SEED)
    rows = {row["query_id"]: row for row in _rows(folder / "answers.jsonl")}
    documents = {row["_id"]: row["metadata"]["source_doc"].lower() for row in _rows(folder / "queries.jsonl")}

    def case(row: dict[str, Any]) -> Case:
        own = paragraphs[documents[row["query_id"]]]
        others = [p for p in articles[own.title] if p.id != own.id]
        shown = (own, *chance.sample(others, min(_OTHER_PARAGRAPHS, len(others))))
        gold = _holding(own, lambda text: any(answer in text for answer in row["answers"]))
        return Case(texts[row["query_id"]], row["answerable"], shown, gold if row["answerable"] else frozenset())

    return _halves([row for row in rows.values() if row["query_id"] in documents], size, case, chance)


def scifact(folder: Path, size: int) -> list[Case]:
    """Return claims with the abstract that holds their evidence; every one has an answer."""
    records = _records(folder)
    texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    evidence: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(folder / "evidence.jsonl"):
        evidence[row["query_id"], row["doc_id"]].update(row["sentence_texts"])
    chance = random.Random(_SEED)
    pairs = chance.sample(sorted(evidence), min(size, len(evidence)))
    return [Case(texts[q], True, (records[d],), _meeting(records[d], evidence[q, d])) for q, d in pairs]


def clapnq(folder: Path, size: int) -> list[Case]:
    """Return questions with one passage, half of them without an answer in it."""
    passages = _records(folder)
    texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}

    def case(row: dict[str, Any]) -> Case:
        passage = passages[row["passages"][0]]
        selected = {text for answer in row["answers"] for text in answer["selected_sentences"]}
        return Case(texts[row["query_id"]], row["answerable"], (passage,), _meeting(passage, selected))

    return _halves(list(_rows(folder / "answers.jsonl")), size, case, random.Random(_SEED))


def _halves(
    rows: Sequence[dict[str, Any]], size: int, case: Callable[[dict[str, Any]], Case], chance: random.Random
) -> list[Case]:
    found: list[Case] = []
    for answerable in (True, False):
        part = [row for row in rows if row["answerable"] == answerable]
        found += map(case, chance.sample(part, min(size // 2, len(part))))
    return [c for c in found if c.gold or not c.answerable]


def _records(folder: Path) -> dict[str, Publication]:
    rows = _rows(folder / "corpus.jsonl")
    return {
        row["_id"].lower(): Publication(id=_plain(row["_id"]), title=row["title"] or "-", abstract=row["text"])
        for row in rows
    }


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name.lower())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _holding(publication: Publication, holds: Callable[[str], bool]) -> frozenset[tuple[str, int]]:
    spans = [s for s in sentences_of(publication) if s.field == "abstract"]
    return frozenset((publication.id, s.start) for s in spans if holds(publication.abstract[s.start : s.end]))


def _meeting(publication: Publication, texts: set[str]) -> frozenset[tuple[str, int]]:
    """Return the sentences that overlap one of the texts: the sets cut their sentences in their own way."""
    wanted = [" ".join(text.split()) for text in texts]

    def meets(sentence: str) -> bool:
        said = " ".join(sentence.split())
        return any(said in text or text in said for text in wanted)

    return _holding(publication, meets)
