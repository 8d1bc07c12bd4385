"""What a record says of itself, field by field, as its card and its page show it."""

from corpus.publication import Publication

_SINGLE = ("date", "container", "volume", "issue", "pages", "publisher", "language", "url", "doi", "rights")
Fields = tuple[tuple[str, tuple[str, ...]], ...]


def described(publication: Publication) -> Fields:
    """Return the fields with their values in the order in which they are shown, without those that are empty."""
    fields: list[tuple[str, tuple[str, ...]]] = [
        ("authors", publication.authors),
        ("editors", publication.editors),
        ("year", (str(publication.year or ""),)),
        ("countries", publication.countries),
        # What says the same as the countries ("Worldwide") is not said twice.
        ("regions", () if publication.regions == publication.countries else publication.regions),
        ("categories", publication.categories),
        ("keywords", publication.keywords),
        *((field, (getattr(publication, field),)) for field in _SINGLE),
        ("isbn", publication.isbn),
        ("issn", publication.issn),
    ]
    return tuple((field, values) for field, values in fields if any(value.strip() for value in values))
