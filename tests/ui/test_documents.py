"""Answers as documents: what a reader takes away is read back from the file."""

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pydantic import ValidationError

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.messages.message import message
from assistant.messages.texts import LANGUAGES
from corpus.filters import Filters
from corpus.publication import Publication
from ui.cli import main
from ui.conversation.history import kept_form
from ui.conversation.page_functions import PageFunctions
from ui.conversation.page_requests import DocumentRequest
from ui.conversation.starters import Starters
from ui.desk import Desk
from ui.documents.document import Document, Setting, document_of, slice_address
from ui.documents.html import html
from ui.documents.markdown import markdown
from ui.documents.word import word
from ui.documents.written import FORMS, written

ORIGIN = "http://127.0.0.1:7860"
WHALES = Publication(
    id="whales", title="On Whales", abstract="Whales sing.\nThey swim far. They sleep.", year=2001, authors=("Ada Wal",)
)
ARABIC = Publication(id="arabic", title="دليل الإحالة", abstract="يشرح هذا الدليل الإحالة (NRM). انتهى.", language="ar")
HOSTILE = Publication(
    id="hostile",
    title="<script>alert(1)</script> *bold* \x0b",
    abstract='</a><img src=x onerror="alert(1)"> [x](javascript:alert(1)) & \x01 done.',
    authors=("<b>Eve</b>",),
)


def quoting(question: str, publication: Publication, *spans: tuple[int, int]) -> Answer:
    quotes = tuple(Citation(1, publication, "abstract", start, end) for start, end in spans)
    lead = Statement(message("answer.some", count=1, total=9), (1,))
    statements = (lead, *(Statement(citation=quote) for quote in quotes))
    return Answer(question, "answered", statements, (CitedSource(1, publication, quotes),))


SONG = quoting("Do they sing?", WHALES, (0, 27), (28, 39))
REFUSED = Answer("Brazil?", "not_answered", because=message("texts.no_name", names=("Brazil",)), closest=(WHALES,))


def document(*answers: Answer, language: str = "en", filters: Filters = Filters()) -> Document:
    setting = Setting("Sea & Sky", language, ORIGIN, "apa")
    return document_of([(answer, filters) for answer in answers], setting, ["No hotline."])


def read(content: bytes) -> Sequence[Paragraph]:
    paragraphs: Sequence[Paragraph] = docx.Document(io.BytesIO(content)).paragraphs
    return paragraphs


def links(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in paragraph.hyperlinks if link.address]


def test_a_word_file_has_headings_quotations_and_references_in_the_style_chosen() -> None:
    shown = [(p.style.name, p.text) for p in read(word(document(SONG, filters=Filters(years=(2001, 2001)))))]
    day = document(SONG).written_on
    assert shown == [
        ("Title", "Answers from “Sea & Sky”"),
        ("Subtitle", day),
        ("Heading 1", "Do they sing?"),
        ("Subtitle", "Filters: 2001"),
        ("Normal", "One of the 9 publications answers this:\xa0[1]"),
        ("Caption", "On Whales (2001)"),
        ("Quote", "“Whales sing.\nThey swim far.”\xa0[1a]"),
        ("Quote", "“They sleep.”\xa0[1b]"),
        ("Heading 2", "References"),
        ("Normal", "[1]\tWal, A. (2001). On Whales."),
        ("Subtitle", document(SONG).foot[0]),
        ("Subtitle", "No hotline."),
    ]
    mla = document_of([(SONG, Filters())], Setting("", "en", ORIGIN, "modern-language-association"))
    assert "[1]\tWal, Ada. On Whales. 2001." in [p.text for p in read(word(mla))]


def test_every_quote_of_a_word_file_is_a_link_that_says_which_slice_it_is() -> None:
    quotes = [p for p in read(word(document(SONG, quoting("And?", ARABIC, (0, 30))))) if p.style.name == "Quote"]
    records = {"whales": WHALES, "arabic": ARABIC}
    assert len(quotes) == 3
    for paragraph in quotes:
        ((shown, address),) = links(paragraph)
        parts, slice_of = urlsplit(address), parse_qs(urlsplit(address).query)
        assert address.startswith(f"{ORIGIN}/publications/")
        record = records[parts.path.rpartition("/")[2]]
        (field,), (start,), (end,) = slice_of["field"], slice_of["start"], slice_of["end"]
        assert shown == record.text(field)[int(start) : int(end)]  # type: ignore[arg-type]
        assert slice_of["fingerprint"] == [record.fingerprint]
        assert re.fullmatch(r"abstract-\d+-\d+", parts.fragment)


def test_the_citations_of_a_word_file_lead_to_their_references() -> None:
    file = docx.Document(io.BytesIO(word(document(SONG, SONG))))
    marks = {mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))}
    asked = {link.fragment for p in file.paragraphs for link in p.hyperlinks if not link.address}
    assert asked == marks == {"reference_1_1", "reference_2_1"}


