import json
import random
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assistant.training.in_domain import Asked, Text, read_texts, training_pairs
from assistant.training.pairs import Pair
from assistant.training.swaps import placed, swapped_everywhere, swapped_in_question
from corpus.collection import load_default
from corpus.formats import read

FOLDER = Path(str(files("assistant") / "training"))
TRAINED_ON = ("abstracts.jsonl", "other_fields.jsonl")


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def plain(question: str) -> str:
    return "".join(c for c in question.casefold() if c.isalnum())


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return training_pairs([text for name in TRAINED_ON for text in read_texts(FOLDER / name)])


def test_there_are_as_many_pairs_as_the_gate_was_planned_with(pairs: list[Pair]) -> None:
    labels = Counter(pair.label for pair in pairs)
    assert len(pairs) >= 30_000
    assert 2.5 <= labels[0] / labels[1] <= 4
    asked = [question["question"] for name in TRAINED_ON for row in rows_of(name) for question in row["questions"]]
    assert len(asked) == len(set(asked)) >= 10_000


def test_no_pair_is_both_right_and_wrong(pairs: list[Pair]) -> None:
    assert len({(pair.question, pair.title, pair.sentence) for pair in pairs}) == len(pairs)


def test_every_abstract_says_that_it_is_invented_and_is_none_of_a_judged_collection() -> None:
    texts = [row for name in (*TRAINED_ON, "shelf.jsonl") for row in rows_of(name)]
    assert all(text["invented"] is True for text in texts)
    catalogues = (Path(__file__).parents[1] / "data" / "catalogues").glob("*/listing.txt")
    judged = [*load_default().publications, *(record for path in catalogues for record in read(path))]
    assert len(judged) > 200
    assert not {text["title"] for text in texts} & {publication.title for publication in judged}


@pytest.mark.parametrize("name", TRAINED_ON)
def test_every_question_points_to_sentences_that_the_abstract_has(name: str) -> None:
    for text in read_texts(FOLDER / name):
        for asked in text.asked:
            assert asked.places
            assert all(0 <= place <= len(text.sentences) for place in asked.places), asked


def test_every_calibration_quote_stands_letter_for_letter_in_a_record_it_names() -> None:
    abstracts = {p.title: p.abstract for p in load_default().publications}
    rows = rows_of("calibration.jsonl")
    assert len({row["id"] for row in rows}) == len({row["question"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row["titles"]) <= set(abstracts), row["id"]
        assert all(any(quote in abstracts[title] for title in row["titles"]) for quote in row["quotes"]), row["id"]
        assert bool(row["titles"]) == row["answerable"] == (row["kind"] != "unanswerable"), row["id"]
        assert bool(row["quotes"]) == (row["kind"] == "content"), row["id"]


def test_half_of_the_calibration_questions_are_not_answered_by_the_collection() -> None:
    rows = rows_of("calibration.jsonl")
    unanswerable = sum(not row["answerable"] for row in rows)
    assert len(rows) >= 120
    assert 0.45 <= unanswerable / len(rows) <= 0.55


@pytest.mark.parametrize("name", ["referral_mechanisms_questions.jsonl", "referral_mechanisms_calibration.jsonl"])
def test_no_question_of_the_shared_sets_is_trained_or_calibrated_on(pairs: list[Pair], name: str) -> None:
    shared = Path(__file__).parents[1] / "data" / name
    tested = {plain(json.loads(line)["question"]) for line in shared.read_text(encoding="utf-8").splitlines()}
    shelf = [asked for row in rows_of("shelf.jsonl") for asked in row["questions"]]
    calibrated = [row["question"] for row in (*rows_of("calibration.jsonl"), *rows_of("other_topics.jsonl"), *shelf)]
    assert not tested & {plain(question) for question in (*calibrated, *(pair.question for pair in pairs))}


def test_a_question_gives_its_answer_its_nearest_others_and_its_swaps() -> None:
    sentences = ("The study visited farms in Peru.", "It found 40 unpaid workers.", "Wages were low.")
    text = Text("Farms in Peru", sentences, (Asked("How many unpaid workers were there?", "answer", (2,)),))
    elsewhere = Text("Shelters", ("Shelters are full.",), ())
    first, wages, farms, swapped, here, abroad = training_pairs([text, elsewhere])
    question = "How many unpaid workers were there?"
    assert first == Pair(question, text.title, sentences[1], 1, "answer")
    # "were" is the only long word that the question shares with another sentence.
    assert wages == Pair(question, text.title, sentences[2], 0, "other-sentence")
    assert farms == Pair(question, text.title, sentences[0], 0, "other-sentence")
    assert swapped.label == 1
    assert "40" not in swapped.sentence
    assert "Peru" not in swapped.title
    assert plain(here.question) == plain("How many unpaid workers were there in Peru?")
    assert here.label == 1
    assert plain(abroad.question) != plain(here.question)
    assert (abroad.sentence, abroad.label, abroad.source) == (sentences[1], 0, "foreign-name")


def test_a_near_miss_gives_only_wrong_pairs() -> None:
    text = Text("Farms", ("Wages were low.", "Farms are many."), (Asked("Who paid the wages?", "near-miss", (1,)),))
    assert training_pairs([text]) == [
        Pair("Who paid the wages?", "Farms", "Wages were low.", 0, "near-miss"),
        Pair("Who paid the wages?", "Farms", "Farms are many.", 0, "near-miss"),
    ]


def test_a_swap_throughout_keeps_the_same_name_the_same_and_years_in_order() -> None:
    texts = ("How many came to Malta?", "Malta, 2012 to 2018", "From 2012 to 2018 Malta and Rome counted 512 people.")
    found = swapped_everywhere(texts, "\n".join(texts), random.Random(1))
    assert found is not None
    question, title, sentence = found
    island = question.removeprefix("How many came to ").removesuffix("?")
    assert island != "Malta"
    assert title.startswith(island)
    assert f" {island} and " in sentence
    first, last = title.removeprefix(f"{island}, ").split(" to ")
    assert sentence.startswith(f"From {first} to {last} ")
    assert 2005 <= int(first) < int(last) <= 2023
    assert not {"2012", "2018", "512", "Rome"} & set(sentence.replace(".", "").split())


def test_nothing_is_swapped_where_there_is_no_name_and_no_count() -> None:
    assert swapped_everywhere(("Who asks?", "Title", "Nobody."), "Nobody.", random.Random(1)) is None
    assert swapped_in_question("Who asks?", "Nobody.", random.Random(1)) is None


def test_a_swap_in_the_question_takes_a_name_that_the_text_lacks() -> None:
    asked = swapped_in_question("Who lives in Niger?", "Niger is not Nigeria.", random.Random(1))
    assert asked is not None
    country = asked.removeprefix("Who lives in ").removesuffix("?")
    assert country not in ("Niger", "Nigeria")


def test_only_a_text_about_one_country_is_placed() -> None:
    chance = random.Random(1)
    assert placed("Who pays?", "Malta", "Malta and Cyprus", chance) is None
    assert placed("Who pays?", "Islands", "Malta", chance) is None
    both = placed("Who pays?", "Malta", "Malta", chance)
    assert both is not None
    assert both[0] == "Who pays in Malta?"
    assert both[1] not in ("Who pays?", both[0])
