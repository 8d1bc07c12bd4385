"""The records of a collection as one question meets them: what they say, and which of them meet its conditions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.collection.vocabulary import Vocabulary
from assistant.question import Conditions, FoundCondition
from corpus.publication import Publication
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Records:
    """An open collection with its vocabulary, as it stood when a question came."""

    store: Store
    vocabulary: Vocabulary

    def get(self, ids: Iterable[str]) -> list[Publication]:
        """Return the records in the order of the ids."""
        return self.store.get_many(ids)

    def ids(self, conditions: Conditions, about: Collection[str] = (), left_out: Collection[str] = ()) -> list[str]:
        """Return the ids of the records that the filters accept, in order of arrival, whatever the counts of values.

        They are among those in `about`, if there are any, and none of those in `left_out`.
        """
        accepted = self.store.ids(*conditions.meeting, missing=conditions.without, among=about)
        return [i for i in accepted if i not in left_out]

    def meeting(
        self, conditions: Conditions, about: Collection[str] = (), left_out: Collection[str] = ()
    ) -> list[Publication]:
        """Return the records that meet all conditions, in order of arrival."""
        found = self.get(self.ids(conditions, about, left_out))
        counts = conditions.counts
        return [p for p in found if all(count.accept(len(held(p, count.field))) for count in counts)]


def held(publication: Publication, field: str) -> Sequence[str]:
    """Return the values of the record's field, none where it is empty."""
    value = publication.year if field == "years" else getattr(publication, field)
    if isinstance(value, tuple):
        return value
    return [str(value)] if value else []


def meets(publication: Publication, found: FoundCondition) -> bool:
    """Tell whether the record has the value, or is from the years, that a condition names."""
    if found.field == "years":
        first, _, last = found.value.partition("–")
        return publication.year is not None and int(first) <= publication.year <= int(last or first)
    return found.value in held(publication, found.field)
