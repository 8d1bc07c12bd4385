"""What is said to a question in another language: answers in it, and where it is not read why, in the reader's too."""

from dataclasses import replace

from assistant.answer import Answer
from assistant.messages.message import Message, message
from assistant.messages.texts import LANGUAGES

_HOW = "refdesk languages"


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


def said_in(answer: Answer, language: str) -> Answer:
    """Return the answer with its own words in the language, where we have it; what is quoted stays as it is."""
    if language not in LANGUAGES:
        return answer
    statements = (
        replace(s, message=replace(s.message, language=language)) if s.message else s for s in answer.statements
    )
    because = replace(answer.because, language=language) if answer.because else None
    return replace(answer, statements=tuple(statements), because=because)
