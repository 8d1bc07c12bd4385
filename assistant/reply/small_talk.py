"""Answers to what is said to the desk itself: courtesies, questions about it, and orders."""

from assistant.answer import Answer, Statement
from assistant.messages.message import Message, message
from assistant.question import SmallTalk
from assistant.reply.compose import refused
from corpus.store import Store

_ADDING, _TRYING = "refdesk import FILE", "refdesk import FILE --dry-run"
# What one message says.
_TOLD = frozenset(["taking_out", "keeping", "limits"])
# Of the values of a field only those that most records name are told.
_NAMED = 5
_FIELDS = ("authors", "countries", "regions", "categories")


def answer_small_talk(question: SmallTalk, store: Store) -> Answer:
    """Answer what is said to the desk in its own words, which cite no record, or say that it does not do that."""
    text, intent = question.text, question.intent
    if intent == "out_of_scope":
        return refused(text, message("desk.only"))
    if intent in ("thanks", "farewell"):
        return _said(text, message("desk.thanks"))
    if intent == "add_publications":
        return _said(text, message("desk.adding", adding=_ADDING, trying=_TRYING))
    if intent in _TOLD:
        return _said(text, message(f"desk.{intent}"))
    about = message("desk.about", name=store.setting("name") or message("desk.unnamed"), count=store.count())
    description = _own_words(store.setting("description"))
    if intent == "overview":
        return _said(text, about, *description, *_overview(store))
    first = message("desk.greeting", about=about) if intent == "greeting" else about
    return _said(text, first, *description, message("desk.how"), *_own_words(store.setting("notice")))


def _own_words(text: str | None) -> list[Message]:
    """Return what the collection says of itself, which is the same in every language."""
    return [message("text", text=text)] if text else []


def _overview(store: Store) -> list[Message]:
    """Return what the records are about and from when, as far as they say it."""
    lines = []
    years = [str(year) for year in store.values("years")]
    if len(years) > 1:
        lines.append(message("overview.years", first=years[0], last=years[-1]))
    elif years:
        lines.append(message("overview.year", year=years[0]))
    for field in _FIELDS:
        values = store.values(field)
        most = tuple(message("value", value=str(v), records=n) for v, n in list(values.items())[:_NAMED])
        if len(values) > _NAMED:
            lines.append(message("overview.most", fields=message(f"fields.{field}", count=len(values)), values=most))
        elif values:
            lines.append(message(f"overview.{field}", values=most))
    return lines


def _said(text: str, *lines: Message) -> Answer:
    return Answer(text, "answered", statements=tuple(map(Statement, lines)))
