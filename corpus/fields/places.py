"""Countries and regions in one form."""

from collections.abc import Iterable

from corpus.fields.texts import line_of


def places_of(countries: Iterable[str], regions: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the countries and the regions, each once."""
    return tuple(dict.fromkeys(filter(None, map(line_of, countries)))), tuple(
        dict.fromkeys(filter(None, map(line_of, regions)))
    )
