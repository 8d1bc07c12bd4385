"""Records as an import makes them, with every field and every nasty sign."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from corpus.draft import Author, Draft
from corpus.fields.publication import publication_of
from corpus.fields.texts import text_of
from corpus.fields.types import type_of
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication, Source

_NASTY = st.sampled_from(
    [
        *"{}\\$&#%_^~\"'`;,|=+-@/<>*:",
        *" \t\n\u2028\x85\x00",
        *("--", "``", "''", "?`", "\n\n", "TY  - ", "ER  - ", "@article{", "AB  - x\n", "refdesk: {", " and ", "{{"),
        *(
            "é",
            "e\u0301",
            "ﬁ",
            "\u00ad",
            "ß",
            "محمد",
            "Я",
            "日本",
            "🙂",
            "&amp;",
            "<i>x</i>",
            "\\'e",
            "\\textbf{",
            "C1  - ",
        ),
    ]
)
texts = st.lists(_NASTY | st.text(max_size=5) | st.sampled_from(["word", "Name", "of", "the"]), max_size=8).map("".join)
names = texts.filter(str.strip)
_lists = st.lists(names, max_size=3)
_labels = st.text("abcXYZ-_ ", min_size=1, max_size=6)
_types = st.sampled_from("article-journal book chapter report thesis webpage map legal_case article-magazine".split())
_authors = (
    st.builds(Author, name=names | st.sampled_from(["Roberto Forin", "Amnesty International", "Healy, Claire"]))
    | st.builds(Author, family=names, given=names)
    | st.builds(Author, name=names, is_organisation=st.just(True))
)
_several_authors = st.lists(
    _authors, max_size=4, unique_by=lambda author: f"{author.given} {author.family}{author.name}".split()[0]
)
_dates = st.sampled_from(["", "2019", "2019-05", "2019-05-03", "2004-2005", "n.d.", "Spring 2004"])
_drafts = st.builds(
    Draft,
    position=st.just("entry 1"),
    id=st.sampled_from(["", "an.own-id_1"]),
    title=texts.map(lambda text: f"{text} A title"),
    abstract=st.lists(texts, max_size=4).map("\n".join),
    abstracts=st.dictionaries(st.sampled_from(["fr", "es"]), names, max_size=2),
    authors=_several_authors,
    editors=_several_authors,
    date=_dates,
    countries=_lists,
    regions=_lists,
    categories=_lists,
    keywords=_lists,
    publisher=texts,
    container=texts,
    volume=texts,
    issue=texts,
    pages=texts | st.sampled_from(["11-18", "e12", "11--18", "11–18", "1-2, 4"]),
    type=_types | st.just(""),
    url=st.sampled_from(["", "https://example.org/a_b;c?d=1&e=%20#f{x}", "ftp://example.org"]),
    doi=st.sampled_from(["", "10.1000/x_y(1)", "https://doi.org/10.1000/ABC"]),
    language=st.sampled_from(["", "en", "fr", "pt-BR"]),
    issn=st.sampled_from([[], ["1234-567X"], ["1234-5679", "0000-0001"]]),
    isbn=st.sampled_from([[], ["9783864903113"], ["1595933506", "9783864903113"]]),
    identifiers=st.dictionaries(st.sampled_from(["pmid", "openalex"]), names, max_size=2),
    rights=texts,
    text_pages=st.just([]) | st.lists(texts, max_size=3),
    mendings=st.just([]) | st.just(["rebuilt"]),
    extra=st.dictionaries(_labels, _lists, max_size=2),
)


def _kept(draft: Draft) -> Publication | None:
    assert type_of(draft.type) == draft.type
    made = publication_of(draft, "")
    return made if isinstance(made, Publication) and all(map(_is_mended, _texts_of(made.model_dump()))) else None


def _texts_of(value: Any) -> Iterator[str]:
    """Yield every text in the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_of(each)


def _is_mended(text: str) -> bool:
    """Tell a text that another import leaves as it is; random accents can look like mojibake once they are mended."""
    return text_of(text).text == text


records = _drafts.map(_kept).filter(lambda record: record is not None)


def read_back(written: str, name: str) -> list[Any]:
    """Return the entries of what was written, without where they stand."""
    found = list(entries(SourceFile(name, written.encode())))
    return [each.model_copy(update={"source": Source()}) if isinstance(each, Publication) else each for each in found]


def without_source(record: Publication) -> Publication:
    return record.model_copy(update={"source": Source()})