def test_a_conversation_is_one_document_and_each_answer_numbers_its_own_references() -> None:
    made = document(SONG, REFUSED, quoting("و؟", ARABIC, (0, 30)))
    heads = [p.text for p in read(word(made)) if p.style.name == "Heading 1"]
    assert heads == ["Do they sing?", "Brazil?", "و؟"]
    assert [[r.number for r in section.references] for section in made.sections] == [[1], [], [1]]
    for content in (markdown(made).decode(), html(made).decode()):
        assert "No record mentions Brazil." in content
        assert content.index("Do they sing?") < content.index("Brazil?") < content.index("و؟")


def test_arabic_is_written_from_right_to_left() -> None:
    answer = quoting("ما هي الإحالة؟", ARABIC, (0, 30))
    file = docx.Document(io.BytesIO(word(document(answer, SONG, language="ar"))))
    turned = {p.text: p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in file.paragraphs}
    assert turned["ما هي الإحالة؟"]
    assert turned["“يشرح هذا الدليل الإحالة (NRM).”\xa0[1]"]
    assert not turned["Do they sing?"]
    runs = {r.text: bool(r.font.rtl) for p in file.paragraphs for link in p.hyperlinks for r in link.runs}
    assert runs["يشرح هذا الدليل الإحالة ("]
    assert not runs["NRM)."]
    page = html(document(answer, language="ar")).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="ar" dir="auto"><p>“<a class="quote"' in page


def test_hostile_text_stays_text() -> None:
    answer = quoting("<img src=x> # *what*\x00?", HOSTILE, (0, len(HOSTILE.abstract)))
    made = document(answer)
    soup = BeautifulSoup(html(made), "html.parser")
    assert not soup.find(["img", "script"])
    assert HOSTILE.abstract in soup.get_text()
    told = markdown(made).decode()
    assert "\\[x\\]\\(javascript:alert\\(1\\)\\)" in told
    assert not re.search(r"(?<!\\)<", told)
    (quote,) = (p for p in read(word(made)) if p.style.name == "Quote")
    assert quote.text == f"“{HOSTILE.abstract}”\xa0[1]".replace("\x01", "\ufffd")


def test_a_quote_in_markdown_keeps_its_lines_and_is_followed_by_its_link() -> None:
    told = markdown(document(SONG)).decode()
    quote = SONG.sources[0].quotes[0]
    assert f"> “Whales sing.\\\n> They swim far.” [\\[1a\\]]({slice_address(quote, ORIGIN)})" in told
    assert f"1. [Wal, A. \\(2001\\). On Whales.]({ORIGIN}/publications/whales)" in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_document_is_written_in_every_language(language: str, form: str) -> None:
    file = written(document(SONG, REFUSED, language=language), form)  # type: ignore[arg-type]
    assert file.name == f"Do-they-sing.{form}"
    if form == "docx":
        assert zipfile.ZipFile(io.BytesIO(file.content)).testzip() is None
    else:
        assert "They sleep." in file.content.decode()


@pytest.mark.model
def test_every_quote_of_real_answers_is_letter_for_letter_in_the_word_file(desk: Desk) -> None:
    questions = ("What guidance exists for Red Cross societies?", "What is a transnational referral mechanism?")
    answers = [desk.assistant.ask(question) for question in questions]
    held = [s.citation.text for answer in answers for s in answer.statements if s.citation]
    shown = [links(p)[0][0] for p in read(word(document(*answers))) if p.style.name == "Quote"]
    assert shown == held != []


def test_the_page_gives_the_last_answer_or_the_whole_conversation(desk: Desk) -> None:
    questions = ("How many publications are there in all?", "Who wrote the trainer's manual?")
    history = [kept_form(desk.assistant.ask(question), Filters()) for question in questions]
    sent = {"history": history, "form": "md", "style": "ieee", "origin": ORIGIN}
    functions = PageFunctions(desk, Starters(desk))
    one, whole = (functions.document(DocumentRequest.model_validate({**sent, "whole": w})) for w in (False, True))
    heads = [re.findall(r"(?m)^## (.*)$", b64decode(file["content"]).decode()) for file in (one, whole)]
    assert [len(each) for each in heads] == [1, 2]
    assert one["name"] == "Who-wrote-the-trainer-s-manual.md"
    for wrong in ({"origin": "javascript:alert(1)"}, {"style": "nonsense"}, {"form": "odt"}):
        with pytest.raises(ValidationError):
            DocumentRequest.model_validate({**sent, **wrong})


def test_the_command_line_saves_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "answer.docx"
    asked = ["--data", str(tmp_path / "data"), "ask", "Who wrote the trainer's manual?", "--save"]
    result = CliRunner().invoke(main, [*asked, str(file)])
    assert result.exit_code == 0
    assert "Madis Vainomaa" in result.output
    assert any("Vainomaa" in p.text for p in read(file.read_bytes()))
    wrong = CliRunner().invoke(main, [*asked, str(tmp_path / "answer.odt")])
    assert wrong.exit_code == 2
    assert "end it in .docx, .md, .html" in wrong.output
    assert "Traceback" not in wrong.output
