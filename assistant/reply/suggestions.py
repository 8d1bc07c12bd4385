"""Questions offered to the reader; each is asked first, and only those that are answered are offered."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain, islice

from assistant.answer import Answer
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store

Ask = Callable[[str, Sequence[Answer]], Answer]

STARTERS_SHOWN = 6
FOLLOW_UPS_SHOWN = 4
# Questions on contents that are made for a collection without questions of its own, and from how many records.
_ON_CONTENTS = 2
_NEWEST = 8
_LONGEST_TOPIC = 8  # words
_ASKING = frozenset("what how why who when where which".split())
_MAIN_TITLE = re.compile(r"[^:.?!()–—]{8,}")
# Of more records than these a list of what each one holds is no help.
_FEW = 9
# What records of no one place name as theirs.
_EVERYWHERE = "Worldwide"


def starters(store: Store, ask: Ask) -> tuple[str, ...]:
    """Return questions for a first visit that the collection answers.

    The collection's own questions come first (its setting `questions`, one a line); the rest is made from what its
    newest records are about, and from its values.
    """
    own = (store.setting("questions") or "").splitlines()

    def answered(candidates: Iterable[str]) -> Iterator[str]:
        return (question for question in candidates if ask(question, ()).status == "answered")

    on_contents = islice(answered(_from_topics(store)), _ON_CONTENTS)
    candidates = chain(answered(own), on_contents if not own else (), answered(_from_values(store)))
    return tuple(islice(_each_once(candidates), STARTERS_SHOWN))


def _each_once(questions: Iterable[str]) -> Iterator[str]:
    """Yield each question once, as soon as it comes: the next one costs an answer."""
    seen: set[str] = set()
    for question in questions:
        if question not in seen:
            seen.add(question)
            yield question


def _from_topics(store: Store) -> Iterator[str]:
    for publication in store.page(Filters(), "-year", 0, _NEWEST):
        if question := _on_topic_of(publication):
            yield question


def _on_topic_of(publication: Publication) -> str:
    """Return a question on what the title says that the publication is about; nothing where it says it at length."""
    main = _MAIN_TITLE.match(publication.title)
    words = main[0].split() if main else []
    # A title that asks is no topic: "What is said about What is Trafficking?"
    if not (publication.abstract and main) or len(words) > _LONGEST_TOPIC or words[0].lower() in _ASKING:
        return ""
    return f"What is said about {main[0].strip()}?"


def _from_values(store: Store) -> Iterator[str]:
    for author in _most_frequent(store, "authors"):
        yield f"What did {author} write?"
    for place in [*_most_frequent(store, "countries"), *_most_frequent(store, "regions")]:
        yield f"Which publications are about {place}?"
    for year in _most_frequent(store, "years"):
        yield f"Which publications are from {year}?"
    yield "What is the most recent publication?"


def _most_frequent(store: Store, field: str) -> list[str]:
    counts = store.values(field)
    return [str(value) for value in sorted(counts, key=lambda v: (-counts[v], str(v))) if value != _EVERYWHERE][:2]


def follow_ups(answer: Answer, history: Sequence[Answer], ask: Ask) -> tuple[str, ...]:
    """Return questions that carry on from `answer`; `history` is what came before it.

    Each was asked after it, and is answered by something that the conversation does not hold yet.
    """
    conversation = [*history, answer]
    asked = {said(earlier.question) for earlier in conversation}
    known = {statement.text for earlier in conversation for statement in earlier.statements}
    candidates = (q for q in dict.fromkeys(_after(answer)) if said(q) not in asked)
    return tuple(islice((q for q in candidates if _says_more(ask(q, conversation), known)), FOLLOW_UPS_SHOWN))


def _says_more(answer: Answer, known: Set[str]) -> bool:
    quotes = [statement for statement in answer.statements if statement.citation]
    return any(statement.text not in known for statement in quotes or answer.statements)


def said(question: str) -> str:
    """Return the question without what makes no difference: case, and the mark at its end."""
    return question.casefold().rstrip(" ?!.")


def _after(answer: Answer) -> Iterator[str]:
    if len(answer.publications) == 1:
        yield from _about(answer.publications[0])
    elif answer.closest:
        yield from filter(None, map(_on_topic_of, answer.closest))
    elif answer.publications:
        yield "Which of them is the most recent?"
        yield "Who wrote the first one?"
        if len(answer.publications) <= _FEW:
            yield "Which countries are they about?"


def _about(publication: Publication) -> Iterator[str]:
    yield "Tell me more about it"
    if publication.authors:
        yield "Who wrote it?"
    places = [place for place in (*publication.countries, *publication.regions) if place != _EVERYWHERE]
    yield from (f"Which other publications are about {place}?" for place in places[:1])
    if publication.authors:
        yield f"What else did {publication.authors[0]} write?"
    if publication.year:
        yield f"Which other publications are from {publication.year}?"
        yield "When was it published?"
