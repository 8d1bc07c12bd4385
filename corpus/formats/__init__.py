"""The formats that publications are read from: each a function of a file's text and name, chosen by what it holds."""

import re
from collections.abc import Callable
from pathlib import Path

from corpus.errors import ImportFailed
from corpus.formats.listing import read_listing, read_listing_html
from corpus.publication import Publication

Reader = Callable[[str, str], list[Publication]]

READERS: dict[str, Reader] = {"listing": read_listing, "listing-html": read_listing_html}

_HTML_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def read(path: str | Path) -> list[Publication]:
    """Return the publications of a file.

    Raises `ImportFailed` for a file that cannot be read, naming the file, the place and the next step.
    """
    path = Path(path)
    text = _text(path)
    return READERS[format_of(text, path.suffix)](text, path.name)


def format_of(text: str, suffix: str) -> str:
    """Return the name of the format in `READERS` that the text has; its content counts before its file's suffix."""
    is_html = _HTML_BEGINS.match(text) or (suffix.lower() in _HTML_SUFFIXES and "<" in text)
    return "listing-html" if is_html else "listing"


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFailed(f"{path} is not there: check the name.") from error
    except IsADirectoryError as error:
        raise ImportFailed(f"{path} is a folder: name the files in it.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ImportFailed(f"{path} cannot be read ({reason}): check the name and your rights to it.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFailed(
            f"{path}, line {line}: this is no UTF-8 text (byte 0x{data[error.start]:02X});"
            " save the page as text or HTML in UTF-8."
        ) from error
