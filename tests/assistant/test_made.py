"""Questions made from records, and what is asked of them with the record and without it."""

import pytest

from assistant.collection.vocabulary import vocabulary_among
from assistant.fitting.made import MOST_OF_A_RECORD, _ways, made_from, weighty_words
from assistant.fitting.otherwise import other_words
from assistant.understanding.query import query_of
from corpus.publication import Publication
from embeddings.models.encoder import SentenceEncoder


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Fines in pigs were collected more reliably.", "Were fines in pigs collected more reliably?"),
        ("Fines in pigs were collected more reliably.", "What were collected more reliably?"),
        ("In all, 51 bylaws were enforced ten years later.", "How many bylaws were enforced ten years later?"),
        ("The crew lost 41 days in the dry season.", "The crew lost how many days in the dry season?"),
        ("The mill was sold in 1987 to its workers.", "In which year was it that the mill was sold to its workers?"),
        ("Crews sleep on deck because cabins are hot.", "Why is it that crews sleep on deck?"),
        ("Results: Sharks returned to the reefs after the ban.", "Sharks returned to the reefs after what?"),
        ("Jordan closed the camp after a long dispute.", "Jordan closed the camp after what?"),
        ("Two of the rafts were lost at sea.", "What was found out about two of the rafts?"),
    ],
)
def test_a_clause_is_turned_into_questions(sentence: str, question: str) -> None:
    assert question in list(_ways(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "It was sold in 1987 to its own workers.",
        "Was the mill sold to its own workers in 1987?",
        "Les amendes en porcs étaient perçues plus sûrement.",
        "Fishing boats.",
    ],
)
def test_what_leans_on_the_sentence_before_and_what_has_no_sign_is_left(sentence: str) -> None:
    assert list(_ways(sentence)) == []


COAST = Publication(
    id="coast",
    title="The coast",
    abstract=" ".join(
        f"The {side} of the bay was closed to boats near Dunster." for side in ("north", "south", "east", "west")
    ),
)
MILL = Publication(
    id="mill",
    title="Ashcombe",
    abstract="The mill was sold to the workers of the valley. It stood in Tamworth since May.",
)


def test_a_record_is_asked_about_a_few_times_and_always_the_same() -> None:
    both = vocabulary_among([COAST, MILL])
    made = made_from(COAST, both, {})
    assert len(made) == MOST_OF_A_RECORD == len(set(made))
    assert made == made_from(COAST.model_copy(update={"title": "Bays"}), both, {})


def test_some_words_are_said_otherwise() -> None:
    otherwise = dict.fromkeys(("mill", "sold", "workers", "valley"), "other")
    (question,) = made_from(MILL, vocabulary_among([COAST, MILL]), otherwise)
    assert "other" in question
    assert weighty_words([MILL]) == ["mill", "sold", "workers", "valley", "stood"]


@pytest.mark.parametrize(("beside", "name"), [("Boats.", "Tamworth"), ("Boats of Tamworth.", "Ashcombe")])
def test_a_question_names_what_few_records_hold(beside: str, name: str) -> None:
    others = [Publication(id=f"boats{number}", title="Boats", abstract=beside) for number in range(2)]
    (question,) = made_from(MILL, vocabulary_among([MILL, *others]), {})
    assert question.endswith(f" in {name}?")


@pytest.mark.model
def test_the_nearest_frequent_word_stands_for_a_word_and_no_form_of_it() -> None:
    assert other_words(["wages", "typhoon", "ferry"], SentenceEncoder())["typhoon"] == "hurricane"


def test_without_a_record_the_collection_has_none_of_its_words() -> None:
    mill = Publication(id="mill", title="The mill", abstract="The mill at Tamworth ground barley.")
    farm = Publication(id="farm", title="The farm", abstract="The farm grew barley.")
    both = vocabulary_among([mill, farm])
    without = both.without(mill)
    said = {term.plain: (both.is_said(term), without.is_said(term)) for term in query_of("Tamworth barley").terms}
    assert said == {"tamworth": (True, False), "barley": (True, True)}
    assert ("tamworth" in both.forms, "tamworth" in without.forms) == (True, False)
