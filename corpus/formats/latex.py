"""Values of BibTeX as people read them: LaTeX's commands as their characters, its braces gone.

A command that is not known, or that names what stands elsewhere, is left as it is written: what its author means by it
cannot be told, and without it the text would say something else.
"""

import re
from functools import cache
from typing import Any

from corpus.fields.scripts import lowered, raised
from corpus.reasons.reason import ValueRefused, because

LONGEST_LATEX = 100_000
# What LaTeX would take for a comment or an alignment, which authors of abstracts mean as it stands.
_BARE = re.compile(r"(?<!\\)[%&#]")
_QUICK = re.compile(r"[\\{}$~`]|--|''")
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textdollar": "$",
    "copyright": "©",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "ddag": "‡",
    "degree": "°",
    "slash": "/",
    "space": " ",
    "newline": " ",
    "par": " ",
} | {name: name for name in ("TeX", "LaTeX", "BibTeX")}
# Only the look of the letters around them, or a place where a line may break.
_LOOKS = (
    "/ it bf em rm tt sc sl sf tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bfseries"
    " mdseries itshape upshape scshape slshape rmfamily sffamily ttfamily normalfont noindent centering relax protect"
    " nobreak allowbreak linebreak break leavevmode sloppy"
).split()
_WRAPPERS = ("mbox", "texttt", "textsf", "textup", "textmd", "textnormal", "uppercase", "hbox")
# Known to pylatexenc, which puts a word of its own, today's date or nothing in their place.
_ELSEWHERE = (
    "today input include title author date maketitle ref autoref cref Cref eqref cite citet citep includegraphics"
).split()


class LatexFailed(ValueRefused):
    """A value whose braces cannot be followed."""


def plain(latex: str) -> str:
    """Return the value as plain text; one without anything of LaTeX, or one too long for it, is returned as it is.

    Raises `LatexFailed`.
    """
    if not _QUICK.search(latex) or len(latex) > LONGEST_LATEX:
        return latex
    decoder, context = _decoder()
    try:
        text = decoder.latex_to_text(_BARE.sub(lambda sign: f"\\{sign[0]}", latex), latex_context=context)
    except RecursionError as error:
        raise LatexFailed(because("bibtex.deep")) from error
    except Exception as error:  # pylatexenc lets its parser's errors through, which have no common class.
        raise LatexFailed(because("bibtex.latex", f" ({error})")) from error
    return str(text).replace("\xa0", " ")


@cache
def _decoder() -> tuple[Any, Any]:
    """Return what turns nodes into text, and what its parser knows of the arguments of commands."""
    from pylatexenc import latex2text, latexwalker, macrospec

    texts = latex2text.get_default_latex_context_db()
    replaced: dict[str, Any] = _SIGNS | dict.fromkeys(_LOOKS, _nothing) | dict.fromkeys(_ELSEWHERE, _source)
    replaced |= {"textsuperscript": _raised, "textsubscript": _lowered, "url": _url, "href": _link}
    macros = [latex2text.MacroTextSpec(name, simplify_repl=value) for name, value in replaced.items()]
    macros += [latex2text.MacroTextSpec(name, discard=False) for name in _WRAPPERS]
    texts.add_context_category("refdesk", prepend=True, macros=macros)
    arguments = latexwalker.get_default_latex_context_db()
    told = {spec.macroname for spec in arguments.iter_macro_specs()}
    bare = [macrospec.MacroSpec(s.macroname) for s in texts.iter_macro_specs() if s.macroname not in told]
    counted = {"textsuperscript": 1, "textsubscript": 1, "url": 1, "href": 2} | dict.fromkeys(_WRAPPERS, 1)
    taking = [macrospec.std_macro(name, False, count) for name, count in counted.items()]
    arguments.add_context_category("refdesk-bare", prepend=True, macros=bare)
    arguments.add_context_category("refdesk", prepend=True, macros=taking)
    # After all names were looked through: these are for a command in none of the categories.
    texts.set_unknown_macro_spec(latex2text.MacroTextSpec("", simplify_repl=_source))
    arguments.set_unknown_macro_spec(macrospec.MacroSpec("", args_parser=_groups_parser()))
    return latex2text.LatexNodes2Text(latex_context=texts, math_mode="verbatim"), arguments


def _groups_parser() -> Any:
    """Return what takes every group that follows a command for its arguments."""
    from pylatexenc.macrospec import MacroStandardArgsParser, ParsedMacroArgs

    class Groups(MacroStandardArgsParser):  # type: ignore[misc]  # pylatexenc has no types
        def parse_args(self, w: Any, pos: int, parsing_state: Any = None) -> tuple[Any, int, int]:
            groups, end = [], pos
            while w.s[end : end + 1] == "{":
                group, at, length = w.get_latex_expression(end, parsing_state=parsing_state)
                groups.append(group)
                end = at + length
            return ParsedMacroArgs(argspec="{" * len(groups), argnlist=groups), pos, end - pos

    return Groups()


def _nothing(node: Any) -> str:
    return ""


def _source(node: Any) -> str:
    return re.sub(r"\\([%&#])", r"\1", node.latex_verbatim())


def _raised(node: Any, l2tobj: Any) -> str:
    return raised(l2tobj.node_arg_to_text(node, 0))


def _lowered(node: Any, l2tobj: Any) -> str:
    return lowered(l2tobj.node_arg_to_text(node, 0))


def _url(node: Any) -> str:
    """Return an address letter for letter: what LaTeX would read in it otherwise is its own."""
    written = node.nodeargd.argnlist[0].latex_verbatim().removeprefix("{").removesuffix("}")
    return re.sub(r"\\([_%&#~])", r"\1", written)


def _link(node: Any, l2tobj: Any) -> str:
    address, shown = _url(node), l2tobj.node_arg_to_text(node, 1)
    return address if shown == address else f"{shown} ({address})"
