"""A document as one HTML file that needs nothing beside it, and prints well."""

from ui.documents.document import Document
from ui.pages.templates import render


def html(document: Document) -> bytes:
    """Return the document as HTML in UTF-8."""
    return render("document.html", document.language, document=document).encode()
