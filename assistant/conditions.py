"""The conditions of a question: which records they leave out, and how they are said."""

from assistant.question import Question
from assistant.wording import listed
from corpus.filters import Filters
from corpus.store import Store


def only(filters: Filters, field: str) -> Filters:
    """Return the condition on one field alone."""
    return Filters(**{field: getattr(filters, field)})


def shunned_ids(without: Filters, store: Store) -> frozenset[str]:
    """Return the ids of the records that meet any of the conditions."""
    return frozenset(i for field in without.applied() for i in store.ids(only(without, field)))


def condition_words(question: Question) -> str:
    """Return the conditions that the records meet, and those that they do not, as they follow "are"."""
    shunned = [f"not {_words_of(only(question.without, field))}" for field in question.without.applied()]
    return " and ".join(filter(None, [_words_of(question.filters), *shunned])) + _geography(question)


def emptied_by(question: Question, store: Store) -> str:
    """Return which condition leaves nothing: the first one that does by itself, else all of them together."""
    filters = question.filters
    for field in filters.applied():
        alone = only(filters, field)
        if not store.ids(alone):
            return f"No publication is {_words_of(alone)}."
    among = " among those named before" if question.about else ""
    return f"No publication{among} is {condition_words(question)}."


def _words_of(filters: Filters) -> str:
    parts = []
    if filters.years:
        first, last = filters.years
        parts.append(f"from {first}" if first == last else f"from {first} to {last}")
    if filters.authors:
        parts.append(f"by {listed(filters.authors, 'or')}")
    if places := list(dict.fromkeys((*filters.countries, *filters.regions, *filters.categories))):
        parts.append(f"about {listed(places, 'or')}")
    return " and ".join(parts)


def _geography(question: Question) -> str:
    """Return in which part of the world the countries lie, where that was asked for: their records may not say so."""
    areas = {f.area: [g.value for g in question.found if g.area == f.area] for f in question.found if f.area}
    return "".join(f", which {'lies' if len(held) == 1 else 'lie'} in {area}" for area, held in areas.items())
