"""A document as Markdown: no text of it is markup, and every quote is a link to its slice."""

from ui.documents.document import Document, Quoted, Remark, Section
from ui.pages.plain import markdown_text
from ui.words.strings import text


def markdown(document: Document) -> bytes:
    """Return the document as Markdown in UTF-8."""
    blocks = [f"# {markdown_text(document.title)}", f"*{markdown_text(document.written_on)}*"]
    for section in document.sections:
        blocks += _section(section, document.language)
    blocks += ["---", *(markdown_text(line) for line in document.foot)]
    return ("\n\n".join(blocks) + "\n").encode()


def _section(section: Section, language: str) -> list[str]:
    blocks = [f"## {markdown_text(section.question)}"]
    if section.conditions:
        blocks.append(f"*{text('filters.heading', language)}: {markdown_text(', '.join(section.conditions))}*")
    for part in section.parts:
        blocks += _quoted(part, language) if isinstance(part, Quoted) else [_remark(part)]
    if section.near:
        lines = (f"- {_link(near.text, near.address)}" for near in section.near)
        blocks += [f"### {text('answer.nearest', language)}", "\n".join(lines)]
    if section.references:
        lines = (f"{reference.number}. {_link(reference.text, reference.address)}" for reference in section.references)
        blocks += [f"### {text('document.references', language)}", "\n".join(lines)]
    return blocks


def _remark(remark: Remark) -> str:
    cites = "".join(f" \\[{number}\\]" for number in remark.numbers)
    return f"{markdown_text(remark.text)}{cites}"


def _quoted(quoted: Quoted, language: str) -> list[str]:
    year = f" ({quoted.year})" if quoted.year else ""
    blocks = [f"**{markdown_text(quoted.title)}**{year}"]
    for quotation in quoted.quotations:
        # A line break of the record stays one.
        lines = "\\\n> ".join(markdown_text(line) for line in quotation.text.splitlines() if line.strip())
        page = f" {text('answer.page', language, number=str(quotation.page))}" if quotation.page else ""
        blocks.append(f"> “{lines}” [\\[{quotation.label}\\]]({quotation.address}){page}")
    return blocks


def _link(shown: str, address: str) -> str:
    return f"[{markdown_text(shown)}]({address})"
