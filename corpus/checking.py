"""A collection checked against itself: the file, each record, what is kept of it, and every slice of it."""

from collections.abc import Iterator

from corpus.errors import StoreFailed
from corpus.publication import Publication
from corpus.sentences import spans
from corpus.store import Store


def store_faults(store: Store) -> Iterator[str]:
    """Yield every fault in words; nothing for a sound collection."""
    yield from store.file_faults()
    damaged = frozenset(store.damaged())
    yield from (f"{i}: it is not as it was written, and is passed over; import it again" for i in sorted(damaged))
    for publication_id, fingerprint in store.fingerprints().items():
        publication = store.get(publication_id)
        if publication is None:
            continue  # Damaged, or removed meanwhile.
        if publication.fingerprint != fingerprint:
            yield f"{publication_id}: it does not say what it said when it was written; remove it and import it again"
        if not _are_whole(publication.title) or not _are_whole(publication.abstract) or not _pages_fit(publication):
            yield f"{publication_id}: its sentences or pages do not lie in its text; remove it and import it again"
    try:
        store.said()
    except StoreFailed as failed:
        yield str(failed)
    yield from store.encodings.faults()


def _are_whole(text: str) -> bool:
    """Tell whether the sentences are slices in order that leave out nothing but blanks."""
    end, between = 0, []
    for start, stop in spans(text):
        between.append(text[end:start] if end <= start < stop <= len(text) else "?")
        end = stop
    return not "".join([*between, text[end:]]).strip()


def _pages_fit(publication: Publication) -> bool:
    starts = list(publication.page_starts)
    return starts == sorted(starts) and all(0 <= start <= len(publication.abstract) for start in starts)
