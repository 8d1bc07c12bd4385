"""Texts that a spreadsheet or Markdown shows as they are, and takes for nothing else."""

import re

# Where a cell begins that would be a formula. A spreadsheet that splits at semicolons or tabs has cells inside texts.
_FORMULA = re.compile(r'(?:^|[;\t\r\n])(?=(?:[^\S\t\r\n]|[\ufeff"])*[=+@＝＋－＠-])|^(?=[^\S\t\r\n]*[\t\r\n])')
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def safe_cell(value: str) -> str:
    """Return the value so that a spreadsheet shows it as text: an apostrophe stands before what would be a formula."""
    return _FORMULA.sub(r"\g<0>'", value)


def markdown_text(value: str) -> str:
    """Return the value on one line, with every mark of Markdown and HTML escaped."""
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", " ".join(value.split())))
