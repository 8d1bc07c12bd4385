"""The ways in which people word catalogue questions, on a collection that nothing was fitted to, class by class."""

from pathlib import Path

import pytest

from assistant.question import CatalogueQuestion, Correction
from assistant.state import Turn
from assistant.understanding.intents.emergency import is_emergency
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import (
    answer,
    catalogue,
    cited,
    content,
    corrections,
    kind,
    language,
    of_records,
    only,
    read,
)

ALL = ["atlas", "dams", "notes"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # Years.
        ("Which titles were brought out in 1999?", ["atlas"]),
        ("books that date from 1999 or 2005", ["atlas", "dams"]),
        ("what came out in 1998, 1999 and 2006", ["atlas"]),
        ("publications up to and including 1999", ["atlas"]),
        ("anything no earlier than 2005?", ["dams"]),
        ("everything from 2000 onwards", ["dams"]),
        ("pre-2000 books", ["atlas"]),
        ("published after 1990 and before 2003", ["atlas"]),
        ("issued between the years 1998 and 2006", ["atlas", "dams"]),
        ("publications from 1990 to 2010 but not from 1999", ["dams"]),
        # Places.
        ("Vietnamese material", ["atlas"]),
        ("what is on your shelves about Peru", ["dams"]),
        ("which records are filed under the region South America", ["dams"]),
        ("Is Egypt covered?", ["atlas"]),
        ("publications on Peru or Egypt", ["atlas", "dams"]),
        # Authors.
        ("haddad", ["atlas", "dams"]),
        ("haddads books", ["atlas", "dams"]),
        ("whatever Omar has penned", ["atlas", "dams"]),
        ("I'm after a text by someone called Dubois", ["atlas"]),
        ("which works have Haddad among their authors", ["atlas", "dams"]),
        ("anything by Amelie Duboys?", ["atlas"]),
        ("omar hadad 2005", ["dams"]),
        ("Did Dubois and Haddad do a book together?", ["atlas"]),
        ("Did Haddad ever write with Dubois?", ["atlas"]),
        ("What has Haddad written on his own?", ["dams"]),
        ("Did Haddad write anything with other people?", ["atlas"]),
        ("How many books did Haddad take part in?", ["atlas", "dams"]),
        ("how many things has Dubois had a hand in", ["atlas"]),
        ("Who was the co-author of Haddad on sediment?", ["atlas"]),
        ("Who published the handbook on ladders?", ["dams"]),
        # How many values a record names.
        ("which titles are anonymous", ["notes"]),
        ("books whose author is unknown", ["notes"]),
        ("Which ones don't give any year?", ["notes"]),
        ("Which books have two authors?", ["atlas"]),
        ("which were written by one person", ["dams"]),
        ("records with more than one country", ["atlas"]),
        ("books with an author", ["atlas", "dams"]),
        ("undated works without an author", ["notes"]),
        # What is left out.
        ("Leaving aside the Peruvian ones, which titles are there?", ["atlas", "notes"]),
        ("everything but the ones by Dubois", ["dams", "notes"]),
        ("neither by Dubois nor from 2005", ["notes"]),
        ("Which books aren't by Haddad?", ["notes"]),
        ("everything except those without an author", ["atlas", "dams"]),
        ("all books apart from the handbook", ["atlas", "notes"]),
        # What is asked.
        ("Do you have a book on Peru?", ["dams"]),
        ("How large is your collection?", ALL),
        ("how many titles do you hold altogether", ALL),
        ("What did Haddad bring out most recently?", ["dams"]),
        ("Which is older, the atlas or the handbook?", ["atlas"]),
        ("the first book that you have", ["atlas"]),
        ("first book", ["atlas"]),
        ("which came out first?", ["atlas"]),
        ("the second latest book", ["atlas", "dams"]),
        ("Could you send the names of all authors?", ["atlas", "dams"]),
        ("Who collaborated with Dubois?", ["atlas"]),
        ("how many authors wrote the atlas", ["atlas"]),
        ("In what year did the handbook come out?", ["dams"]),
        ("how old is the atlas", ["atlas"]),
        ("the year of the handbook on fisheries", ["dams"]),
        ("tell me when the atlas was released", ["atlas"]),
        ("who's behind the atlas", ["atlas"]),
        ("by whom was the handbook written", ["dams"]),
        ("who wrote the atlas and the handbook", ["atlas", "dams"]),
        ("Did Dubois write the handbook?", ["dams"]),
        ("Was the atlas published in 2004?", ["atlas"]),
        ("Who is Dubois's co-author?", ["atlas"]),
        ("Who has Dubois worked with?", ["atlas"]),
        ("Which countries occur in your catalogue?", ["atlas", "dams"]),
        ("In which years did your books come out?", ["atlas", "dams"]),
        ("which authors have more than one book here", ["atlas", "dams"]),
        ("Which region is the handbook listed under?", ["dams"]),
        ("Who wrote “An Atlas of River Deltas”?", ["atlas"]),
        ("Who wrote Dams and Fisheries: A Handbook?", ["dams"]),
        # What is said beside it.
        ("Hello, could you please tell me what you have from 1999? Many thanks in advance!", ["atlas"]),
        (
            "Good morning. I teach geography and heard of your shelf. Which books are on Peru? Kind regards, Ana",
            ["dams"],
        ),
        ("I'd be grateful if you could list the books by Dubois, if possible", ["atlas"]),
        ("A friend spoke of an author named Dubois. Who was it that she wrote with?", ["atlas"]),
        ("My teacher mentioned a Mr Haddad, did he write something?", ["atlas", "dams"]),
        ("I live in Peru. Which books are from 1999?", ["atlas"]),
        ("I am interested in Peru. What do you have?", ["dams"]),
        ("I have the atlas on my desk. Who wrote it?", ["atlas"]),
    ],
)
def test_a_wording_finds_exactly_the_records_it_means(rivers: Store, text: str, ids: list[str]) -> None:
    assert sorted(cited(rivers, text)) == ids


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("anything by Maria Keller?", "No publication is by Maria Keller."),
        ("Which texts by Omar Keller do you have?", "No publication is by Omar Keller."),
        ("dubois 2005", "No publication is from 2005 and by Amélie Dubois."),
        ("what came out before 1990?", "No publication is from 1989."),
        ("Do you have a national report for Thailand?", "No publication is about Thailand."),
        ("books about Peru by Dubois", "No publication is by Amélie Dubois and about Peru."),
        ("which books have three authors", "No publication names three authors."),
        ("books without a category", "Every publication names a category."),
        ("Where can I download the atlas?", "“An Atlas of River Deltas”: the record names no address."),
    ],
)
def test_an_empty_result_is_refused_by_the_condition_that_empties_it(rivers: Store, text: str, reason: str) -> None:
    answered = answer(rivers, catalogue(rivers, text))
    assert (answered.status, answered.reason) == ("not_answered", reason)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Which books have two authors?", "One of the 3 publications names two authors:"),
        (
            "Did Dubois and Haddad do a book together?",
            "One of the 3 publications is by Amélie Dubois and Omar Haddad together:",
        ),
        ("books from 1999 or 2005", "Two of the 3 publications are from 1999 or 2005:"),
        ("the latest book by Haddad", "The most recent publication that is by Omar Haddad is from 2005:"),
        ("which authors have more than one book", "The records name one author more than once: Omar Haddad (2)."),
        ("all books apart from the handbook", "These are two of the 3 publications:"),
    ],
)
def test_an_answer_says_what_was_asked(rivers: Store, text: str, lead: str) -> None:
    answered = answer(rivers, catalogue(rivers, text))
    assert (answered.statements[0].text if answered.statements else answered.reason) == lead


