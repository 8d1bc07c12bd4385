"""The intents of one language, read from its file: what can be asked, in which words, with which properties."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from assistant.language.sizes import BEYOND, OFTEN, SIZE
from assistant.question import Order

ENGLISH = "english"
# The one intent of the texts that competes with those of the catalogue: its wordings turn a question away from them.
CONTENT = "content"
# Signs around a question that say nothing.
_SIGNS = re.compile(r"^[\s\W]+|[\s\W]+$")
_NAME = re.compile(r"\{([a-z_]+)\}")
_PLAIN_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_BEGINNING = re.compile(r"(?<![\\\[])\^")


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked, and what is true of every question for it.

    `of_one`: it is asked of one record that the question names. `names_records`: it is answered by records. `counts`:
    it is answered by their number. `ordered`: it asks for those at one end. `carries_over`: a follow-up may ask it
    again. `default_field`: the field that it is about where its words name none. `courtesy`: it asks nothing.
    """

    name: str
    of: Literal["catalogue", "texts", "desk"]
    of_one: bool = False
    names_records: bool = False
    counts: bool = False
    ordered: Literal["", "latest", "oldest"] = ""
    carries_over: bool = False
    default_field: str = ""
    courtesy: bool = False
    examples: tuple[str, ...] = field(default=(), repr=False)
    counter_examples: tuple[str, ...] = field(default=(), repr=False)

    @property
    def of_all(self) -> bool:
        """Tell whether it names or counts all the records that meet the conditions."""
        return self.names_records and not self.ordered

    @property
    def singles_out(self) -> bool:
        """Tell whether a description may say which record is meant: of one record, or the first or last of several."""
        return self.of_one or bool(self.ordered)


@dataclass(frozen=True)
class Wording:
    """One wording of an intent; of those that fit, the one with the lowest `priority` counts.

    `field`, `order`, `least` and `most` are what it says of the request. `others` marks those that ask who wrote
    something together with somebody. `takes` are words of it that are not looked for in the records.
    """

    intent: str
    source: str
    priority: int
    field: str = ""
    order: Order = ""
    least: int = 1
    most: int | None = None
    others: bool = False
    takes: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the wording as a pattern, which is made when a question is first held against it."""
        return re.compile(self.source, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """How a topic is told from the words that only ask for it."""

    sentence: re.Pattern[str]
    longest: int
    telling_nouns: frozenset[str]
    frame: re.Pattern[str]
    saying: re.Pattern[str]
    said_plainly: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """All that one file says; `fields`, `numbers` and `places` tell what a word stands for.

    `spoken_of` is what the examples name, in place of which a question is read with "such".
    """

    intents: Mapping[str, Intent]
    wordings: tuple[Wording, ...]
    limit: tuple[re.Pattern[str], ...]
    topic: Topic
    fields: Mapping[str, str]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    words: Mapping[str, str]
    spoken_of: tuple[str, ...]

    def of(self, *names: str) -> tuple[Wording, ...]:
        """Return the wordings of the intents of these names, in the order in which they count."""
        return tuple(wording for wording in self.wordings if wording.intent in names)


def first_that_fits(wordings: Iterable[Wording], text: str) -> tuple[Wording, re.Match[str]] | None:
    """Return the first of the wordings that fits the text, with its match."""
    for wording in wordings:
        if found := wording.pattern.search(text):
            return wording, found
    return None


def bare(text: str) -> str:
    """Return the text without the signs around it.

    >>> bare("“Who wrote it?” ")
    'Who wrote it'
    """
    return _SIGNS.sub("", text)


@cache
def wordings_in(language: str = ENGLISH) -> Wordings:
    """Return the intents of a language, which has a file of its name in this folder."""
    return read_wordings(Path(__file__).with_name(f"{language}.toml"))


def read_wordings(path: Path) -> Wordings:
    """Return what a file of intents says; a KeyError names a placeholder that it does not define."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    fields = {word: name for name, words in said["fields"].items() for word in words}
    numbers, places = said["numbers"], said["places"]
    kept = {"field": fields, "many": [r"\d{1,2}", *numbers], "place": places}
    words = {name: _choice(value) for name, value in said["words"].items()} | {"any_field": _choice(fields)}
    # Only these groups keep what they fit, so they are put in last.
    keeping = {name: f"({'|'.join(sorted(values, key=len, reverse=True))})" for name, values in kept.items()}
    keeping |= {"size": f"({SIZE})", "often": f"({OFTEN})", "beyond": f"({BEYOND})"}

    def pattern(source: str) -> str:
        begun = _BEGINNING.sub(r"^{opening}", source)
        return rf"(?<!\w)(?:{_expanded(begun, words, keeping)})(?!\w)"

    intents, wordings = {}, []
    for name, given in said["intents"].items():
        groups = given.pop("wordings")
        intents[name] = Intent(name, **{key: _frozen(value) for key, value in given.items()})
        for group in groups:
            sources, rest = group.pop("says"), {key: _frozen(value) for key, value in group.items()}
            rest["takes"] = frozenset(rest.get("takes", ()))
            wordings += [Wording(name, pattern(source), **rest) for source in sources]
    wordings.sort(key=lambda wording: wording.priority)
    limit = tuple(re.compile(pattern(source)) for source in said["limit"]["says"])
    expanded = {name: _expanded(value, words, {}) for name, value in words.items()}
    topic, spoken_of = _topic(said["topic"], pattern), tuple(said["examples_speak_of"])
    return Wordings(intents, tuple(wordings), limit, topic, fields, numbers, places, expanded, spoken_of)


def _topic(said: Mapping[str, Any], pattern: Any) -> Topic:
    def any_of(sources: Iterable[str]) -> re.Pattern[str]:
        return re.compile(pattern("|".join(sources)), re.IGNORECASE)

    return Topic(
        any_of(said["sentence"]),
        said["longest"],
        frozenset(said["telling_nouns"]),
        any_of(said["frame"]),
        any_of(said["saying"]),
        said["said_plainly"],
    )


def _choice(value: str | Iterable[str]) -> str:
    return f"({value if isinstance(value, str) else '|'.join(sorted(value, key=len, reverse=True))})"


def _expanded(source: str, words: Mapping[str, str], keeping: Mapping[str, str]) -> str:
    """Return the source with its placeholders filled in; only those in `keeping` keep what they fit."""
    while any(name[1] not in keeping for name in _NAME.finditer(source)):
        source = _NAME.sub(lambda name: name[0] if name[1] in keeping else words[name[1]], source)
    source = _PLAIN_GROUP.sub("(?:", source)
    return _NAME.sub(lambda name: keeping[name[1]], source)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
