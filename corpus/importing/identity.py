"""Records recognised that the same source has given before, whether or not they say the same today.

Two databases both write `export.ris`. A file is taken for the one that came under its name before where more than
half of the records of the smaller one are recognised; any other is a source of its own, `export.ris (2)`, so that
neither puts its words in the place of the other's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Self

from corpus.importing.keys import Key, base_of, content_of, is_page, keys_of, without_page
from corpus.importing.works import Work, is_mended, may_be_same, same_work, share_words
from corpus.publication import Publication

WHOLE = -1
# Records of one title and year are compared one by one, with so many of those that are left.
_MOST_COMPARED = 100
# More than this share of the records of the smaller of two files shows them to be one source, and so does this share of
# records that say the same.
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of the record `id`, as the `place`th of those that describe it.

    That of all of them together, which an export holds, has the place `WHOLE`.
    """

    id: str
    place: int
    content: bytes
    keys: tuple[Key, ...]
    source: str

    @classmethod
    def of(cls, publication_id: str, place: int, said: Publication) -> Self:
        """Return what of a statement is compared."""
        content = content_of(said)
        source = without_page(said.source.file)
        return cls(publication_id, place, content, tuple(keys_of(said, publication_id, content)), source)


@dataclass(frozen=True, slots=True)
class Recognised:
    """By the number of an incoming record: what its source has said of it before, and the source's name.

    Each statement is there once, and a name only where it is another than that of the record's file.
    """

    statements: dict[int, Statement]
    sources: dict[int, str]


def recognised(
    files: Iterable[Sequence[Publication]],
    statements: Iterable[Statement],
    load: Callable[[Statement], Publication],
) -> Recognised:
    """Return which records of the files are known; they are numbered one file after the other.

    `load` gives the record of a statement.
    """
    incoming: list[Publication] = []
    numbers: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for place, file in enumerate(files):
        for publication in file:
            name = publication.source.file
            # The pages of an address are one source.
            numbers[without_page(name), -1 if is_page(name) else place].append(len(incoming))
            incoming.append(publication)
    known = _Known(incoming, statements)
    found = Recognised({}, {})
    for (name, place), own in numbers.items():
        source, matched = known.source_of(name, own, load, is_address=place < 0)
        found.statements.update(matched)
        if source != name:
            found.sources.update(dict.fromkeys(own, source))
    return found


class _Known:
    """The statements of each source that bear a key of an incoming record, and how many each source has."""

    def __init__(self, incoming: Sequence[Publication], statements: Iterable[Statement]) -> None:
        self._incoming = incoming
        self._keys = [tuple(keys_of(publication, publication.id, content_of(publication))) for publication in incoming]
        borne = {key for found in self._keys for key in found}
        self._sizes: Counter[str] = Counter()
        self._twins: defaultdict[str, list[str]] = defaultdict(list)
        self._by_source: defaultdict[str, defaultdict[Key, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self._taken: set[str] = set()
        for statement in statements:
            if statement.source not in self._sizes:
                self._twins[base_of(statement.source)].append(statement.source)
            self._sizes[statement.source] += statement.place != WHOLE
            for key in statement.keys:
                if key in borne:
                    self._by_source[statement.source][key].append(statement)

    def source_of(
        self, name: str, numbers: Sequence[int], load: Callable[[Statement], Publication], is_address: bool
    ) -> tuple[str, dict[int, Statement]]:
        """Return the source that these records of one file are from, and those of them that it has given before."""
        if is_address:
            return name, self._matched(name, numbers, load)
        twins = [twin for twin in self._twins[base_of(name)] if twin not in self._taken]
        source, matched = name, dict[int, Statement]()
        for twin in sorted(twins, key=lambda twin: twin != name):
            found = self._matched(twin, numbers, load)
            if len(found) > len(matched):
                source, matched = twin, found
            if len(matched) == len(numbers):
                break
        enough = _SHARE * min(len(numbers), self._sizes[source])
        same = sum(statement.keys[0] == self._keys[number][0] for number, statement in matched.items())
        if len(matched) <= enough and same < enough:
            source, matched = name, {}
        if not matched:
            names = chain([name], (f"{name} ({n})" for n in count(2)))
            source = next(free for free in names if free not in self._sizes and free not in self._taken)
        self._taken.add(source)
        return source, matched

    def _matched(
        self, source: str, numbers: Sequence[int], load: Callable[[Statement], Publication]
    ) -> dict[int, Statement]:
        """Return the records that the source has given before.

        First those that say the same, then those of one title and year, and last, since a title or a year can be
        mended, those that alone bear an id, a DOI or an identifier in their file and share words with what it bore, or
        an address, an abstract or the names of their authors.
        """
        known = {key: list(statements) for key, statements in self._by_source[source].items()}
        matching = _Matching(known)
        keys = self._keys
        bearers = Counter(key for number in numbers for key in keys[number])
        for number in numbers:
            matching.take(number, keys[number][0])
        matching.narrow()
        left = [n for n in numbers if n not in matching.found and any(known.get(key) for key in keys[n])]
        for agree in (_is_same_work, _may_be_same):
            for number in left:
                matching.take(number, keys[number][1], _fitting(self._incoming[number], load, agree))
        for number in left:
            for key in keys[number][2:]:
                if bearers[key] == 1 and len(known.get(key, ())) == 1:
                    agree = _AGREEING.get(key[1], _share_words)
                    matching.take(number, key, _fitting(self._incoming[number], load, agree))
        return matching.found


class _Matching:
    """Incoming records, by number, with the statements that they come to, each taken once."""

    def __init__(self, known: dict[Key, list[Statement]]) -> None:
        self.found: dict[int, Statement] = {}
        self._known = known
        self._taken: set[tuple[str, int]] = set()

    def take(self, number: int, key: Key, fits: Callable[[Statement], bool] = lambda statement: True) -> None:
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


def _is_mended(one: Publication, other: Publication) -> bool:
    return is_mended(Work.of(one), Work.of(other))


# What is shown beside a key that is no identifier.
_AGREEING = {"own id": _is_mended, "url": _is_mended, "abstract": _is_mended, "authors": _is_same_work}
