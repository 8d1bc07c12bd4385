"""Countries and regions by their one name."""

from collections.abc import Callable, Iterable

from corpus.fields.texts import line_of
from corpus.geography import country_named
from corpus.regions import region_named

Renamed = tuple[tuple[str, ...], tuple[str, ...]]


def countries_of(countries: Iterable[str]) -> Renamed:
    """Return the countries, each once and by the name that `corpus.geography` has for it, and what was renamed.

    What is no country that it knows ("Worldwide", "Kosovo", "Korea") stays as the source writes it.
    """
    return _renamed(countries, country_named)


def regions_of(regions: Iterable[str]) -> Renamed:
    """Return the regions, each once and by the name that `corpus.regions` has for it, and what was renamed.

    What it does not know ("South Eastern Europe") stays as the source writes it.
    """
    return _renamed(regions, region_named)


def _renamed(values: Iterable[str], name_of: Callable[[str], str | None]) -> Renamed:
    named: dict[str, None] = {}
    renamed: dict[str, None] = {}
    for value in filter(None, map(line_of, values)):
        name = name_of(value) or value
        named[name] = None
        if name != value:
            renamed[value] = None
    return tuple(named), tuple(renamed)
