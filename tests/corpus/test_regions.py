import pytest

from corpus.fields.places import regions_of
from corpus.regions import region_named


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("West Africa", "West Africa"),
        ("Southern Africa", "Southern Africa"),
        ("WESTERN AFRICA", "West Africa"),
        ("Afrique de l’Ouest", "West Africa"),
        ("Westafrika", "West Africa"),
        ("غرب أفريقيا", "West Africa"),
        ("Западная Африка", "West Africa"),
        ("South-East Asia", "Southeast Asia"),
        ("South-eastern Asia", "Southeast Asia"),
        ("Northern America", "North America"),
        ("Middle Africa", "Central Africa"),
        ("Sub Saharan Africa", "Sub-Saharan Africa"),
        ("MENA", "Middle East and North Africa"),
        ("Global", "Worldwide"),
        ("the Caribbean", "Caribbean"),
        ("Worldwide", "Worldwide"),
    ],
)
def test_a_region_is_known_by_whatever_it_is_called(written: str, name: str) -> None:
    assert region_named(written) == name


@pytest.mark.parametrize(
    "written", ["South Eastern Europe", "Mekong basin", "Africa 2", "Region 4", "", "South Africa", "Lebanon"]
)
def test_what_no_list_has_is_no_region_known(written: str) -> None:
    assert region_named(written) is None


def test_what_was_renamed_is_told() -> None:
    written = ["Afrique de l'Est", "Eastern Africa", "South Eastern Europe"]
    assert regions_of(written) == (("East Africa", "South Eastern Europe"), ("Afrique de l'Est", "Eastern Africa"))
