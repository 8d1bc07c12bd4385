"""The authors of a BibTeX entry: "Last, First and {World Health Organization} and others"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from corpus.draft import Author
from corpus.formats.authors import SUFFIX
from corpus.formats.bibtex_values import ValueFailed
from corpus.formats.latex import LatexFailed, plain
from corpus.names import has_word_of_no_name, has_word_of_organisation, may_be_one_organisation
from corpus.reasons.reason import because

_MARK = re.compile(r"\\.|[{}]|(?<=\s)and(?=\s)", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"\\.|[{},;]", re.DOTALL)
_LONGEST_SHOWN = 200
_BODIES = ("institution", "organization", "school")
# What may stand behind a name: a suffix, or a degree.
_BEHIND = re.compile(rf"{SUFFIX.pattern}|(?:Ph|M|Dr|B|D)\.?\s?(?:D|A|Sc|PH|Phil|V\.?M)\.?", re.IGNORECASE)


class Told(NamedTuple):
    """Names that a file shows to be one name each, by what their spellings share; the `bodies` are no persons'."""

    whole: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


def told_by(entries: Iterable[Mapping[str, str]]) -> Told:
    """Return what the fields of a file's entries tell of names: those of its institutions, and those in braces."""
    publishers, bodies = set[str](), set[str]()
    for fields in entries:
        publishers.add(_key(fields.get("publisher", "")))
        bodies |= {_key(fields.get(field, "")) for field in _BODIES}
        bodies |= {_key(name[1:-1]) for name in _names(fields.get("author", "")) if _is_in_braces(name)}
    return Told(frozenset(publishers | bodies) - {""}, frozenset(bodies) - {""})


def authors_of(written: str, told: Told) -> Iterator[Author]:
    """Yield the authors; a name in braces of its own is an organisation's, "others" is nobody's.

    So is what the file tells to be one. Raises `ValueFailed` for what may be one author or several.
    """
    names = list(_joined([name for name in _names(written) if name and name.lower() != "others"], told))
    for left, right in pairwise(names):
        if not re.search(r"[{},]", left + right) and may_be_one_organisation(left, right):
            raise ValueFailed(because("bibtex.authors", names=f"{left} and {right}"))
    for name in names:
        if _is_in_braces(name):
            yield Author(name=plain(name[1:-1]), is_organisation=True)
        elif _key(name) in told.bodies:
            yield Author(name=plain(name), is_organisation=True)
        elif "=" in name and re.search(r"\b(?:family|given)\s*=", name):
            yield _by_parts(name)
        else:
            yield _person(name)


def _joined(names: list[str], told: Told) -> Iterator[str]:
    """Yield the names, two with an "and" between in braces where the file tells that they are one."""
    while names:
        both = " and ".join(names[:2])
        if len(names) > 1 and _key(both) in told.whole:
            yield f"{{{both}}}"
            del names[:2]
        else:
            yield names.pop(0)


def _key(written: str) -> str:
    try:
        return " ".join(plain(written).casefold().split())
    except LatexFailed:
        return ""


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
    """Return a name in one of BibTeX's three orders, read by its own rules.

    Raises `ValueFailed` for one that other signs part than these orders have.
    """
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    commas = _commas(name)
    if commas is None or commas > 2:
        raise ValueFailed(because("bibtex.authors", names=name[:_LONGEST_SHOWN]))
    if commas == 0 and (has_word_of_organisation(plain(name)) or has_word_of_no_name(plain(name))):
        return Author(name=plain(name))
    parts = parse_single_name_into_parts(name, strict=False)
    family = plain(" ".join((*parts.von, *parts.last))).strip()
    between, given = (plain(" ".join(words)).strip() for words in (parts.jr, parts.first))
    if commas == 2:
        # "Sherry, John F., Jr." has them the other way round.
        behind, given = (given, between) if _BEHIND.fullmatch(given) else (between, given)
        if not _BEHIND.fullmatch(behind):
            raise ValueFailed(because("bibtex.authors", names=name[:_LONGEST_SHOWN]))
        family, given = (f"{family} {behind}", given) if SUFFIX.fullmatch(behind) else (family, f"{given} {behind}")
    return Author(family=family, given=given) if given else Author(name=family)


def _commas(name: str) -> int | None:
    """Return how many commas the name has outside braces; None where a semicolon stands there."""
    depth, commas = 0, 0
    for mark in _SEPARATOR.finditer(name):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth == 0 and mark[0] == ";":
            return None
        elif depth == 0 and mark[0] == ",":
            commas += 1
    return commas


def _by_parts(name: str) -> Author:
    """Return a name as BibLaTeX's extended format has it: "family=Gogh, given=Vincent, prefix=van"."""
    told = dict(re.findall(r"([\w-]+)\s*=\s*\{?([^,{}]*)\}?", name))
    family = " ".join(filter(None, (told.get("prefix", "").strip(), told.get("family", "").strip())))
    return Author(family=plain(family), given=plain(told.get("given", "").strip()))
