"""Which conditions of a question leave records out, which do not, and which do so together."""

import pytest

from assistant.collection.vocabulary import vocabulary_among
from assistant.understanding.wording.combined import conditions_of
from assistant.understanding.wording.reading import read
from corpus.store import Store
from tests.assistant.rivers import RIVERS, answer, catalogue, cited, content

VOCABULARY = vocabulary_among(RIVERS)

ONE_OF_TWO = [
    ("Which books are not by Haddad about Egypt?", "Haddad", "Egypt"),
    ("books not about Peru before 2000", "Peru", "before 2000"),
    ("books from 1999 not about Peru", "Peru", "from 1999"),
    ("books not from 1999 by Haddad", "from 1999", "Haddad"),
    ("books not by Dubois, from 1999", "Dubois", "from 1999"),
    ("how many books not about Peru are by Haddad?", "Peru", "Haddad"),
    ("non-Peruvian books from 1999", "Peruvian", "from 1999"),
    ("books by Haddad rather than Dubois", "Dubois", "Haddad"),
    ("no Peru please, only Egypt", "Peru", "Egypt"),
    ("books about Egypt, none by Haddad", "Haddad", "Egypt"),
    ("books about Egypt, drop the ones from 1999", "from 1999", "Egypt"),
]
LEFT_OUT = [
    "anything but Peru",
    "everything except Peru",
    "all books but Peru",
    "any country but Peru",
    "every book bar Peru",
    "all books with the exception of Peru",
    "not counting Peru",
    "books that do not include Peru",
    "books that arent about Peru",
    "no Peru",
    "none about Peru",
    "I don't want books on Peru",
    "don't show me books about Peru",
    "please exclude Peru",
    "can you leave out Peru?",
    "now skip Peru",
    "forget about Peru",
    "leave Peru out",
    "Peru aside",
    "which books exclude Peru?",
    "list all books and drop those about Peru",
    "books where Peru is not mentioned",
    "are there books not about Peru?",
]
BY_HADDAD = [
    "books by anyone but Haddad",
    "none by Haddad",
    "Haddad is not an author",
    "books where Haddad isn't an author",
    "What did Haddad not write?",
    "books that Haddad never wrote",
    "which books has Haddad not worked on?",
]
KEPT = [
    ("what did one drop do in Peru?", "Peru"),
    ("did fishing drop in 1999?", "in 1999"),
    ("why did prices drop after 1999?", "after 1999"),
    ("do herons skip Peru?", "Peru"),
    ("which farmers remove weirs in Peru?", "Peru"),
    ("what is sold in bars in Peru?", "Peru"),
    ("does the law exclude Peru?", "Peru"),
    ("people without papers in Peru", "Peru"),
    ("schools with no books in Peru", "Peru"),
    ("nothing but Peru", "Peru"),
    ("nobody but Haddad", "Haddad"),
    ("not only Peru", "Peru"),
    ("not just about Peru", "Peru"),
    ("Nothing on Peru?", "Peru"),
    ("no, the one about Peru", "Peru"),
    ("no, from 1999", "from 1999"),
    ("if not, one on Peru", "Peru"),
    ("Isn't there a book on Peru?", "Peru"),
    ("Don't you have anything on Peru?", "Peru"),
    ("Is there not a book on Peru?", "Peru"),
    ("Didn't Haddad write something?", "Haddad"),
    ("Did Haddad not write something?", "Haddad"),
    ("I can't find books on Peru", "Peru"),
]


def said(text: str) -> tuple[list[str], list[str]]:
    """The words of the conditions that are left out, and of the others."""
    found = conditions_of(read(text, VOCABULARY)).found
    return [f.words for f in found if f.excluded], [f.words for f in found if not f.excluded]


@pytest.mark.parametrize(("text", "out", "kept"), ONE_OF_TWO)
def test_a_negation_ends_at_the_next_condition(text: str, out: str, kept: str) -> None:
    assert said(text) == ([out], [kept])


