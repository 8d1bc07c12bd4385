"""The text of a PDF's pages, read in a process of its own: a damaged file can take time or memory without end.

python -m corpus.formats.pdf_text < document.pdf > pages.json
"""

import json
import sys

MOST_PAGES = 2_000
_MEMORY = 4 * 2**30
# What stands in the text where a line ends within a word.
_BROKEN_WORD = ("\ufffe\r\n", "\ufffe\n", "\ufffe", "\x02\r\n", "\x02")


def main() -> None:
    """Read the document from the standard input, and write its title, author and pages as JSON."""
    _bound_memory()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    found = document.get_metadata_dict(skip_empty=True)
    pages = []
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        for broken in _BROKEN_WORD:
            text = text.replace(broken, "")
        pages.append(text)
        page.close()
    answer = {"title": found.get("Title", ""), "author": found.get("Author", ""), "pages": pages, "all": len(document)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