@pytest.mark.parametrize(
    "text",
    [
        "Where did the authors of the atlas get their maps?",
        "What do the authors of the handbook recommend?",
        "Who asked for the handbook?",
        "Which years does the next plan for Egypt cover?",
        "How old are herons?",
        "who wrote the fishing law",
        "which regions are deltas in",
        "What is the latest trend in sediment?",
        "What is the capital of Peru?",
        "Why did Haddad write it?",
        "How many books do people in Egypt read?",
        "Do you have handbooks?",
        "which topics does the handbook cover",
        "is there anything about what herons eat?",
        "What happened in Egypt in 1998?",
        "When will the next edition of the handbook appear?",
        "Which books aren't about a country in particular?",
        "Anything about the same river?",
    ],
)
def test_what_only_sounds_like_the_catalogue_is_put_to_the_texts(rivers: Store, text: str) -> None:
    assert kind(only(rivers, text)) == "content"


@pytest.mark.parametrize(
    ("text", "about", "found"),
    [
        ("what does the 1999 book say about sediment", "atlas", ["1999"]),
        ("how is the coast moved, according to the 1999 egypt document", "atlas", ["egypt", "1999"]),
        ("can I use the handbook in class?", "dams", []),
        ("who paid for the Peru study", "dams", ["Peru"]),
        ("does the book on dams mention ladders", "dams", []),
        ("what do we learn from the atlas by Dubois", "atlas", ["Dubois"]),
    ],
)
def test_a_phrase_that_singles_out_a_record_confines_the_question_to_it(
    rivers: Store, text: str, about: str, found: list[str]
) -> None:
    question = content(rivers, text)
    assert (question.about, [f.words for f in question.conditions.found]) == ((about,), found)
    assert Turn.of(question).as_json()["about"] == [about]


