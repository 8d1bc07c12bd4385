"""The intents of a language beside English, read from its file: fewer, and each by its wordings alone."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.language.words import plain, words
from assistant.question import CatalogueRequest

# The files in this folder by the code of their language.
FILES = {"fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian"}
# What an intent of these files asks, where its name does not say it.
_ASKED: Mapping[str, tuple[str, str]] = {"which": ("values", ""), "most": ("values", "most")}
_DEFAULT_FIELD = "authors"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A wording that fits a question: what is asked, and the characters `start` to `end` that say so."""

    intent: str
    request: CatalogueRequest
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Intents:
    """All that one file says; `years` are the words beside a year, each a pattern."""

    says: Mapping[str, tuple[re.Pattern[str], ...]]
    examples: tuple[tuple[str, str], ...]
    passed: frozenset[str]
    own_passed: Mapping[str, frozenset[str]]
    fields: Mapping[str, re.Pattern[str]]
    years: Mapping[str, str]
    numbers: Mapping[str, int]
    noun: re.Pattern[str]
    denies: re.Pattern[str]

    def spoken(self, text: str) -> Spoken | None:
        """Return the first wording that fits the lower-case text, in which blanks stand for each condition."""
        for name, patterns in self.says.items():
            for found in filter(None, (pattern.search(text) for pattern in patterns)):
                asked, order = _ASKED.get(name, (name, ""))
                request = CatalogueRequest(
                    asked,  # type: ignore[arg-type]  # a test sees to it that the files name no others
                    field=self._field(found[0]) if asked == "values" else "",
                    limit=self._limit(text),
                    order=order,  # type: ignore[arg-type]
                )
                return Spoken(name, request, found.start(), found.end())
        return None

    def left_over(self, text: str, spoken: Spoken | None) -> list[str]:
        """Return the plain words of the text that the wording does not account for."""
        passed = {*self.passed, *(self.own_passed[spoken.intent] | self.numbers.keys() if spoken else ())}
        said = (w for w in words(text) if not (spoken and spoken.start <= w.start < spoken.end))
        return [w.plain for w in said if w.plain not in passed and not self.noun.fullmatch(text[w.start : w.end])]

    def _field(self, said: str) -> str:
        named = ((found.start(), name) for name, pattern in self.fields.items() if (found := pattern.search(said)))
        return min(named, default=(0, _DEFAULT_FIELD))[1]

    def _limit(self, text: str) -> int:
        said = [word.plain for word in words(text)]
        numbers = [self.numbers.get(word) or (int(word) if word.isdigit() and len(word) < 3 else 0) for word in said]
        return next(filter(None, numbers), 1)


@cache
def intents_in(code: str) -> Intents:
    """Return the intents of the language of this code, which is in `FILES`."""
    path = Path(__file__).with_name(f"{FILES[code]}.toml")
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    fields = {name: _pattern(words_) for name, words_ in said["fields"].items()}
    named = {"noun": said["noun"], "field": f"(?:{'|'.join(said['fields'].values())})", "about": said["about"]}
    intents: Mapping[str, Mapping[str, Any]] = said["intents"]
    return Intents(
        says={name: tuple(_pattern(_filled(says, named)) for says in i["says"]) for name, i in intents.items()},
        examples=tuple((name, text) for name, i in intents.items() for text in i["examples"]),
        passed=_plain(said["passed"]),
        own_passed={name: _plain(i.get("passed", "")) for name, i in intents.items()},
        fields=fields,
        years=said["years"],
        numbers={plain(word): number for word, number in said["numbers"].items()},
        noun=_pattern(said["noun"]),
        denies=_pattern(said["denies"]),
    )


def _filled(says: str, named: Mapping[str, str]) -> str:
    for name, pattern in named.items():
        says = says.replace(f"{{{name}}}", pattern)
    return says


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def _plain(said: str) -> frozenset[str]:
    return frozenset(word.plain for word in words(said))
