from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Statement
from assistant.evaluation.judged import Judged, Report, evaluate, exact_quotes, failure_of
from assistant.messages.message import message
from assistant.reply.compose import quoted, refused
from corpus.publication import Publication
from ui.terminal.ask import QuestionsFailed
from ui.terminal.evaluate import read_judged, report_json, report_text

MANUAL = Publication(id="manual", title="A manual", abstract="It trains. It lasts two days. It is free.")
STUDY = Publication(id="study", title="A study", abstract="It counts 69 cases. Most are in Rome.")

NO = message("text", text="No.")


def said(question: str, *quotes: tuple[Publication, str], ms: float = 10.0) -> Answer:
    slices = [(p, "abstract", p.abstract.index(text), p.abstract.index(text) + len(text)) for p, text in quotes]
    return replace(quoted(question, slices, 2), timings_ms={"total": ms})  # type: ignore[arg-type]


def listing(question: str, words: str, *cited: Publication) -> Answer:
    answer = said(question, *((p, p.abstract) for p in cited))
    sources = tuple(replace(source, quotes=()) for source in answer.sources)
    return replace(answer, statements=(Statement(message("text", text=words)),), sources=sources)


CASES = Judged(
    id="1", kind="content", question="How many?", answerable=True, titles=("A study",), quotes=("It counts 69 cases.",)
)
DAYS = Judged(
    id="2", kind="content", question="How long?", answerable=True, titles=("A manual",), quotes=("lasts two days",)
)
BOTH = Judged(id="3", kind="catalogue", question="All?", answerable=True, titles=("A study", "A manual"), facts=("2",))
PRICE = Judged(id="4", kind="unanswerable", question="What price?", answerable=False)
TRAIN = Judged(id="5", kind="pointing", question="training", answerable=True, titles=("A manual",))


def figures(report: Report, kind: str) -> dict[str, float]:
    found = next(k for k in report.kinds if k.kind == kind)
    return {figure.name: figure.mean for figure in found.figures}


def test_content_questions_are_measured_by_record_quote_precision_and_length() -> None:
    report = evaluate(
        [
            (CASES, said("How many?", (STUDY, "It counts 69 cases."), (STUDY, "Most are in Rome."))),
            (DAYS, said("How long?", (STUDY, "Most are in Rome."), (MANUAL, "It trains. It lasts two days."))),
            (replace_id(DAYS, "2b"), said("How long?", (MANUAL, "It is free."))),
            (replace_id(DAYS, "2c"), refused("How long?", message("text", text="No record says so."))),
        ]
    )
    assert figures(report, "content") == pytest.approx(
        {
            "answerable answered": 3 / 4,
            "right record first": 2 / 4,
            "gold quote shown": 2 / 4,
            "precision of quotes": (1 / 2 + 1 / 2 + 0) / 3,
            "quotes shown": (2 + 2 + 1) / 3,
        }
    )
    assert (report.kinds[0].answered, report.kinds[0].refused) == (3, 1)
    assert [(f.id, f.measures) for f in report.failures] == [
        ("2", ("right record first",)),
        ("2b", ("gold quote shown",)),
        ("2c", ("answerable answered", "right record first", "gold quote shown")),
    ]


def replace_id(judged: Judged, new: str) -> Judged:
    return judged.model_copy(update={"id": new})


@pytest.mark.parametrize(
    ("words", "cited", "exact"),
    [
        ("There are 2 publications.", (STUDY, MANUAL), 1),
        ("There are 2 publications.", (STUDY,), 0),
        ("There are two publications.", (STUDY, MANUAL), 0),
        ("There are 12 publications of 2012.", (STUDY, MANUAL), 0),
    ],
)
def test_a_catalogue_answer_cites_exactly_the_right_records_and_states_every_fact(
    words: str, cited: tuple[Publication, ...], exact: int
) -> None:
    report = evaluate([(BOTH, listing("All?", words, *cited))])
    assert figures(report, "catalogue")["catalogue exact"] == exact
    assert len(report.failures) == 1 - exact


