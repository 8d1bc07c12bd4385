import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from assistant.evidence.late_interaction import read_sentences
from assistant.training.pairs import Pair
from assistant.training.train_projection import (
    Example,
    Recipe,
    examples_of,
    learn,
    loss_of,
    of_pairs,
    of_the_field,
    principal_components,
    scores_of,
)
from embeddings.models.minilm import PROJECTION, MiniLM
from embeddings.models.model_files import find_model
from embeddings.reading.record_tokens import encoded_tokens

TEXT = {
    "title": "Red routes",
    "abstract": "One leads by sea. Another leads by land. Both are dangerous.",
    "questions": [
        {"question": "Which leads over water?", "kind": "answer", "sentences": [1]},
        {"question": "Who walks there?", "kind": "near-miss", "sentences": [2]},
    ],
}


@pytest.fixture
def abstracts(tmp_path: Path) -> Path:
    path = tmp_path / "abstracts.jsonl"
    path.write_text(json.dumps(TEXT) + "\n", encoding="utf-8")
    return path


def test_a_question_of_the_field_has_the_whole_abstract_to_choose_from(abstracts: Path) -> None:
    (case,) = of_the_field(abstracts)
    (record,) = case.publications
    assert (case.question, record.abstract) == ("Which leads over water?", TEXT["abstract"])
    assert case.gold == {(record.id, 0)}


def test_a_question_of_pairs_has_its_pairs_to_choose_from() -> None:
    titled = [("a", "T", "Yes.", 1), ("a", "T", "No.", 0), ("b", "T", "No.", 0)]
    rows = [*titled, ("c", "", "Yes.", 1), ("c", "", "No.", 0)]
    (case,) = of_pairs([Pair(*row, source="set") for row in rows], 5, random.Random(7))
    assert [p.abstract for p in case.publications] == ["Yes.", "No."]
    assert case.gold == {("0", 0)}


@pytest.mark.model
def test_training_scores_as_the_desk_does_with_the_same_projection(abstracts: Path) -> None:
    cases = of_the_field(abstracts)
    (example,) = examples_of(cases, MiniLM(find_model(""), projection=None))
    ours = scores_of(example, load_file(PROJECTION)["projection"].float())
    desk = MiniLM(find_model(""))
    (record,) = cases[0].publications
    sentences = read_sentences(record, *encoded_tokens(desk, [record]))
    theirs = [sentence.score(desk.tokens([cases[0].question])[0]) for sentence in sentences]
    # The training reads the vectors before they are projected in half bytes, the desk after.
    assert ours.tolist() == pytest.approx(theirs, abs=0.03)


def test_training_brings_the_answer_to_the_front() -> None:
    chance = np.random.default_rng(7)

    def tokens(count: int) -> torch.Tensor:
        return torch.from_numpy(chance.normal(size=(count, 8)).astype(np.float32))

    def example() -> Example:
        # What tells the answer is the first number, among seven that say nothing.
        sign = float(chance.choice([-1.0, 1.0]))
        question, sentences = tokens(1), [tokens(1) for _ in range(4)]
        question[0, 0] = sign
        for place, sentence in enumerate(sentences):
            sentence[0, 0] = sign if place == 0 else -sign
        nothing = [torch.zeros((0, 8)) for _ in sentences]
        return Example(question, torch.ones(1), sentences, nothing, torch.zeros(4), torch.arange(4) == 0)

    examples = [example() for _ in range(256)]
    projection = torch.nn.Parameter(principal_components(examples, 8))
    held_out = [example() for _ in range(64)]

    def first() -> int:
        return sum(int(scores_of(one, projection).argmax() == 0) for one in held_out)

    before = first()
    loss = learn(projection, examples, Recipe(passes=8, rate=2e-2), chance=random.Random(7))
    assert first() > max(before, 50)
    assert loss < float(torch.stack([loss_of(one, torch.eye(8), 0.05) for one in held_out]).mean())
