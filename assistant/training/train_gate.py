"""Train the scorer that tells whether a sentence answers a question.

    python -m assistant.training.train_gate --data PAIRS.jsonl.xz --out FOLDER
    python -m assistant.training.train_gate --data PAIRS.jsonl.xz --start FOLDER --hard --rate 4e-4 --out FOLDER

PAIRS holds one JSON object a line: question, title, sentence, label (1 or 0), source, and perhaps split. `--abstracts`
names files of invented abstracts with questions on them, whose pairs are read several times over. Each pair is to be
told right (binary cross-entropy), and of the sentences of one question one that answers is to come first (softmax over
them, as in ListNet, Cao et al. 2007). A run that was stopped goes on where its state was last saved when the same
command is given again. Uses the GPU where there is one.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from assistant.training.in_domain import read_texts, training_pairs
from assistant.training.low_rank import ALPHA, RANK, adapt, adapter_of, load_adapter
from assistant.training.pairs import Pair, batches, hard_sample, read_pairs, sample, texts_of, to_be_ordered
from embeddings.models.model_files import find_model

LONGEST = 96
_WARM_UP = 0.06
_SAVED_EVERY = 50
_TOLD_EVERY = 10
_SMOOTHING = 0.98
# What the order of a question's sentences counts beside whether each is told right.
_ORDER_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the outcome of a run beside the data."""

    pairs: int
    hard: bool
    rate: float
    repeats: int
    batch: int = 32
    seed: int = 7


def main() -> None:
    """Train and save the adapter and the record of the run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--abstracts", type=Path, nargs="+", default=[], help="abstracts with questions on them")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an adapter to go on from")
    parser.add_argument("--pairs", type=int, default=38_400)
    parser.add_argument("--hard", action="store_true", help="near-misses rather than a random sample")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--repeats", type=int, default=3, help="how often the pairs of the abstracts are read")
    parser.add_argument("--threads", type=int, default=0, help="of the CPU; 0 leaves it to torch")
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    recipe = Recipe(given.pairs, given.hard, given.rate, given.repeats)
    chance = random.Random(recipe.seed)
    invented = [pair for path in given.abstracts for pair in training_pairs(read_texts(path))]
    drawn = (hard_sample if recipe.hard else sample)(read_pairs(given.data), recipe.pairs, chance)
    groups = [*to_be_ordered(drawn), *(to_be_ordered(invented) * recipe.repeats)]
    train(groups, recipe, chance, given.out, given.start)


def train(
    groups: Sequence[Sequence[Pair]], recipe: Recipe, chance: random.Random, out: Path, start: Path | None
) -> None:
    """Train for one pass over the groups, each the pairs of a question.

    The state is saved on the way, and the adapter with its record at the end.
    """
    torch.manual_seed(recipe.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    folder = find_model("")
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1, local_files_only=True)
    adapt(model)
    if start:
        load_adapter(model, {n: w.float() for n, w in load_file(start / "adapter_model.safetensors").items()})
    model.to(device).train()
    texts = [texts_of(group, chance) for group in groups]
    order = batches(texts, recipe.batch, chance)
    run = Run(model, recipe, len(order))
    out.mkdir(parents=True, exist_ok=True)
    begun, done_before = perf_counter() - run.resume(out / "state.pt"), run.step
    for batch in order[run.step :]:
        read = tokenizer(
            [text for place in batch for text in texts[place]],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        labels = [torch.tensor([float(pair.label) for pair in groups[place]], device=device) for place in batch]
        run.learn(read.to(device), labels)
        if run.step % _TOLD_EVERY == 0:
            print(f"{run.step} of {len(order)}, loss {run.loss:.4f}, {perf_counter() - begun:.0f} s", flush=True)
        if run.step % _SAVED_EVERY == 0 and run.step > done_before:
            run.save(out / "state.pt", perf_counter() - begun)
            _write(model, out)
    _write(model, out)
    told = {"started_from": start.name if start else None, "device": device, "seconds": round(perf_counter() - begun)}
    _write_record(groups, recipe, told | {"last_loss": round(run.loss, 4)}, out)


def precision(device: str) -> torch.dtype:
    """Return that of the matrix products; what is learnt stays in float32.

    In bfloat16 a step takes 1.0 s rather than 1.7 s where the processor has it, and 35 s where it has not.
    """
    has_it = device == "cuda" or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if has_it else torch.float32


def loss_of(logits: torch.Tensor, labels: Sequence[torch.Tensor]) -> torch.Tensor:
    """Return how far the logits are from telling each text right, and one that answers from coming first.

    `logits` are those of all texts, `labels` 1 or 0 for each text of each question, in the same order.
    """
    told = torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.cat(list(labels)))
    ends = torch.tensor([len(own) for own in labels]).cumsum(0)[:-1]
    scored = zip(logits.tensor_split(ends), labels, strict=True)
    ordered = [own.logsumexp(0) - own[right == 1].logsumexp(0) for own, right in scored if 0 < right.sum() < len(right)]
    return told + _ORDER_WEIGHT * torch.stack(ordered).mean() if ordered else told


class Run:
    """The state of a run: the optimizer with its schedule, the step and the smoothed loss."""

    def __init__(self, model: Any, recipe: Recipe, steps: int) -> None:
        self._model = model
        self._learnt = [p for p in model.parameters() if p.requires_grad]
        self._optimizer = torch.optim.AdamW(self._learnt, lr=recipe.rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: min(1, (step + 1) / (_WARM_UP * steps)) * max(0.0, 1 - step / steps)
        )
        self.step, self.loss = 0, 0.0

    def learn(self, read: Any, labels: Sequence[torch.Tensor]) -> None:
        """Take one step on the texts read, those of one question after those of the other; `labels` are each one's."""
        kind = labels[0].device.type
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=precision(kind) == torch.bfloat16):
            logits = self._model(**read).logits[:, 0]
        loss = loss_of(logits.float(), labels)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad()
        self.loss = _SMOOTHING * self.loss + (1 - _SMOOTHING) * loss.item() if self.step else loss.item()
        self.step += 1

    def save(self, path: Path, seconds: float) -> None:
        """Save the state, replacing the one before at once."""
        state = {
            "adapter": adapter_of(self._model),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "step": self.step,
            "loss": self.loss,
            "seconds": seconds,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> float:
        """Take up the state of a stopped run, if there is one, and return how many seconds it took."""
        if not path.exists():
            return 0.0
        state = torch.load(path, weights_only=True)
        load_adapter(self._model, state["adapter"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self.step, self.loss = state["step"], state["loss"]
        return float(state["seconds"])


def _write_record(groups: Sequence[Sequence[Pair]], recipe: Recipe, told: Mapping[str, Any], out: Path) -> None:
    pairs = [pair for group in groups for pair in group]
    record = {
        "recipe": {**asdict(recipe), "rank": RANK, "alpha": ALPHA, "longest": LONGEST, "order": _ORDER_WEIGHT},
        "precision": str(precision(told["device"])),
        "pairs": dict(sorted(Counter(pair.source for pair in pairs).items())),
        "positive": sum(pair.label for pair in pairs),
        **told,
    }
    (out / "training.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _write(model: Any, out: Path) -> None:
    """Write the adapter in half precision."""
    save_file({n: w.half().contiguous() for n, w in adapter_of(model).items()}, out / "adapter_model.safetensors")
    config = {"peft_type": "LORA", "task_type": "SEQ_CLS", "r": RANK, "lora_alpha": ALPHA}
    (out / "adapter_config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
