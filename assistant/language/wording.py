"""Numbers and lists as the desk says them."""

from collections.abc import Sequence

_NUMERALS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def numeral(count: int) -> str:
    """Return the number as it begins a sentence: a word up to nine, digits above."""
    return _NUMERALS[count] if count < len(_NUMERALS) else f"{count:,}"


def counted(count: int, total: int) -> str:
    """Return how many of the publications, as the beginning of a sentence.

    >>> counted(2, 9), counted(9, 9), counted(1, 1)
    ('Two of the 9 publications', 'All 9 publications', 'The one publication')
    """
    if count == total:
        return "The one publication" if total == 1 else f"All {total:,} publications"
    return f"{numeral(count)} of the {total:,} publications"


def listed(values: Sequence[str], last: str = "and") -> str:
    """Return the values as an enumeration.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return f"{', '.join(values[:-1])} {last} {values[-1]}" if len(values) > 1 else "".join(values)
