"""What sources write where they have nothing to say: "N/A", "[No abstract available]", "[Anonymous]"."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.draft import Author, Draft
from corpus.fields.texts import line_of
from corpus.geography import country_named

# As programs write it: "Nan" is a name, and "Na" sodium.
_NOTHING = frozenset(
    "N/A n/a #N/A N.A. n.a. NULL Null null nan NaN NAN None none NONE nil - -- --- – — _ . .. ... … ?".split()
)
# Not for keywords, among which it is a substance, nor for places, among which it is Namibia.
_NOTHING_BUT_KEYWORDS = _NOTHING | {"NA"}
_WORDS = frozenset(
    (
        "no abstract available|no abstract|abstract not available|abstract unavailable|not available|no data"
        "|no author name available|no authors listed|no author|author unknown|anonymous|anon|unknown|unspecified"
        "|not specified|not stated|not applicable|s.n|s.l"
    ).split("|")
)
_LONGEST = 200
_TITLES = frozenset("N/A n/a #N/A NULL null nan NaN".split())
_IN_WORDS = ("publisher", "container")
_LINES = ("volume", "issue", "pages", "rights", "date", "url", "doi", "type", "language")
_PLACES = ("countries", "regions")
_KEYWORDS = ("keywords", "categories")


def says_nothing(text: str) -> bool:
    """Tell whether words or signs stand for a value that is not there.

    >>> says_nothing("[No abstract available]"), says_nothing("Unknown rivers")
    (True, False)
    """
    return _is_nothing(text) or _read(text).strip("[](). ").casefold() in _WORDS


def is_no_title(title: str) -> bool:
    """Tell whether a title is only what a program writes for none; "Unknown" is one."""
    return _read(title) in _TITLES


def without_placeholders(draft: Draft) -> Draft:
    """Return the draft without what says nothing; words for it are kept among the values without a field."""
    clean = replace(draft, extra={label: list(values) for label, values in draft.extra.items()})
    for field in ("abstract", *_IN_WORDS):
        text = getattr(draft, field)
        if says_nothing(text):
            setattr(clean, field, "")
            _keep_words(clean, field, [text])
    clean.abstracts = {tag: text for tag, text in draft.abstracts.items() if not says_nothing(text)}
    clean.authors = [author for author in draft.authors if not says_nothing(_whole(author))]
    _keep_words(clean, "authors", (_whole(author) for author in draft.authors if says_nothing(_whole(author))))
    for field in _LINES:
        if _is_nothing(getattr(draft, field)):
            setattr(clean, field, "")
    for field in _PLACES:
        places: list[str] = getattr(draft, field)
        setattr(clean, field, [place for place in places if not _is_no_place(place)])
        _keep_words(clean, field, filter(_is_no_place, places))
    for field in _KEYWORDS:
        setattr(clean, field, [word for word in getattr(draft, field) if _read(word) not in _NOTHING])
    return clean


def _is_nothing(text: str) -> bool:
    return _read(text) in _NOTHING_BUT_KEYWORDS


def _read(text: str) -> str:
    """Return the text as the record would have it; "" for one that is too long to stand for nothing."""
    return line_of(text) if len(text) <= _LONGEST else ""


def _whole(author: Author) -> str:
    return author.name if author.name or (author.family and author.given) else author.family or author.given


def _is_no_place(place: str) -> bool:
    return says_nothing(place) and country_named(_read(place)) is None


def _keep_words(draft: Draft, field: str, texts: Iterable[str]) -> None:
    draft.keep(field, *(text for text in texts if not _is_nothing(text)))
