"""The second opinion on what a question asks, with the packaged model."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.question import CatalogueRequest
from assistant.training.train_intents import Labelled, fit, labelled, masked
from assistant.understanding.intents.requests import INTENTS
from assistant.understanding.intents.second_opinion import WEIGHTS, SecondOpinion, load_weights
from assistant.understanding.intents.wordings import CONTENT
from embeddings.models.encoder import SentenceEncoder


@pytest.fixture(scope="module")
def opinion() -> SecondOpinion:
    return SecondOpinion(SentenceEncoder().encode)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who had a hand in such", "authors"),
        ("how fresh is such", "year"),
        ("what has just come out", "latest"),
        ("are you some kind of AI", "about"),
        ("Which countries do the victims come from?", None),
        ("who runs the shelters", None),
        ("what is the capital of such", None),
    ],
)
def test_it_is_sure_of_what_its_examples_show(opinion: SecondOpinion, text: str, intent: str | None) -> None:
    assert opinion.of(text) == intent


@pytest.mark.model
def test_a_request_has_the_field_that_the_question_names_and_none_for_the_desk(opinion: SecondOpinion) -> None:
    assert opinion.request("which author shows up most often") == CatalogueRequest("values", "authors", order="most")
    assert opinion.request("are you some kind of AI") is None


def test_two_intents_that_tie_are_refused() -> None:
    weights = load_weights()
    wanted = np.array([9.0 if label in ("year", "authors") else 0.0 for label in weights.labels])
    between = np.linalg.lstsq(weights.rows[:, :-1], wanted - weights.rows[:, -1], rcond=None)[0]
    opinion = SecondOpinion(lambda texts: np.array([between for _ in texts]))
    assert opinion.weigh("anything")[1] == 0
    assert opinion.of("anything") is None


def test_words_of_the_wording_are_not_left_over() -> None:
    opinion = SecondOpinion(lambda texts: np.zeros((len(texts), 1)))
    assert opinion.leaves("authors", ["brains", "shelters"]) == ["shelters"]


def test_every_label_is_an_intent_and_the_figures_are_kept() -> None:
    assert {label.split()[0] for label in load_weights().labels} <= set(INTENTS)
    with np.load(WEIGHTS) as file:
        figures = json.loads(str(file["told"]))["figures"]
    assert figures["content, taken for another"] / figures["content"] < 0.04
    assert WEIGHTS.stat().st_size < 100_000


def test_the_training_reads_its_questions_masked_and_each_once() -> None:
    questions = labelled()
    assert len({question.text for question in questions}) == len(questions)
    assert masked("Who wrote The Atlas?", ["the atlas"]) == "who wrote such"
    assert sum(question.label == CONTENT for question in questions) > 200


def test_what_lies_apart_is_told_apart() -> None:
    vectors = np.eye(2)[[0, 1] * 20]
    questions = [Labelled(f"{number}", ("year", CONTENT)[number % 2]) for number in range(40)]
    weights, figures = fit(questions, vectors)
    assert [weights.labels[at] for at in weights.probabilities(vectors[:2]).argmax(axis=1)] == ["year", CONTENT]
    assert (figures["others, read rightly"], figures["content, taken for another"]) == (20, 0)


def test_the_blind_questions_are_no_training() -> None:
    folder = Path(__file__).parents[1] / "data" / "intents"
    blind = {json.loads(line)["question"].casefold() for line in (folder / "blind.jsonl").read_text().splitlines()}
    rows = (Path(WEIGHTS).parents[1] / "training" / "wordings.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(row)["text"].casefold() in blind for row in rows) <= 5
