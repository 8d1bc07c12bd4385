import pytest

from corpus.formats.value_lists import NameOrder, Unclear, authors_of, is_place, name_order, places_of, values_of


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
        ("Doe J., Roe K.L.", None, ["Doe J.", "Roe K.L."]),
        ("Doe J, Roe KL", None, ["Doe J", "Roe KL"]),
        ("FAO, WHO, UNICEF", None, ["FAO", "WHO", "UNICEF"]),
        ("Jane Doe, John Roe, Ann Poe", None, ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Jane Doe, John Roe", "given", ["Jane Doe", "John Roe"]),
        ("García Márquez, Gabriel José", "family", ["García Márquez, Gabriel José"]),
        ("Ministry of Health, Labour and Welfare", "given", ["Ministry of Health, Labour and Welfare"]),
        ("UNICEF, Innocenti", None, ["UNICEF, Innocenti"]),
    ],
)
def test_authors_are_parted_at_commas_where_their_form_is_certain(
    text: str, order: NameOrder, authors: list[str]
) -> None:
    assert authors_of(text, order) == authors


def test_one_person_and_two_that_look_the_same_are_not_told_apart() -> None:
    with pytest.raises(Unclear, match=r'^"Jane Doe, John Roe" may be one person or two; put ";" between authors$'):
        authors_of("Jane Doe, John Roe", None)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["Jane Doe", "John Roe; Ann Poe"], "given"),
        (["Doe, Jane", "García, G."], "family"),
        (["Doe, Jane", "John Roe"], None),
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
