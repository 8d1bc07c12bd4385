"""Which words of a question name a value of the records, as an author, for certain or perhaps: a table for each kind.

A row is the text, what it names, and how: "author" where an author is spoken of, "likely" where it may be meant.
"""

import unicodedata

import pytest

from assistant.collection.vocabulary import vocabulary_among
from assistant.language.words import words
from assistant.understanding.conditions.values import FoundValue, ValueFinder
from corpus.publication import Publication

WHO, MSF, NRC = "World Health Organization (WHO)", "Médecins Sans Frontières", "Norwegian Refugee Council"
OKAFOR, LI, BO, LONG, MAY, LAW = "Okafor, C. B.", "Li, X.", "Bo, A.", "Long, D. J.", "May, T.", "Law, S."
OSTERGAARD, GEORGIA, HAGEN = "Østergaard, K.", "Georgia, L.", "Markéta Von Hagen"
AUTHORS = (
    WHO, "UNICEF", "IT", MSF, NRC, "Women for Water", OKAFOR, LI, BO, OSTERGAARD, LONG, GEORGIA, "Chad Peters",
    "Jordan Ellis", HAGEN, "Will, H.", MAY, "Mark Bill", LAW, "X", "The Who", "Get, R.",
)  # fmt: skip
RECORDS = [
    Publication(
        id=f"record-{number}",
        title="Ponds",
        abstract="Frogs sing.",
        authors=(author,),
        categories=("In the Field", "Health", "Price")[number % 3 : number % 3 + 1],
        countries=("Jordan", "Georgia", "Chad", "Poland", "Long", "I")[number % 6 : number % 6 + 1],
        regions=("Western Balkans", "Of", "Baltics")[number % 3 : number % 3 + 1],
    )
    for number, author in enumerate(AUTHORS)
]
VOCABULARY = vocabulary_among(RECORDS)
CERTAIN, AUTHOR, LIKELY, LIKELY_AUTHOR = "", "author", "likely", "likely author"


def named(text: str) -> list[tuple[str, str]]:
    """What the text names, and how."""
    return [(value.value, how(value)) for value in ValueFinder(text, list(words(text)), VOCABULARY).found()]


def how(value: FoundValue) -> str:
    return " ".join(word for word, holds in (("likely", value.likely), ("author", value.as_author)) if holds)


