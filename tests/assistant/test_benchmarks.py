import json
from functools import partial
from math import log
from pathlib import Path

import pytest

from assistant.evaluation.metrics import Figure
from assistant.evaluation.public_sets import Case, read_set
from assistant.evaluation.stages import (
    STAGES,
    Benchmark,
    Outcome,
    StageReport,
    benchmark,
    bm25,
    decision_of,
    figures_of,
)
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.sentences import EvidenceReader
from corpus.publication import Publication
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import encoded_tokens
from ui.terminal.bench import bench_json, bench_text

ROME = Publication(id="rome", title="Rome", abstract="Rome is old. It lies on the river Tiber. It has seven hills.")


def case(question: str, *starts: int, marked: tuple[tuple[int, int], ...] | None = None) -> Case:
    return Case(question, (ROME,), frozenset(("rome", start) for start in starts), marked)


def ranking(*starts: int, shown: int, confidence: float, answered: bool = True) -> Outcome:
    return Outcome([("rome", start) for start in starts], confidence, shown, answered)


def test_the_figures_of_a_stage_are_means_over_the_questions_with_an_answer() -> None:
    cases = [case("a", 0), case("b", 0, 13), case("c", 41), case("d"), case("e")]
    found = [
        ranking(0, 13, 41, shown=1, confidence=0.9),
        ranking(13, 41, 0, shown=2, confidence=0.8),
        ranking(0, 13, 41, shown=2, confidence=0.3),
        ranking(0, 13, 41, shown=1, confidence=0.5),
        ranking(0, 13, 41, shown=1, confidence=0.1),
    ]
    figures = {figure.name: figure.mean for figure in figures_of(cases, found)}
    assert figures == pytest.approx(
        {
            "P@1": 2 / 3,
            "precision": (1 + 1 / 2 + 0) / 3,
            "recall": (1 + 1 / 2 + 0) / 3,
            "AUROC": 5 / 6,
            "refused at 0.9": 1 / 2,
            "refused at 0.872": 1 / 2,
        }
    )


def test_a_set_in_which_every_question_has_an_answer_has_no_refusals_to_measure() -> None:
    figures = figures_of([case("a", 0)], [ranking(0, 13, 41, shown=1, confidence=0.9)])
    assert [figure.name for figure in figures] == ["P@1", "precision", "recall"]


def test_the_decision_is_measured_over_all_questions_and_the_words_over_all_that_is_shown() -> None:
    cases = [
        case("a", 0, marked=((0, 11),)),
        case("b", 41, marked=((44, 60),)),
        case("c", marked=()),
        case("d", marked=()),
    ]
    found = [
        ranking(0, 13, 41, shown=2, confidence=0.9),
        ranking(41, 0, 13, shown=1, confidence=0.1, answered=False),
        ranking(0, 13, 41, shown=1, confidence=0.2, answered=False),
        ranking(13, 0, 41, shown=1, confidence=0.6),
    ]
    figures = {figure.name: figure.mean for figure in decision_of(cases, found)}
    # Shown: "Rome is old", twice "It lies on the river Tiber"; marked: "Rome is old" and "has seven hills".
    assert figures == pytest.approx({"answered": 1 / 2, "left empty": 1 / 2, "J": 0, "F1 of words": 2 * 3 / (15 + 6)})
    assert decision_of(cases[:1], found[:1]) == ()


def test_a_passage_of_the_verbatim_set_is_answered_by_the_sentences_that_people_marked_in(tmp_path: Path) -> None:
    row = {"query": "hills of Rome", "title": "Rome", "text": ROME.abstract}
    rows = [{**row, "spans": [[44, 59]]}, {**row, "spans": []}]
    (tmp_path / "chunks.jsonl").write_text("\n".join(map(json.dumps, rows)))
    cases = read_set("verbatim", tmp_path, 100)
    assert sorted((len(c.gold), c.marked) for c in cases) == [(0, ()), (1, ((44, 59),))]
    assert {start for c in cases for _, start in c.gold} == {ROME.abstract.index("It has")}


def test_bm25_weighs_a_word_by_its_rarity_and_the_length_of_the_text() -> None:
    two, one = bm25("old Rome", ["Rome is old", "Rome is new"])
    # All texts are of the mean length, so that a word that stands once weighs its rarity alone.
    assert one == pytest.approx(log(1 + 0.5 / 2.5))
    assert two == pytest.approx(log(1 + 0.5 / 2.5) + log(1 + 1.5 / 1.5))
    short, long = bm25("hills", ["hills", "hills and the river and the sea"])
    assert short > long
    assert bm25("Oslo", ["Rome"]) == [0.0]


def test_the_benchmark_reads_as_a_table_and_as_json() -> None:
    decided = (Figure("J", 0.25, -0.5, 1.0, 3),)
    found = Benchmark(3, 2, (StageReport("MaxSim", (Figure("P@1", 0.5, 0.0, 1.0, 2),)),), decided, 12.4)
    assert bench_text(found).splitlines() == [
        "3 questions, 2 of them with an answer",
        "",
        "        P@1",
        "MaxSim  0.50 [0.00, 1.00]",
        "",
        "Decided by all:",
        "  J           0.25 [-0.50, 1.00]",
        "",
        "Median time of a question: 12 ms",
    ]
    assert bench_json(found)["stages"][0]["figures"][0]["mean"] == 0.5


@pytest.mark.model
def test_every_stage_finds_a_sentence_that_says_it_in_the_same_words(tmp_path: Path) -> None:
    encoder = SentenceEncoder()
    steps: list[tuple[int, int]] = []
    cases = [case("Which river does it lie on?", 13), case("What is the price of bread in Oslo?")]
    reader = EvidenceReader(encoder, CrossEncoder(), partial(encoded_tokens, encoder))
    found = benchmark(cases, reader, encoder, lambda done, total: steps.append((done, total)))
    assert (found.questions, found.answerable) == (2, 1)
    assert steps == [(1, 2), (2, 2)]
    assert [stage.stage for stage in found.stages] == list(STAGES)
    for stage in found.stages:
        figures = {figure.name: figure.mean for figure in stage.figures}
        assert (stage.stage, figures["P@1"], figures["AUROC"]) == (stage.stage, 1.0, 1.0)
