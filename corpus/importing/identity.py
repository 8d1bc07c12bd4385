"""Records recognised that the same source has given before, whether or not they say the same today."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.importing.works import Work, same_work
from corpus.publication import Publication

_Key = tuple[str, ...]
WHOLE = -1
# Records of one title and year are compared one by one, with so many of those that are left.
_MOST_COMPARED = 100
# What an endpoint or Zotero gives comes in pages, between which records move.
_PAGE = re.compile(r" \((?:page|items from) \d+\)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of the record `id`, as the `place`th of those that describe it.

    That of all of them together, which an export holds, has the place `WHOLE`.
    """

    id: str
    place: int
    content: bytes
    keys: tuple[_Key, ...]

    @classmethod
    def of(cls, publication_id: str, place: int, said: Publication) -> Self:
        """Return what of a statement is compared."""
        content = content_of(said)
        return cls(publication_id, place, content, tuple(_keys(said, publication_id, content)))


def content_of(publication: Publication) -> bytes:
    """Return a digest of everything the record says, its id and its source left out."""
    said = publication.model_dump_json(exclude={"id", "source"}, exclude_defaults=True)
    return hashlib.blake2b(said.encode(), digest_size=16).digest()


def recognised(
    incoming: Sequence[Publication], statements: Iterable[Statement], load: Callable[[Statement], Publication]
) -> dict[int, Statement]:
    """Return for each incoming record, by its number, what its source has said of it before, each statement once.

    First those that say the same, then those of one title and year, and last, since a title or a year can be mended,
    those that alone bear an id, a DOI or an identifier in their file. `load` gives the record of a statement.
    """
    keys = [tuple(_keys(publication, publication.id, content_of(publication))) for publication in incoming]
    bearers = Counter(key for found in keys for key in found)
    known: defaultdict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in statement.keys:
            if key in bearers:
                known[key].append(statement)
    matching = _Matching(known)
    for number, (content, *_) in enumerate(keys):
        matching.take(number, content)
    matching.narrow()
    left = [n for n in range(len(incoming)) if n not in matching.found and any(known.get(key) for key in keys[n])]
    for number in left:
        matching.take(number, keys[number][1], _fitting(incoming[number], load, _is_same_work))
    for number in left:
        matching.take(number, keys[number][1], _fitting(incoming[number], load, _may_be_same))
    for number in left:
        for key in keys[number][2:]:
            if bearers[key] == 1 and len(known.get(key, ())) == 1:
                matching.take(number, key)
    return matching.found


class _Matching:
    """Incoming records, by number, with the statements that they come to, each taken once."""

    def __init__(self, known: dict[_Key, list[Statement]]) -> None:
        self.found: dict[int, Statement] = {}
        self._known = known
        self._taken: set[tuple[str, int]] = set()

    def take(self, number: int, key: _Key, fits: Callable[[Statement], bool] = lambda statement: True) -> None:
        """Give the record the first statement under the key that fits, if it has none yet."""
        for statement in self._known.get(key, ())[:_MOST_COMPARED]:
            if number not in self.found and not self._is_taken(statement) and fits(statement):
                self.found[number] = statement
                self._taken.add((statement.id, statement.place))

    def narrow(self) -> None:
        """Leave out what is taken, and what several sources say together, which no single one can change."""
        for key, statements in self._known.items():
            self._known[key] = [s for s in statements if s.place != WHOLE and not self._is_taken(s)]

    def _is_taken(self, statement: Statement) -> bool:
        return (statement.id, statement.place) in self._taken


def _fitting(
    publication: Publication,
    load: Callable[[Statement], Publication],
    agree: Callable[[Publication, Publication], bool],
) -> Callable[[Statement], bool]:
    return lambda statement: agree(publication, load(statement))


def _is_same_work(one: Publication, other: Publication) -> bool:
    return same_work(Work.of(one), Work.of(other)) is not None


def _may_be_same(one: Publication, other: Publication) -> bool:
    return not one.doi or not other.doi or one.doi.lower() == other.doi.lower()


def _keys(publication: Publication, known_as: str, content: bytes) -> Iterator[_Key]:
    """Yield by what the record is known in its file: all that it says, its title and year, its identifiers."""
    file = _PAGE.sub("", publication.source.file)
    yield file, "content", content.hex()
    yield file, "title and year", f"{' '.join(publication.title.split())} {publication.year or ''}"
    # refdesk's own exports bear the identifiers of the collection.
    yield file, "id", known_as
    if publication.doi:
        yield file, "doi", publication.doi.lower()
    for name, value in publication.identifiers.items():
        yield file, name, value
