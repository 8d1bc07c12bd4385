"""The training pairs: a question, a sentence with the title of its record, and whether the sentence answers it."""

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.training.near_misses import near_misses

# A sentence read without its title, so that the scorer does not lean on titles.
_WITHOUT_TITLE = 0.15
# Batches of like length are drawn from chunks of this many times the size of one, so that their order stays random.
_CHUNK = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a sentence, the title of its record, 1 or 0 for whether it answers, and where the pair is from."""

    question: str
    title: str
    sentence: str
    label: int
    source: str


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Read pairs from files of one JSON object a line, plain or compressed with xz.

    An object with a `split` other than "train" is kept out of the training.
    """
    found = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("split", "train") == "train":
                    found.append(Pair(row["question"], row["title"], row["sentence"], row["label"], row["source"]))
    return found


def by_question(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Return the pairs grouped by source and question, in the order in which the questions first appear."""
    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.source, pair.question].append(pair)
    return list(groups.values())


def to_be_ordered(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Return the pairs grouped by question, wherever they are from: the sentences among which one is to come first."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.question].append(pair)
    return list(groups.values())


def sample(pairs: Sequence[Pair], size: int, chance: random.Random) -> list[Pair]:
    """Return `size` of the pairs in random order."""
    return chance.sample(pairs, min(size, len(pairs)))


def hard_sample(pairs: Sequence[Pair], size: int, chance: random.Random) -> list[Pair]:
    """Return about `size` pairs in which the sentence nearly answers: few to a question, with made near-misses.

    Of each question one answer and one other sentence are kept, and where one can be made a question that differs in
    one name, number or opposite, which the sentence then does not answer. Pairs of questions without any answer are
    all kept.
    """
    with_title = [pair for pair in pairs if pair.title]
    groups = by_question(with_title)
    chance.shuffle(groups)
    names = near_misses(((pair.title, pair.sentence) for pair in with_title), chance)
    kept: list[Pair] = []
    for group in groups:
        answers = [pair for pair in group if pair.label]
        others = [pair for pair in group if not pair.label]
        if not answers:
            kept += others[:2]
            continue
        answer = chance.choice(answers)
        kept += [answer, *others[:1]]
        if made := names(answer.question, answer.title, answer.sentence):
            kept.append(Pair(made, answer.title, answer.sentence, 0, f"{answer.source}, near-miss"))
        if len(kept) >= size:
            break
    return kept


def texts_of(pairs: Sequence[Pair], chance: random.Random) -> list[tuple[str, str]]:
    """Return what the scorer reads of each pair: the question, and "title: sentence" or the sentence alone."""
    return [
        (p.question, f"{p.title}: {p.sentence}" if p.title and chance.random() >= _WITHOUT_TITLE else p.sentence)
        for p in pairs
    ]


def batches(groups: Sequence[Sequence[tuple[str, str]]], size: int, chance: random.Random) -> list[list[int]]:
    """Return the places of the groups of texts in batches, in random order.

    A batch holds groups of like length, and no more than `size` texts unless one group has more.
    """
    order = list(range(len(groups)))
    chance.shuffle(order)
    found = []
    for first in range(0, len(order), size * _CHUNK):
        chunk = sorted(order[first : first + size * _CHUNK], key=lambda i: _longest(groups[i]))
        cut: list[list[int]] = []
        texts = size
        for place in chunk:
            if texts + len(groups[place]) > size:
                cut.append([])
                texts = 0
            cut[-1].append(place)
            texts += len(groups[place])
        found += cut
    chance.shuffle(found)
    return found


def _longest(group: Sequence[tuple[str, str]]) -> int:
    return max(len(question) + len(sentence) for question, sentence in group)
