"""Answers to what is said to the desk itself: courtesies, questions about it, and orders."""

from assistant.answer import Answer, Statement
from assistant.language.wording import listed
from assistant.question import SmallTalk
from assistant.reply.compose import refused
from corpus.store import Store

_WELCOME = "You are welcome. Ask again whenever you like."
_OTHER_WORK = "This desk only answers questions about its publications, by quoting them; it does nothing else."
_HOW_IT_ANSWERS = (
    "Ask in your own words. An answer is made of sentences quoted letter for letter from the abstracts; where "
    "they do not answer, the desk says so. You can also ask who wrote a publication, which ones are from a year or "
    "about a country, how many there are, or which is the latest."
)
_HOW_TO_ADD = (
    "Publications are added on the command line: “refdesk --data FOLDER import FILE” reads a listing page, saved as "
    "text or as HTML, and “refdesk --data FOLDER” opens a desk on what the folder holds. On this page nothing can be "
    "added."
)
# Of the values of a field only those that most records name are told.
_NAMED = 5
_FIELDS = {"authors": "authors", "countries": "countries", "regions": "regions", "categories": "categories"}


def answer_small_talk(question: SmallTalk, store: Store) -> Answer:
    """Answer what is said to the desk in its own words, which cite no record, or say that it does not do that."""
    text, intent = question.text, question.intent
    if intent == "out_of_scope":
        return refused(text, _OTHER_WORK)
    if intent in ("thanks", "farewell"):
        return _words(text, _WELCOME)
    if intent == "add_publications":
        return _words(text, _HOW_TO_ADD)
    if intent == "overview":
        return _words(text, _name(store), store.setting("description") or "", *_overview(store))
    greeting = "Hello. " if intent == "greeting" else ""
    about = greeting + _name(store), store.setting("description") or "", _HOW_IT_ANSWERS
    return _words(text, *about, store.setting("notice") or "")


def _name(store: Store) -> str:
    name = store.setting("name") or "this collection"
    return f"This is a reference desk for {name}, a collection of {store.count():,} publications."


def _overview(store: Store) -> list[str]:
    """Return what the records are about and from when, as far as they say it."""
    lines = []
    if years := list(store.values("years")):
        lines.append(f"They are from {years[0]} to {years[-1]}." if len(years) > 1 else f"They are from {years[0]}.")
    for field, plural in _FIELDS.items():
        values = store.values(field)
        most = [f"{value} ({count:,})" for value, count in list(values.items())[:_NAMED]]
        if len(values) > _NAMED:
            lines.append(f"They name {len(values):,} {plural}, most often {listed(most)}.")
        elif values:
            lines.append(f"Named as {plural}: {listed(most)}.")
    return lines


def _words(text: str, *lines: str) -> Answer:
    return Answer(text, "answered", statements=tuple(Statement(words=line) for line in lines if line))
