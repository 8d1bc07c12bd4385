"""What a question to the texts looks for: a publication, a comparison, a definition, or what is said of a topic."""

from assistant.language.lexicon import RECORD_NOUNS
from assistant.language.words import STOP_WORDS, words
from assistant.understanding.intents.wordings import ENGLISH, bare, first_that_fits, wordings_in


def is_pointing(question: str, language: str = ENGLISH) -> bool:
    """Tell whether the question asks for publications: in so many words, or as a bare topic such as "TRM"."""
    text, topic = _straight(question), wordings_in(language).topic
    if _fits("pointing", text, language):
        return True
    weighty = [word for word in words(text) if word.plain not in STOP_WORDS]
    return not topic.sentence.search(text) and len(weighty) <= topic.longest


def is_comparison(question: str, language: str = ENGLISH) -> bool:
    """Tell whether the question asks for something from each of several publications."""
    return _fits("comparison", _straight(question), language)


def asks_definition(question: str, language: str = ENGLISH) -> str:
    """Return the term that the question wants to be defined, as it is typed, or nothing.

    >>> asks_definition("What is human trafficking?"), asks_definition("What is the capital of Peru?")
    ('human trafficking', '')
    """
    found = first_that_fits(wordings_in(language).of("definition"), bare(_straight(question)))
    return found[1]["subject"] if found else ""


def put_plainly(question: str, language: str = ENGLISH) -> str:
    """Return a question for what the records say of a topic with its subject left out.

    >>> put_plainly("What do the publications say about smugglers?")
    'what is said about smugglers?'
    """
    topic = wordings_in(language).topic
    return topic.saying.sub(topic.said_plainly, question)


def topic_of(question: str, language: str = ENGLISH) -> str:
    """Return the question without the words that only ask to be pointed somewhere.

    >>> topic_of("I am new to referral mechanisms, where should I start?")
    'referral mechanisms'
    """
    topic = wordings_in(language).topic
    text = topic.frame.sub(" ", _straight(question))
    kept = [
        text[w.start : w.end]
        for w in words(text)
        if w.plain not in STOP_WORDS and w.plain not in RECORD_NOUNS - topic.telling_nouns
    ]
    return " ".join(kept) or question


def _fits(name: str, text: str, language: str) -> bool:
    return first_that_fits(wordings_in(language).of(name), bare(text)) is not None


def _straight(text: str) -> str:
    return text.replace("’", "'")
