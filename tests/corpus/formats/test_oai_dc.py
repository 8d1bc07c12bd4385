import pytest

from corpus.draft import Rejected, Withdrawn
from corpus.errors import ImportFailed
from corpus.formats import entries, format_of
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

RECORDS = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<ListRecords>
<record><header status="deleted"><identifier>oai:x:0</identifier></header></record>
<record><header><identifier>oai:x:1</identifier><setSpec>reports</setSpec></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Rapport sur les abris</dc:title><dc:title>Report on shelters</dc:title>
<dc:creator>Kaba, Aïssatou</dc:creator><dc:creator>Ministère de l'Intérieur</dc:creator>
<dc:language>fre</dc:language>
<dc:description xml:lang="eng">Shelters are few.</dc:description>
<dc:description xml:lang="fre">Les abris
  sont rares.</dc:description>
<dc:date>2020-03-01T10:00:00Z</dc:date><dc:date>2019-05</dc:date>
<dc:identifier>https://example.org/1</dc:identifier><dc:identifier>doi:10.1000/Ab.1</dc:identifier>
<dc:identifier>urn:isbn:978-3-16-148410-0</dc:identifier><dc:identifier>local-7</dc:identifier>
<dc:subject>abris</dc:subject><dc:type>info:eu-repo/semantics/report</dc:type><dc:rights>CC BY 4.0</dc:rights>
</oai_dc:dc></metadata></record>
<record><header><identifier>oai:x:2</identifier></header></record>
</ListRecords></OAI-PMH>"""


def test_dublin_core_is_read_to_the_field() -> None:
    withdrawn, found, rejected = entries(SourceFile("oai.xml", RECORDS.encode()))
    assert withdrawn == Withdrawn("record 1", "oai:x:0")
    assert isinstance(found, Publication)
    assert (found.title, found.abstract, found.abstracts) == (
        "Rapport sur les abris",
        "Les abris sont rares.",
        {"en": "Shelters are few."},
    )
    assert found.authors == ("Aïssatou Kaba", "Ministère de l'Intérieur")
    assert found.family_names == {"Aïssatou Kaba": "Kaba"}
    assert (found.year, found.date, found.language, found.type) == (2019, "2019-05", "fr", "report")
    assert (found.url, found.doi, found.isbn) == ("https://example.org/1", "10.1000/ab.1", ("9783161484100",))
    assert (found.keywords, found.rights, found.identifiers) == (("abris",), "CC BY 4.0", {"oai": "oai:x:1"})
    assert found.extra == {
        "setSpec": ("reports",),
        "dc:title": ("Report on shelters",),
        "dc:date": ("2020-03-01T10:00:00Z",),
        "dc:identifier": ("local-7",),
    }
    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason.key) == ("record 3", "oai.no_metadata")
    assert "oai:x:2" in rejected.raw


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>""" + RECORDS.partition("?>")[2]
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/hostname" [ <!ENTITY a SYSTEM "file:///etc/hostname">
]>""" + RECORDS.partition("?>")[2].replace("abris", "&a;")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused(text: str, encoding: str) -> None:
    file = SourceFile("oai.xml", text.replace("UTF-8", encoding).encode(encoding))
    assert format_of(file).name == "oai-pmh"
    with pytest.raises(ImportFailed, match=r"oai\.xml declares entities"):
        list(entries(file))


def test_broken_and_bottomless_xml_is_refused_by_its_line() -> None:
    broken = RECORDS.replace("</dc:rights>", "")
    deep = RECORDS.replace("local-7", "<a>" * 5_000 + "</a>" * 5_000)
    for text in (broken, deep):
        with pytest.raises(ImportFailed, match=r"oai\.xml, line \d+: this XML cannot be read"):
            list(entries(SourceFile("oai.xml", text.encode())))


def test_an_error_of_the_endpoint_is_told() -> None:
    error = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badArgument">No such set</error></OAI-PMH>'
    )
    with pytest.raises(ImportFailed, match=r"\(badArgument: No such set\): ask it again"):
        list(entries(SourceFile("oai.xml", error.encode())))
    none = SourceFile("oai.xml", error.replace("badArgument", "noRecordsMatch").encode())
    assert list(entries(none)) == []
