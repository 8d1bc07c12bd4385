"""Works of Crossref by their DOIs."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from corpus.errors import ImportFailed
from corpus.fields.identifiers import doi_of
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because
from corpus.sources.fetch import Fetch

ADDRESS = "https://api.crossref.org/works/"


def works(dois: Iterable[str], fetch: Fetch) -> Iterator[SourceFile]:
    """Yield the answer for each DOI, each once, in order.

    Raises `ImportFailed` for what is no DOI, and for one that Crossref does not answer.
    """
    seen = set()
    for given in dois:
        doi = doi_of(given)
        if not doi:
            raise ImportFailed(because("doi.wrong", given=given))
        if doi not in seen:
            seen.add(doi)
            yield SourceFile(f"Crossref: {doi}", fetch(ADDRESS + quote(doi, safe="")).data)