@pytest.mark.parametrize(
    "text",
    [
        "what does the report say about herons",
        "what does the handbook by Keller say about fish",
        "what does the 1999 atlas of Peru say",
        "how do the books treat fish",
        "what does the book say",
    ],
)
def test_a_phrase_that_may_mean_another_record_confines_nothing(rivers: Store, text: str) -> None:
    assert of_records(rivers, text).about == ()


def test_a_place_in_one_title_and_in_another_records_field_singles_out_neither(nine: Store) -> None:
    question = content(nine, "Who was heard for the South-East Europe report?")
    assert (question.about, question.conditions.filters.regions) == ((), ())
    authors = answer(nine, catalogue(nine, "who is the author of the South-Eastern Europe report"))
    assert [p.year for p in authors.publications] == [2019, 2012]


def test_countries_are_looked_for_in_a_text_that_names_them_where_the_field_names_none(nine: Store) -> None:
    assert kind(only(nine, "Which countries is the 2012 report about?")) == "content"
    assert kind(only(nine, "Which country is the Lebanon curriculum about?")) == "catalogue"


def test_content_questions_keep_conditions_that_no_filter_says(rivers: Store) -> None:
    assert content(rivers, "which books without an author describe herons").about == ("notes",)
    refused = answer(rivers, catalogue(rivers, "which books by three authors describe herons"))
    assert refused.reason == "No publication names three authors."


# --- Several questions, and what is said beside them ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thanks. Who wrote the atlas?", ["Who wrote the atlas?"]),
        (
            "Hi! Who wrote the atlas? And how many books are there? Cheers",
            ["Who wrote the atlas?", "And how many books are there?"],
        ),
        ("Who wrote the atlas and when did it come out?", ["Who wrote the atlas", "when did it come out?"]),
        (
            "List the books by Dubois. Which one is the latest?",
            ["List the books by Dubois.", "Which one is the latest?"],
        ),
        ("Can you help me? Who wrote the atlas?", ["Who wrote the atlas?"]),
        ("Who wrote Mr. Haddad's handbook?", ["Who wrote Mr. Haddad's handbook?"]),
        ("Hello!", ["Hello!"]),
        ("Thank you very much.", ["Thank you very much."]),
    ],
)
def test_each_question_of_a_text_is_one_part_and_courtesies_are_none(
    rivers: Store, text: str, parts: list[str]
) -> None:
    assert [question.text for question in read(rivers, text)] == parts