CASE = [
    ("who drinks it?", None, ""),
    ("Who drinks it?", None, ""),
    ("WHO DRINKS IT?", None, ""),
    ("books by who?", None, ""),
    ("What does WHO say?", WHO, AUTHOR),
    ("books by the WHO", WHO, AUTHOR),
    ("books on IT", "IT", CERTAIN),
    ("it is late", None, ""),
    ("how long does it last?", None, ""),
    ("How Long does it last?", "Long", CERTAIN),
    ("may I?", None, ""),
    ("will it rain?", None, ""),
    ("a mark of love", None, ""),
    ("in the field", None, ""),
    ("reports In the Field", "In the Field", CERTAIN),
    ("In the field", None, ""),
    ("health of frogs", None, ""),
    ("books on Health", "Health", CERTAIN),
    ("polish the floor", None, ""),
    ("Polish floors", "Poland", CERTAIN),
    ("the western balkans", "Western Balkans", CERTAIN),
    ("the baltics", "Baltics", CERTAIN),
]
FUNCTION_WORDS_AND_LETTERS = [
    ("may I read?", None, ""),
    ("where should I start?", None, ""),
    ("vitamin X", None, ""),
    ("books by X", "X", AUTHOR),
    ("books by the who", None, ""),
    ("Article 30 of the law", None, ""),
    ("section 9", None, ""),
    ("what gets lost?", None, ""),
    ("books by Get", "Get, R.", AUTHOR),
]
ORGANISATIONS = [
    ("books by the World Health Organization", WHO, AUTHOR),
    ("books by the world health organization", WHO, LIKELY_AUTHOR),
    ("what is the World Health Organization?", WHO, CERTAIN),
    ("reports of the W.H.O.", WHO, CERTAIN),
    ("books by MSF", MSF, AUTHOR),
    ("books by medecins sans frontieres", MSF, AUTHOR),
    ("books by Sans", None, ""),
    ("books by UNICEF", "UNICEF", AUTHOR),
    ("the norwegian refugee council", None, ""),
    ("the Norwegian Refugee Council", NRC, CERTAIN),
    ("NRC reports", NRC, AUTHOR),
    ("books by the Council", None, ""),
    ("refugees in Norwegian towns", None, ""),
    ("books by Women for Water", "Women for Water", AUTHOR),
    ("books by women for water", "Women for Water", LIKELY_AUTHOR),
    ("women for water", None, ""),
    ("books by women", None, ""),
]
FAMILY_NAME_FIRST = [
    ("books by Okafor, C. B.", OKAFOR, AUTHOR),
    ("books by C. B. Okafor", OKAFOR, AUTHOR),
    ("C. B. Okafor", OKAFOR, CERTAIN),
    ("books by Okafor", OKAFOR, AUTHOR),
    ("books by okafor", OKAFOR, AUTHOR),
    ("Okafor", OKAFOR, LIKELY),
    ("okafor", OKAFOR, LIKELY),
    ("books about Okafor", None, ""),
    ("did Okafor write it?", OKAFOR, AUTHOR),
    ("what does Okafor say?", OKAFOR, AUTHOR),
    ("Okafor's book", OKAFOR, AUTHOR),
    ("Okafor’s findings", OKAFOR, AUTHOR),
    ("in Ellis' book", "Jordan Ellis", AUTHOR),
    ("okafors book", OKAFOR, LIKELY),
]
SHORT_SURNAMES = [
    ("books by Li", LI, AUTHOR),
    ("books by li", LI, LIKELY_AUTHOR),
    ("did Li write it?", LI, AUTHOR),
    ("books by X. Li", LI, AUTHOR),
    ("a li of rice", None, ""),
    ("papers by Bo", BO, AUTHOR),
    ("little bo peep", None, ""),
]
NAMES_THAT_ARE_PLACES = [
    ("books by Georgia", GEORGIA, AUTHOR),
    ("did Georgia write it?", GEORGIA, AUTHOR),
    ("books about Georgia", "Georgia", CERTAIN),
    ("Georgia's book", "Georgia", CERTAIN),
    ("Georgia's report", "Georgia", CERTAIN),
    ("books by Chad", "Chad Peters", AUTHOR),
    ("books by Chad Peters", "Chad Peters", AUTHOR),
    ("Lake Chad", "Chad", CERTAIN),
    ("Jordan Ellis", "Jordan Ellis", CERTAIN),
    ("in Jordan", "Jordan", CERTAIN),
]
AND_OTHERS = [
    ("as Okafor et al. found", OKAFOR, AUTHOR),
    ("as Okafor and colleagues found", OKAFOR, AUTHOR),
    ("as Long et al. found", LONG, AUTHOR),
    ("Long et al. 2019", LONG, LIKELY_AUTHOR),
    ("Li and others", LI, LIKELY_AUTHOR),
]
SPELLINGS = [
    ("books by Østergaard", OSTERGAARD, AUTHOR),
    ("books by Ostergaard", OSTERGAARD, AUTHOR),
    (unicodedata.normalize("NFD", "books by Östergaard"), OSTERGAARD, AUTHOR),
    ("books by Øster\u00adgaard", OSTERGAARD, AUTHOR),
    (unicodedata.normalize("NFD", "books by Markéta Von Hagen"), HAGEN, AUTHOR),
    ("books by Marketa von Hagen", HAGEN, AUTHOR),
    ("books by Vonhagen", HAGEN, AUTHOR),
    ("books by Hagen", HAGEN, AUTHOR),
    ("books by Von", None, ""),
]
MONTHS_AND_LAWS = [
    ("books by May", MAY, AUTHOR),
    ("books by May 2019", None, ""),
    ("May 2019", None, ""),
    ("in May", None, ""),
    ("books by May, T.", MAY, AUTHOR),
    ("protected by law no. 5", None, ""),
    ("protected by law 5", None, ""),
    ("protected by law", LAW, LIKELY_AUTHOR),
    ("books by Law", LAW, AUTHOR),
    ("the bill", None, ""),
    ("who paid the Bill?", None, ""),
    ("Bill", "Mark Bill", LIKELY),
    ("books by Bill", "Mark Bill", AUTHOR),
]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        *CASE,
        *FUNCTION_WORDS_AND_LETTERS,
        *ORGANISATIONS,
        *FAMILY_NAME_FIRST,
        *SHORT_SURNAMES,
        *NAMES_THAT_ARE_PLACES,
        *AND_OTHERS,
        *SPELLINGS,
        *MONTHS_AND_LAWS,
    ],
)
def test_what_a_text_names_and_how(text: str, value: str | None, kind: str) -> None:
    assert named(text) == ([(value, kind)] if value else [])


