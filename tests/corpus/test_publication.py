import pytest
from pydantic import ValidationError

from corpus.filters import Filters
from corpus.publication import Publication, publication_id

LEBANON = Publication(
    id="sops",
    title="SOPs",
    year=2013,
    countries=("Lebanon",),
    regions=("Middle East", "North Africa"),
    authors=("M. Hagen",),
)


def test_an_id_reads_well_and_depends_on_title_and_year_only() -> None:
    assert publication_id("Hope For the Future: Support For Survivors of Trafficking", 2020).startswith(
        "hope-for-the-future-support-for-survivors-of-2020-"
    )
    assert publication_id("A  b", 2019) == publication_id("A b", 2019)
    assert len({publication_id("A b", 2019), publication_id("A b", None), publication_id("A c", 2019)}) == 3
    Publication(id=publication_id("دليل", None), title="دليل")


def test_the_fingerprint_changes_with_what_the_record_says_and_not_with_its_source() -> None:
    moved = LEBANON.model_copy(update={"source": LEBANON.source.model_copy(update={"position": "line 9"})})
    assert moved.fingerprint == LEBANON.fingerprint
    assert LEBANON.model_copy(update={"abstract": "New."}).fingerprint != LEBANON.fingerprint


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"id": "A b"}, {"year": 20}, {"url": "javascript:alert(1)"}, {"x": 1}]
)
def test_a_wrong_record_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Publication.model_validate({"id": "a", "title": "A", **wrong})


@pytest.mark.parametrize(
    ("filters", "accepted"),
    [
        (Filters(), True),
        (Filters(years=(2013, 2013)), True),
        (Filters(years=(2014, 2020)), False),
        (Filters(regions=("Asia", "North Africa")), True),
        (Filters(countries=("Lebanon",), authors=("N. Body",)), False),
    ],
)
def test_filters_hold_across_fields_and_any_value_within_one(filters: Filters, accepted: bool) -> None:
    assert filters.accept(LEBANON) is accepted


def test_a_record_without_a_year_satisfies_no_range() -> None:
    assert not Filters(years=(1000, 2999)).accept(Publication(id="a", title="A"))


def test_filters_say_what_was_applied() -> None:
    assert Filters().applied() == {}
    assert Filters(years=(2019, 2019), countries=("Azerbaijan",)).applied() == {
        "years": [2019, 2019],
        "countries": ["Azerbaijan"],
    }
    with pytest.raises(ValidationError, match="runs backwards"):
        Filters(years=(2020, 2019))