def test_the_second_question_of_a_text_is_asked_of_what_the_first_one_names(rivers: Store) -> None:
    _, second = read(rivers, "Who wrote the handbook? When was it published?")
    assert isinstance(second, CatalogueQuestion)
    assert [p.id for p in answer(rivers, second).publications] == ["dams"]


def test_a_title_with_a_question_mark_is_not_cut(nine: Store) -> None:
    question = catalogue(nine, "Who wrote What is Trafficking in Human Beings? Trainer's manual?")
    assert [p.year for p in answer(nine, question).publications] == [2019]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am new to herons, where should I start?", "content"),
        ("I am new to herons. Where should I start?", "content"),
        ("I am to teach about herons. What should I look at first?", "content"),
        ("What should I look at first?", "desk"),
        ("Which report should she read?", "desk"),
        ("Where do I begin?", "desk"),
        ("I'm new here", "desk"),
        ("My pupils need an introduction to herons. Can you help?", "content"),
        ("We teach pupils about herons. Is there something written for us?", "content"),
        ("Good evening, what can I ask?", "desk"),
    ],
)
def test_who_names_a_topic_is_not_new_to_the_desk_but_to_the_topic(rivers: Store, text: str, expected: str) -> None:
    assert kind(only(rivers, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I think I am being trafficked",
        "my employer has my passport",
        "they won't let us go outside",
        "My sister has been taken away",
        "I'm not allowed to leave the flat",
        "please help me, I am locked in",
        "Somebody sold me",
        "how can I escape?",
    ],
)
def test_someone_who_speaks_of_a_danger_is_heard(text: str) -> None:
    assert is_emergency(text)


@pytest.mark.parametrize(
    "text",
    [
        "help me find a report on Peru",
        "Can you help me?",
        "how can victims escape?",
        "What help is there for people whose passports were taken?",
        "I am looking for guidance on forced labour",
    ],
)
def test_someone_who_asks_about_danger_is_not_in_it(text: str) -> None:
    assert not is_emergency(text)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("the trainers manuel", (("manuel", "manual"),)),
        ("Claire Haley", (("Haley", "Healy"),)),
        ("publications by Markieta Hagen", (("Markieta", "Markéta"),)),
        ("my cousin Manuel", ()),
        ("the doesnt of the coauthored", ()),
    ],
)
def test_a_word_is_mended_by_the_title_or_the_name_beside_it(
    nine: Store, text: str, mended: tuple[Correction, ...]
) -> None:
    assert corrections(only(nine, text)) == mended


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pre-2013 publications", "en"),
        ("Publications by Jürgen Habermas", "en"),
        ("Quels rapports avez-vous sur le Liban ?", "fr"),
        ("Welche Bücher gibt es über den Libanon?", "de"),
    ],
)
def test_names_and_numbers_make_no_question_foreign(nine: Store, text: str, expected: str) -> None:
    assert language(only(nine, text)) == expected


def test_records_are_counted_by_the_words_that_their_titles_share(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        titles = [f"Annual report of the river hotline {year}" for year in (2011, 2012)]
        store.put([Publication(id=t[-4:], title=t) for t in titles])
        store.put(
            [Publication(id="other", title="The river hotline: an evaluation", abstract="An annual report is due.")]
        )
        asked = "How many annual reports of the river hotline do you hold?"
        assert cited(store, asked) == ["2011", "2012"]
        assert (
            answer(store, catalogue(store, asked))
            .statements[0]
            .text.startswith("2 of the 3 publications are titled “annual reports of the river hotline”")
        )
        # What no titles share is looked for in the texts.
        assert kind(only(store, "How many annual reports of river floods do you hold?")) == "content"
