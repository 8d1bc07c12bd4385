"""What the desk answers to what is said to it: greetings, thanks, questions about it, orders."""

from assistant.answer import Answer, Statement
from assistant.question import SmallTalk
from assistant.reply.compose import refused
from corpus.store import Store


def answer_small_talk(question: SmallTalk, store: Store) -> Answer:
    """Answer in the desk's own words, which cite no record, or say that it does not do what is asked."""
    if question.intent == "out_of_scope":
        reason = "This desk only answers questions about its publications, by quoting them; it does nothing else."
        return refused(question.text, reason)
    if question.intent == "thanks":
        return _words(question, "You are welcome. Ask again whenever you like.")
    greeting = "Hello. " if question.intent == "greeting" else ""
    name, count = store.setting("name") or "this collection", store.count()
    lines = [
        f"{greeting}This is a reference desk for {name}, a collection of {count:,} publications.",
        store.setting("description") or "",
        "Ask in your own words. An answer is made of sentences quoted letter for letter from the abstracts; where "
        "they do not answer, the desk says so. You can also ask who wrote a publication, which ones are from a year or "
        "about a country, how many there are, or which is the latest.",
        store.setting("notice") or "",
    ]
    return _words(question, *(line for line in lines if line))


def _words(question: SmallTalk, *lines: str) -> Answer:
    return Answer(question.text, "answered", statements=tuple(Statement(words=line) for line in lines))
