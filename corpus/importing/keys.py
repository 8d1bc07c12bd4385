"""By what a record is known again in its source: all that it says, its title and year, its identifiers."""

import hashlib
import re
from collections.abc import Iterator

from corpus.importing.titles import words_of
from corpus.publication import Publication

Key = tuple[str, ...]
# What an endpoint or Zotero gives comes in pages, between which records move.
_PAGE = re.compile(r" \((?:page|items from) \d+\)$")
# What tells files of one name apart.
_TWIN = re.compile(r" \(\d+\)$")
# A shorter abstract ("Not available.") is that of many records.
_SHORTEST_ABSTRACT = 40


def content_of(publication: Publication) -> bytes:
    """Return a digest of everything the record says, its id and its source left out."""
    said = publication.model_dump_json(exclude={"id", "source"}, exclude_defaults=True)
    return hashlib.blake2b(said.encode(), digest_size=16).digest()


def is_page(name: str) -> bool:
    """Tell whether the name is that of one page of an address."""
    return _PAGE.search(name) is not None


def without_page(name: str) -> str:
    """Return the name without its page."""
    return _PAGE.sub("", name)


def base_of(name: str) -> str:
    """Return the name without what tells files of one name apart: their folders, or a number; that of an address."""
    address = without_page(name)
    return address if address != name else _TWIN.sub("", name.rpartition("/")[2])


def keys_of(publication: Publication, known_as: str, content: bytes) -> Iterator[Key]:
    """Yield by what the record is known in its file: all that it says, its title and year, its identifiers."""
    file = base_of(publication.source.file)
    yield file, "content", content.hex()
    yield file, "title and year", f"{' '.join(publication.title.split())} {publication.year or ''}"
    # refdesk's own exports bear the identifiers of the collection.
    yield file, "own id", known_as
    if publication.doi:
        yield file, "doi", publication.doi.lower()
    for name, value in publication.identifiers.items():
        yield file, name, value
    for label, values in publication.extra.items():
        if label.casefold() == "key":  # as Zotero calls its identifiers in a table
            yield file, "key", "\n".join(values)
    yield from _weak_keys(publication, file)


def _weak_keys(publication: Publication, file: str) -> Iterator[Key]:
    """Yield what else may be left where a title is mended."""
    if publication.url:
        yield file, "url", publication.url
    if len(publication.abstract) >= _SHORTEST_ABSTRACT:
        abstract = " ".join(words_of(publication.abstract))
        yield file, "abstract", hashlib.blake2b(abstract.encode(), digest_size=16).hexdigest()
    if publication.authors:
        yield file, "authors", "\n".join((*publication.authors, str(publication.year or "")))
