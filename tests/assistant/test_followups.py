"""What a question takes from the conversation before it, on a collection that nothing was fitted to."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, CitedSource
from assistant.question import NO_CONDITIONS
from assistant.reply.compose import quoted
from assistant.state import Turn, turns_from, turns_json
from corpus.filters import Filters
from corpus.store import Store
from tests.assistant.rivers import RIVERS, after, answer, catalogue, cited, content, of_records

HADDAD = "What did Haddad write?"


@pytest.mark.parametrize(
    ("before", "text", "ids"),
    [
        # The place in the list.
        ([HADDAD], "and the second?", ["dams"]),
        ([HADDAD], "number 2 please", ["dams"]),
        ([HADDAD, "when was the first one published?"], "and the second one?", ["dams"]),
        ([HADDAD], "who else worked on the first one?", ["atlas"]),
        ([HADDAD], "and the last one?", ["dams"]),
        # Narrowed.
        ([HADDAD], "only the ones from 2005", ["dams"]),
        (["list everything"], "leave out the Peruvian ones", ["atlas", "notes"]),
        (["list everything"], "without the ones that have no author, please", ["atlas", "dams"]),
        (["list everything"], "but not by Dubois", ["dams", "notes"]),
        (["list everything"], "which ones are about Egypt?", ["atlas"]),
        (["list everything"], "of these, which name more than one country", ["atlas"]),
        # The same under another condition.
        (["books from 1999"], "and 2005?", ["dams"]),
        (["books from 1999"], "and after that?", ["dams"]),
        (["books from 2005"], "and before?", ["atlas"]),
        (["How many books are by Dubois?"], "and by Haddad?", ["atlas", "dams"]),
        (["Who wrote the book on Peru?"], "what about Egypt?", ["atlas"]),
        (["When was the atlas published?"], "And the handbook?", ["dams"]),
        (["books from 2011"], "sorry, I meant 1999", ["atlas"]),
        (["books by Keller"], "no, Dubois", ["atlas"]),
        (["how many books have two authors?"], "and how many have none?", ["notes"]),
        # Something else of the same.
        (["Who wrote the handbook?"], "and when?", ["dams"]),
        (["When was the handbook published?"], "and which country is it about?", ["dams"]),
        (["books before 2000"], "How many are those?", ["atlas"]),
        (["books by Haddad"], "how many?", ["atlas", "dams"]),
        (["books from 2005"], "which region?", ["dams"]),
        (["books by Haddad"], "Who are their authors?", ["atlas", "dams"]),
        (["books by Haddad"], "What about their regions?", ["atlas", "dams"]),
        (["How many books name no author?"], "Which are they?", ["notes"]),
        ([HADDAD, "which of them is the newest?"], "And the oldest?", ["atlas"]),
        (["books on Peru"], "Was it written by Dubois?", ["dams"]),
        (["books on Peru"], "is it from 1980?", ["dams"]),
        (["books on Peru"], "Does it have an author?", ["dams"]),
        (["the latest book"], "and the one before that?", ["atlas"]),
        (["books from 1999"], "Thanks. And how many do you have altogether?", ["atlas", "dams", "notes"]),
        # At one end, one more of them.
        (["the latest book"], "who comes second?", ["atlas", "dams"]),
        (["the latest book"], "and the runner-up?", ["atlas", "dams"]),
        (["Who has written the most?"], "And who is next?", ["atlas", "dams"]),
        # Persons.
        (["Who wrote the handbook?"], "Has he written anything else?", ["atlas"]),
        (["Who wrote the handbook?"], "What else did Haddad write?", ["atlas"]),
        (["what has Dubois written?"], "who was her co-author?", ["atlas"]),
        (["what has Dubois written?", "And Haddad?"], "Did they do anything together?", ["atlas"]),
        (["Who wrote the handbook?"], "which book did he bring out first?", ["atlas"]),
        (["Who wrote the handbook?"], "any other books by them?", ["atlas"]),
        # Under a further condition, among those counted before, and of both.
        ([HADDAD], "and how many are about Peru?", ["dams"]),
        ([HADDAD, "how many is that?"], "and since 2000?", ["dams"]),
        ([HADDAD], "and how many do you have in all?", ["atlas", "dams", "notes"]),
        (["books about Egypt", "and Vietnam?"], "and about both?", ["atlas"]),
        (["books from 2005"], "and earlier?", ["atlas"]),
        (["books from 1999"], "are there newer ones?", ["dams"]),
    ],
)
def test_a_follow_up_is_asked_of_what_came_before(rivers: Store, before: list[str], text: str, ids: list[str]) -> None:
    assert sorted(cited(rivers, text, after(rivers, *before))) == ids


@pytest.mark.parametrize(
    ("before", "text", "ids"),
    [
        ([HADDAD], "newest first", ["dams", "atlas"]),
        ([HADDAD], "sorted by year, please", ["atlas", "dams"]),
        ([HADDAD, "newest first"], "no, by title", ["atlas", "dams"]),
        ([HADDAD, "newest first"], "reverse the order", ["atlas", "dams"]),
        ([HADDAD, "newest first"], "and by Dubois or Haddad?", ["dams", "atlas"]),
        ([HADDAD], "list all books, newest first", ["dams", "atlas", "notes"]),
        ([], "newest first", ["dams", "atlas", "notes"]),
    ],
)
def test_a_list_is_sorted_anew(rivers: Store, before: list[str], text: str, ids: list[str]) -> None:
    assert cited(rivers, text, after(rivers, *before)) == ids


@pytest.mark.parametrize(
    ("text", "asked", "topic", "filters"),
    [
        ("and the oldest?", "oldest", "herons", {}),
        ("and how many are there?", "count", "herons", {}),
        ("and how many are from 2005?", "count", "herons", {"years": [2005, 2005]}),
        ("and in Peru?", "list", "herons", {"countries": ["Peru"]}),
        ("and in Norway?", "list", "herons in Norway", {}),
        ("and about fish ladders?", "list", "fish ladders", {}),
        ("what about ladders?", "list", "ladders", {}),
    ],
)
def test_a_list_on_a_topic_is_carried_on(
    rivers: Store, text: str, asked: str, topic: str, filters: dict[str, object]
) -> None:
    question = content(rivers, text, [listed_on_herons(rivers)])
    assert question.listing is not None
    assert (question.listing.asked, question.topic.text) == (asked, topic)
    assert question.conditions.filters.applied() == filters
    again = turns_from(turns_json([Turn.of(question)]))
    assert again == (Turn.of(question),)


@pytest.mark.parametrize("text", ["which of those mention Norway?", "do any of them speak of gulls?"])
def test_what_is_asked_of_the_records_of_a_list_is_confined_to_them(rivers: Store, text: str) -> None:
    assert content(rivers, text, [listed_on_herons(rivers)]).about == ("notes",)


def listed_on_herons(store: Store) -> Answer:
    question = content(store, "which books are about herons?")
    (notes,) = (CitedSource(1, record) for record in RIVERS if record.id == "notes")
    return Answer(question.text, "answered", sources=(notes,), turns=(Turn.of(question),))


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        ("books from 1999", "and in 2014?", "No publication is from 2014."),
        (
            "what has Dubois written?",
            "And is there one by her from 2005?",
            "No publication is from 2005 and by Amélie Dubois.",
        ),
        (
            "list everything",
            "only those about Peru by Dubois",
            "No publication among those named before is by Amélie Dubois and about Peru.",
        ),
        ("what has Haddad written?", "anything else by him?", "No other publication is by Omar Haddad."),
    ],
)
def test_an_empty_follow_up_names_its_conditions(rivers: Store, before: str, text: str, reason: str) -> None:
    answered = answer(rivers, catalogue(rivers, text, after(rivers, before)))
    assert (answered.status, answered.reason) == ("not_answered", reason)


def test_a_narrowed_answer_counts_among_the_records_named_before(rivers: Store) -> None:
    answered = answer(rivers, catalogue(rivers, "but not from 1999", after(rivers, HADDAD)))
    assert answered.statements[0].text == "One of the 2 publications named before is not from 1999:"


@pytest.mark.parametrize(
    ("text", "about", "search"),
    [
        ("what does it say about fish?", ("dams",), "what does it say about fish?"),
        ("and which ladders does it mention?", ("dams",), "which ladders does it mention?"),
        ("give me more details", ("dams",), "What is “Dams and Fisheries: A Handbook” about?"),
        ("what is it about?", ("dams",), "What is “Dams and Fisheries: A Handbook” about?"),
        ("what does the atlas say about it?", ("atlas",), "what does the atlas say about it?"),
        ("how do herons live?", (), "how do herons live?"),
        ("And how are fish kept alive?", ("dams",), "how are fish kept alive?"),
        ("Which company paid for that?", ("dams",), "Which company paid for that?"),
        ("What sort of firms were they from?", ("dams",), "What sort of firms were they from?"),
        ("Are those ladders steep?", ("dams",), "Are those ladders steep?"),
        ("And how do herons in Egypt live?", (), "how do herons in Egypt live?"),
        ("is it possible to breed herons?", (), "is it possible to breed herons?"),
    ],
)
def test_a_question_to_the_texts_is_confined_to_the_record_that_it_points_back_to(
    rivers: Store, text: str, about: tuple[str, ...], search: str
) -> None:
    question = content(rivers, text, after(rivers, "Who wrote the handbook?"))
    assert (question.about, question.search) == (about, search)


def test_a_short_question_after_one_to_the_texts_carries_its_words_on(rivers: Store) -> None:
    before = quoted("Why do fish climb?", [(RIVERS[1], "abstract", 0, 12)], 3)
    assert content(rivers, "and in winter?", [before]).search == "Why do fish climb? and in winter?"


def test_a_topic_is_added_to_the_question_before_and_not_to_one_that_was_added(rivers: Store) -> None:
    turns = ["What harms fish in Peru?", "and in Egypt?", "What about herons?", "and gulls?", "and in Peru?"]
    said: list[str] = []
    history: list[Answer] = []
    for text in turns:
        question = content(rivers, text, history)
        said.append(question.search)
        history.append(Answer(text, "not_answered", turns=(Turn.of(question),)))
    assert said == [
        "What harms fish in Peru?",
        "What harms fish in Egypt?",
        "What harms fish in Egypt? What about herons?",
        "What harms fish in Egypt? and gulls?",
        "What harms fish in Peru? and gulls?",
    ]


def test_what_a_browser_kept_of_a_conversation_is_not_trusted(rivers: Store) -> None:
    (before,) = after(rivers, HADDAD)
    turns = turns_from({"asked": "everything", "counts": [{"field": 3}], "parts": "none"})
    forged = replace(before, turns=turns)
    assert cited(rivers, "which of them is the newest?", [forged]) == ["dams"]
    assert turns_from({"listing": {"limit": 10**9}, "topic": "herons"}) == turns_from({"listing": {}}) == ()


def test_a_question_with_nothing_before_it_takes_nothing(rivers: Store) -> None:
    for text in ("and the second one?", "tell me more", "sorry, I meant those", "anything else by her?"):
        assert of_records(rivers, text).referred == ""


def test_a_condition_that_is_replaced_is_told_no_more(rivers: Store) -> None:
    answers = after(rivers, "how many books are not about Africa?", "and Asia?")
    assert answers[-1].statements[0].text == "1 of the 3 publications is about Asia:"
    assert [found.words for found in answers[-1].turns[0].found] == ["Asia"]


@pytest.mark.parametrize(
    ("before", "text", "asked", "topic", "conditions"),
    [
        (["books from 1999"], "What about sediment?", "list", "sediment", Filters(years=(1999, 1999))),
        (["How many books are there?"], "And about ladders?", "count", "ladders", Filters()),
        ([HADDAD], "and on ladders?", "list", "ladders", Filters(authors=("Omar Haddad",))),
        (["the latest book"], "and on sediment?", "latest", "sediment", Filters()),
    ],
)
def test_a_topic_is_asked_for_as_the_records_before(
    rivers: Store, before: list[str], text: str, asked: str, topic: str, conditions: Filters
) -> None:
    question = content(rivers, text, after(rivers, *before))
    assert question.listing is not None
    assert (question.listing.asked, question.topic.text, question.conditions.filters) == (asked, topic, conditions)


@pytest.mark.parametrize("text", ["How do fish ladders work?", "Which books are about herons?", "herons"])
def test_what_stands_by_itself_inherits_nothing(rivers: Store, text: str) -> None:
    question = content(rivers, text, after(rivers, "books from 1999"))
    assert (question.conditions, question.about, question.referred) == (NO_CONDITIONS, (), "")


def test_a_place_in_a_topic_is_replaced_by_another_one(rivers: Store) -> None:
    listed = Turn.of(content(rivers, "books on sediment in the old parts of Egypt since 1998"))
    before = Answer("?", "answered", sources=(CitedSource(1, RIVERS[0]),), turns=(listed,))
    question = content(rivers, "What about Peru?", [before])
    assert (question.topic.text, question.conditions.filters) == (
        "sediment in the old parts of Peru",
        Filters(years=(1998, 2005)),
    )


def test_a_name_that_no_record_has_takes_the_place_of_one_that_it_has(rivers: Store) -> None:
    asked = catalogue(rivers, "And Kenya?", after(rivers, "How many books from 2005 are about Peru?"))
    assert (asked.request.lacks, asked.conditions.filters) == ("about", Filters(years=(2005, 2005)))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("books on sediment since 1999", (1999, 2005)),
        ("works about the slow rise of sediment from 2005", (2005, 2005)),
        ("books about all the many kinds of floods in 1999", None),
    ],
)
def test_years_at_the_end_of_a_list_on_a_topic(rivers: Store, text: str, years: tuple[int, int] | None) -> None:
    question = content(rivers, text)
    assert question.conditions.filters.years == years