@pytest.mark.parametrize(
    ("text", "words"), [*((text, "Peru") for text in LEFT_OUT), *((text, "Haddad") for text in BY_HADDAD)]
)
def test_what_is_left_out(text: str, words: str) -> None:
    assert said(text) == ([words], [])


@pytest.mark.parametrize(("text", "words"), KEPT)
def test_what_only_looks_left_out(text: str, words: str) -> None:
    assert said(text) == ([], [words])


def test_who_wrote_and_when_is_no_citation(rivers: Store) -> None:
    assert cited(rivers, "books not by Dubois from 2005") == ["dams"]
    assert cited(rivers, "not by Haddad from 2005") == []


def test_what_is_joined_is_left_out_too() -> None:
    assert said("not by Dubois or Haddad") == (["Dubois", "Haddad"], [])
    assert said("neither about Peru nor by Haddad") == (["Peru", "Haddad"], [])
    assert said("which books did Haddad not write alone?") == (["alone"], ["Haddad"])
    assert said("what did Dubois or Haddad not write?") == (["Dubois", "Haddad"], [])


@pytest.mark.parametrize(
    "text",
    [
        "everything except the books by Haddad from 1999",
        "all books without those by Haddad from 1999",
        "leave out the ones from 1999 by Haddad",
        "not the Haddad books from 1999",
    ],
)
def test_what_tells_one_kind_of_record_leaves_out_those_that_meet_all_of_it(rivers: Store, text: str) -> None:
    conditions = conditions_of(read(text, VOCABULARY))
    (without,) = conditions.without
    assert (without.authors, without.years) == (("Omar Haddad",), (1999, 1999))


def test_records_left_out_together_are_told_so(rivers: Store) -> None:
    text = "everything except those from 2005 to 2010 by Haddad"
    assert cited(rivers, text) == ["atlas", "notes"]
    lead = answer(rivers, catalogue(rivers, text)).statements[0].text
    assert lead == "Two of the 3 publications are not (from 2005 to 2010 and by Omar Haddad):"


def test_a_record_that_everything_but_it_names_is_left_out(rivers: Store) -> None:
    assert cited(rivers, "all books but the atlas") == ["dams", "notes"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Which books are not about herons?", "herons"),
        ("how many books are not about fish ladders?", "fish ladders"),
        ("books that do not mention sediment", "sediment"),
        ("which books do not deal with sediment", "sediment"),
        ("books by Haddad that are not about sediment", "sediment"),
        ("not about herons", "herons"),
        ("theses that are not about herons", "herons"),
        ("nothing about herons please", "herons"),
        ("everything except herons", "herons"),
        ("all books but those on herons", "herons"),
        ("anything but herons", "herons"),
        ("I don't want books on herons", "herons"),
        ("Are there books that are not about herons?", "herons"),
    ],
)
def test_what_a_text_is_not_about_is_not_told(rivers: Store, text: str, topic: str) -> None:
    answered = answer(rivers, catalogue(rivers, text))
    said_of_it = (
        f"The desk finds what publications say about “{topic}”, and cannot tell which of them are not about it."
    )
    assert answered.reason == said_of_it


@pytest.mark.parametrize(
    "text",
    [
        "which herons do not eat fish?",
        "Which books say that people not on medication suffer?",
        "What is not covered by insurance?",
        "what is not known about herons?",
        "Which books are not peer reviewed?",
        "which documents do herons not need?",
        "what fish other than trout climb ladders?",
        "Which birds besides herons nest there?",
        "Why are herons not about?",
        "Any way to sort them without a lab?",
        "removing weeds from rivers",
        "Which law did not concern the union?",
        "Other than herons, from birds are feathers taken?",
        "Besides herons, what do rivers hold?",
        "Apart from trout, which fish climb ladders?",
    ],
)
def test_what_is_denied_of_something_else_is_looked_for_in_the_texts(rivers: Store, text: str) -> None:
    assert not content(rivers, text).conditions


def test_a_kind_of_record_that_is_left_out_confines_a_question_to_the_texts(rivers: Store) -> None:
    question = content(rivers, "what is said of ladders in books that are not filed under Birds?")
    assert [f.categories for f in question.conditions.without] == [("Birds",)]
