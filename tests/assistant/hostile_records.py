"""Records whose authors, categories and places are words of any question, to be added to a collection.

What they say is about something else, in few and plain words, so that a question of the collection is read and answered
as if they were not there.
"""

from itertools import cycle, islice

from assistant.language.words import STOP_WORDS
from corpus.publication import Publication

_MONTHS = "January February March April May June July August September October November December".split()
_ABBREVIATIONS = "WHO US U.S. IT UN NO AN AM IN ALL ARE AGE AID CAN OUR ACT OR".split()
_LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ORDINARY_WORDS = "Young Long Mark Bill Price Will Grant Rose Stone Field Case Law Page Best Day Early Small".split()
_NAMES_OF_ORDINARY_WORDS = [
    "Women and Children", "In the Field", "As a", "What Works", "How Many", "The Who", "Which Way", "For Women",
    "By Law", "Not for Sale", "More than Words", "First Report", "All of Us", "Where We Are", "Children in Need",
    "The Report", "Number of People", "In Europe", "Of the World",
]  # fmt: skip
_YEARS = [str(year) for year in range(1990, 2025)]
_PERSONS_NAMED_AS_PLACES = ["Jordan", "Georgia", "Chad", "Israel", "India", "Kenya Jordan", "Chad Peru", "Georgia May"]
_PERSONS_OF_ORDINARY_WORDS = [
    "Will Young", "An Do", "Mark Bill", "May Long", "Price, A. B.", "Who, I. T.", "No, W.", "U Do", "Art The",
    "Long, M.", "Rose Case", "Grant Law", "Will May", "Day, E.", "One, A.",
]  # fmt: skip
_STOP_WORDS = [word.capitalize() for word in sorted(STOP_WORDS)]

AUTHORS = (
    _STOP_WORDS
    + _MONTHS
    + _ABBREVIATIONS
    + _LETTERS
    + _ORDINARY_WORDS
    + _NAMES_OF_ORDINARY_WORDS
    + _YEARS
    + _PERSONS_NAMED_AS_PLACES
    + _PERSONS_OF_ORDINARY_WORDS
)
# What else a category or a place may be called, which is no person.
VALUES = _STOP_WORDS + _MONTHS + _ABBREVIATIONS + _LETTERS + _ORDINARY_WORDS + _NAMES_OF_ORDINARY_WORDS + _YEARS
_TEXTS = (
    ("Knitting socks by lamplight", "Wool is dyed and knitted. A sock takes two evenings."),
    ("Baking rye loaves", "Dough rests overnight. Loaves bake until the crust sounds hollow."),
    ("Tuning an old cello", "Pegs slip when the air is dry. Rosin is rubbed along the bow."),
    ("Pruning pear trees", "Pears fruit on spurs. Ladders lean against the trunk."),
)
_HELD = 3  # values of a field in one record: enough for 200 records to name every one
COUNT = 200


def hostile_records() -> list[Publication]:
    """The records, the same ones every time; every name stands in one of them as an author and as a category."""
    authors, categories, places = cycle(AUTHORS), cycle(VALUES), cycle(reversed(VALUES))
    return [
        Publication(
            id=f"hostile-{number}",
            title=f"{title}, volume {number + 1}",
            abstract=abstract,
            authors=tuple(islice(authors, _HELD)),
            categories=tuple(islice(categories, _HELD)),
            countries=tuple(islice(places, _HELD)),
            regions=tuple(islice(places, _HELD)),
        )
        for number, (title, abstract) in zip(range(COUNT), cycle(_TEXTS), strict=False)
    ]


def nameless(record: Publication) -> Publication:
    """The record with its texts only."""
    return Publication(id=record.id, title=record.title, abstract=record.abstract)
