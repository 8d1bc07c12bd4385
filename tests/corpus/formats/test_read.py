import os
import re
from pathlib import Path

import pytest

from corpus.errors import ImportFailed
from corpus.formats import entries, format_of, read
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from tests.corpus.formats.page import LISTING


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("page.txt", LISTING, "listing"),
        ("page.html", LISTING, "listing"),
        ("page.txt", "\n<!doctype HTML><p>", "listing-html"),
        ("page", '<?xml version="1.0"?>\n<!-- saved from x -->\n<html>', "listing-html"),
        ("page.HTM", "<p>Country</p>", "listing-html"),
    ],
)
def test_the_format_is_told_by_what_the_file_holds_and_then_by_its_suffix(name: str, text: str, format: str) -> None:
    assert format_of(SourceFile(name, text.encode())).name == format


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.ctv6bak", "PK", "is a Citavi project or its backup"),
        ("a.xml", '<b:Sources xmlns:b="http://x/officeDocument/2006/bibliography"/>', "is a list of sources of Micro"),
        ("a.txt", "<8>\nScore\n  *****\nYear\n  2019\n", "is an export of Ovid as text"),
        ("a.txt", "--AU-- Abebe, T.\n--TI-- Wells\n------\n", "is an export of Biblioscape"),
        ("a.txt", "nep.repec.org\n\n1. Wells\nDate:\t2005\n", "is a report of RePEc's NEP"),
        ("a.txt", "Record 1 of 9 - INSPEC\nTI ~ Wells\n", "is an export of Inspec as text"),
        ("a.txt", "# YAML\ncff-version: 1.2.0\ntitle: Wells\n", "is a citation file of a software"),
        ("a.yml", "interactions:\n- request:\n    Date: 2019\n", "is a recording of answers from the web"),
        ("a.txt", "TI- Wells\nAU- Abebe, T.\nPU- Press\n", "is an export of Copac as text"),
        ("a.doc", "\xd0\xcf", "is a document of a format"),
        ("a.txt", r"{\rtf1\ansi TY  - JOUR\par}", "is rich text (RTF)"),
        ("a.mht", "From: <Saved by Blink>\nMIME-Version: 1.0\n", "is a web archive"),
        ("a.bin", "00714cam a2200205 a 4500001000800000", "holds records of MARC in binary form"),
        ("a.xml", '<rdf:RDF xmlns:bib="http://purl.org/net/biblio#"/>', "is an export of Zotero as RDF"),
        ("a.xml", '<?xml version="1.0"?><dublin_core schema="dc"/>', "is a description in Dublin Core on its own"),
        ("a.zip", "PK\x03\x04", "is an archive (ZIP)"),
        ("a.txt", "10.1000/182\nhttps://doi.org/10.1000/183\n\ndoi:10.1000/184", "holds DOIs alone"),
        ("a.csv", 'DOI\n10.1000/182\n"10.1000/183"\n', "holds DOIs alone"),
        (
            "a.csv",
            "A study of kilns,Ana Lima,2010,Kent\nMills,Ben Moor,2011,Mull\n",
            "holds no row that names the columns",
        ),
        ("a.txt", "Dear reader,\nin which country do you live?\n", "is no listing page"),
        ("a.xml", "<child></child>", "is in no format that refdesk reads"),
        ("a.txt", " \n", "is empty"),
    ],
)
def test_a_file_in_no_format_that_is_read_is_refused_with_the_next_step(name: str, text: str, reason: str) -> None:
    with pytest.raises(ImportFailed, match=rf"^{re.escape(f'{name} {reason}')}.*: .+\.$"):
        list(entries(SourceFile(name, text.encode())))


def test_the_comments_at_the_head_of_a_page_are_passed_in_one_walk() -> None:
    # Backtracking over them doubled the time with each comment.
    page = "<!-- a - b -->\n" * 3_000
    assert format_of(SourceFile("page.txt", (page + "<html>").encode())).name == "listing-html"
    with pytest.raises(ImportFailed, match="in no format"):
        format_of(SourceFile("page.txt", (page + "\nYear").encode()))


def test_the_source_of_a_record_is_the_file_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + LISTING.encode())
    assert [(p.source.file, p.source.position) for p in read(str(path))] == [
        ("page.txt", "line 5"),
        ("page.txt", "line 18"),
        ("page.txt", "line 30"),
    ]


def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"missing\.txt is not there: check the name\.$"):
        read(tmp_path / "missing.txt")
    with pytest.raises(ImportFailed, match="is a folder: name the files in it"):
        read(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ImportFailed, match=r"cannot be read \(Not a directory\)"):
        read(tmp_path / "file" / "page.txt")
    with pytest.raises(ImportFailed, match=r"cannot be read \(embedded null"):
        read("a\0b")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_page_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(LISTING.replace("Kosovo1 ", "Kosovo ").encode(encoding, "xmlcharrefreplace"))
    assert read(path)[0].authors == ("Markéta Von Hagen",)


def test_a_pipe_and_what_is_no_text_are_refused_in_words(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImportFailed, match=r"pipe is no file \(a pipe or a device\)"):
        read(tmp_path / "pipe")
    (tmp_path / "page.txt").write_bytes(b"a\nb\0c")
    with pytest.raises(ImportFailed, match=r"page\.txt, line 2: this is no text \(a NUL byte\)"):
        read(tmp_path / "page.txt")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.touch()
    with pytest.raises(ImportFailed, match=r"^page\.html is empty"):
        read(path)


def test_an_encoding_that_the_file_does_not_tell_is_said_and_japanese_is_no_korean() -> None:
    text = "TY  - RPRT\nTI  - 人身売買に関する報告書\nAB  - この報告書は、被害者の保護について述べている。\nER  - \n"
    file = SourceFile("a.ris", text.encode("shift_jis"))
    (found,) = entries(file)
    assert isinstance(found, Publication)
    assert (found.title, file.guessed_encoding) == ("人身売買に関する報告書", "cp932")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert SourceFile("a.ris", text.encode(encoding)).guessed_encoding == ""
    told = SourceFile("a.html", '<meta charset="windows-1252"><p>Jörg'.encode("cp1252"))
    assert (told.encoding, told.guessed_encoding) == ("cp1252", "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("인신매매 피해자 보호에 관한 보고서, 서울 2004년", "cp949"),
        ("关于人口贩运受害者保护的报告, 北京 2004 年", "gb18030"),
        ("Größe “zitiert” und 5 € – Schluss.", "cp1252"),
    ],
)
def test_what_is_not_japanese_is_not_read_as_japanese(text: str, encoding: str) -> None:
    assert text in SourceFile("a.txt", (text + "\n").encode(encoding) * 3).text
