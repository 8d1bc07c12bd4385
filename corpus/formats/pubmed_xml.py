"""PubMed's XML: articles, and the books of the NCBI's bookshelf."""

from collections.abc import Iterator

from lxml.etree import _Element

from corpus.draft import Author, Draft, Rejected
from corpus.fields.languages import language_of
from corpus.fields.types import type_of
from corpus.formats.authors import organisation_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.xml_records import XmlRecord, keep_rest, root_name, text_at, text_of, texts_at, xml_records

_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle")
_NO_ABSTRACT = "Abstract available from the publisher"
_NAMES = {"pubmed": "pmid", "pmc": "pmcid"}
# What has a field of its own, or tells of the entry and not of the publication.
_TAKEN = frozenset(
    """
    PMID Article Journal ArticleTitle Pagination Abstract OtherAbstract AuthorList Language PublicationTypeList
    PublicationType ArticleDate KeywordList MeshHeadingList Book BookTitle Publisher PubDate Isbn ArticleIdList
    ELocationID DateCreated DateCompleted DateRevised MedlineJournalInfo CommentsCorrectionsList CitationSubset
    CollectionTitle Sections ContributionDate ReferenceList
    """.split()
)


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in xml_records(file, ("PubmedArticle", "PubmedBookArticle")):
        yield _draft(record) if isinstance(record, XmlRecord) else record


def _draft(record: XmlRecord) -> Draft:
    draft, root = record.draft(), record.element
    draft.title = text_at(root, ".//ArticleTitle", ".//BookTitle")
    draft.abstract = _abstract(root.find(".//Abstract"))
    _other_abstracts(root, draft)
    _authors(root, draft)
    draft.keep("Affiliation", *texts_at(root, ".//AuthorList//Affiliation"))
    _date(root, draft)
    draft.container = text_at(root, ".//Journal/Title", ".//MedlineTA", ".//CollectionTitle")
    is_book, is_part = root.tag == "PubmedBookArticle", root.find(".//ArticleTitle") is not None
    if is_book and is_part:
        draft.container = text_at(root, ".//BookTitle")
    draft.volume, draft.issue = text_at(root, ".//JournalIssue/Volume"), text_at(root, ".//JournalIssue/Issue")
    draft.pages = text_at(root, ".//Pagination/MedlinePgn", ".//Pagination/StartPage")
    draft.publisher = text_at(root, ".//PublisherName")
    draft.language = text_at(root, ".//Article/Language", ".//BookDocument/Language")
    draft.keywords = texts_at(root, ".//KeywordList/Keyword") + _headings(root)
    draft.issn = texts_at(root, ".//Journal/ISSN") + texts_at(root, ".//ISSNLinking")
    draft.isbn = texts_at(root, ".//Isbn")
    draft.rights = text_at(root, ".//Abstract/CopyrightInformation")
    kinds = texts_at(root, ".//PublicationType")
    draft.type = next(filter(type_of, kinds), "") if not is_book else "chapter" if is_part else "book"
    draft.keep("PublicationType", *(kind for kind in kinds if kind != draft.type))
    _identify(root, draft)
    for part in (".//MedlineCitation", ".//MedlineCitation/Article", ".//BookDocument", ".//BookDocument/Book"):
        if (element := root.find(part)) is not None:
            keep_rest(draft, element, _TAKEN)
    return draft


def _abstract(abstract: _Element | None) -> str:
    """Return the parts of an abstract, each on a line, with its label before it."""
    if abstract is None:
        return ""
    parts = [(part.get("Label", ""), text_of(part)) for part in abstract.iterfind("AbstractText")]
    shown = (f"{label}: {text}" if label and label != "UNLABELLED" else text for label, text in parts if text)
    return "\n".join(shown)


def _other_abstracts(root: _Element, draft: Draft) -> None:
    for other in root.iterfind(".//OtherAbstract"):
        text, tag = _abstract(other), language_of(other.get("Language", ""))
        if tag and tag not in draft.abstracts and _NO_ABSTRACT not in text:
            draft.abstracts[tag] = text
        else:
            draft.keep("OtherAbstract", text)


def _authors(root: _Element, draft: Draft) -> None:
    """Take the authors of the article, the chapter or the book, and its editors; the authors of the whole are kept."""
    has_own = root.find(".//BookDocument/AuthorList[@Type='authors']") is not None
    for people in root.iterfind(".//AuthorList"):
        authors = [_author(author) for author in people.iterfind("Author")]
        if people.get("Type", "") == "editors":
            draft.editors += authors
        elif has_own and people.getparent().tag == "Book":
            draft.keep("AuthorList", *(a.name or f"{a.family}, {a.given}" for a in authors))
        else:
            draft.authors += authors


def _author(author: _Element) -> Author:
    if collective := text_at(author, "CollectiveName"):
        return organisation_of(collective)
    family = " ".join(filter(None, (text_at(author, "LastName"), text_at(author, "Suffix"))))
    return Author(family=family, given=text_at(author, "ForeName", "Initials"))


def _date(root: _Element, draft: Draft) -> None:
    """Take the date of the issue or the book, or of the article where that one has no year."""
    for path in (".//JournalIssue/PubDate", ".//Book/PubDate", ".//ArticleDate"):
        date = root.find(path)
        if date is not None and not draft.date:
            parts = [text_at(date, name) for name in ("Year", "Month", "Day", "Season")]
            numbers = [part.zfill(2) for part in parts if part]
            draft.date = text_at(date, "MedlineDate") or ("-" if parts[1].isdigit() else " ").join(numbers)


def _headings(root: _Element) -> list[str]:
    """Return the MeSH headings, each qualifier after its descriptor as in "Hypothyroidism/etiology"."""
    found = []
    for heading in root.iterfind(".//MeshHeading"):
        descriptor, qualifiers = text_at(heading, "DescriptorName"), texts_at(heading, "QualifierName")
        found += [f"{descriptor}/{qualifier}" for qualifier in qualifiers] or [descriptor]
    return found


def _identify(root: _Element, draft: Draft) -> None:
    if pmid := text_at(root, ".//PMID"):
        draft.identifiers["pmid"] = pmid
    # Not those of the works in the list of references.
    lists = (".//PubmedData/ArticleIdList", ".//BookDocument/ArticleIdList", ".//PubmedBookData/ArticleIdList")
    found = [(each.get("IdType", ""), text_of(each)) for path in lists for each in root.iterfind(f"{path}/ArticleId")]
    found += [(each.get("EIdType", ""), text_of(each)) for each in root.iterfind(".//ELocationID")]
    for kind, value in found:
        if kind == "doi":
            draft.doi = draft.doi or value
        elif kind == "url":
            draft.url = draft.url or value
        elif kind:
            draft.identifiers.setdefault(_NAMES.get(kind, kind), value)


PUBMED_XML = Format("pubmed-xml", "PubMed (XML)", lambda file: root_name(file) in _ROOTS, lambda file, _: _read(file))
