"""The authors of a BibTeX entry: "Last, First and {World Health Organization} and others"."""

import re
from collections.abc import Iterator

from corpus.draft import Author
from corpus.formats.latex import plain

_MARK = re.compile(r"\\.|[{}]|(?<=\s)and(?=\s)", re.IGNORECASE | re.DOTALL)


def authors_of(written: str) -> Iterator[Author]:
    """Yield the authors; a name in braces of its own is an organisation's, "others" is nobody's."""
    for name in _names(written):
        if name.lower() == "others" or not name:
            continue
        if _is_in_braces(name):
            yield Author(name=plain(name[1:-1]), is_organisation=True)
        elif "=" in name and re.search(r"\b(?:family|given)\s*=", name):
            yield _by_parts(name)
        else:
            yield _person(name)


def _names(written: str) -> Iterator[str]:
    begin = depth = 0
    for mark in _MARK.finditer(written):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth == 0 and mark[0][0] in "aA":
            yield written[begin : mark.start()].strip()
            begin = mark.end()
    yield written[begin:].strip()


def _is_in_braces(name: str) -> bool:
    """Tell whether one pair of braces holds the whole name, and not a letter with its accent."""
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", name, re.DOTALL):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
            if depth == 0 and mark.end() < len(name):
                return False
    return name.startswith("{") and name.endswith("}") and depth == 0 and not name.startswith("{\\")


def _person(name: str) -> Author:
    """Return a name in one of BibTeX's three orders, read by its own rules."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    family = plain(" ".join((*parts.von, *parts.last, *parts.jr))).strip()
    given = plain(" ".join(parts.first)).strip()
    return Author(family=family, given=given) if given else Author(name=family)


def _by_parts(name: str) -> Author:
    """Return a name as BibLaTeX's extended format has it: "family=Gogh, given=Vincent, prefix=van"."""
    told = dict(re.findall(r"([\w-]+)\s*=\s*\{?([^,{}]*)\}?", name))
    family = " ".join(filter(None, (told.get("prefix", "").strip(), told.get("family", "").strip())))
    return Author(family=plain(family), given=plain(told.get("given", "").strip()))
