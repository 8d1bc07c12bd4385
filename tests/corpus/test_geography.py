import pytest

from corpus.fields.places import countries_of
from corpus.geography import countries, country_named


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Viet Nam", "Vietnam"),
        ("Burma", "Myanmar"),
        ("Turkey", "Türkiye"),
        ("TURKIYE", "Türkiye"),
        ("Swaziland", "Eswatini"),
        ("Macedonia", "North Macedonia"),
        ("Congo, The Democratic Republic of the", "Democratic Republic of the Congo"),
        ("Bosnia", "Bosnia and Herzegovina"),
        ("Congo", "Congo"),
        ("DRC", "Democratic Republic of the Congo"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("The Gambia", "Gambia"),
        ("Allemagne", "Germany"),
        ("Líbano", "Lebanon"),
        ("لبنان", "Lebanon"),
        ("Ливан", "Lebanon"),
        ("KEN", "Kenya"),
        ("GB", "United Kingdom"),
        ("UK", "United Kingdom"),
        ("U.K.", "United Kingdom"),
        ("U.S.", "United States"),
        ("DPRK", "North Korea"),
        ("Lao PDR", "Laos"),
        ("Gambia, The", "Gambia"),
        ("Lebanese", "Lebanon"),
        ("Romanians", "Romania"),
        ("Danes", "Denmark"),
        ("Filipinos", "Philippines"),
        ("Niger", "Niger"),
        ("Nigeria", "Nigeria"),
    ],
)
def test_a_country_is_known_by_whatever_it_is_called(written: str, name: str) -> None:
    assert country_named(written) == name


@pytest.mark.parametrize("written", ["Korea", "Worldwide", "in", "per", "no", "", "ke", "Kosovo", "Middle East"])
def test_what_is_no_country_or_several_is_left(written: str) -> None:
    assert country_named(written) is None


def test_every_country_is_known_by_its_own_name_and_codes() -> None:
    assert len(countries()) > 240
    assert {country_named(country.name) for country in countries()} == {country.name for country in countries()}
    assert all(country_named(country.code) == country.name for country in countries())


def test_what_was_renamed_is_told() -> None:
    written = ["Viet Nam", "Vietnam", " Worldwide ", "", "Korea", "Kenya"]
    assert countries_of(written) == (("Vietnam", "Worldwide", "Korea", "Kenya"), ("Viet Nam",))
