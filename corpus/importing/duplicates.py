"""Records found again: which one among many is the work of another record, without comparing each with each.

Of two titles that agree up to two words, the rarest three words of each have one in common, where rarity is that in
all titles (prefix filtering: Chaudhuri, Ganti and Kaushik 2006). So a title is compared with those of its year that
share one of its rarest three words, and with those under its DOI.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.importing.titles import words_of
from corpus.importing.works import Work, same_work
from corpus.reasons.reason import Reason

_RAREST = 3
# Titles of nothing but common words ("Annual report") fill their keys; the latest under each are compared.
_MOST_COMPARED = 100
_ANY_YEAR = "any year"


class Duplicates:
    """Works by what their duplicates share with them; `titles` are all titles that will be compared."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._records_with = Counter(word for title in titles for word in set(words_of(title)))
        self._by_key: defaultdict[object, list[Work]] = defaultdict(list)

    def add(self, work: Work) -> None:
        """Let the work be found; one that was added before under its id is found as it was and as it is."""
        for key in self._keys(work):
            self._by_key[key].append(work)

    def find(self, work: Work) -> tuple[str, Reason] | None:
        """Return the id of the record that is the same work, and what shows it; None where there is none."""
        seen: set[str] = set()
        for key in self._keys(work):
            others = self._by_key.get(key, [])[-_MOST_COMPARED:]
            if isinstance(key, tuple) and key[0] == _ANY_YEAR:
                # A record without a year is that of the only year in which there is one of its title.
                years = {other.year for other in others if other.year} | {work.year} - {None}
                others = [other for other in others if other.year != work.year] if len(years) == 1 else []
            for other in reversed(others):
                if other.id not in seen and (why := same_work(work, other)):
                    return other.id, why
                seen.add(other.id)
        return None

    def _keys(self, work: Work) -> Iterator[object]:
        """Yield what duplicates share with the work, the surest first."""
        if work.doi:
            yield work.doi
        yield work.year, "".join(work.words)
        rarest = sorted(set(work.words), key=lambda word: (self._records_with[word], word))[:_RAREST]
        for word in rarest:
            yield work.year, word, None
        yield _ANY_YEAR, "".join(work.words)
