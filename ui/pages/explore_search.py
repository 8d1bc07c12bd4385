"""The search box of the catalogue: records that say all the words, in their texts or among their authors."""

from collections.abc import Collection, Sequence

from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.mentions import words_of_mention
from assistant.language.words import words
from corpus.filters import Filters
from corpus.store import Store


def ids_saying(store: Store, typed: str) -> list[str]:
    """Return the ids of the records whose title and abstract, or names of authors, have every word typed.

    The words stand in any order, in singular or plural, with any accents. None are found by signs alone.
    """
    forms = words_of_mention(typed)
    by_text = vocabulary_of(store).saying(forms)
    authors = tuple(name for name in map(str, store.values("authors")) if _has_all(name, forms))
    by_author = store.ids(Filters(authors=authors)) if authors and forms else []
    return list(dict.fromkeys([*by_text, *by_author]))


def _has_all(name: str, forms: Sequence[Collection[str]]) -> bool:
    said = {word.plain for word in words(name)}
    return all(not said.isdisjoint(among) for among in forms)
