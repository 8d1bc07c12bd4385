"""BibTeX in UTF-8, with what LaTeX would read as a command escaped.

An entry without a type is a "techreport", which is what catalogues of this kind hold, or an article where it stands in
a volume. Countries, regions and categories
are fields of their own, beside being keywords; what no field holds stands as JSON in the field "refdesk".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from corpus.fields.bibtex_types import CONTAINER_OF_ENTRY, ENTRY_OF_TYPE, PUBLISHER_OF_ENTRY, TYPE_OF_ENTRY
from corpus.names import Person
from corpus.publication import Publication
from corpus.remainder import remainder
from corpus.writers.lines import bare_doi, kind_of, name_of, one_line, subjects, texts_of_lines

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
# Between two signs that LaTeX would set as one: quotation marks, dashes, and marks that are turned over.
_LIGATURE = re.compile(r"(?<=`)(?=`)|(?<=')(?=')|(?<=-)(?=-)|(?<=[?!])(?=`)")
_ADDRESS_SAFE = "!\"#$%&'()*+,-./:;<=>?@[]^_`|~"
_IDENTIFIERS = ("pmid", "pmcid")
_LISTS = ("countries", "regions", "categories")
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def bibtex(publications: Iterable[Publication]) -> str:
    """Return the records as BibTeX, in order."""
    from bibtexparser import Library, write_string
    from bibtexparser.model import Entry, Field

    entries = []
    for publication in publications:
        kind = ENTRY_OF_TYPE.get(kind_of(publication), "misc")
        filled = [Field(name, value) for name, value in _fields(publication, kind) if value]
        entries.append(Entry(kind, publication.id, filled))
    return str(write_string(Library(entries)))


def _fields(publication: Publication, kind: str) -> Iterator[tuple[str, str]]:
    yield "title", _latex(publication.title)
    yield "author", " and ".join(_name(author, publication) for author in publication.authors)
    yield "editor", " and ".join(_name(editor, publication) for editor in publication.editors)
    yield "year", str(publication.year or "")
    yield "date", publication.date
    yield CONTAINER_OF_ENTRY.get(kind, "series"), _latex(publication.container)
    yield "volume", _latex(publication.volume)
    yield "number", _latex(publication.issue)
    yield "pages", _pages(publication.pages)
    yield PUBLISHER_OF_ENTRY.get(kind, "publisher"), _latex(publication.publisher)
    yield "url", _address(publication.url)
    yield "doi", _address(bare_doi(publication))
    yield "issn", ", ".join(publication.issn)
    yield "isbn", ", ".join(publication.isbn)
    yield from ((name, _latex(publication.identifiers.get(name, ""))) for name in _IDENTIFIERS)
    yield "language", _latex(publication.language)
    yield "abstract", _latex(publication.abstract)
    yield "copyright", _latex(publication.rights)
    whole = _list(subjects(publication))
    yield "keywords", _latex(whole or ", ".join(subjects(publication)))
    lists = {name: _list(getattr(publication, name)) for name in _LISTS}
    yield from ((name, _latex(values)) for name, values in lists.items())
    left = ["identifiers", *texts_of_lines(publication)]
    unlisted = [name for name, values in lists.items() if getattr(publication, name) and not values]
    # The keywords are told from the others by these lists, so without one of them they are told by themselves.
    left += [*unlisted, "keywords"] if unlisted or (subjects(publication) and not whole) else []
    left += [name for name in ("url", "doi") if _address(getattr(publication, name)) != getattr(publication, name)]
    left += ["type"] if TYPE_OF_ENTRY[kind] != publication.type else []
    yield "refdesk", _in_braces(remainder(publication, left))


def _list(values: Sequence[str]) -> str:
    """Return the values as a list that its reader takes apart again; "" where their own signs do not allow one."""
    if any(";" in value for value in values):
        return ""
    if not any("," in value for value in values):
        return ", ".join(values)
    return "; ".join(values) if len(values) > 1 else ""


def _name(author: str, publication: Publication) -> str:
    name = name_of(author, publication)
    if not isinstance(name, Person):
        return f"{{{_latex(name)}}}"
    return f"{_part(name.family)}, {_part(name.given)}"


def _part(part: str) -> str:
    """Return a part of a name, in braces where BibTeX would take it for more than one."""
    return f"{{{_latex(part)}}}" if re.search(r"[,;=]|\band\b", part, re.IGNORECASE) else _latex(part)


def _pages(pages: str) -> str:
    """Return the pages, with LaTeX's sign for a span."""
    return _latex(pages).replace("-", "--") if re.fullmatch(r"\w+-\w+", pages) else _latex(pages)


def _latex(text: str) -> str:
    line = one_line(text)
    escaped = _LIGATURE.sub("{}", line.translate(_LATEX))
    # BibTeX counts braces even behind a backslash; those without a partner need a name instead of their sign.
    if _is_balanced(line):
        return escaped
    return escaped.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _address(text: str) -> str:
    """Return an address as LaTeX's `url` reads it: verbatim, so nothing is escaped but what would end it."""
    return quote(one_line(text), safe=_ADDRESS_SAFE)


def _in_braces(left: str) -> str:
    """Return JSON whose braces come in pairs: those in its texts are escaped as JSON has it."""
    return _JSON_TEXT.sub(lambda text: text[0].replace("{", r"\u007b").replace("}", r"\u007d"), left)
