"""Countries by their one name, and regions as the source writes them."""

from collections.abc import Iterable

from corpus.fields.texts import line_of
from corpus.geography import country_named


def countries_of(countries: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the countries, each once and by the name that `corpus.geography` has for it, and what was renamed.

    What is no country that it knows ("Worldwide", "Kosovo", "Korea") stays as the source writes it.
    """
    named: dict[str, None] = {}
    renamed: dict[str, None] = {}
    for value in filter(None, map(line_of, countries)):
        name = country_named(value) or value
        named[name] = None
        if name != value:
            renamed[value] = None
    return tuple(named), tuple(renamed)
