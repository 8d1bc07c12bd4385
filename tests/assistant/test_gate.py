import math

import pytest

from assistant.evidence.coverage import Coverage
from assistant.evidence.gate import calibration, decide, features, probability_of, reason_for
from assistant.evidence.sentences import Scored
from assistant.messages.message import say
from assistant.understanding.query import query_of
from corpus.publication import Publication
from ui.desk import Desk

RECORD = Publication(id="routes", title="Routes", abstract="69 cases were found. Nobody counted the children.")
NOTHING_LACKS = Coverage((), (), 0.0, ())
NEAREST = "The nearest publication, “Routes”,"


def scored(start: int, end: int, close: float = 0.0) -> Scored:
    return Scored(RECORD, "abstract", start, end, late=0.5, close=close, covered=0.7)


FOUND, UNCOUNTED = scored(0, 20, 1.0), scored(21, 49, 9.0)


def test_the_signals_of_the_best_sentence() -> None:
    assert features(query_of("How many cases were found?"), [FOUND, UNCOUNTED], NOTHING_LACKS) == {
        "close": 4.0,
        "covered": 0.7,
        "missing_names": 0.0,
        "names_elsewhere": 0.0,
        "lacks_kind": 0.0,
    }


def test_the_signals_of_what_is_lacking() -> None:
    lacks = Coverage(("Brazil",), (), 0.5, ("Peru", "Chile"))
    signals = features(query_of("How many of the 69 are from Brazil?"), [FOUND], lacks)
    assert [signals[name] for name in ("missing_names", "names_elsewhere", "lacks_kind")] == [1, 1, 1]
    # Whether a sentence names a person is a guess, and no signal.
    assert features(query_of("Who was it?"), [FOUND], NOTHING_LACKS)["lacks_kind"] == 0.0


def test_where_nothing_was_found_nothing_speaks_for_an_answer() -> None:
    signals = features(query_of("Why?"), [], NOTHING_LACKS)
    assert (signals["close"], signals["covered"]) == (-4.0, 0.0)
    verdict = decide(query_of("Why?"), [], NOTHING_LACKS)
    assert not verdict.answered
    assert verdict.probability < calibration()["threshold"]


def test_the_probability_is_the_logistic_of_the_weighted_signals() -> None:
    fitted = calibration()
    expected = 1 / (1 + math.exp(-(fitted["intercept"] + 2 * fitted["close"] + 0.5 * fitted["covered"])))
    assert probability_of({"close": 2.0, "covered": 0.5}) == pytest.approx(expected)


def test_every_signal_has_its_weight_and_speaks_the_way_it_should() -> None:
    fitted = calibration()
    assert set(features(query_of("Why?"), [FOUND], NOTHING_LACKS)) | {"intercept", "threshold"} == set(fitted)
    assert all(fitted[name] > 0 for name in ("close", "covered"))
    assert all(fitted[name] < 0 for name in ("missing_names", "names_elsewhere", "lacks_kind"))
    assert 0.1 < fitted["threshold"] < 0.7


def test_the_threshold_parts_answered_from_not_answered() -> None:
    answered = decide(query_of("How many cases were found?"), [scored(0, 20, 4.0)], NOTHING_LACKS)
    assert answered.answered
    assert answered.probability >= calibration()["threshold"]
    assert answered.reason is None
    refused = decide(
        query_of("How many were found in Brazil?"), [scored(0, 20, -4.0)], Coverage(("Brazil",), (), 0.5, ())
    )
    assert not refused.answered
    assert refused.probability < calibration()["threshold"]
    assert refused.reason
    assert say(refused.reason) == "No record mentions Brazil."


@pytest.mark.parametrize(
    ("question", "lacks", "reason"),
    [
        ("What of Peru?", Coverage(("Peru", "Chile"), ("llamas",), 1, ()), "No record mentions Peru or Chile."),
        ("How many of the 69 were children?", NOTHING_LACKS, f"{NEAREST} does not say how many."),
        ("How long did it take?", Coverage((), ("take",), 1, ()), f"{NEAREST} does not say how long."),
        ("Who was it?", NOTHING_LACKS, f"{NEAREST} does not say who."),
        ("Why llamas?", Coverage((), ("llamas",), 1, ()), "No record speaks of “llamas”."),
        ("Why Togo?", Coverage((), (), 0, ("Togo",), ("Togo",)), f"{NEAREST} does not speak of “Togo”."),
        ("Why?", NOTHING_LACKS, f"{NEAREST} touches on this, but no sentence of it answers the question."),
    ],
)
def test_the_reason_names_what_is_lacking(question: str, lacks: Coverage, reason: str) -> None:
    assert say(reason_for(query_of(question), [FOUND], lacks)) == reason


def test_the_reason_where_nothing_was_found() -> None:
    assert say(reason_for(query_of("Why?"), [], NOTHING_LACKS)) == "No record speaks of this."


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Which routes were studied?",
        "What is the purpose of the TRAM assessment?",
        "I am new to referral mechanisms, where should I start?",
        "TRM",
    ],
)
def test_the_desk_answers_what_the_records_say(desk: Desk, question: str) -> None:
    assert desk.assistant.ask(question).status == "answered"


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What are the penalties for trafficking in Brazil?", "No record mentions Brazil."),
        ("How much money did the United States give to the Lebanon project?", "gives no amount of money."),
        ("What is the hotline number for victims of trafficking?", "gives no phone number."),
    ],
)
def test_the_desk_refuses_what_they_do_not_say(desk: Desk, question: str, reason: str) -> None:
    answer = desk.assistant.ask(question)
    assert answer.status == "not_answered"
    assert answer.reason.endswith(reason)
