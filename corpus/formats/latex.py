"""Values of BibTeX as people read them: LaTeX's commands as their characters, its braces gone."""

import re
from functools import cache
from typing import Any

from corpus.reasons.reason import ValueRefused, because

LONGEST_LATEX = 100_000
# What LaTeX would take for a comment or an alignment, which authors of abstracts mean as it stands.
_BARE = re.compile(r"(?<!\\)[%&#]")
_QUICK = re.compile(r"[\\{}$~`]|--|''")


class LatexFailed(ValueRefused):
    """A value whose braces cannot be followed."""


def plain(latex: str) -> str:
    """Return the value as plain text; one without anything of LaTeX, or one too long for it, is returned as it is.

    Raises `LatexFailed`.
    """
    if not _QUICK.search(latex) or len(latex) > LONGEST_LATEX:
        return latex
    try:
        text = str(_decoder().latex_to_text(_BARE.sub(lambda sign: f"\\{sign[0]}", latex)))
    except RecursionError as error:
        raise LatexFailed(because("bibtex.deep")) from error
    except Exception as error:  # pylatexenc lets its parser's errors through, which have no common class.
        raise LatexFailed(because("bibtex.latex", f" ({error})")) from error
    return text.replace("\xa0", " ")


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    context = get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~"}
    signs |= {name: name for name in ("TeX", "LaTeX", "BibTeX")}
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    macros.append(MacroTextSpec("url", simplify_repl="%s"))
    context.add_context_category("refdesk", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")
