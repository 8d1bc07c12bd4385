from assistant.answer import Answer
from assistant.messages.message import message
from assistant.question import Conditions
from assistant.reply.compose import Slice, joined, quoted, refused
from assistant.reply.predicates import among as among_those
from corpus.filters import Filters
from corpus.publication import Publication

MANUAL = Publication(id="manual", title="A manual", abstract="It trains. It lasts. It ends.")
NO_X, NO_Y = message("text", text="No x."), message("text", text="No y.")
STUDY = Publication(id="study", title="A study", abstract="It counts 69 cases.")


def piece(publication: Publication, text: str) -> Slice:
    start = publication.abstract.index(text)
    return publication, "abstract", start, start + len(text)


def texts(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_quotes_are_grouped_by_publication_in_reading_order_after_a_leading_line() -> None:
    answer = quoted(
        "q", [piece(STUDY, "It counts 69 cases."), piece(MANUAL, "It ends."), piece(MANUAL, "It trains.")], 9
    )
    assert texts(answer) == ["Two of the 9 publications answer this:", "It counts 69 cases.", "It trains.", "It ends."]
    assert [s.citations for s in answer.statements] == [(1, 2), (1,), (2,), (2,)]
    assert [(source.number, source.publication.id) for source in answer.sources] == [(1, "study"), (2, "manual")]


def test_one_publication_answers() -> None:
    assert texts(quoted("q", [piece(STUDY, "It counts")], 9))[0] == "One of the 9 publications answers this:"
    assert texts(quoted("q", [piece(STUDY, "It counts")], 1))[0] == "The one publication answers this:"
    among = among_those(Conditions(chosen=Filters(years=(2018, 2019))))
    few = texts(quoted("q", [piece(STUDY, "It counts")], 5, among))[0]
    assert few == "One of the 5 publications from 2018 to 2019 answers this:"
    all_of_them = texts(quoted("q", [piece(STUDY, "It counts")], 1, among))[0]
    assert all_of_them == "The one publication from 2018 to 2019 answers this:"


def test_parts_share_one_numbering_and_keep_their_own_statements() -> None:
    first = quoted("a?", [piece(MANUAL, "It trains.")], 9)
    second = quoted("b?", [piece(STUDY, "It counts"), piece(MANUAL, "It ends.")], 9)
    answer = joined("a? b?", [first, second])
    assert [s.publication.id for s in answer.sources] == ["manual", "study"]
    assert [(s.text, s.citations) for s in answer.statements if s.citation] == [
        ("It trains.", (1,)),
        ("It counts", (2,)),
        ("It ends.", (1,)),
    ]
    assert [q.text for q in answer.sources[0].quotes] == ["It trains.", "It ends."]
    assert [q.number for q in answer.sources[1].quotes] == [2]


def test_an_unanswered_part_says_its_reason_among_the_answered_ones() -> None:
    answer = joined(
        "a? b?",
        [refused("a?", message("texts.no_name", names=("Brazil",))), quoted("b?", [piece(STUDY, "It counts")], 9)],
    )
    assert answer.status == "answered"
    assert texts(answer)[:3] == ["“a?”", "No record mentions Brazil.", "“b?”"]


def test_all_parts_unanswered_is_not_answered() -> None:
    answer = joined(
        "a? b?",
        [
            refused("a?", message("text", text="No x."), [MANUAL]),
            refused("b?", message("text", text="No y."), [MANUAL, STUDY]),
        ],
    )
    assert (answer.status, answer.statements, answer.sources) == ("not_answered", (), ())
    assert answer.reason == "“a?” No x. “b?” No y."
    assert [p.id for p in answer.closest] == ["manual", "study"]
