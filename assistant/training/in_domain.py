"""Training pairs of the field, made from invented abstracts and the questions that were written by hand on them.

    python -m assistant.training.in_domain

writes `questions.jsonl` from `abstracts.jsonl` and `calibration.jsonl`. Made by rule are the pairs of a question with
sentences that do not answer it, and swaps of countries, cities, years and counts.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.training.swaps import placed, swapped_everywhere, swapped_in_question
from corpus.collection import load_default
from corpus.sentences import spans

SEED = 7
# Two negatives for a positive, as the prototype was trained.
_OTHERS_FOR_ANSWERED = 2
_OTHERS_FOR_NEAR_MISS = 1
_OTHERS_FOR_POINTING = 2
_NAMED_ELSEWHERE = 1
# Made pairs read as people type: without capitals and question mark. As often for both labels, so that it says nothing.
_TYPED_PLAINLY = 0.25
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+|\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as it stands in the file: `label` is 1 where the sentence, read with its title, answers the question."""

    question: str
    title: str
    sentence: str
    label: int
    kind: str
    split: str = "train"
    source: str = "in-domain"


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


def main() -> None:
    """Write the pairs of both splits."""
    folder = Path(str(files("assistant") / "training"))
    rows = [*training_rows(read_texts(folder / "abstracts.jsonl")), *calibration_rows(folder / "calibration.jsonl")]
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    (folder / "questions.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_texts(path: Path) -> list[Text]:
    """Read the abstracts with their questions, one JSON object a line."""
    texts = []
    for row in _lines(path):
        abstract = row["abstract"]
        asked = (Asked(q["question"], q["kind"], tuple(q["sentences"])) for q in row["questions"])
        texts.append(Text(row["title"], tuple(abstract[start:end] for start, end in spans(abstract)), tuple(asked)))
    return texts


def training_rows(texts: Sequence[Text]) -> list[Row]:
    """Return the pairs of the abstracts, each once, in the order of the texts and their questions."""
    chance = random.Random(SEED)
    rows: dict[tuple[str, str, str], Row] = {}
    for text in texts:
        for asked in text.asked:
            for row in _rows_of(asked, text, texts, chance):
                rows.setdefault((row.question, row.title, row.sentence), row)
    return list(rows.values())


def calibration_rows(path: Path) -> list[Row]:
    """Return the pairs of the questions on the default collection: the gold sentences, or the nearest ones."""
    publications = load_default().publications
    pool = [(p.title, p.abstract[start:end]) for p in publications for start, end in spans(p.abstract)]
    found = []
    # A pointing question is answered by a record, not by one sentence of it.
    for asked in (row for row in _lines(path) if row["kind"] != "pointing"):
        question, gold = asked["question"], asked["quotes"]
        right = [(title, sentence) for title, sentence in pool if sentence in gold]
        nearest = [pair for pair in _nearest(question, pool) if pair not in right][:_OTHERS_FOR_ANSWERED]
        found += [Row(question, *pair, 1, "answer", "calibration") for pair in right]
        kind = "other-sentence" if asked["answerable"] else "near-miss"
        found += [Row(question, *pair, 0, kind, "calibration") for pair in nearest]
    return found


def _rows_of(asked: Asked, text: Text, texts: Sequence[Text], chance: random.Random) -> Iterator[Row]:
    places = [_at(text, place) for place in asked.places]
    rest = [(text.title, s) for number, s in enumerate(text.sentences, 1) if number not in asked.places]
    nearest = _nearest(asked.question, rest)
    if asked.kind == "pointing":
        yield from (Row(asked.question, *place, 1, "answer") for place in places)
        others = chance.sample([other for other in texts if other is not text], _OTHERS_FOR_POINTING)
        yield from (Row(asked.question, o.title, chance.choice(o.sentences), 0, "other-sentence") for o in others)
    elif asked.kind == "answer":
        right = [Row(asked.question, *place, 1, "answer") for place in places]
        yield from right
        yield from (Row(asked.question, *pair, 0, "other-sentence") for pair in nearest[:_OTHERS_FOR_ANSWERED])
        yield from (_typed(row, chance) for row in _swaps(chance.choice(right), text, chance))
        yield from (_typed(row, chance) for row in _elsewhere(asked.question, text, texts))
    else:
        yield from (Row(asked.question, *pair, 0, asked.kind) for pair in (*places, *nearest[:_OTHERS_FOR_NEAR_MISS]))


def _at(text: Text, place: int) -> tuple[str, str]:
    return (text.title, text.sentences[place - 1]) if place else ("", text.title)


def _nearest(question: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the (title, sentence) pairs, those that share the most words with the question first."""
    asked = _stems(question)
    return sorted(pairs, key=lambda pair: -len(asked & _stems(pair[1])) / len(asked))


def _swaps(row: Row, text: Text, chance: random.Random) -> Iterator[Row]:
    """Yield the answer with another name or number throughout, and the question with a name that the text lacks."""
    if changed := swapped_everywhere((row.question, row.title, row.sentence), text.words, chance):
        yield replace(row, question=changed[0], title=changed[1], sentence=changed[2])
    if other := swapped_in_question(row.question, text.words, chance):
        yield replace(row, question=other, label=0, kind="foreign-name")
    if not _NAME.search(row.question) and (both := placed(row.question, text.title, text.words, chance)):
        yield replace(row, question=both[0])
        yield replace(row, question=both[1], label=0, kind="foreign-name")


def _elsewhere(question: str, text: Text, texts: Sequence[Text]) -> Iterator[Row]:
    """Yield the nearest sentence of another text that does not mention a name of the question."""
    names = _NAME.findall(question)
    pairs = [(o.title, s) for o in texts if o is not text and not any(n in o.words for n in names) for s in o.sentences]
    if names:
        yield from (Row(question, *pair, 0, "foreign-name") for pair in _nearest(question, pairs)[:_NAMED_ELSEWHERE])


def _typed(row: Row, chance: random.Random) -> Row:
    return replace(row, question=row.question.rstrip("?").lower()) if chance.random() < _TYPED_PLAINLY else row


def _stems(text: str) -> set[str]:
    """Return the words of more than three letters, cut to their first six, which is near enough for choosing."""
    return {word[:6] for word in re.findall(r"\w{4,}", text.lower())} or {text.lower()}


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
