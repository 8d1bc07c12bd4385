from pathlib import Path

import pytest

from corpus.errors import ImportFailed
from corpus.formats import READERS, format_of, read
from tests.corpus.formats.page import LISTING


def test_the_reader_is_chosen_by_what_the_file_holds_and_then_by_its_suffix() -> None:
    assert set(READERS) == {"listing", "listing-html"}
    assert format_of(LISTING, ".txt") == format_of(LISTING, ".html") == "listing"
    assert format_of("\n<!doctype HTML><p>", ".txt") == "listing-html"
    assert format_of('<?xml version="1.0"?>\n<!-- saved from x -->\n<html>', "") == "listing-html"
    assert format_of("<p>Country</p>", ".HTM") == "listing-html"
    assert format_of("<p>Country</p>", ".txt") == "listing"


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


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (LISTING.encode("latin-1", "replace"), r"line 14: this is no UTF-8 text \(byte 0xE9\); save the page"),
        (LISTING.encode("utf-16"), r"line 1: this is no UTF-8 text \(byte 0xFF\); save the page"),
        (LISTING.encode("utf-16-le"), "page.txt"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", r"line 2: this is no UTF-8 text \(byte 0xE2\)"),
    ],
)
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(ImportFailed, match=place):
        read(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.touch()
    with pytest.raises(ImportFailed, match=r"^page\.html is empty"):
        read(path)
