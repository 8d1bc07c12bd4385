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


def test_a_record_is_asked_about_a_few_times_and_always_the_same() -> None:
    abstract = " ".join(
        f"The {place} of the coast was closed to boats in the spring." for place in "north south east west".split()
    )
    made = made_from(Publication(id="coast", title="The coast", abstract=abstract), {})
    assert len(made) == MOST_OF_A_RECORD == len(set(made))
    assert made == made_from(Publication(id="coast", title="Another title", abstract=abstract), {})


def test_some_words_are_said_otherwise_and_a_question_names_what_it_is_on() -> None:
    abstract = "The mill was sold to the workers of the valley. It stood in Tamworth since May."
    otherwise = dict.fromkeys(("mill", "sold", "workers", "valley"), "other")
    made = made_from(Publication(id="mill", title="The mill", abstract=abstract), otherwise)
    assert [("other" in question, question.endswith(" in Tamworth?")) for question in made] == [(True, True)]
    records = [Publication(id="mill", title="The mill", abstract=abstract)]
    assert weighty_words(records) == ["mill", "sold", "workers", "valley", "stood"]


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
