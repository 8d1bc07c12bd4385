"""A message as plain values, which a browser may keep; what comes back from one is checked before it is said."""

from typing import Annotated, Self

from babel import UnknownLocaleError
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from assistant.messages.message import Message, Part, Value, say
from assistant.messages.texts import LANGUAGES

_DEEPEST = 40  # messages within messages; each condition of a question adds one
_Text = Annotated[StrictStr, Field(max_length=20_000)]
_Number = Annotated[StrictInt, Field(ge=0, le=10**12)]


class KeptMessage(BaseModel):
    """A message: its key, its values, and the language where it is said in one only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(max_length=60)]
    values: dict[str, "_Number | _Text | KeptMessage | _Several"] = Field(default={}, max_length=10)
    language: Annotated[str, Field(max_length=10)] = ""

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return what is kept of the message."""
        values = {name: _kept(value) for name, value in message.values.items()}
        return cls(key=message.key, values=values, language=message.language)

    def message(self) -> Message:
        """Return the message again; raises `ValueError` where it is none that the desk says in all its languages."""
        again = self._again(_DEEPEST)
        try:
            for language in LANGUAGES:
                say(again, language)
        except (LookupError, TypeError, ValueError, UnknownLocaleError) as error:
            raise ValueError(f"no message of the desk: {self.key!r}") from error
        return again

    def _again(self, depth: int) -> Message:
        if depth == 0:
            raise ValueError("messages within messages, too many of them")
        return Message(self.key, {name: _value(kept, depth) for name, kept in self.values.items()}, self.language)


_Several = Annotated[tuple[_Number | _Text | KeptMessage, ...], Field(max_length=1_000)]
KeptMessage.model_rebuild()


def _kept(value: Value) -> int | str | KeptMessage | tuple[int | str | KeptMessage, ...]:
    return tuple(map(_kept_part, value)) if isinstance(value, tuple) else _kept_part(value)


def _kept_part(part: Part) -> int | str | KeptMessage:
    return KeptMessage.of(part) if isinstance(part, Message) else part


def _value(kept: int | str | KeptMessage | tuple[int | str | KeptMessage, ...], depth: int) -> Value:
    return tuple(_part(part, depth) for part in kept) if isinstance(kept, tuple) else _part(kept, depth)


def _part(kept: int | str | KeptMessage, depth: int) -> Part:
    return kept._again(depth - 1) if isinstance(kept, KeptMessage) else kept
