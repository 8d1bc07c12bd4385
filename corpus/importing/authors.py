"""Authors compared: the same persons, whichever way each source writes their names."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from corpus.importing.folding import folded

Name = tuple[str, ...]

_SHORTEST_MISTYPED = 5
_LONGEST_INITIALS = 3
# Of the shorter of two lists; a list that breaks off with "et al." holds its first names.
_SHARE = 0.5
# The authors of one paper can be three thousand.
_MOST_COMPARED = 20


def name_of(author: str) -> Name:
    """Return the parts of a name, folded, in order of the alphabet; initials are parts of one letter.

    >>> name_of("Smith JA"), name_of("J. A. Smith"), name_of("Jean-Luc Picard")
    (('a', 'j', 'smith'), ('a', 'j', 'smith'), ('jean', 'luc', 'picard'))
    """
    parts = re.findall(r"[^\W\d_]+", re.sub(r"['’ʼ`´]", "", author))
    all_capitals = author.isupper()
    found: list[str] = []
    for part in parts:
        are_initials = part.isupper() and len(part) <= _LONGEST_INITIALS and len(parts) > 1 and not all_capitals
        found += folded(part) if are_initials else [folded(part)]
    return tuple(sorted(found))


def same_name(one: Name, other: Name) -> bool:
    """Tell whether two names can be one person's: a whole part in common, and no other part against it."""
    if one == other:
        return bool(one)
    shared = {part for part in one if len(part) > 1 and any(_same_part(part, o) for o in other if len(o) > 1)}
    if not shared:
        return False
    rest = [part for part in one if part not in shared]
    others = [part for part in other if not any(_same_part(part, s) for s in shared)]
    return not rest or not others or any(_fits(a, b) for a in rest for b in others)


def same_authors(ones: Sequence[Name], others: Sequence[Name]) -> bool | None:
    """Tell whether two lists name the same authors; None where one of them names nobody."""
    ones, others = [name for name in ones if name], [name for name in others if name]
    if not ones or not others:
        return None
    shorter, longer = sorted((ones, others), key=len)
    shorter, longer = shorter[:_MOST_COMPARED], longer[: 5 * _MOST_COMPARED]
    known = sum(any(same_name(name, other) for other in longer) for name in shorter)
    return known > 0 and known >= _SHARE * len(shorter)


def _same_part(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _SHORTEST_MISTYPED and OSA.distance(one, other, score_cutoff=1) == 1


def _fits(one: str, other: str) -> bool:
    """Tell whether one is the other, or its initial."""
    return _same_part(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0])
