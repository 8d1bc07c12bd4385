"""Questions made unanswerable by one change: another name of the same article, another number, or an opposite."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|has|have|can|could|will|would)\b(?! not\b)")
_OPPOSITES = """first/last earliest/latest before/after most/least more/fewer largest/smallest highest/lowest high/low
higher/lower increase/decrease increased/decreased begin/end began/ended start/stop started/stopped include/exclude
includes/excludes included/excluded allow/forbid allowed/forbidden support/oppose supported/opposed accept/reject
accepted/rejected win/lose won/lost major/minor majority/minority common/rare north/south northern/southern east/west
eastern/western male/female men/women boys/girls adults/children strong/weak early/late old/young older/younger
positive/negative public/private legal/illegal rich/poor best/worst above/below upper/lower inside/outside buy/sell
create/destroy created/destroyed open/close opened/closed arrive/leave join/leave joined/left born/die cause/prevent
causes/prevents caused/prevented successful/unsuccessful possible/impossible better/worse long/short longer/shorter
always/never gain/lose gained/lost build/demolish built/demolished enter/leave entered/left present/absent
enemy/ally enemies/allies winner/loser victory/defeat war/peace hot/cold warm/cool wet/dry easy/difficult
internal/external domestic/foreign urban/rural modern/ancient permanent/temporary direct/indirect primary/secondary
maximum/minimum up/down gave/received give/receive sent/received sender/recipient remove/add removed/added
approve/refuse approved/refused protect/harm helped/hindered help/hinder similar/different same/different
identified/overlooked lawful/unlawful voluntary/forced before/since"""
_OPPOSITE: dict[str, str] = {}
for _pair in _OPPOSITES.split():
    _one, _other = _pair.split("/")
    _OPPOSITE.setdefault(_one, _other)
    _OPPOSITE.setdefault(_other, _one)
_WORD = re.compile(r"\b[a-z]+\b")

# Negations are kept few, lest the scorer take the word "not" itself for a sign.
_NEGATED = 0.1

Maker = Callable[[str, str, str], str | None]


def near_misses(texts: Iterable[tuple[str, str]], chance: random.Random) -> Maker:
    """Return a function of question, title and answering sentence that gives the question with one change, or none.

    `texts` are titles and sentences, from which the other names are taken: those of the same article.
    """
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for title, sentence in texts:
        names[title].update(dict.fromkeys(_NAME.findall(sentence)))

    def made(question: str, title: str, sentence: str) -> str | None:
        changes = [
            change
            for change in (
                _other_name(question, list(names[title]), title, sentence, chance),
                _other_number(question, chance),
                _opposite(question),
                _negated(question) if chance.random() < _NEGATED else None,
            )
            if change
        ]
        return chance.choice(changes) if changes else None

    return made


def _other_name(question: str, names: list[str], title: str, sentence: str, chance: random.Random) -> str | None:
    """Replace a name that the sentence or the title holds by another one of the article that neither holds."""
    found = [m for m in _NAME.finditer(question) if m[0] in sentence or m[0] in title]
    others = [n for n in names if n not in sentence and n not in title and n not in question]
    if not found or not others:
        return None
    old = chance.choice(found)
    return question[: old.start()] + chance.choice(others) + question[old.end() :]


def _other_number(question: str, chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(question))
    if not found:
        return None
    old = chance.choice(found)
    digits = list(old[0])
    place = chance.choice([i for i, character in enumerate(digits) if character.isdigit()])
    digits[place] = chance.choice([d for d in "123456789" if d != digits[place]])
    return question[: old.start()] + "".join(digits) + question[old.end() :]


def _opposite(question: str) -> str | None:
    found = [m for m in _WORD.finditer(question) if m[0] in _OPPOSITE]
    return question[: found[0].start()] + _OPPOSITE[found[0][0]] + question[found[0].end() :] if found else None


def _negated(question: str) -> str | None:
    found = _AUXILIARY.search(question)
    if not found:
        return None
    after = question[found.end() :]
    # "did the king not sign": the negation follows the subject where one can be told apart, else the auxiliary.
    subject = re.match(r" (?:the |a |an )?[\w’'-]+", after) if found[1] in ("did", "does", "do") else None
    cut = found.end() + (subject.end() if subject else 0)
    return f"{question[:cut]} not{question[cut:]}"
