import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.messages.message import message, say
from corpus.publication import Publication
from ui.pages.audit import AuditRow, Occasion, audit_csv, audit_markdown, audit_rows, check_of

ONE = message("publications.some", count=1, total=9)
RECORD = Publication(
    id="a-report",
    title="A report",
    abstract="Before it. =SUM(A1:A9) is <b>quoted</b> here. After it.",
)
QUOTE = Citation(1, RECORD, "abstract", 11, 45)


OCCASION = Occasion("=Sea", "1.0", "Ann", date(2026, 11, 30))


def answer(*statements: Statement, question: str = "What is quoted?") -> Answer:
    return Answer(question, "answered", statements, (CitedSource(1, RECORD, (QUOTE,)),))


def test_each_statement_stands_beside_its_slice_and_the_text_around_it() -> None:
    rows = audit_rows(answer(Statement(ONE, (1,)), Statement(citation=QUOTE)), {2: ("right", "checked in the report")})
    assert rows == [
        AuditRow(1, "One of the 9 publications", ("1",), "own_words", (RECORD,)),
        AuditRow(
            2,
            "=SUM(A1:A9) is <b>quoted</b> here.",
            ("1",),
            "identical",
            (RECORD,),
            field="abstract",
            start=11,
            end=45,
            before="Before it. ",
            slice="=SUM(A1:A9) is <b>quoted</b> here.",
            after=" After it.",
            address="/publications/a-report#abstract-0-45",
            mark="right",
            note="checked in the report",
        ),
    ]


def test_the_sources_are_named_as_in_the_answer() -> None:
    second = Citation(1, RECORD, "abstract", 46, 55)
    statements = (Statement(ONE, (1,)), Statement(citation=QUOTE), Statement(citation=second))
    rows = audit_rows(Answer("?", "answered", statements, (CitedSource(1, RECORD, (QUOTE, second)),)))
    assert [row.sources for row in rows] == [("1",), ("1a",), ("1b",)]
    assert {row.records for row in rows} == {(RECORD,)}


def test_the_text_around_a_slice_is_cut_between_words() -> None:
    record = Publication(id="long", title="Long", abstract="before " * 50 + "It is quoted. " + "after " * 50)
    start = record.abstract.index("It is")
    cited = Citation(1, record, "abstract", start, start + len("It is quoted."))
    (row,) = audit_rows(Answer("?", "answered", (Statement(citation=cited),), (CitedSource(1, record, (cited,)),)))
    assert set(row.before.split()) == {"before"}
    assert set(row.after.split()) == {"after"}
    assert record.abstract[start - len(row.before) : start] == row.before
    assert len(row.before) <= 160


def test_words_that_differ_from_the_record_by_one_letter_are_told() -> None:
    assert check_of(QUOTE.text, QUOTE) == "identical"
    assert check_of(QUOTE.text.replace("quoted", "Quoted"), QUOTE) == "different"
    assert check_of(QUOTE.text + " ", QUOTE) == "different"


def test_the_csv_holds_every_row_and_no_formula() -> None:
    asked = answer(Statement(citation=QUOTE), question="@what")
    written = audit_csv(asked, audit_rows(asked, {1: ("wrong", " -2+3")}), OCCASION)
    assert written.startswith("\ufeff")
    heads, row = csv.reader(io.StringIO(written[1:]))
    assert dict(zip(heads, row, strict=True)) == {
        "Question": "'@what",
        "#": "1",
        "Statement": "'=SUM(A1:A9) is <b>quoted</b> here.",
        "Source": "1",
        "Record": "A report (a-report)",
        "Field": "Abstract",
        "From character": "11",
        "To character": "45",
        "Text before": "Before it. ",
        "Slice of the record": "'=SUM(A1:A9) is <b>quoted</b> here.",
        "Text after": " After it.",
        "Check": "identical",
        "Mark": "wrong",
        "Note": "' -2+3",
        "Collection": "'=Sea",
        "Date": "2026-11-30",
        "Version of refdesk": "1.0",
        "Reviewer": "Ann",
    }


@given(st.text(), st.text())
def test_no_cell_of_any_audit_starts_a_formula(question: str, note: str) -> None:
    asked = answer(Statement(message("text", text=question or "words")), question=question)
    written = audit_csv(asked, audit_rows(asked, {1: ("unsure", note)}), OCCASION).removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(written, newline="")):
        assert len(row) == 18
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("sign", ["=1+1", " =1+1", "+1", "-1", "@SUM(A1)", '"=1+1"', "＝1"])
@pytest.mark.parametrize("split", [";", "\t"])
def test_no_cell_starts_a_formula_where_the_file_is_split_otherwise(split: str, sign: str) -> None:
    asked = answer(Statement(message("text", text=f"words{split}{sign}")), question=f"what{split} {sign}")
    written = audit_csv(asked, audit_rows(asked, {1: ("unsure", f"note\n{sign}{split}{sign}")}), OCCASION)
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=split):
        assert not any(cell.strip(' "').startswith(("=", "+", "-", "@", "＝")) for cell in row), row


def test_the_markdown_quotes_everything_as_plain_text() -> None:
    asked = answer(Statement(citation=QUOTE), question="# [x](javascript:alert(1)) *y*")
    assert audit_markdown(asked, audit_rows(asked, {1: ("unsure", "1. <img>")}), OCCASION) == (
        "# Check sources\n\n"
        "**Question:** \\# \\[x\\]\\(javascript:alert\\(1\\)\\) \\*y\\*\n\n"
        "**Collection:** =Sea\n\n"
        "**Date:** 2026\\-11\\-30\n\n"
        "**Version of refdesk:** 1\\.0\n\n"
        "**Reviewer:** Ann\n\n"
        "## 1\n\n"
        "> =SUM\\(A1:A9\\) is \\<b\\>quoted\\</b\\> here.\n\n"
        "- **Source:** 1\n"
        "- **Record:** A report \\(a\\-report\\)\n"
        "- **Field:** Abstract\n"
        "- **From character:** 11\n"
        "- **To character:** 45\n"
        "- **Text before:** Before it.\n"
        "- **Slice of the record:** =SUM\\(A1:A9\\) is \\<b\\>quoted\\</b\\> here.\n"
        "- **Text after:** After it.\n"
        "- **Check:** identical\n"
        "- **Mark:** unsure\n"
        "- **Note:** 1\\. \\<img\\>\n"
    )


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru"])
def test_the_audit_is_written_in_the_readers_language(language: str) -> None:
    asked = answer(Statement(citation=QUOTE))
    (heads, row) = csv.reader(io.StringIO(audit_csv(asked, audit_rows(asked), OCCASION, language)))
    assert len(heads) == len(row) == len(set(heads)) == 18
    (own,) = audit_rows(answer(Statement(ONE, (1,))), language=language)
    assert own.shown == say(ONE, language)
