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
        return cls(publication_id, place, content_of(said), tuple(_keys(said, publication_id)))


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
    keys = [tuple(_keys(publication, publication.id)) for publication in incoming]
    wanted = {key for found in keys for key in found}
    known: defaultdict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in statement.keys:
            if key in wanted:
                known[key].append(statement)

    found: dict[int, Statement] = {}
    taken: set[tuple[str, int]] = set()

    def take(number: int, key: _Key, fits: Callable[[Statement], bool]) -> None:
        for statement in known.get(key, ()):
            if number not in found and (statement.id, statement.place) not in taken and fits(statement):
                found[number] = statement
                taken.add((statement.id, statement.place))

    for number, publication in enumerate(incoming):
        content = content_of(publication)
        take(number, keys[number][0], lambda statement, content=content: statement.content == content)
    for key, of_key in known.items():
        known[key] = [statement for statement in of_key if statement.place != WHOLE]
    left = [n for n in range(len(incoming)) if n not in found and any(known.get(key) for key in keys[n])]
    for number in left:
        work = Work.of(incoming[number])
        take(number, keys[number][0], lambda statement, work=work: bool(same_work(work, Work.of(load(statement)))))
    for number in left:
        doi = incoming[number].doi
        take(number, keys[number][0], lambda statement, doi=doi: not _contradict(doi, load(statement).doi))
    bearers = Counter(key for found_keys in keys for key in found_keys[1:])
    for number in left:
        for key in keys[number][1:]:
            if bearers[key] == 1 and len(known.get(key, ())) == 1:
                take(number, key, lambda statement: True)
    return found


def _keys(publication: Publication, known_as: str) -> Iterator[_Key]:
    """Yield by what the record is known in its file, title and year first."""
    file = _PAGE.sub("", publication.source.file)
    yield file, "title and year", f"{' '.join(publication.title.split())} {publication.year or ''}"
    # refdesk's own exports bear the identifiers of the collection.
    yield file, "id", known_as
    if publication.doi:
        yield file, "doi", publication.doi.lower()
    for name, value in publication.identifiers.items():
        yield file, name, value


def _contradict(one: str, other: str) -> bool:
    return bool(one and other and one.lower() != other.lower())
