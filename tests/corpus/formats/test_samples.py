import re
from pathlib import Path

import bibtexparser
from bibtexparser.model import Entry

from corpus.errors import ImportFailed
from corpus.fields.identifiers import doi_of
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from tests.corpus.formats.samples import table

TABLE = Path(__file__).parents[2] / "data" / "samples.tsv"
JABREF = "jabref/jablib/src/test/resources/org/jabref/logic/importer/fileformat"
# Where JabRef takes others for authors than the source does.
OTHER_AUTHORS = {
    "MODSImporterTestModsCollection": "editors",
    "MedlineImporterTestKeywordSingleEntry": "the person that the article is about",
    "MedlineImporterTestNbib": "no suffixes",
    "NbibImporterTest": "no organisations",
    "RisImporterTest7": "secondary authors",
}
OTHER_TITLES = {
    "MODSImporterTestAllFields": "the alternative title",
    "MedlineImporterTestBookArticleSet": "the book's title for that of the chapter",
}


def test_every_sample_is_read_or_refused_as_the_table_says(shared: Path) -> None:
    assert table(shared / "samples") == TABLE.read_text(encoding="utf-8").splitlines()


def test_the_values_are_those_that_jabref_expects(shared: Path) -> None:
    compared = 0
    for twin in sorted((shared / "samples" / JABREF).glob("*.bib")):
        expected = [
            {field.key.lower(): str(field.value) for field in block.fields}
            for block in bibtexparser.parse_string(twin.read_text(encoding="utf-8", errors="replace")).blocks
            if isinstance(block, Entry)
        ]
        for path in twin.parent.glob(f"{twin.stem}.*"):
            if path != twin:
                compared += sum(compare(twin.stem, record, expected) for record in records(path))
    assert compared >= 45


def records(path: Path) -> list[Publication]:
    try:
        return [entry for entry in entries(SourceFile.open(path)) if isinstance(entry, Publication)]
    except ImportFailed:
        return []


def compare(name: str, record: Publication, expected: list[dict[str, str]]) -> bool:
    """Whether JabRef gives the record too; fails where it gives it other values."""
    title = letters(record.title)
    like = [e for e in expected if "title" in e and (title.startswith(letters(e["title"])) or name in OTHER_TITLES)]
    if not like:
        return False
    (twin, *_) = like
    assert str(record.year or "") == twin.get("year", twin.get("date", ""))[:4], name
    assert record.doi == doi_of(twin.get("doi", record.doi)), name
    if name not in OTHER_AUTHORS:
        authors = [author for author in re.split(r"\s+and\s+", twin.get("author", "")) if author]
        assert [words(author) for author in record.authors] == [words(author) for author in authors], name
    return True


def letters(text: str) -> str:
    return "".join(c for c in re.sub(r"\\[a-zA-Z]+", "", text).casefold() if c.isalnum())


def words(name: str) -> list[str]:
    """The words of a name in any order."""
    return sorted(filter(None, map(letters, re.split(r"[\s,.]+", name))))
