"""Questions that were not answered, as text."""

from collections.abc import Sequence
from itertools import groupby

from ui.gaps import Gap
from ui.words.strings import text


def gaps_text(gaps: Sequence[Gap], are_kept: bool) -> str:
    """Return the questions by reason and theme, each with how often it was asked and the day it was last."""
    blocks = [text("gaps.on" if are_kept else "gaps.off")]
    for kind, of_kind in groupby(gaps, key=lambda gap: gap.kind):
        lines = [f"{text(f'gaps.{kind}')}:"]
        for theme, of_theme in groupby(of_kind, key=lambda gap: gap.theme):
            lines += [f"  {theme or '-'}", *(f"    {gap.times} × {gap.question} ({gap.last})" for gap in of_theme)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
