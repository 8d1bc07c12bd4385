"""What language a text is in: told from its letters where the record names none, said to the browser, kept nowhere."""

import pytest

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.messages.message import message
from corpus.fields.languages import language_told, spoken_in
from corpus.formats.source_file import SourceFile
from corpus.importing.plan import plan
from corpus.importing.sources import read_source
from corpus.publication import Publication
from corpus.sentences import sentences_of
from ui.conversation.sources import cards_html
from ui.conversation.turn import turn_html
from ui.pages.records import record_page
from ui.terminal.importing import report_json, report_text

FRENCH = (
    "Les hérons nichent tard dans la saison, et leurs petits quittent le nid quand les roseaux ont été coupés et que"
    " l'eau du delta a baissé."
)
ENGLISH = (
    "Herons nest late in the season, and their young leave when the reeds have been cut and the water has gone down."
)
ROWS = "\n".join(
    [
        "title,abstract,language",
        f'Hérons,"{FRENCH}",',
        f'Herons,"{ENGLISH}",',
        "Otters,Otters swim.,",
        "Garzas,Late.,es",
    ]
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH, "fr"), (ENGLISH, "en"), ("Les hérons nichent tard.", ""), ("", ""), ("12 345 6,7 " * 20, "")],
)
def test_the_language_of_a_text_is_told_where_it_is_sure(text: str, language: str) -> None:
    assert language_told(text) == language


def test_the_language_that_a_record_names_counts_before_its_texts() -> None:
    record = Publication(id="herons", title="Herons", abstract=FRENCH)
    assert spoken_in(record) == "fr"
    assert spoken_in(record.model_copy(update={"language": "de"})) == "de"
    assert record.language == ""


def test_an_import_reports_the_languages_and_leaves_an_empty_field_empty() -> None:
    planned = plan([read_source(SourceFile("rows.csv", ROWS.encode()))], None)
    assert "Languages: French 1, English 1, Spanish 1." in report_text(planned, [])
    assert report_json(planned, [])["languages"] == {"fr": 1, "en": 1, "es": 1}
    assert [record.language for record in planned.records.values()] == ["", "", "", "es"]


def test_the_browser_is_told_the_language_of_what_is_quoted() -> None:
    record = Publication(id="herons", title="Hérons", abstract=FRENCH)
    quote = Citation(1, record, "abstract", 0, len(FRENCH))
    answer = Answer(
        "What do herons do?",
        "answered",
        statements=(Statement(message("answer.some", count=1, total=1), (1,)), Statement(citation=quote)),
        sources=(CitedSource(1, record, (quote,)),),
    )
    assert '<blockquote class="quote" lang="fr" dir="auto">' in turn_html(answer, 1, "en")
    assert 'lang="fr" dir="auto">' in cards_html(answer, 1, "en")
    assert '<div class="abstract" lang="fr" dir="auto">' in record_page(record, sentences_of(record), [], "", "en")
