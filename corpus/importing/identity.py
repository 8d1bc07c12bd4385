"""Records recognised that the same source has given before, whether or not they say the same today.

Two databases both write `export.ris`. A file is taken for the one that came under its name before where half of the
records of the smaller one are recognised; any other is a source of its own, `export.ris (2)`, so that neither puts its
words in the place of the other's.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self

from corpus.importing.works import Work, may_be_same, same_work, share_words
from corpus.publication import Publication

_Key = tuple[str, ...]
WHOLE = -1
# Records of one title and year are compared one by one, with so many of those that are left.
_MOST_COMPARED = 100
# What an endpoint or Zotero gives comes in pages, between which records move.
_PAGE = re.compile(r" \((?:page|items from) \d+\)$")
# What tells files of one name apart.
_TWIN = re.compile(r" \(\d+\)$")
# The share of the records of the smaller of two files that shows them to be one source.
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of the record `id`, as the `place`th of those that describe it.

    That of all of them together, which an export holds, has the place `WHOLE`.
    """

    id: str
    place: int
    content: bytes
    keys: tuple[_Key, ...]
    source: str

    @classmethod
    def of(cls, publication_id: str, place: int, said: Publication) -> Self:
        """Return what of a statement is compared."""
        content = content_of(said)
        source = _PAGE.sub("", said.source.file)
        return cls(publication_id, place, content, tuple(_keys(said, publication_id, content)), source)


def content_of(publication: Publication) -> bytes:
    """Return a digest of everything the record says, its id and its source left out."""
    said = publication.model_dump_json(exclude={"id", "source"}, exclude_defaults=True)
    return hashlib.blake2b(said.encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Recognised:
    """For each incoming record, by its number, what its source has said of it before, each statement once.

    `sources` says of each file by which name its source goes, where that is another than the file's.
    """

    statements: dict[int, Statement]
    sources: dict[str, str]


def recognised(
    incoming: Sequence[Publication], statements: Iterable[Statement], load: Callable[[Statement], Publication]
) -> Recognised:
    """Return which incoming records are known, and which files are sources of their own in spite of their name.

    `load` gives the record of a statement.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, publication in enumerate(incoming):
        numbers[publication.source.file].append(number)
    known = _Known(incoming, statements)
    found = Recognised({}, {})
    for name, own in numbers.items():
        source, matched = known.best(name, own, load)
        found.statements.update(matched)
        if source != name and not _PAGE.search(name):
            found.sources[name] = source
    return found


class _Known:
    """The statements of each source that bear a key of an incoming record, and how many each source has."""

    def __init__(self, incoming: Sequence[Publication], statements: Iterable[Statement]) -> None:
        self._incoming = incoming
        self._keys = [tuple(_keys(publication, publication.id, content_of(publication))) for publication in incoming]
        self._bearers = Counter(key for found in self._keys for key in found)
        self._sizes: Counter[str] = Counter()
        self._by_source: defaultdict[str, defaultdict[_Key, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for statement in statements:
            self._sizes[statement.source] += statement.place != WHOLE
            for key in statement.keys:
                if key in self._bearers:
                    self._by_source[statement.source][key].append(statement)

    def best(
        self, name: str, numbers: Sequence[int], load: Callable[[Statement], Publication]
    ) -> tuple[str, dict[int, Statement]]:
        """Return the source that the records of this file are from, and those of them that it has given before."""
        base = _base(name)
        twins = [source for source in self._sizes if _base(source) == base]
        if _PAGE.search(name):
            # An address is one source, however much of it is new.
            return base, self._matched(base, numbers, load)
        matches = {twin: self._matched(twin, numbers, load) for twin in twins}
        best = max(twins, key=lambda twin: len(matches[twin]), default=None)
        if best is None:
            return name, {}
        if len(matches[best]) >= _SHARE * min(len(numbers), self._sizes[best]):
            return best, matches[best]
        free = next(own for n in count(2) if (own := f"{base} ({n})") not in self._sizes)
        self._sizes[free] = 0
        return free, {}

    def _matched(
        self, source: str, numbers: Sequence[int], load: Callable[[Statement], Publication]
    ) -> dict[int, Statement]:
        """Return the records that the source has given before.

        First those that say the same, then those of one title and year, and last, since a title or a year can be
        mended, those that alone bear an id, a DOI or an identifier in their file and share words with what it bore.
        """
        known = {key: list(statements) for key, statements in self._by_source[source].items()}
        matching = _Matching(known)
        keys = self._keys
        for number in numbers:
            matching.take(number, keys[number][0])
        matching.narrow()
        left = [n for n in numbers if n not in matching.found and any(known.get(key) for key in keys[n])]
        for agree in (_is_same_work, _may_be_same):
            for number in left:
                matching.take(number, keys[number][1], _fitting(self._incoming[number], load, agree))
        for number in left:
            for key in keys[number][2:]:
                if self._bearers[key] == 1 and len(known.get(key, ())) == 1:
                    matching.take(number, key, _fitting(self._incoming[number], load, _share_words))
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
    return may_be_same(Work.of(one), Work.of(other))


def _share_words(one: Publication, other: Publication) -> bool:
    return share_words(Work.of(one), Work.of(other))


def _base(name: str) -> str:
    """Return the name without what tells pages, and files of one name, apart."""
    return _TWIN.sub("", _PAGE.sub("", name))


def _keys(publication: Publication, known_as: str, content: bytes) -> Iterator[_Key]:
    """Yield by what the record is known in its file: all that it says, its title and year, its identifiers."""
    file = _base(publication.source.file)
    yield file, "content", content.hex()
    yield file, "title and year", f"{' '.join(publication.title.split())} {publication.year or ''}"
    # refdesk's own exports bear the identifiers of the collection.
    yield file, "id", known_as
    if publication.doi:
        yield file, "doi", publication.doi.lower()
    for name, value in publication.identifiers.items():
        yield file, name, value
