"""The passages of a record: what is embedded, since a model reads only the beginning of a longer text."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.publication import Publication
from corpus.sentences import spans
from embeddings.engine import TokenCounter

# Tokens of abstract in a passage. all-MiniLM-L6-v2 reads 256 with the title, and was trained on 128.
PASSAGE_TOKENS = 160
# The share of what the model reads that a title may take, so that a title of any length leaves room for the abstract.
_TITLE_SHARE = 4

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of an abstract, `abstract[start:end]`; `text` is what the encoder reads, with the title in front.

    A record without an abstract has one passage (0, 0), whose text is the title.
    """

    start: int
    end: int
    text: str


def passages_of(publications: Sequence[Publication], encoder: TokenCounter) -> list[list[Passage]]:
    """Return the passages of each record, in order; together they hold every sentence of its abstract."""
    sentences = [spans(publication.abstract) for publication in publications]
    titles = encoder.count_tokens([publication.title for publication in publications])
    counts = iter(
        encoder.count_tokens(
            [p.abstract[start:end] for p, found in zip(publications, sentences, strict=True) for start, end in found]
        )
    )
    cut = []
    for publication, found, title_tokens in zip(publications, sentences, titles, strict=True):
        title, title_tokens = _shortened(publication.title, title_tokens, encoder)
        budget = max(1, min(PASSAGE_TOKENS, encoder.longest - title_tokens))
        units = [unit for span in found for unit in _fitting(publication.abstract, span, next(counts), budget, encoder)]
        joined = [(s, e, f"{title}\n{publication.abstract[s:e]}") for s, e in _packed(units, budget)]
        cut.append([Passage(*passage) for passage in joined or [(0, 0, title)]])
    return cut


def with_sentences(publications: Sequence[Publication], encoder: TokenCounter) -> list[list[Passage]]:
    """Return the passages of each record, and behind them each sentence of its abstract as a passage of its own."""
    return [
        [*passages, *(Passage(s, e, f"{p.title}\n{p.abstract[s:e]}") for s, e in spans(p.abstract))]
        for p, passages in zip(publications, passages_of(publications, encoder), strict=True)
    ]


def fingerprint(passages: Sequence[Passage]) -> str:
    """Return the SHA-256 of what the encoder reads, under which the vectors are kept."""
    return hashlib.sha256("\0".join(passage.text for passage in passages).encode()).hexdigest()


def _packed(units: Sequence[tuple[Span, int]], budget: int) -> list[Span]:
    """Join neighbouring units as long as their tokens fit in the budget."""
    packed: list[Span] = []
    used = 0
    for (start, end), tokens in units:
        if packed and used + tokens <= budget:
            packed[-1] = (packed[-1][0], end)
            used += tokens
        else:
            packed.append((start, end))
            used = tokens
    return packed


def _fitting(text: str, span: Span, tokens: int, budget: int, encoder: TokenCounter) -> list[tuple[Span, int]]:
    """Return the span, or the pieces of one that is too long, each with its tokens; a piece ends where a word does."""
    start, end = span
    if tokens <= budget or end - start < 2:
        return [(span, tokens)]
    middle = _word_end(text, start, end)
    halves = [(start, middle), (middle, end)]
    counts = encoder.count_tokens([text[s:e] for s, e in halves])
    return [piece for half, n in zip(halves, counts, strict=True) for piece in _fitting(text, half, n, budget, encoder)]


def _word_end(text: str, start: int, end: int) -> int:
    """Return the blank nearest to the middle of the span, or the middle where there is none."""
    middle = (start + end) // 2
    blanks = [i for i in (text.rfind(" ", start + 1, middle), text.find(" ", middle, end - 1)) if i != -1]
    return min(blanks, key=lambda i: abs(i - middle), default=middle)


def _shortened(title: str, tokens: int, encoder: TokenCounter) -> tuple[str, int]:
    """Return the title, cut at a word where it would take too much of what the model reads, and its tokens."""
    limit = max(1, encoder.longest // _TITLE_SHARE)
    if tokens <= limit:
        return title, tokens
    (start, end), tokens = _fitting(title, (0, len(title)), tokens, limit, encoder)[0]
    return title[start:end], tokens
