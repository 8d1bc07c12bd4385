"""The visible text of a saved web page, line by line."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from corpus.errors import ImportFailed
from corpus.reasons.reason import because

# What browsers and sites put around the content. Not "head": a page may leave its end out, and then it holds the body.
_FURNITURE = "title script style noscript template nav footer button select textarea svg iframe".split()
# These stand around the whole content of some sites.
_MAYBE_FURNITURE = "form aside".split()
_HEADINGS = "h1 h2 h3 h4 h5 h6".split()
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u"
    " var wbr".split()
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class PageLine(NamedTuple):
    """A line of the page, with the line of the file on which its element begins, and where all of it links to."""

    number: int
    text: str
    is_heading: bool = False
    address: str = ""


def page_lines(html: str, file: str, is_label: Callable[[str], bool]) -> list[PageLine]:
    """Return the lines of the page's content, from its first heading on.

    An element that holds a label and nothing else is a line of its own, even inside a line.
    Raises `ImportFailed` for a page that cannot be read as HTML.
    """
    soup = parsed(html, file)
    address = address_of(soup)
    for furniture in soup.find_all(_FURNITURE):
        furniture.decompose()
    for maybe in soup.find_all(_MAYBE_FURNITURE):
        if not _holds_the_records(maybe, soup, is_label):
            maybe.decompose()
    content = soup.select_one("main, [role=main]") or soup.body or soup
    _drop_banner(content)
    if heading := content.find(_HEADINGS):
        for earlier in heading.find_all_previous(string=True):
            earlier.extract()
    lines = []
    for (element, _), placed in groupby(_strings(content, is_label), key=lambda placed: placed[:2]):
        strings = [string for *_, string in placed]
        if text := _BLANKS.sub(" ", "".join(strings)).strip():
            lines.append(PageLine(element.number, text, element.is_heading, _link(strings, address)))
    return lines


def parsed(html: str, file: str, parser: str = "html.parser") -> BeautifulSoup:
    """Return the page as a tree; raises `ImportFailed` for one that cannot be read as HTML."""
    try:
        return BeautifulSoup(html, parser)
    except ParserRejectedMarkup as error:
        raise ImportFailed(because("listing.no_html", file=file)) from error


def address_of(page: Tag) -> str:
    """Return the address by which the page's links are completed, empty where it does not tell its own."""
    told = [(page.find("base", href=True), "href"), (page.find("link", rel="canonical", href=True), "href")]
    told.append((page.find("meta", property="og:url", content=True), "content"))
    found = (str(tag[attribute]) for tag, attribute in told if isinstance(tag, Tag))
    return next((address for address in found if address.startswith(("http://", "https://"))), "")


def linked(tag: Tag | None, address: str) -> str:
    """Return where a link leads, empty where that cannot be told without the page's own address."""
    href = str(tag["href"]).strip() if tag is not None else ""
    if not href or href.startswith("#"):
        return ""
    try:
        target = urljoin(address, href)
    except ValueError:
        return ""
    return target if target.startswith(("http://", "https://")) else ""


def _link(strings: list[NavigableString], address: str) -> str:
    """Return the one address that all of the strings link to."""
    links = {linked(string.find_parent("a", href=True), address) for string in strings if string.strip()}
    return links.pop() if len(links) == 1 else ""


def _holds_the_records(part: Tag, page: Tag, is_label: Callable[[str], bool]) -> bool:
    """Tell whether most of the page's labels are in this part of it; those of a form to filter by are few."""
    inside, everywhere = (sum(map(is_label, tag.stripped_strings)) for tag in (part, page))
    return inside > everywhere - inside


def _drop_banner(content: Tag) -> None:
    """Remove the site's own header from a page whose heading stands elsewhere."""
    for banner in content.find_all("header", recursive=False):
        if any(banner not in heading.parents for heading in content.find_all("h1")):
            banner.decompose()


class _Element:
    """The element that makes a line of its own; compared by identity, since tags are compared by their whole text."""

    def __init__(self, tag: Tag) -> None:
        self.number = tag.sourceline or 1
        self.is_heading = tag.name in _HEADINGS or any(parent.name in _HEADINGS for parent in tag.parents)


def _strings(content: Tag, is_label: Callable[[str], bool]) -> Iterator[tuple[_Element, int, NavigableString]]:
    """Yield every visible string with the element whose line it is on, and the number of line breaks before it."""
    elements: dict[int, _Element] = {}
    breaks = 0
    for node in content.descendants:
        if isinstance(node, Tag):
            breaks += node.name == "br"
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            is_alone = node.parent and len(node.parent.contents) == 1 and is_label(node.strip())
            tag = node.parent if is_alone else next((p for p in node.parents if p.name not in _INLINE), content)
            if tag is not None:
                yield elements.setdefault(id(tag), _Element(tag)), breaks, node
