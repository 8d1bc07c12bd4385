from pathlib import Path

import pytest

from assistant.collection.abbreviations import explained, long_form, title_initials
from assistant.collection.vocabulary import vocabulary_among
from corpus.collection import load_default
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("THB", "potential victims of trafficking in human beings", "trafficking in human beings"),
        ("SOPs", "The draft Standard Operating Procedures", "Standard Operating Procedures"),
        ("WHO", "advice of the World Health Organization", "World Health Organization"),
        ("EU", "the migration route to the European Union", "European Union"),
        ("ABC", "nothing of the kind", ""),
    ],
)
def test_the_long_form_begins_with_a_word_and_holds_the_letters_in_order(short: str, before: str, long: str) -> None:
    assert long_form(short, before) == long


def test_the_records_explain_their_abbreviations() -> None:
    found = explained(load_default().publications)
    expected = {
        "THB": "trafficking in human beings",
        "TRM": "transnational referral mechanisms",
        "SOP": "Standard Operating Procedure",
        "IFRC": "International Federation of Red Cross and Red Crescent Societies",
        "SEE": "South-Eastern Europe",
    }
    assert {short: found[short].long for short in expected} == expected
    assert title_initials(load_default().publications)["NRM"] == "National Referral Mechanism"


def test_the_users_own_table_counts_most_and_what_a_text_explains_more_than_the_initials_of_a_title() -> None:
    record = Publication(id="a", title="Basic Child Care", abstract="The Bureau of Coast Control (BCC) rules.")
    assert vocabulary_among([record]).abbreviations["BCC"] == "Bureau of Coast Control"
    assert vocabulary_among([record], {"BCC": "blind carbon copy"}).abbreviations["BCC"] == "blind carbon copy"


def test_initials_stand_for_the_one_author_or_name_that_has_them() -> None:
    unhcr = "United Nations High Commissioner for Refugees"
    told = f"The {unhcr} runs camps. Red Cross Aid Fund. Free Child Aid."
    record = Publication(
        id="a", title="Camps", abstract=told, authors=("Norwegian Refugee Council (NRC)", "Markéta Von Hagen")
    )
    expected = {"UNHCR": unhcr, "RCAF": "Red Cross Aid Fund", "NRC": "Norwegian Refugee Council"}
    alone = vocabulary_among([record]).abbreviations
    assert {short: alone.get(short) for short in (*expected, "FCA")} == expected | {"FCA": None}
    other = Publication(id="b", title="Salt", abstract=f"Rural Coast Action Force. {unhcr}.")
    both = vocabulary_among([record, other]).abbreviations
    assert [short for short in expected if short in both] == ["UNHCR", "NRC"]


def test_what_no_record_says_may_be_short_for_the_words_that_begin_a_title() -> None:
    record = Publication(id="a", title="Bovine viral diarrhoea in Irish herds", abstract="The WHO warns.")
    other = Publication(id="b", title="Wild herons outside", abstract="They nest.")
    known = vocabulary_among([record, other]).abbreviations
    assert known["BVD"] == "Bovine viral diarrhoea"
    assert "WHO" not in known


def test_the_name_of_an_organisation_tells_what_its_short_form_stands_for(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="dams", title="Dams", authors=("River Works Authority (RWA)",))])
        told = answer(store, catalogue(store, "What does RWA stand for?"))
        assert [s.text for s in told.statements][:1] == ["RWA stands for “River Works Authority”:"]
        assert [p.id for p in told.publications] == ["dams"]
