"""The names by which authors are meant: whole, short, and in parts."""

from itertools import pairwise

import pytest

from assistant.collection.authors import form_of, is_abbreviation, surname
from assistant.collection.vocabulary import Vocabulary, vocabulary_among
from corpus.publication import Publication


def known_from(authors: list[str], **abbreviations: str) -> Vocabulary:
    """What a record by each of the authors tells."""
    by_each = [Publication(id=f"r{n}", title="Ponds", authors=(author,)) for n, author in enumerate(authors)]
    return vocabulary_among(by_each, abbreviations)


def alias_authors(authors: list[str], said: str, **abbreviations: str) -> tuple[str, ...]:
    """The authors whom the words mean and nobody else."""
    alias = known_from(authors, **abbreviations).author_aliases.get(form_of(said))
    return alias.authors if alias else ()


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("Okafor, C. B.", ["Okafor, C. B.", "C. B. Okafor", "okafor c b"]),
        ("Claire Healy", ["Claire Healy", "Healy, Claire", "healy claire"]),
        ("Markéta Von Hagen", ["Marketa von Hagen", "von Hagen, Markéta"]),
        ("World Health Organization (WHO)", ["WHO", "W.H.O.", "world health organization"]),
        ("Médecins Sans Frontières", ["MSF", "Medecins Sans Frontieres"]),
        ("Office of the High Commissioner", ["Office of the High Commissioner"]),
        ("Bureau for the Rights of Children", ["BRC"]),
    ],
)
def test_an_author_has_these_names(author: str, said: list[str]) -> None:
    assert {name: alias_authors([author, "Omar Haddad"], name) for name in said} == dict.fromkeys(said, (author,))


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("Claire Healy", "CH"),
        ("Claire Healy", "Healy"),
        ("Red Cross", "RC"),
        ("Women and children first", "WCF"),
        ("World Health Organization (WHO)", "World Health"),
    ],
)
def test_and_not_these(author: str, said: str) -> None:
    assert alias_authors([author], said) == ()


def test_a_name_that_would_mean_two_authors_means_none_of_them_unless_one_bears_it_whole() -> None:
    two = ["World Health Organization", "Western Housing Office"]
    assert alias_authors(two, "WHO") == ()
    assert alias_authors([*two, "WHO"], "WHO")[0] == "WHO"
    # A record may have the long name, and another one the short name.
    assert alias_authors(["WHO", "World Health Organization"], "WHO") == ("WHO", "World Health Organization")


def test_spellings_of_one_name_are_one_alias() -> None:
    assert alias_authors(["Ana Núñez", "Ana Nunez"], "Nunez, Ana") == ("Ana Núñez", "Ana Nunez")
    assert alias_authors(["Østergaard, K.", "Ostergaard, K."], "K. Ostergaard") == ("Østergaard, K.", "Ostergaard, K.")


def test_an_abbreviation_that_the_records_explain_is_a_name_of_the_author() -> None:
    known = {"NFF": "Norske Fiskere"}
    assert alias_authors(["Norske Fiskere"], "NFF", **known) == ("Norske Fiskere",)
    assert alias_authors(["NFF"], "Norske Fiskere", **known) == ("NFF",)


@pytest.mark.parametrize(
    ("author", "parts"),
    [
        ("Li, X.", {"li"}),
        # Two words are often typed as one.
        ("Jordan Ellis", {"jordan", "ellis", "jordanellis"}),
        ("O Brien, C.", {"brien", "obrien", "brienc"}),
        ("Markéta Von Hagen", {"marketa", "hagen", "marketavon", "vonhagen"}),
        ("Amsterdam", {"amsterdam"}),
        ("UNICEF", {"unicef"}),
        ("Amnesty International", {"amnesty", "international"}),
        ("Norwegian Refugee Council", set()),
        ("Fundación Pescadores del Mar", {"fundacion", "pescadores"}),
        ("Women and Children", set()),
    ],
)
def test_these_parts_mean_the_author(author: str, parts: set[str]) -> None:
    known = known_from([author])
    said = {*form_of(author), *map("".join, pairwise(form_of(author)))}
    assert {part for part in said if part in known.name_parts} == parts


def test_a_word_of_two_organisations_tells_neither() -> None:
    parts = known_from(["Amnesty International", "Transparency International"]).name_parts
    assert [part in parts for part in ("amnesty", "transparency", "international")] == [True, True, False]
    assert known_from(["Claire Healy", "Healy, J."]).name_parts["healy"] == ("Claire Healy", "Healy, J.")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("WHO", True),
        ("U.N.", True),
        ("UNICEF", True),
        ("A", False),
        ("Who", False),
        ("WHO Europe", False),
        ("G7", False),
    ],
)
def test_an_abbreviation_is_a_word_of_capitals(name: str, is_one: bool) -> None:
    assert is_abbreviation(name) is is_one


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Okafor, C. B.", "okafor"),
        ("Markéta Von Hagen", "hagen"),
        ("Claire Healy", "healy"),
        ("Red Cross", "cross"),
        ("?", ""),
    ],
)
def test_a_surname_is_the_last_word_of_the_family_name(author: str, family: str) -> None:
    assert surname(author) == family
