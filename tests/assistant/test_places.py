"""The parts of the world that a question names, and the records that lie in them."""

from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, of_records


def said(folder: Path, text: str, *places: tuple[str, tuple[str, ...]]) -> str:
    """What is answered about records of these regions and countries."""
    with Store.open(folder / "c.sqlite") as store:
        store.put(
            Publication(id=f"r{n}", title=f"Ponds {n}", abstract="Frogs sing.", regions=(region,), countries=countries)
            for n, (region, countries) in enumerate(places)
        )
        answered = answer(store, catalogue(store, text))
        return answered.statements[0].text if answered.statements else str(answered.reason)


MENA, AFRICA = ("Middle East and North Africa", ("Iraq",)), ("Africa", ("Kenya",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("papers about Africa", "One of the 2 publications is about Africa:"),
        ("papers not about Africa", "One of the 2 publications is not about Africa:"),
    ],
)
def test_a_region_of_two_parts_lies_in_neither(tmp_path: Path, text: str, expected: str) -> None:
    assert said(tmp_path, text, MENA, AFRICA) == expected


def test_the_caribbean_is_its_countries_where_the_region_is_wider(tmp_path: Path) -> None:
    wider = "Latin America and the Caribbean"
    lead = said(tmp_path, "papers on the Caribbean", (wider, ("Haiti",)), (wider, ("Peru",)))
    assert lead == "One of the 2 publications is about Haiti, which lies in Caribbean:"


@pytest.mark.parametrize("held", ["Latin America", "Latin America and the Caribbean"])
@pytest.mark.parametrize("asked", ["Latin America", "Latin America and the Caribbean"])
def test_one_part_of_the_world_has_two_names(tmp_path: Path, held: str, asked: str) -> None:
    lead = said(tmp_path, f"papers on {asked}", (held, ("Peru",)), AFRICA)
    assert lead == f"One of the 2 publications is about {held}:"


@pytest.mark.parametrize(
    ("text", "held", "lead"),
    [
        ("papers on Scandinavia", "Norway", "about Norway, which lies in Scandinavia:"),
        ("Scandinavian papers", "Sweden", "about Sweden, which lies in Scandinavia:"),
        ("papers on the Maghreb", "Tunisia", "about Tunisia, which lies in Maghreb:"),
        ("papers about South Korea", "Korea", "about Korea:"),
        ("Korean papers", "South Korea", "about South Korea:"),
        ("papers about Korea", "South Korea", "about South Korea:"),
        ("the Congo", "Democratic Republic of the Congo", "about Democratic Republic of the Congo:"),
        ("papers on the Congo", "Congo", "about Congo:"),
        ("papers on Bosnia", "Bosnia and Herzegovina", "about Bosnia and Herzegovina:"),
    ],
)
def test_a_country_is_named_as_everybody_does(tmp_path: Path, text: str, held: str, lead: str) -> None:
    assert said(tmp_path, text, ("Arctic", (held,)), AFRICA) == f"One of the 2 publications is {lead}"


@pytest.mark.parametrize("name", ["Congo", "North Korea", "Scandinavia", "Myanmar"])
def test_a_place_that_no_record_names_is_told(tmp_path: Path, name: str) -> None:
    assert said(tmp_path, f"papers about {name}", AFRICA) == f"No publication is about {name}."


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("papers on America", "United States"),
        ("papers about the States", "United States"),
        ("papers about england", "United Kingdom"),
        ("papers on Britain", "United Kingdom"),
        ("papers about Holland", "Netherlands"),
    ],
)
def test_a_country_is_known_by_what_people_call_it(tmp_path: Path, text: str, country: str) -> None:
    assert said(tmp_path, text, ("Europe", (country,)), AFRICA) == f"One of the 2 publications is about {country}:"


def test_the_gulf_states_are_its_countries(tmp_path: Path) -> None:
    lead = said(tmp_path, "papers on the Gulf states", ("Asia", ("Oman",)), AFRICA)
    assert lead == "One of the 2 publications is about Oman, which lies in Gulf states:"


@pytest.mark.parametrize(
    "text", ["papers on New England", "papers about the states of matter", "papers on South America"]
)
def test_another_place_or_thing_is_not_taken_for_it(tmp_path: Path, text: str) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="p", title="Ponds", countries=("United States", "United Kingdom"))])
        assert not of_records(store, text).conditions.filters
