"""What is said to the desk itself: courtesies, questions about it, and orders for what it does not do."""

from assistant.language.words import lowered
from assistant.understanding.intents.wordings import ENGLISH, bare, first_that_fits, wordings_in


def desk_intent(text: str, language: str = ENGLISH) -> str:
    """Return the name of the intent that is meant for the desk itself, or nothing.

    >>> desk_intent("Hello!"), desk_intent("Who wrote the atlas?")
    ('greeting', '')
    """
    wordings = wordings_in(language)
    of_desk = [name for name, intent in wordings.intents.items() if intent.of == "desk"]
    found = first_that_fits(wordings.of(*of_desk), bare(lowered(text)))
    return found[0].intent if found else ""


def is_courtesy(text: str, language: str = ENGLISH) -> bool:
    """Tell whether the text only greets, thanks or takes leave."""
    name = desk_intent(text, language)
    return bool(name) and wordings_in(language).intents[name].courtesy


def asks_where_to_start(text: str) -> bool:
    """Tell whether someone asks where to start and names no topic."""
    return desk_intent(text) == "where_to_start"
