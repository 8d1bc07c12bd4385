"""What catalogues write behind the name of an author: years of life, a role, "et al.", numbers of their own."""

import re
from typing import NamedTuple

from corpus.names import Person, as_person

_NUMBER_OF_SCOPUS = re.compile(r"\(\d{5,}\)$")  # behind full names
_NOTES = re.compile(
    r"""::[\w-]*::-?\d+$                                        # the authority that DSpace has for a name
    | [,\s]*\(?\b(?:1\d|20)\d\d\s?[-–]\s?(?:(?:1\d|20)\d\d)?\)?\.?$   # the years of a life in MARC
    | \s*\((?:[eé]ds?|editors?|hrsg|hg|dirs?|coords?|comps?|orgs?|ред|сост)\.?\)$
    | (?:^|[,\s]+)(?:et\ al(?:ii|ia)?|and\ others|et\ autres|y\ otros|u\.\ ?a|и\ др|и\ другие|وآخرون)\.?$""",
    re.VERBOSE | re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_SHORTENED = re.compile(r"\b(?:inc|ltd|corp|gmbh|llc|esq|jun|sen)\.$", re.IGNORECASE)


class Bare(NamedTuple):
    """A name without what stands behind it; `notes` is how the source writes it all, empty where it writes no more."""

    name: str
    notes: tuple[str, ...] = ()


def has_number_of_scopus(name: str) -> bool:
    """Tell whether the name has the number that Scopus gives persons."""
    return _NUMBER_OF_SCOPUS.search(name) is not None


def without_notes(name: str) -> Bare:
    """Return the name alone.

    >>> without_notes("Lima, Ana, 1970-"), without_notes("et al.").name
    (Bare(name='Lima, Ana', notes=('Lima, Ana, 1970-',)), '')
    """
    written = _NUMBER_OF_SCOPUS.sub("", name).strip()
    bare = written
    while found := _NOTES.search(bare):
        bare = bare[: found.start()].rstrip(" ,")
    notes = (written,) if bare != written else ()
    # The full stop that ends a field of MARC; an initial keeps its own.
    stopped = _FULL_STOP.sub("", bare)
    is_field_end = stopped != bare and not _SHORTENED.search(bare) and isinstance(as_person(stopped), Person)
    return Bare(stopped if is_field_end else bare, notes)
