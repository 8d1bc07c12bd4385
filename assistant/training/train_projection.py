"""Train the projection of token vectors by which late interaction tells the sentences of a record apart.

    python -m assistant.training.train_projection --data PAIRS.jsonl.xz --abstracts ABSTRACTS.jsonl [--out FOLDER]

The files are those of train_gate. A matrix takes the packaged model's token vectors after its fourth layer to fewer
dimensions. It begins with their principal components; then the sentence that answers a question is to score above the
others of its record, or of the pairs of the same question (softmax over MaxSim, as ColBERT is trained). Takes five
minutes on two cores, and no GPU.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn.functional import normalize

from assistant.evaluation.public_sets import Case
from assistant.evidence.late_interaction import TITLE_COUNTS, read_sentences, token_weights
from assistant.evidence.sentences import LATER_BONUS
from assistant.training.pairs import Pair, by_question, read_pairs
from corpus.publication import Publication
from corpus.sentences import spans
from embeddings.models.minilm import PROJECTION, TOKEN_LAYERS, MiniLM
from embeddings.models.model_files import find_model
from embeddings.reading.record_tokens import encoded_tokens

_WARM_UP = 50
_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the outcome of a run beside the data."""

    dimension: int = 128
    questions_of_a_source: int = 1_500
    passes: int = 2
    batch: int = 16
    rate: float = 1e-3
    temperature: float = 0.05
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the sentences to choose from, as unprojected vectors of shape (tokens, dimension).

    `weights` are those of the question's tokens, of sum 1. For each sentence there are its own tokens, those of its
    title, its place in its record, from 0 to 1, and whether it answers.
    """

    question: Tensor
    weights: Tensor
    sentences: list[Tensor]
    titles: list[Tensor]
    places: Tensor
    answers: Tensor


def main() -> None:
    """Train and save the projection and the record of the run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--abstracts", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PROJECTION.parent)
    given = parser.parse_args()
    recipe, begun = Recipe(), perf_counter()
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    cases = [*of_the_field(given.abstracts), *of_pairs(read_pairs(given.data), recipe.questions_of_a_source, chance)]
    examples = examples_of(cases, MiniLM(find_model(""), projection=None))
    print(f"{len(examples)} questions read, {perf_counter() - begun:.0f} s", flush=True)
    projection = torch.nn.Parameter(principal_components(examples, recipe.dimension))
    loss = learn(projection, examples, recipe, chance)
    given.out.mkdir(parents=True, exist_ok=True)
    save_file({"projection": projection.detach().half().contiguous()}, given.out / PROJECTION.name)
    record = {
        "recipe": {**asdict(recipe), "layers": TOKEN_LAYERS},
        "questions": len(examples),
        "seconds": round(perf_counter() - begun),
        "last_loss": round(loss, 4),
    }
    (given.out / "token_projection.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def of_the_field(abstracts: Path) -> list[Case]:
    """Return the questions on abstracts of the field, each with all sentences of its abstract."""
    cases = []
    for line in abstracts.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = Publication(id="field", title=row["title"], abstract=row["abstract"])
        starts = [start for start, _ in spans(record.abstract)]
        for asked in row["questions"]:
            gold = {(record.id, starts[number - 1]) for number in asked["sentences"] if number > 0}
            if asked["kind"] == "answer" and gold:
                cases.append(Case(asked["question"], (record,), frozenset(gold)))
    return cases


def of_pairs(pairs: Sequence[Pair], most: int, chance: random.Random) -> list[Case]:
    """Return at most so many questions of each source, with those of its pairs that answer and those that do not."""
    groups: dict[str, list[list[Pair]]] = defaultdict(list)
    for group in by_question(pair for pair in pairs if pair.title):
        if {pair.label for pair in group} == {0, 1}:
            groups[group[0].source].append(group)
    return [_case(group) for found in groups.values() for group in chance.sample(found, min(most, len(found)))]


def _case(group: Sequence[Pair]) -> Case:
    records = [Publication(id=f"{n}", title=p.title, abstract=p.sentence.strip()) for n, p in enumerate(group)]
    answers = [record for record, pair in zip(records, group, strict=True) if pair.label]
    gold = {(record.id, start) for record in answers for start, _ in spans(record.abstract)}
    return Case(group[0].question, tuple(records), frozenset(gold))


def examples_of(cases: Sequence[Case], encoder: MiniLM) -> list[Example]:
    """Read the cases; one whose sentences all answer, or none, teaches nothing and is left out."""
    records = {(p.title, p.abstract): p for case in cases for p in case.publications}
    read = dict(zip(records, encoded_tokens(encoder, list(records.values())), strict=True))
    examples = []
    for case, asked in zip(cases, encoder.tokens([case.question for case in cases]), strict=True):
        found = [(p, s) for p in case.publications for s in read_sentences(p, read[p.title, p.abstract])]
        answers = torch.tensor([(p.id, s.start) in case.gold for p, s in found])
        if answers.any() and not answers.all() and len(asked.ids):
            weights = token_weights(asked.ids)
            examples.append(
                Example(
                    torch.from_numpy(asked.vectors),
                    torch.from_numpy(weights / weights.sum()).float(),
                    [torch.from_numpy(s.tokens) for _, s in found],
                    [torch.from_numpy(s.title) for _, s in found],
                    torch.tensor([s.start / max(1, len(p.abstract)) for p, s in found]),
                    answers,
                )
            )
    return examples


def principal_components(examples: Sequence[Example], dimension: int) -> Tensor:
    """Return the directions along which the sentences' tokens differ most, of shape (dimension before, after)."""
    tokens = torch.cat([tokens for example in examples for tokens in example.sentences])
    directions: Tensor = torch.linalg.eigh(tokens.T @ tokens).eigenvectors
    return directions[:, -dimension:]


def learn(projection: torch.nn.Parameter, examples: list[Example], recipe: Recipe, chance: random.Random) -> float:
    """Train the projection in place and return the mean loss of the last batches."""
    optimizer = torch.optim.AdamW([projection], lr=recipe.rate, weight_decay=0.0)
    steps = recipe.passes * (len(examples) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / _WARM_UP) * max(0.0, 1 - step / steps)
    )
    losses: list[float] = []
    for _ in range(recipe.passes):
        chance.shuffle(examples)
        for first in range(0, len(examples) - recipe.batch + 1, recipe.batch):
            batch = examples[first : first + recipe.batch]
            loss = torch.stack([loss_of(example, projection, recipe.temperature) for example in batch]).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % _TOLD_EVERY == 0:
                print(f"{len(losses)} of {steps}, loss {np.mean(losses[-_TOLD_EVERY:]):.4f}", flush=True)
    return float(np.mean(losses[-_TOLD_EVERY:]))


def loss_of(example: Example, projection: Tensor, temperature: float) -> Tensor:
    """Return the negative logarithm of the share that the sentences that answer have of the softmax of all."""
    scores = (scores_of(example, projection) + LATER_BONUS * example.places) / temperature
    return scores.logsumexp(0) - scores[example.answers].logsumexp(0)


def scores_of(example: Example, projection: Tensor) -> Tensor:
    """Return what `ReadSentence.score` gives each sentence once the vectors are projected."""
    question = normalize(example.question @ projection, dim=1)

    def matches(tokens: Tensor) -> Tensor:
        if not len(tokens):
            return torch.zeros(len(question))
        return (question @ normalize(tokens @ projection, dim=1).T).amax(1)

    own = torch.stack([matches(tokens) for tokens in example.sentences])
    lent = (torch.stack([matches(tokens) for tokens in example.titles]) - own).clamp(min=0)
    return (own + TITLE_COUNTS * lent) @ example.weights


if __name__ == "__main__":
    main()
