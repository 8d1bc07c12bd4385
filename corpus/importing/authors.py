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
# Words of an organisation's name that its abbreviation leaves out.
_LEFT_OUT = frozenset("and de del des du et for in la las le les los of on para pour the y".split())
_LONGEST_ABBREVIATION = 8
_SHORTEST_ABBREVIATED = 3
# Scripts written without blanks, in which the family name comes first or last.
_FIRST_IDEOGRAPH = 0x2E80
# The authors of one paper can be three thousand.
_MOST_COMPARED = 20


def name_of(author: str) -> Name:
    """Return the parts of a name, folded, in order of the alphabet; initials are parts of one letter.

    >>> name_of("Smith JA"), name_of("J. A. Smith"), name_of("Jean-Luc Picard")
    (('a', 'j', 'smith'), ('a', 'j', 'smith'), ('jean', 'luc', 'picard'))
    >>> name_of("王 伟") == name_of("王伟")
    True
    """
    parts = re.findall(r"[^\W\d_]+", re.sub(r"['’ʼ`´]", "", author))
    if parts and all(ord(letter) >= _FIRST_IDEOGRAPH for part in parts for letter in part):
        # "王伟" is "王 伟", and "伟 王" where the given name is put first.
        return ("".join(sorted("".join(parts))),)
    all_capitals = author.isupper()
    found: list[str] = []
    for part in parts:
        are_initials = part.isupper() and len(part) <= _LONGEST_INITIALS and len(parts) > 1 and not all_capitals
        found += folded(part) if are_initials else [folded(part)]
    return tuple(sorted(found))


def same_name(one: Name, other: Name) -> bool:
    """Tell whether two names can be one author's: a whole part in common, and no other part against it.

    >>> same_name(name_of("WHO"), name_of("World Health Organization"))
    True
    """
    if one == other:
        return bool(one)
    if _abbreviates(one, other) or _abbreviates(other, one):
        return True
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


def _abbreviates(short: Name, long: Name) -> bool:
    """Tell whether a name of one word is made of the initials of the other, which stand in no order here."""
    if len(short) != 1 or len(short[0]) > _LONGEST_ABBREVIATION:
        return False
    initials = [part[0] for part in long if part not in _LEFT_OUT]
    return len(initials) >= _SHORTEST_ABBREVIATED and sorted(initials) == sorted(short[0])


def _same_part(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _SHORTEST_MISTYPED and OSA.distance(one, other, score_cutoff=1) == 1


def _fits(one: str, other: str) -> bool:
    """Tell whether one is the other, or its initial."""
    return _same_part(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0])
