import json
import random
from pathlib import Path

import pytest
import torch

from assistant.training.calibrate import Labelled, fit
from assistant.training.near_misses import near_misses
from assistant.training.pairs import Pair, batches, hard_sample, read_pairs, texts_of, to_be_ordered
from assistant.training.train_gate import loss_of

PAIR = Pair("How many cases were found in 2016?", "Routes", "In 2016 the study found 69 cases.", 1, "made")


def test_pairs_kept_for_calibration_are_not_trained_on(tmp_path: Path) -> None:
    rows = [
        {"question": "Why?", "title": "T", "sentence": "S.", "label": 1, "source": "a"},
        {"question": "Who?", "title": "T", "sentence": "S.", "label": 0, "source": "a", "split": "calibration"},
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert read_pairs([tmp_path / "pairs.jsonl"]) == [Pair("Why?", "T", "S.", 1, "a")]


def test_a_near_miss_differs_in_one_number_name_or_opposite() -> None:
    made = near_misses([("Routes", "The study of Chios began.")], random.Random(1))
    number = made("How many were found in 2016?", "Routes", "In 2016 there were 69.")
    assert number is not None
    assert number != "How many were found in 2016?"
    names = {made("How many came to Lesbos?", "Routes", "69 came to Lesbos.") for _ in range(40)}
    assert names <= {"How many came to Chios?", None}
    assert made("Who came first?", "Routes", "She did.") == "Who came last?"


def test_a_hard_sample_keeps_one_answer_and_makes_its_near_miss() -> None:
    drawn = hard_sample([PAIR, Pair(PAIR.question, "Routes", "Nothing.", 0, "made")], 10, random.Random(3))
    assert [pair.label for pair in drawn] == [1, 0, 0]
    assert drawn[0] == PAIR
    assert drawn[2].source == "made, near-miss"
    assert drawn[2].question != PAIR.question


def test_batches_hold_every_question_once_with_all_its_sentences_and_like_lengths() -> None:
    groups = [[("q", "x" * n)] * (1 + n % 4) for n in range(100)]
    cut = batches(groups, 10, random.Random(5))
    assert sorted(i for batch in cut for i in batch) == list(range(100))
    assert all(sum(len(groups[i]) for i in batch) <= 10 for batch in cut)
    assert all(max(batch) - min(batch) == len(batch) - 1 for batch in cut)


def test_a_question_with_more_sentences_than_a_batch_has_one_of_its_own() -> None:
    assert batches([[("q", "x")] * 12, [("q", "x")]], 10, random.Random(5)) in ([[0], [1]], [[1], [0]])


def test_the_sentences_of_a_question_are_ordered_wherever_they_are_from() -> None:
    other = Pair(PAIR.question, "Routes", "Nothing.", 0, "foreign-name")
    asked_else = Pair("Who?", "Routes", "Nothing.", 0, "made")
    assert to_be_ordered([PAIR, asked_else, other]) == [[PAIR, other], [asked_else]]


def test_the_loss_falls_where_an_answer_comes_before_the_others_of_its_question() -> None:
    labels = [torch.tensor([1.0, 0.0]), torch.tensor([0.0])]
    right, wrong = torch.tensor([1.0, -1.0, 0.0]), torch.tensor([-1.0, 1.0, 0.0])
    assert loss_of(right, labels) < loss_of(wrong, labels)
    # Of a question with no answer, and of other questions, there is no order.
    plain = torch.nn.functional.binary_cross_entropy_with_logits
    apart = [torch.tensor([1.0]), torch.tensor([0.0]), torch.tensor([0.0])]
    assert loss_of(right, apart) == plain(right, torch.cat(apart))
    assert loss_of(right, labels) - plain(right, torch.cat(labels)) == pytest.approx(0.5 * 0.1269, abs=1e-3)


def test_most_sentences_are_read_after_their_title() -> None:
    texts = texts_of([PAIR] * 400, random.Random(5))
    titled = sum(text.startswith("Routes: ") for _, text in texts)
    assert 0.8 < titled / 400 < 0.9


def labelled(count: int, group: str, decides: float = 1.0) -> list[Labelled]:
    """Return questions of which every other one is answerable, as `close` says where it decides."""
    signals = [{"close": decides * (n % 2), "late": n / 100} for n in range(count)]
    return [Labelled(f"{n}", signals[n], n % 2 == 1, group, group) for n in range(count)]


def test_the_fit_finds_the_signal_that_decides_and_its_threshold() -> None:
    weights, figures = fit([*labelled(100, "near"), *labelled(60, "far")], 0.0)
    assert weights["close"] > 10 * abs(weights["late"])
    assert (figures["near, answerable"], figures["near, unanswerable"]) == (50, 50)
    assert (figures["near, answerable, refused"], figures["near, unanswerable, refused"]) == (0.0, 1.0)
    assert figures["near, AUROC"] == 1.0
    assert weights["threshold"] == pytest.approx(0.9, abs=0.1)


def test_a_collection_is_judged_by_what_the_others_say() -> None:
    # What speaks for an answer in the one speaks against it in the other; both together say nothing.
    figures = fit([*labelled(60, "one"), *labelled(60, "odd", decides=-1.0)], 0.1)[1]
    assert figures["one, AUROC"] < 0.3


def test_a_group_of_many_questions_weighs_no_more_than_one_of_few() -> None:
    few = [*labelled(20, "one"), *labelled(20, "two", decides=-1.0)]
    many = [*labelled(20, "one"), *labelled(20, "two", decides=-1.0) * 9]
    assert fit(few, 0.1)[0]["close"] == pytest.approx(fit(many, 0.1)[0]["close"], abs=0.05)


@pytest.mark.model
def test_a_run_goes_on_from_an_adapter_of_lower_rank_and_begins_by_saying_the_same() -> None:
    from transformers import BertConfig, BertForSequenceClassification

    from assistant.training.low_rank import ALPHA, RANK, adapt, adapter_of, load_adapter

    small = BertConfig(vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=24)
    small.num_labels = 1
    model = BertForSequenceClassification(small)
    adapt(model)
    lower = {
        name: torch.randn(4, w.shape[1]) if "lora_A" in name else torch.randn(w.shape[0], 4) if "lora_B" in name else w
        for name, w in adapter_of(model).items()
    }
    load_adapter(model, lower)
    layer, name = model.bert.encoder.layer[0].output.dense, "base_model.model.bert.encoder.layer.0.output.dense"
    rows = torch.randn(3, 24)
    learnt = ALPHA / RANK * rows @ lower[f"{name}.lora_A.weight"].T @ lower[f"{name}.lora_B.weight"].T
    assert torch.allclose(layer(rows), layer.frozen(rows) + learnt, atol=1e-5)


def test_the_adapter_merged_at_loading_gives_what_was_trained() -> None:
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    from assistant.evidence.cross_encoder import CrossEncoder
    from assistant.training.low_rank import adapt, load_adapter
    from embeddings.models.model_files import find_model

    folder = find_model("")
    model = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1, local_files_only=True)
    adapt(model)
    shipped = Path(__file__).parents[2] / "assistant" / "weights" / "adapter_model.safetensors"
    load_adapter(model, {name: weight.float() for name, weight in load_file(shipped).items()})
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    sentences = ["Routes: 69 cases were found.", "Routes: Nobody counted the children among them."]
    read = tokenizer(["How many cases?"] * 2, sentences, padding=True, return_tensors="pt")
    with torch.inference_mode():
        trained = model.eval()(**read).logits[:, 0].numpy()
    assert CrossEncoder().scores("How many cases?", sentences) == pytest.approx(trained, abs=1e-4)
