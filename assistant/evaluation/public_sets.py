"""Public sets of questions with judged sentences, each question with its records.

SQuAD 2.0, SciFact and CLAP NQ are folders in BEIR's form, corpus.jsonl and queries.jsonl, with the judgements in
answers.jsonl (squad2, clapnq) or evidence.jsonl (scifact). ACL-Verbatim is one file, chunks.jsonl: queries of keywords,
each with passages of papers in which people marked what answers.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.sentences import spans

# Other paragraphs of the article that stand beside the one asked about.
_OTHER_PARAGRAPHS = 4
_SEED = 13

# The id of a record, and where a sentence of its abstract begins.
Place = tuple[str, int]


class JudgedSetFailed(RefdeskError):
    """A folder that does not hold the set it should."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the records to choose sentences from, and the sentences that answer it (none: unanswerable).

    `marked` are the stretches of the only record's abstract that people marked as the answer, where a set has such.
    """

    question: str
    publications: tuple[Publication, ...]
    gold: frozenset[Place]
    marked: tuple[tuple[int, int], ...] | None = None


def squad2(folder: Path, size: int) -> list[Case]:
    """Return questions on a paragraph, half of them without an answer, with four other paragraphs of its article."""
    paragraphs = _records(folder)
    articles: dict[str, list[Publication]] = defaultdict(list)
    for paragraph in paragraphs.values():
        articles[paragraph.title].append(paragraph)
    texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    chance = random.Random(_SEED)

    def case(row: dict[str, Any]) -> Case:
        own = paragraphs[row["doc_id"]]
        others = [p for p in articles[own.title] if p.id != own.id]
        given = (own, *chance.sample(others, min(_OTHER_PARAGRAPHS, len(others))))
        return Case(texts[row["query_id"]], given, _holding(own, row["answers"]))

    return _halves(_rows(folder / "answers.jsonl"), size, case, chance)


def scifact(folder: Path, size: int) -> list[Case]:
    """Return claims with the abstract that holds their evidence; every one has an answer."""
    abstracts = _records(folder)
    claims = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    evidence: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(folder / "evidence.jsonl"):
        evidence[row["query_id"], row["doc_id"]] += row["sentence_texts"]
    pairs = random.Random(_SEED).sample(sorted(evidence), min(size, len(evidence)))
    cases = (Case(claims[q], (abstracts[d],), overlapping(abstracts[d], evidence[q, d])) for q, d in pairs)
    return [case for case in cases if case.gold]


def clapnq(folder: Path, size: int) -> list[Case]:
    """Return questions with one passage, half of them without an answer in it."""
    passages = _records(folder)
    texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}

    def case(row: dict[str, Any]) -> Case:
        passage = passages[row["passages"][0]]
        selected = [text for answer in row["answers"] for text in answer["selected_sentences"]]
        return Case(texts[row["query_id"]], (passage,), overlapping(passage, selected))

    return _halves(_rows(folder / "answers.jsonl"), size, case, random.Random(_SEED))


def verbatim(folder: Path, size: int) -> list[Case]:
    """Return keyword queries with one passage of a paper each, in which people marked what answers."""
    rows = list(enumerate(_rows(folder / "chunks.jsonl")))

    def case(place: int, row: dict[str, Any]) -> Case:
        passage = Publication(id=f"r{place}", title=row["title"], abstract=row["text"])
        marked = tuple((start, end) for start, end in row["spans"])
        gold = frozenset(
            (passage.id, a) for a, b in spans(row["text"]) if any(a < end and start < b for start, end in marked)
        )
        return Case(row["query"], (passage,), gold, marked)

    return [case(*row) for row in random.Random(_SEED).sample(rows, min(size, len(rows)))]


SETS: dict[str, Callable[[Path, int], list[Case]]] = {
    "scifact": scifact,
    "clapnq": clapnq,
    "squad2": squad2,
    "verbatim": verbatim,
}


def read_set(name: str, folder: Path, size: int) -> list[Case]:
    """Return at most `size` questions of the set, the same ones on every run.

    Raises `JudgedSetFailed` where the folder does not hold the set.
    """
    try:
        cases = SETS[name](folder, size)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise JudgedSetFailed(f"The set {name} cannot be read from {folder}: {error}.") from error
    except (KeyError, IndexError, TypeError) as error:
        raise JudgedSetFailed(f"The files in {folder} are not those of {name}: {error!r} is missing.") from error
    if not cases:
        raise JudgedSetFailed(f"The files in {folder} hold no judged question of {name}.")
    return cases


def _halves(
    rows: Sequence[dict[str, Any]], size: int, case: Callable[[dict[str, Any]], Case], chance: random.Random
) -> list[Case]:
    """Return as many cases with an answer as without, those whose answer is cut by the sentences left out."""
    found: list[Case] = []
    for answerable in (True, False):
        part = [row for row in rows if row["answerable"] is answerable]
        cases = map(case, chance.sample(part, min(size // 2, len(part))))
        found += [c for c in cases if bool(c.gold) is answerable]
    return found


def _holding(publication: Publication, answers: Sequence[str]) -> frozenset[Place]:
    """Return the sentences that hold one of the answers."""
    return _where(publication, lambda sentence: any(answer in sentence for answer in answers))


def overlapping(publication: Publication, texts: Sequence[str]) -> frozenset[Place]:
    """Return the sentences that hold or are part of one of the texts, since every set cuts sentences in its own way."""
    wanted = [" ".join(text.split()) for text in texts]
    return _where(publication, lambda sentence: any(sentence in text or text in sentence for text in wanted))


def _where(publication: Publication, fits: Callable[[str], bool]) -> frozenset[Place]:
    text = publication.abstract
    return frozenset((publication.id, a) for a, b in spans(text) if fits(" ".join(text[a:b].split())))


def _records(folder: Path) -> dict[str, Publication]:
    """Return the records by the set's own ids."""
    return {
        row["_id"]: Publication(id=f"r{place}", title=row["title"] or "-", abstract=row["text"])
        for place, row in enumerate(_rows(folder / "corpus.jsonl"))
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
