"""What the desk answers to what is said to it: greetings, thanks, questions about it, orders."""

from assistant.answer import Answer, Statement
from assistant.messages.message import Message, message
from assistant.question import SmallTalk
from assistant.reply.compose import refused
from corpus.store import Store


def answer_small_talk(question: SmallTalk, store: Store) -> Answer:
    """Answer in the desk's own words, which cite no record, or say that it does not do what is asked."""
    if question.intent == "out_of_scope":
        return refused(question.text, message("desk.only"))
    if question.intent == "thanks":
        return _said(question, message("desk.thanks"))
    about = message("desk.about", name=store.setting("name") or message("desk.unnamed"), count=store.count())
    lines = [
        message("desk.greeting", about=about) if question.intent == "greeting" else about,
        *_own_words(store.setting("description")),
        message("desk.how"),
        *_own_words(store.setting("notice")),
    ]
    return _said(question, *lines)


def _own_words(text: str | None) -> list[Message]:
    """Return what the collection says of itself, which is the same in every language."""
    return [message("text", text=text)] if text else []


def _said(question: SmallTalk, *lines: Message) -> Answer:
    return Answer(question.text, "answered", statements=tuple(map(Statement, lines)))
