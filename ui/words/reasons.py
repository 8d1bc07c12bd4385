"""Why something was refused, and where in its file, in the language of the page."""

from assistant.messages.lists import enumerated
from assistant.messages.texts import texts_of, written
from corpus.reasons.reason import FOLDER, Reason, Said, Value
from ui.words.strings import text, words


def told(said: Said, language: str) -> str:
    """Return the reason in the language, without what is of the command line; what has no key stays as it is."""
    if not isinstance(said, Reason):
        return said
    values = {name: _written(name, value, language) for name, value in said.values.items()}
    return str(texts_of(FOLDER, language)[said.key]).format_map({**values, "aside": ""})


def place(position: str, language: str) -> str:
    """Return a position such as "line 12" in the language."""
    what, _, number = position.partition(" ")
    return text(f"position.{what}", language, number=number)


def _written(name: str, value: Value, language: str) -> str:
    if isinstance(value, tuple):
        return enumerated([_written(name, part, language) for part in value], "and", language)
    if isinstance(value, Reason):
        return told(value, language)
    # A field of a record goes by the name that its page gives it.
    return written(words(language).get(f"field.{value}", value) if name == "field" else value, language)
