"""What an import will do, decided before anything is written, record by record.

A record that the same source has given before is changed or unchanged, and so is one of an export of the collection,
which may have been mended; any other that is the work of a record known already is merged with it; what is left is
added. Where several sources describe one record, what each says is kept, so that a source can change its part later and
nothing of the others is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from corpus.fields.languages import spoken_in
from corpus.importing.decisions import Decision, Outcome, Plan
from corpus.importing.duplicates import Duplicates
from corpus.importing.identity import WHOLE, Statement, recognised
from corpus.importing.keys import base_of, content_of
from corpus.importing.merging import merged
from corpus.importing.sources import SourceRead
from corpus.importing.works import Work, bear_one_id
from corpus.publication import Publication, publication_id
from corpus.reasons.reason import Reason
from corpus.store import Store

# Records read, or decided on, at a time.
_CHUNK = 1_000


def plan(
    sources: Iterable[SourceRead], store: Store | None, progress: Callable[[int, int], None] | None = None
) -> Plan:
    """Decide what becomes of every record of the sources; without a store the collection is empty. Writes nothing.

    `progress` hears how many of the records are decided on, and how many there are.
    """
    read = list(sources)
    planned, files, own = Plan(withdrawn=list(_withdrawn(read, store))), [], dict[tuple[str, str], str]()
    for source in read:
        planned.failures += [(source.file.name, source.failure)] if source.failure else []
        planned.encodings += [(source.file.name, source.guessed_encoding)] if source.guessed_encoding else []
        planned.rejected += [(source.file.name, entry) for entry in source.rejected]
        files.append(source.publications)
        own |= {(p.source.file, p.id): source.file.name for p in source.publications if p.id in source.own_ids}
    _Planning(store, files, own).into(planned, progress)
    told = Counter(spoken_in(publication) for publication in planned.records.values())
    planned.languages = {language: count for language, count in told.most_common() if language}
    return planned


def carry_out(plan: Plan, store: Store, what: str) -> int | None:
    """Write what was planned, all of it or nothing; `what` says in the journal what it is.

    Return the number of its entry there, None where there is nothing to write.
    """
    return store.apply(what, list(plan.records.values()), said=plan.said) if plan.records else None


class _Planning:
    """The collection as it is, and as it becomes record by record."""

    def __init__(self, store: Store | None, files: list[list[Publication]], own: dict[tuple[str, str], str]) -> None:
        self._store, self._files, self._own = store, files, own
        self._said = store.said() if store else {}
        self._incoming: list[Publication] = []
        self._ids: dict[str, bytes] = {}  # with what the record says, before this import
        self._planned: dict[str, list[Publication]] = {}
        self._mended: dict[str, Publication] = {}
        self._duplicates = Duplicates(())
        self._new: set[tuple[str, str, bytes]] = set()
        self._unchanged: dict[tuple[str, bytes], str] = {}

    def into(self, planned: Plan, progress: Callable[[int, int], None] | None) -> None:
        """Decide on every record, in order."""
        found = recognised(self._files, self._statements(), self._loaded)
        known = found.statements
        self._incoming = [_of_source(p, found.sources.get(n)) for n, p in enumerate(chain.from_iterable(self._files))]
        # Records that were here before need no search for duplicates, and no index for it.
        if len(known) < len(self._incoming):
            self._duplicates = self._searchable()
        for number, publication in enumerate(chain.from_iterable(self._files)):
            planned.decisions.append(self._decided(number, publication, known.get(number)))
            if progress and number % _CHUNK == 0:
                progress(number, len(self._incoming))
        for record_id, said in self._planned.items():
            planned.records[record_id] = self._mended.get(record_id) or self._together(record_id, said)
            if len(said) > 1:
                planned.said[record_id] = said

    def _together(self, record_id: str, said: list[Publication]) -> Publication:
        """Return the record that says what all of them say."""
        first, *others = said
        if self._ids.get(record_id) == content_of(first):
            # It says all that the record did, having been mended: the words behind it are not brought back.
            before = {content_of(other) for other in self._said.get(record_id, ())}
            others = [other for other in others if content_of(other) not in before]
        return merged([first.model_copy(update={"id": record_id}), *others])

    def _decided(self, number: int, given: Publication, statement: Statement | None) -> Decision:
        publication, content = self._incoming[number], content_of(given)
        if not (statement and statement.content == content):
            if self._ids.get(given.id) == content:
                # An export that comes back, or the same words in another file: there is nothing to join.
                return _decision("unchanged", publication, given.id)
            if (export := self._own.get((given.source.file, given.id))) and self._mend(_of_source(publication, export)):
                return _decision("changed", publication, given.id)
        return self._again(publication, statement) if statement else self._first(publication)

    def _mend(self, publication: Publication) -> bool:
        """Put a mended record of an export in the place of the record, if it is still that record and the first one.

        It stays so until a source says something else; what the sources say is kept behind it.
        """
        stored = self._stored(publication.id)
        if not stored or publication.id in self._mended or not bear_one_id(Work.of(stored[0]), Work.of(publication)):
            return False
        others = [s for s in self._said_of(publication.id) if s.source.file != publication.source.file]
        self._planned[publication.id] = [publication, *others]
        self._mended[publication.id] = publication.model_copy(update={"source": stored[0].source})
        return True

    def _again(self, publication: Publication, statement: Statement) -> Decision:
        """Decide on what its source has said before."""
        if statement.content == content_of(publication):
            self._unchanged[publication.source.file, statement.content] = statement.id
            return _decision("unchanged", publication, statement.id)
        said = self._said_of(statement.id)
        said[statement.place] = publication
        self._planned[statement.id] = said
        return _decision("changed", publication, statement.id)

    def _first(self, publication: Publication) -> Decision:
        """Decide on what its source says for the first time."""
        work, content = Work.of(publication), content_of(publication)
        if repeated := self._unchanged.get((publication.source.file, content)):
            return _decision("unchanged", publication, repeated)
        found = self._duplicates.find(work)
        record_id, why = found or (self._free_id(publication), None)
        said = self._said_of(record_id) if found else []
        into = said[0].title if said else ""
        key = (record_id, publication.source.file, content)
        # The same words twice in one file are one statement, which is found again when the file is.
        if key not in self._new and any(key[1:] == (s.source.file, content_of(s)) for s in said):
            return _decision("unchanged", publication, record_id, into, why)
        if key not in self._new:
            self._planned[record_id] = [*said, publication]
            self._new.add(key)
            self._ids.setdefault(record_id, b"")
            self._duplicates.add(replace(work, id=record_id))
        return _decision("merged" if found else "added", publication, record_id, into, why)

    def _said_of(self, record_id: str) -> list[Publication]:
        """Return what each source says of the record, with what is planned."""
        return list(self._planned.get(record_id) or self._said.get(record_id) or self._stored(record_id))

    def _loaded(self, statement: Statement) -> Publication:
        return (self._said.get(statement.id) or self._stored(statement.id))[statement.place]

    def _stored(self, record_id: str) -> list[Publication]:
        return self._store.get_many([record_id]) if self._store else []

    def _free_id(self, publication: Publication) -> str:
        if publication.id not in self._ids:
            return publication.id
        return publication_id(publication.title, publication.year, content_of(publication).hex())

    def _statements(self) -> Iterator[Statement]:
        for publication in _all(self._store):
            several = self._said.get(publication.id, ())
            for place, said in enumerate(several):
                yield Statement.of(publication.id, place, said)
            # After the words of each source, which come first where all together say no more than one of them.
            whole = Statement.of(publication.id, WHOLE if several else 0, publication)
            self._ids[publication.id] = whole.content
            yield whole

    def _searchable(self) -> Duplicates:
        titles = [publication.title for publication in self._incoming]
        titles += [publication.title for publication in _all(self._store)]
        duplicates = Duplicates(titles)
        for publication in _all(self._store):
            for said in self._said.get(publication.id, [publication]):
                duplicates.add(replace(Work.of(said), id=publication.id))
        return duplicates


def _withdrawn(sources: Sequence[SourceRead], store: Store | None) -> Iterator[Decision]:
    """Yield the records of the collection that the same sources gave before, and say now that they withdrew."""
    gone = {(base_of(s.file.name), entry.identifier): (s.file.name, entry) for s in sources for entry in s.withdrawn}
    said = store.said() if store and gone else {}
    for publication in _all(store) if gone else ():
        for statement in said.get(publication.id, [publication]):
            key = (base_of(statement.source.file), statement.identifiers.get("oai", ""))
            if key in gone:
                file, entry = gone.pop(key)
                yield Decision("withdrawn", file, entry.position, publication.title, publication.id)


def _all(store: Store | None) -> Iterator[Publication]:
    """Yield every record, a part at a time, so that they are never in memory together."""
    ids = store.ids() if store else []
    for first in range(0, len(ids), _CHUNK):
        yield from store.get_many(ids[first : first + _CHUNK]) if store else ()


def _of_source(publication: Publication, name: str | None) -> Publication:
    if name is None:
        return publication
    return publication.model_copy(update={"source": publication.source.model_copy(update={"file": name})})


def _decision(
    outcome: Outcome, publication: Publication, record_id: str, into: str = "", why: Reason | None = None
) -> Decision:
    source = publication.source
    return Decision(outcome, source.file, source.position, publication.title, record_id, into, why)
