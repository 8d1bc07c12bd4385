"""A message: what is said, by the key of its text, and the values in the text's places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from pathlib import Path

from assistant.messages.lists import enumerated
from assistant.messages.names import language_named, month_named, numeral, with_article
from assistant.messages.texts import DEFAULT_LANGUAGE, Text, form_for, texts_of, written

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that the desk says, in no language yet: `key` names its text, `values` fill the text's places.

    An integer is a number, and the one named `count` chooses the plural form; a year is a string. A tuple is
    enumerated. `language` is set where the message is said in one language, whatever that of the page is.
    """

    key: str
    values: Mapping[str, "Value"] = field(default_factory=dict)
    language: str = ""


Part = int | str | Message
Value = Part | tuple[Part, ...]


def message(key: str, **values: Value) -> Message:
    """Return the message with these values."""
    return Message(key, values)


def chained(key: str, parts: Iterable[Message]) -> Message:
    """Return several messages, at least one, as one: `key` names the text that puts `second` after `first`."""
    return reduce(lambda first, second: message(key, first=first, second=second), parts)


def say(said: Message, language: str = DEFAULT_LANGUAGE) -> str:
    """Return the message in the language.

    A place may say how its value is written: `{names:or}` enumerates with the language's "or" rather than its "and",
    `{among:after}` puts a space before what is not empty, `{count:word}` and `{count:Word}` write a small number as a
    word where the language does, `{field:a}` puts the indefinite article before it, `{language:name}` names a language
    by its code, `{month:month}` a month by its number in ISO 8601. Raises `KeyError` for a key or a value that is not
    there.
    """
    language = said.language or language
    form = form_for(messages_in(language)[said.key], said.values, language)
    return form.format_map({name: _Place(value, language) for name, value in said.values.items()})


@cache
def messages_in(language: str) -> Mapping[str, Text]:
    """Return the texts of all messages in the language, by key."""
    return texts_of(_FOLDER, language)


@dataclass(frozen=True, slots=True)
class _Place:
    """A value as `str.format` asks it to be written in its place."""

    value: Value
    language: str

    def __format__(self, how: str) -> str:
        if isinstance(self.value, tuple):
            parts = [format(_Place(part, self.language)) for part in self.value]
            return enumerated(parts, how or "and", self.language)
        if how in ("word", "Word") and isinstance(self.value, int):
            return numeral(self.value, how, self.language)
        if how == "after":
            return f" {_Place(self.value, self.language)}" if self.value else ""
        if how == "name":
            return language_named(str(self.value), self.language)
        if how == "month":
            return month_named(str(self.value), self.language)
        if isinstance(self.value, Message):
            shown = say(self.value, self.language)
        else:
            shown = written(self.value, self.language)
        return with_article(shown) if how == "a" else shown
