import pytest

from corpus.formats.author_notes import without_notes
from corpus.formats.value_lists import (
    Habits,
    NameOrder,
    Unclear,
    authors_of,
    habits_of,
    is_place,
    keywords_of,
    name_order,
    places_of,
    values_of,
)

_WHO = "World Health Organization"


def test_values_are_parted_at_semicolons_bars_and_line_ends() -> None:
    assert values_of("a; b|c\nd, e;; f\\; g") == ["a", "b", "c", "d, e", "f; g"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Peru, Chile; Bolivia", ["Peru", "Chile", "Bolivia"]),
        ("Korea, Republic of", ["Korea, Republic of"]),
        ("Congo, Democratic Republic of the", ["Congo, Democratic Republic of the"]),
        ("Pays, Pérou", ["Pays, Pérou"]),
        ("Europe, Asia", ["Europe", "Asia"]),
        ("Peru, Chile and Bolivia", ["Peru", "Chile", "Bolivia"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Bosnia and Herzegovina, Serbia", ["Bosnia and Herzegovina", "Serbia"]),
        ("Central and Eastern Europe", ["Central and Eastern Europe"]),
        ("لبنان، الأردن", ["لبنان", "الأردن"]),
    ],
)
def test_places_are_parted_at_commas_where_each_part_is_one(text: str, places: list[str]) -> None:
    assert places_of(text) == places


def test_places_are_told_from_other_words() -> None:
    assert all(map(is_place, ["Worldwide", "Southern Africa", "Sahel", "Türkiye", "Kenya", "Перу"]))
    assert not any(map(is_place, ["Flavour", "Sweet", "Authors"]))


@pytest.mark.parametrize(
    ("text", "order", "authors"),
    [
        ("Doe, Jane", None, ["Doe, Jane"]),
        ("Doe, Jane; Roe, John", None, ["Doe, Jane", "Roe, John"]),
        ("Doe, J., Roe, K. L., & Poe, M.", None, ["Doe, J.", "Roe, K. L.", "Poe, M."]),
        ("Doe J., Roe K.L.", None, ["Doe, J.", "Roe, K.L."]),
        ("Doe J, Roe KL", None, ["Doe, J", "Roe, KL"]),
        ("O'Brien P, van der Berg AB.", None, ["O'Brien, P", "van der Berg, AB"]),
        ("Doe J, UNICEF.", "initials", ["Doe, J", "UNICEF"]),
        ("Doe J.", "initials", ["Doe, J"]),
        ("Plan B", None, ["Plan B"]),
        ("Ministry of Health, Labour and Welfare", "initials", ["Ministry of Health, Labour and Welfare"]),
        ("FAO, WHO, UNICEF.", None, ["FAO", "WHO", "UNICEF"]),
        ("UNICEF.", None, ["UNICEF"]),
        ("Acme Inc.", None, ["Acme Inc."]),
        ("FAO, WHO, UNICEF", None, ["FAO", "WHO", "UNICEF"]),
        ("Jane Doe, John Roe, Ann Poe", None, ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Jane Doe, John Roe", "given", ["Jane Doe", "John Roe"]),
        ("García Márquez, Gabriel José", "family", ["García Márquez, Gabriel José"]),
        ("Ministry of Health, Labour and Welfare", "given", ["Ministry of Health, Labour and Welfare"]),
        ("UNICEF, Innocenti", None, ["UNICEF, Innocenti"]),
        ("Doe, Jane and Roe, John and World Health Organization", None, ["Doe, Jane", "Roe, John", _WHO]),
        ("Doe, Jane and van der Meer, Jan", None, ["Doe, Jane", "van der Meer, Jan"]),
        ("Jane Doe and John Roe", None, ["Jane Doe", "John Roe"]),
        ("Jane Doe & John Roe", None, ["Jane Doe", "John Roe"]),
        ("Anna Lima und Eva Roth", None, ["Anna Lima", "Eva Roth"]),
        ("José Ortega y Gasset", None, ["José Ortega y Gasset"]),
        ("Ministry of Health and Social Affairs", None, ["Ministry of Health and Social Affairs"]),
        ("Jane Doe, John Roe and Ann Poe", None, ["Jane Doe", "John Roe", "Ann Poe"]),
        ("WHO, UNICEF and IOM", None, ["WHO", "UNICEF", "IOM"]),
        ("Doe, Jane, Roe, John", "family", ["Doe, Jane", "Roe, John"]),
        ("Иванов И. И., Петрова А. С.", None, ["Иванов, И. И.", "Петрова, А. С."]),
        ("محمد أحمد؛ فاطمة علي", None, ["محمد أحمد", "فاطمة علي"]),
        ("Jane Doe, John Roe, Ann Poe et al.", None, ["Jane Doe", "John Roe", "Ann Poe", "et al."]),
    ],
)
def test_authors_are_parted_at_commas_where_their_form_is_certain(
    text: str, order: NameOrder, authors: list[str]
) -> None:
    assert authors_of(text, order) == authors


def test_one_person_and_two_that_look_the_same_are_not_told_apart() -> None:
    with pytest.raises(Unclear, match=r'^"Jane Doe, John Roe" may be one person or two; put ";" between authors$'):
        authors_of("Jane Doe, John Roe", None)
    with pytest.raises(Unclear):
        authors_of("Doe, Jane, Roe, John", None)


@pytest.mark.parametrize(
    ("written", "name", "notes"),
    [
        ("Lima, Ana (ed.)", "Lima, Ana", ("Lima, Ana (ed.)",)),
        ("Lima, Ana, 1970-", "Lima, Ana", ("Lima, Ana, 1970-",)),
        ("Lima, Ana::a1b2-c3::600", "Lima, Ana", ("Lima, Ana::a1b2-c3::600",)),
        ("Smith et al.", "Smith", ("Smith et al.",)),
        ("Lima, Ana.", "Lima, Ana", ()),
        ("Lima, A.", "Lima, A.", ()),
        ("Wiley, Inc.", "Wiley, Inc.", ()),
        ("Lima, Ana (57190000000)", "Lima, Ana", ()),
    ],
)
def test_what_stands_behind_a_name_is_no_part_of_it_and_is_not_lost(
    written: str, name: str, notes: tuple[str, ...]
) -> None:
    assert without_notes(written) == (name, notes)


def test_commas_part_keywords_where_nothing_else_does() -> None:
    assert keywords_of("lime, chalk", habits_of([], ["lime, chalk", "clay"])) == ["lime", "chalk"]
    assert keywords_of("chalk, burnt", habits_of([], ["lime; clay", "chalk, burnt"])) == ["chalk, burnt"]
    assert keywords_of("Women, peace and security", Habits(None, True)) == ["Women, peace and security"]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["Jane Doe", "John Roe; Ann Poe"], "given"),
        (["Doe, Jane", "García, G."], "family"),
        (["Doe, Jane", "John Roe"], None),
        (["Doe J", "Roe KL, Poe A.", "WHO"], "initials"),
        (["Doe, Jane", "John Roe", "Ann Poe", "Carl Noe"], "given"),
        (["WHO", "Jane Doe, John Roe"], None),
    ],
)
def test_a_source_tells_which_part_of_a_name_comes_first(texts: list[str], order: NameOrder) -> None:
    assert name_order(texts) == order


def test_names_that_nearly_match_are_not_tried_in_every_way() -> None:
    # Each further pair doubled the time.
    nearly = "Doe, J., " * 200 + "Roe!"
    assert authors_of(nearly, None) == [nearly]
