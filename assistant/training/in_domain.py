"""Training pairs of the field, made from invented abstracts and the questions that were written by hand on them.

Made by rule are the pairs of a question with sentences that do not answer it, and swaps of countries, cities, years
and counts.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.training.pairs import Pair
from assistant.training.swaps import placed, swapped_everywhere, swapped_in_question
from corpus.sentences import spans

SEED = 7
# So many of the sentences that share the most words with the question stand beside one that answers it.
_OTHERS_FOR_ANSWERED = 4
_OTHERS_FOR_NEAR_MISS = 1
_OTHERS_FOR_POINTING = 2
_NAMED_ELSEWHERE = 1
# Made pairs read as people type: without capitals and question mark. As often for both labels, so that it says nothing.
_TYPED_PLAINLY = 0.25
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+|\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A hand-written question on a text; `places` are the sentences that answer or come nearest, 0 is the title."""

    question: str
    kind: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An abstract cut into sentences, with the questions on it."""

    title: str
    sentences: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def words(self) -> str:
        """Return the title and the abstract as one."""
        return "\n".join((self.title, *self.sentences))


def read_texts(path: Path) -> list[Text]:
    """Read the abstracts with their questions, one JSON object a line."""
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        abstract = row["abstract"]
        asked = (Asked(q["question"], q["kind"], tuple(q["sentences"])) for q in row["questions"])
        texts.append(Text(row["title"], tuple(abstract[start:end] for start, end in spans(abstract)), tuple(asked)))
    return texts


def training_pairs(texts: Sequence[Text]) -> list[Pair]:
    """Return the pairs of the abstracts, each once, in the order of the texts and their questions.

    The source of a pair is its kind: "answer", "other-sentence", "near-miss", "asks-other-kind" or "foreign-name".
    """
    chance = random.Random(SEED)
    pairs: dict[tuple[str, str, str], Pair] = {}
    for text in texts:
        for asked in text.asked:
            for pair in _pairs_of(asked, text, texts, chance):
                pairs.setdefault((pair.question, pair.title, pair.sentence), pair)
    return list(pairs.values())


def _pairs_of(asked: Asked, text: Text, texts: Sequence[Text], chance: random.Random) -> Iterator[Pair]:
    places = [_at(text, place) for place in asked.places]
    rest = [(text.title, s) for number, s in enumerate(text.sentences, 1) if number not in asked.places]
    nearest = _nearest(asked.question, rest)
    if asked.kind == "pointing":
        yield from (Pair(asked.question, *place, 1, "answer") for place in places)
        others = chance.sample([other for other in texts if other is not text], _OTHERS_FOR_POINTING)
        yield from (Pair(asked.question, o.title, chance.choice(o.sentences), 0, "other-sentence") for o in others)
    elif asked.kind == "answer":
        right = [Pair(asked.question, *place, 1, "answer") for place in places]
        yield from right
        yield from (Pair(asked.question, *pair, 0, "other-sentence") for pair in nearest[:_OTHERS_FOR_ANSWERED])
        yield from (_typed(pair, chance) for pair in _swaps(chance.choice(right), text, chance))
        yield from (_typed(pair, chance) for pair in _elsewhere(asked.question, text, texts))
    else:
        yield from (Pair(asked.question, *pair, 0, asked.kind) for pair in (*places, *nearest[:_OTHERS_FOR_NEAR_MISS]))


def _at(text: Text, place: int) -> tuple[str, str]:
    return (text.title, text.sentences[place - 1]) if place else ("", text.title)


def _nearest(question: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the (title, sentence) pairs, those that share the most words with the question first."""
    asked = _stems(question)
    return sorted(pairs, key=lambda pair: -len(asked & _stems(pair[1])) / len(asked))


def _swaps(pair: Pair, text: Text, chance: random.Random) -> Iterator[Pair]:
    """Yield the answer with another name or number throughout, and the question with a name that the text lacks."""
    if changed := swapped_everywhere((pair.question, pair.title, pair.sentence), text.words, chance):
        yield replace(pair, question=changed[0], title=changed[1], sentence=changed[2])
    if other := swapped_in_question(pair.question, text.words, chance):
        yield replace(pair, question=other, label=0, source="foreign-name")
    if not _NAME.search(pair.question) and (both := placed(pair.question, text.title, text.words, chance)):
        yield replace(pair, question=both[0])
        yield replace(pair, question=both[1], label=0, source="foreign-name")


def _elsewhere(question: str, text: Text, texts: Sequence[Text]) -> Iterator[Pair]:
    """Yield the nearest sentence of another text that does not mention a name of the question."""
    names = _NAME.findall(question)
    pairs = [(o.title, s) for o in texts if o is not text and not any(n in o.words for n in names) for s in o.sentences]
    if names:
        yield from (Pair(question, *pair, 0, "foreign-name") for pair in _nearest(question, pairs)[:_NAMED_ELSEWHERE])


def _typed(pair: Pair, chance: random.Random) -> Pair:
    return replace(pair, question=pair.question.rstrip("?").lower()) if chance.random() < _TYPED_PLAINLY else pair


@cache
def _stems(text: str) -> frozenset[str]:
    """Return the words of more than three letters, cut to their first six, which is near enough for choosing."""
    return frozenset(word[:6] for word in re.findall(r"\w{4,}", text.lower())) or frozenset((text.lower(),))