def test_what_is_joined_to_an_author_is_one_too() -> None:
    assert named("books by Okafor and Li") == [(OKAFOR, AUTHOR), (LI, AUTHOR)]
    assert named("books by Okafor, Li or Bill") == [(OKAFOR, AUTHOR), (LI, AUTHOR), ("Mark Bill", AUTHOR)]
    assert named("books by Okafor or li") == [(OKAFOR, AUTHOR)], "in small letters a short name is a word"
    assert named("books by Okafor with Bo") == [(OKAFOR, AUTHOR), (BO, AUTHOR)]
    assert named("books by Okafor, Georgia and Bo") == [(OKAFOR, AUTHOR), (GEORGIA, AUTHOR), (BO, AUTHOR)]
    assert named("books by Okafor on Georgia") == [(OKAFOR, AUTHOR), ("Georgia", CERTAIN)]
    assert named("Okafor and Li") == [(OKAFOR, LIKELY), (LI, LIKELY)]


def test_a_name_of_an_author_and_a_category_is_the_authors_where_an_author_is_spoken_of() -> None:
    both = vocabulary_among([Publication(id="a", title="Ponds", authors=("Price",), categories=("Price",))])
    for text, fields in {"books by Price": ["authors"], "the Price of ponds": ["authors", "categories"]}.items():
        found = ValueFinder(text, list(words(text)), both).found()
        assert sorted(value.field for value in found) == fields


def test_a_name_of_an_author_and_a_country_is_one_of_them() -> None:
    both = vocabulary_among([Publication(id="a", title="Ponds", authors=("Jordan",), countries=("Jordan",))])
    for text, field in {"books by Jordan": "authors", "books about Jordan": "countries"}.items():
        assert [value.field for value in ValueFinder(text, list(words(text)), both).found()] == [field]


def test_an_author_of_one_name_is_meant_beside_those_who_have_it_as_a_part() -> None:
    two = vocabulary_among([Publication(id="a", title="Ponds", authors=("Price", "Price, L."))])
    found = ValueFinder("books by Price", list(words("books by Price")), two).found()
    assert [value.value for value in found] == ["Price", "Price, L."]
    found = ValueFinder("the Price of ponds", list(words("the Price of ponds")), two).found()
    assert [value.value for value in found] == ["Price"]


def test_a_value_spelt_in_two_ways_is_named_in_both() -> None:
    spelt = [
        Publication(id=f"r{n}", title="Ponds", authors=(name,)) for n, name in enumerate(("Ana Núñez", "Ana Nunez"))
    ]
    found = ValueFinder("by Nunez", list(words("by Nunez")), vocabulary_among(spelt)).found()
    assert [value.value for value in found] == ["Ana Núñez", "Ana Nunez"]
