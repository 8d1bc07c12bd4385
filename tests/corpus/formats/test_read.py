import os
import re
from pathlib import Path

import pytest

from corpus.errors import ImportFailed
from corpus.formats import entries, format_of, read
from corpus.formats.source_file import SourceFile
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
