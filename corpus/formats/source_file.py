"""A file that is to be read: its bytes, checked and bounded, and its text."""

import codecs
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import ImportFailed
from corpus.reasons.reason import because

LARGEST_FILE = 512 * 2**20
# Enough of a file to tell its format and its encoding by.
HEAD = 64 * 2**10
# Of the letters of a Japanese text, at least; read so, Korean and Chinese have none.
_HIRAGANA = 0.1
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class SourceFile:
    """The name of a file or address, and what it holds."""

    name: str
    data: bytes

    @classmethod
    def open(cls, path: str | Path) -> "SourceFile":
        """Read a file of the disk, 512 MiB at most.

        Raises `ImportFailed` for what is not there, is no regular file, is too large, or cannot be read.
        """
        path = Path(path)
        try:
            # Without O_NONBLOCK a pipe without a writer would keep the import waiting for good.
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                _check(path, os.fstat(descriptor))
            except ImportFailed:
                os.close(descriptor)
                raise
            with open(descriptor, "rb") as file:
                return cls(path.name, file.read(LARGEST_FILE))
        except FileNotFoundError as error:
            raise ImportFailed(f"{path} is not there: check the name.") from error
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise ImportFailed(f"{path} cannot be read ({reason}): check the name and your rights to it.") from error

    @property
    def suffix(self) -> str:
        """Return the ending of the name in small letters, with its dot."""
        return Path(self.name).suffix.lower()

    @cached_property
    def encoding(self) -> str:
        """Return the encoding of the text: by its mark, UTF-8 if it is that, the one that it names, or detected."""
        return self._told_encoding or self._detected()

    @property
    def guessed_encoding(self) -> str:
        """Return the encoding that the text was read in where it was only detected, empty where the file tells it."""
        # What was never read as text, such as a spreadsheet, has none.
        return "" if "text" not in vars(self) or self._told_encoding else self.encoding

    @cached_property
    def _told_encoding(self) -> str:
        for mark, encoding in _BOMS:
            if self.data.startswith(mark):
                return encoding
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return self._declared()
        return "utf-8"

    def _detected(self) -> str:
        beginning = self.data[: 16 * HEAD]
        if _is_japanese(beginning):
            return "cp932"
        found = from_bytes(beginning).best()
        return found.encoding if found else "cp1252"

    def _declared(self) -> str:
        """Return the encoding that a page or an XML file names for itself, empty if it names none that it is in."""
        named = _DECLARED.search(self.data, 0, HEAD) if self.data.lstrip()[:1] == b"<" else None
        if named is None:
            return ""
        name = named[1].decode("ascii").lower()
        try:
            # Browsers read pages that call themselves Latin-1 as what Windows wrote.
            encoding = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else codecs.lookup(name).name
            self.data.decode(encoding)
        except (LookupError, ValueError):
            return ""
        return encoding

    @cached_property
    def text(self) -> str:
        """Return the text, with line ends as they are.

        Raises `ImportFailed` for what is no text in any encoding.
        """
        try:
            text = self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            aside = f" in {self.encoding} (byte 0x{self.data[error.start]:02X})"
            raise ImportFailed(because("file.no_text", aside, file=self.name, line=str(line))) from error
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise ImportFailed(because("file.no_text", " (a NUL byte)", file=self.name, line=str(line)))
        return text

    @property
    def head(self) -> str:
        """Return the beginning of the text, by which a format is told; never fails."""
        return self.data[:HEAD].decode(self.encoding, "replace").lstrip("\ufeff")


def _is_japanese(data: bytes) -> bool:
    """Tell whether the bytes are Shift_JIS, which the detector takes for Korean: Japanese is full of hiragana."""
    text = data.decode("cp932", "replace")
    foreign = [letter for letter in text if not letter.isascii()]
    hiragana = sum("\u3041" <= letter <= "\u309f" for letter in foreign)
    return hiragana > _HIRAGANA * len(foreign) and text.count("\ufffd") <= 1


def _check(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ImportFailed(f"{path} is a folder: name the files in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ImportFailed(f"{path} is no file (a pipe or a device): save what it holds as a file.")
    if status.st_size > LARGEST_FILE:
        raise ImportFailed(f"{path} is larger than {LARGEST_FILE // 2**20} MB: split it into parts.")
