"""What is said to a question in a language that the model does not read: in that language, then in the reader's."""

from dataclasses import replace

from assistant.messages.message import Message, message
from assistant.messages.texts import LANGUAGES

_HOW = "refdesk --model paraphrase-multilingual-MiniLM-L12-v2"


def foreign_reason(language: str) -> Message:
    """Return why a question in the language of this code is not answered: a line in it, where we have one, and another.

    >>> from assistant.messages.message import say
    >>> say(foreign_reason("es")).splitlines()[0][:35]
    'La pregunta parece estar en español'
    """
    here = message("foreign", language=language, how=_HOW)
    if language not in LANGUAGES:
        return here
    return message("foreign.both", own=replace(here, language=language), here=here)
