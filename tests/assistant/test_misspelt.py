"""Misspelt questions: told as English, and mended to words, not to the names of people."""

from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import content, corrections, language, only


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("waht guidnce exsits for red cros", "en"),
        ("wich publicatons menton smugling routs", "en"),
        ("hw mny victms wer idntified", "en"),
        ("apa yang dikatakan laporan ini tentang korban", "id"),
        ("Quelles mesures pour les victimes ?", "fr"),
        ("quien escribio el manual", "es"),
    ],
)
def test_misspelt_english_is_english_and_other_languages_are_not(nine: Store, text: str, code: str) -> None:
    assert language(only(nine, text)) == code


def test_a_misspelt_word_in_small_letters_is_no_surname(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(
            [Publication(id="bets", title="Bets", abstract="Gamblers believe in streaks.", authors=("Ana Falacci",))]
        )
        question = only(store, "What is the gambler's falacy?")
        assert all(meant != "Falacci" for _, meant in corrections(question))
        # Where an author is spoken of it is mended to one.
        assert corrections(only(store, "What was written by falaci?")) == (("falaci", "Falacci"),)
        assert content(store, "What is the gambler's falacy?").conditions.understood is False


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("why do people shun herons?", ()),
        ("were the pomds shut?", (("pomds", "ponds"),)),
    ],
)
def test_a_rare_word_of_english_is_no_misspelt_one(
    tmp_path: Path, text: str, mended: tuple[tuple[str, str], ...]
) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="ponds", title="Ponds", abstract="The ponds were shut.")])
        assert corrections(only(store, text)) == mended


def test_a_misspelt_people_of_a_country_of_the_records_is_mended(rivers: Store) -> None:
    assert corrections(only(rivers, "what do peruvans build?")) == (("peruvans", "peruvians"),)
    assert corrections(only(rivers, "what do ukranians build?")) == ()


def test_a_people_is_no_misspelt_country(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="ponds", title="Singers of Korea", abstract="Frogs.", countries=("South Korea",))])
        assert corrections(only(store, "Are Korean singers loud?")) == ()


def test_a_word_with_a_capital_is_no_author_of_another_name(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="fado", title="Fado", abstract="She sang.", authors=("Amália",))])
        assert corrections(only(store, "Apulia")) == ()
        assert corrections(only(store, "songs by Amalja")) == (("Amalja", "Amália"),)
