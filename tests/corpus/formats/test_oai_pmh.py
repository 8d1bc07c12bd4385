"""MARC XML and MODS in an answer of OAI-PMH are read as they are alone, and rejected records can be given again."""

import re
from pathlib import Path

import pytest

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import entries, format_of
from corpus.formats.oai_pmh import Answer
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from tests.corpus.formats.records import FOLDER, publications_of, said

JABREF = "jabref/jablib/src/test/resources/org/jabref/logic/importer/fileformat"
TEXT = (FOLDER / "marc.xml").read_text(encoding="utf-8")
MARC = TEXT[TEXT.index('<record xmlns="http://www.loc.gov/MARC21/slim">') : TEXT.index("</recordData>")]
PREFIXED = re.sub(r"<(/?)(?=[a-z])", r"<\1marc:", MARC).replace("xmlns=", "xmlns:marc=")
TEXT = (FOLDER / "mods.xml").read_text(encoding="iso-8859-1")
COLLECTION = TEXT[TEXT.index("<m:modsCollection") :]
MODS = COLLECTION[COLLECTION.index("<m:mods>") : COLLECTION.rindex("</m:")].replace(
    "<m:mods>", '<m:mods xmlns:m="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">'
)


def answer(*metadata: str) -> SourceFile:
    header = "<header><identifier>oai:x:1</identifier><setSpec>books</setSpec></header>"
    records = "".join(f"<record>{header}<metadata>{each}</metadata></record>" for each in metadata)
    text = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}</ListRecords></OAI-PMH>'
    return SourceFile("oai.xml", text.encode())


@pytest.mark.parametrize(
    ("metadata", "alone"),
    [
        (MARC, "marc.xml"),
        (PREFIXED, "marc.xml"),
        (f'<collection xmlns="http://www.loc.gov/MARC21/slim">{MARC}</collection>', "marc.xml"),
        # In no namespace of its own, so that it is in that of the answer, as a record of the answer is.
        (re.sub(r' xmlns="[^"]+"', "", MARC), "marc.xml"),
        (MODS, "mods.xml"),
        (COLLECTION, "mods.xml"),
    ],
    ids=["MARC", "MARC prefixed", "MARC collection", "MARC without a namespace", "MODS", "MODS collection"],
)
def test_metadata_in_marc_and_mods_are_read_as_they_are_alone(metadata: str, alone: str) -> None:
    expected = said(publications_of(alone)[0])
    file = answer(metadata, metadata)
    for found in entries(file):
        assert isinstance(found, Publication), found
        assert said(found) == expected | {
            "identifiers": expected["identifiers"] | {"oai": "oai:x:1"},
            "extra": expected["extra"] | {"setSpec": ("books",)},
        }
    assert [entry.position for entry in format_of(file).read(file, {})] == ["record 1", "record 2"]  # type: ignore[union-attr]


def test_the_mods_of_real_libraries_is_read_in_an_answer_too(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "samples" / JABREF).glob("MODS*.xml")):
        file = SourceFile.open(path)
        titles = [entry.title for entry in entries(file) if isinstance(entry, Publication)]
        inside = entries(answer(re.sub(r"^\s*<\?xml.*?\?>|<!--.*?-->", "", file.text, flags=re.DOTALL)))
        # An answer holds one record in each of its own.
        assert [entry.title for entry in inside if isinstance(entry, Publication)] == titles[:1], path.name
        compared += len(titles)
    assert compared >= 5


def test_an_answer_can_be_read_again_and_is_parsed_once() -> None:
    page = Answer(
        "oai.xml",
        answer(MARC).data.replace(b"</ListRecords>", b"<resumptionToken> a&amp;b </resumptionToken></ListRecords>"),
    )
    first, again = list(entries(page)), list(entries(page))
    assert first == again
    assert len(first) == 1
    assert (page.token, page.error, page.date) == ("a&b", "", "")
    assert page.root is page.root


def test_rejected_records_become_a_file_that_can_be_given_again() -> None:
    file = answer("", re.sub(r'<datafield tag="245".*?</datafield>', "", MARC))
    raws = [entry.raw for entry in entries(file) if isinstance(entry, Rejected)]
    assert len(raws) == 2
    mended = format_of(file).rejoined(file, raws).replace("<metadata/>", f"<metadata>{MODS}</metadata>")
    first, second = entries(SourceFile("mended.xml", mended.encode()))
    assert isinstance(first, Publication)
    assert isinstance(second, Rejected)
    assert (first.title, second.reason.key) == ("The storage of water: a guide", "record.no_title")


def test_metadata_that_say_nothing_of_a_publication_are_rejected() -> None:
    (found,) = entries(answer('<epicur xmlns="urn:nbn:de:1111-2004033116"><urn>x</urn></epicur>'))
    assert isinstance(found, Rejected)
    with pytest.raises(ImportFailed, match="declares entities"):
        list(entries(SourceFile("oai.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + answer(MARC).data)))