def test_pointing_counts_a_right_record_first_and_among_those_cited() -> None:
    second = said("training", (STUDY, "It counts 69 cases."), (MANUAL, "It trains."))
    report = evaluate([(TRAIN, second), (TRAIN, said("training", (MANUAL, "It trains.")))])
    assert figures(report, "pointing") == {
        "answerable answered": 1,
        "right record first": 1 / 2,
        "right record cited": 1,
    }


def test_refusals_are_counted_right_and_wrong_over_all_questions() -> None:
    price = said("What price?", (MANUAL, "It is free."))
    rows = [
        (PRICE, refused("?", NO)),
        (PRICE, price),
        (PRICE, price),
        (TRAIN, refused("?", NO)),
    ]
    report = evaluate(rows)
    assert {f.name: (f.mean, f.count) for f in report.figures} == {
        "answerable answered": (0, 1),
        "unanswerable refused": (1 / 3, 3),
    }


def test_a_failure_says_what_was_expected_and_what_came() -> None:
    failure = failure_of(CASES, refused("How many?", message("text", text="No record mentions it.")))
    assert failure is not None
    assert failure.expected == "A study; It counts 69 cases."
    assert failure.got == "No record mentions it."
    wrong = failure_of(PRICE, said("What price?", (MANUAL, "It is free.")))
    assert wrong is not None
    assert (wrong.expected, wrong.measures) == ("not answered", ("unanswerable refused",))
    assert wrong.got == "[A manual] One of the 2 publications answers this: It is free."
    assert failure_of(PRICE, refused("What price?", NO)) is None


def test_a_quote_is_exact_only_where_its_record_holds_it_at_the_offsets_printed() -> None:
    answer = said("How many?", (STUDY, "It counts 69 cases."), (STUDY, "Most are in Rome."))
    assert exact_quotes(answer) == 2
    unlisted = replace(answer.sources[0], quotes=answer.sources[0].quotes[:1])
    assert exact_quotes(replace(answer, sources=(unlisted,))) == 1
    elsewhere = replace(answer.sources[0], publication=MANUAL)
    assert exact_quotes(replace(answer, sources=(elsewhere,))) == 0
    report = evaluate([(CASES, replace(answer, sources=(unlisted,)))])
    assert (report.exact, report.quotes) == (1, 2)
    assert report.failures[0].measures == ("quotes exact",)


def test_the_median_time_is_that_of_the_answers() -> None:
    rows = [(TRAIN, said("training", (MANUAL, "It trains."), ms=ms)) for ms in (5.0, 90.0, 30.0)]
    assert evaluate(rows).median_ms == 30


def test_the_report_reads_as_text_and_as_json() -> None:
    report = evaluate(
        [
            (CASES, said("How many?", (STUDY, "It counts 69 cases."))),
            (TRAIN, refused("t", NO)),
        ]
    )
    text = report_text(report)
    assert "content: 1 answered, 0 not answered" in text
    assert "  gold quote shown        1.00  [1.00, 1.00]          1" in text
    assert "Quotes that are exact slices: 1 of 1." in text
    assert "5  training\n  fails     answerable answered, right record first, right record cited\n" in text
    printed = report_json(report)
    assert printed["kinds"][0]["figures"][0]["name"] == "answerable answered"
    assert printed["failures"][0]["id"] == "5"


@pytest.mark.parametrize(
    "line", ["{", '{"question": "Who?"}', '{"question": "Who?", "kind": "guess", "answerable": true}', "[]"]
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{CASES.model_dump_json()}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionsFailed, match=r"^Line 3 of .*questions\.jsonl is no question: give one JSON object"):
        read_judged(path)


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(QuestionsFailed, match="holds no question"):
        read_judged(path)


@pytest.mark.parametrize("name", ["referral_mechanisms_questions.jsonl", "referral_mechanisms_calibration.jsonl"])
def test_the_questions_on_the_default_collection_are_read(name: str) -> None:
    judged = read_judged(Path(__file__).parents[1] / "data" / name)
    assert len(judged) == {"referral_mechanisms_questions.jsonl": 54, "referral_mechanisms_calibration.jsonl": 56}[name]
