"""Why a question is not answered, in one of a few kinds: they tell who can do something about it, and what."""

from typing import Literal, get_args

from assistant.messages.message import Message, Part, say

# Nothing in the collection speaks of it; records touch on it and no sentence answers; the conditions leave no record
# that does; it is not clear what is asked; it is nothing that the desk does.
ReasonKind = Literal["not_held", "no_sentence", "conditions", "unclear", "not_done"]
REASON_KINDS: tuple[ReasonKind, ...] = get_args(ReasonKind)

# By the key of the message, or what it begins with; all others are conditions of the catalogue.
_KINDS: dict[str, ReasonKind] = {
    "texts.": "not_held",
    "topic.": "not_held",
    "nearest.": "no_sentence",
    "unclear": "unclear",
    "compare.unclear": "unclear",
    "none.topic": "not_done",
    "none.month": "not_done",
    "problem.no_records": "not_held",
    "problem.": "unclear",
    "desk.": "not_done",
    "foreign": "not_done",
}
# The values of a reason that say what was asked for, the most telling first.
_THEMES = ("names", "words", "topic", "subject", "years", "conditions", "title")
# What several parts of one question, or a filter that was chosen, put around the reason.
_AROUND = {"reasons": "first", "part.reason": "reason", "chosen.because": "reason"}


def kind_of(reason: Message) -> ReasonKind:
    """Return the kind of the reason; where several parts of a question are refused, that of the first.

    >>> from assistant.messages.message import message
    >>> kind_of(message("texts.no_name", names=("Brazil",))), kind_of(message("none.from", years=("2024",)))
    ('not_held', 'conditions')
    """
    reason = _innermost(reason)
    return next((kind for key, kind in _KINDS.items() if reason.key.startswith(key)), "conditions")


def theme_of(reason: Message) -> str:
    """Return what the reason says was looked for, or which record came nearest; empty where it names neither.

    >>> from assistant.messages.message import message
    >>> theme_of(message("texts.no_name", names=("Brazil", "Chile")))
    'Brazil, Chile'
    """
    reason = _innermost(reason)
    value = next((reason.values[name] for name in _THEMES if reason.values.get(name)), "")
    return ", ".join(map(_said, value if isinstance(value, tuple) else (value,)))


def _innermost(reason: Message) -> Message:
    inner = reason.values.get(_AROUND.get(reason.key, ""))
    return _innermost(inner) if isinstance(inner, Message) else reason


def _said(part: Part) -> str:
    if isinstance(part, Message):
        return str(part.values["text"]) if part.key == "quoted" else say(part)
    return str(part)
