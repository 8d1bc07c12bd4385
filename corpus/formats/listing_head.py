"""How a listing page begins: its topic, the text of its first record, and what belongs to the site and not to it."""

import re

from corpus.errors import ImportFailed
from corpus.formats.listing_layout import Layout, Record
from corpus.formats.listing_lines import LONGEST_TITLE, LONGEST_VALUE, Line, Section
from corpus.reasons.reason import because

_SHARE = ("share", "share this", "share on", "partager", "compartir", "teilen", "поделиться", "مشاركة", "شارك")
_NETWORKS = frozenset(
    "facebook twitter x linkedin whatsapp telegram email e-mail mail print copy pinterest reddit vk bluesky".split()
)
_MORE = frozenset(
    (
        *("read more", "learn more", "view more", "see more", "load more", "more info", "back to top", "next page"),
        *("lire la suite", "en savoir plus", "leer más", "ver más", "mehr lesen", "weiterlesen"),
        *("подробнее", "читать далее", "اقرأ المزيد", "المزيد"),
    )
)
_PAGER = re.compile(
    r"[\d\s«»‹›<>|.…]*(?:next|previous|suivant|siguiente|weiter|далее|التالي)(?: page)?[\s…»›>]*(?:last)?[\s…»›>]*",
    re.I,
)


def without_buttons(lines: list[Line]) -> list[Line]:
    """Return the lines without "Read more" and "1 2 Next", and without "Share" and the networks below it."""
    kept: list[Line] = []
    is_share = False
    for line in lines:
        word = line.text.casefold().rstrip(": »>→…")
        is_share = word in _SHARE or (is_share and word in _NETWORKS)
        if line.is_heading or not (is_share or word in _MORE or _PAGER.fullmatch(line.text)):
            kept.append(line)
    return kept


def without_filters(lines: list[Line]) -> list[Line]:
    """Return the lines without the labels of a form to filter by that stands above the records, without its values."""
    first = next((place for place, line in enumerate(lines) if line.means is not None), len(lines))
    last = first
    while last < len(lines) and lines[last].means is not None:
        last += 1
    filters, after = lines[first:last], lines[last:]
    come_again = {line.means for line in filters} <= {line.means for line in after}
    have_no_values = bool(after) and (after[0].is_heading or (come_again and not after[0].is_date))
    return [*lines[:first], *after] if first < 2 and len(filters) > 1 and have_no_values else lines


def topic_of(above: list[Line], sections: list[Section], layout: Layout, file: str) -> tuple[str, list[Line]]:
    """Return the topic of the page, empty where it has none, and the lines of the first title and abstract.

    Raises `ImportFailed` where what stands `above` the first label does not tell it.
    """
    if not above:
        return "", []
    if sections[0].means == "title":
        return above[0].text, []
    head, *rest = above
    if titles := [place for place, line in enumerate(rest) if line.is_heading]:
        return head.text, rest[titles[0] :]
    if layout.categories[head.text]:
        return head.text, rest
    first, *others = layout.records([], sections, "")
    if first.has_abstract and len(above) < 3:
        is_title = not rest or rest[0].text[0].islower()
        return ("", above) if is_title else (head.text, rest)
    if rest and rest[0].follows_blank and (_are_together(others) or _is_paragraph_a_title(rest)):
        return head.text, rest
    if rest and (len(head.text) > LONGEST_VALUE or (head.is_heading and layout.has_headings) or _is_abstract(rest)):
        return "", above
    if len(rest) > 1:
        return head.text, rest
    raise ImportFailed(because("listing.no_topic", file=file, line=str(sections[0].label.number)))


def _are_together(records: list[Record]) -> bool:
    """Tell whether no empty line parts the title of a record from its abstract, and there are records to tell it."""
    texts = [record.text for record in records if len(record.text) > 1]
    return bool(texts) and not any(text[1].follows_blank for text in texts)


def _is_paragraph_a_title(lines: list[Line]) -> bool:
    """Tell whether the first paragraph is no text: it has no full stop at its end, and another follows."""
    end = next((place for place, line in enumerate(lines) if place and line.follows_blank), 0)
    return end > 0 and not lines[end - 1].is_prose


def _is_abstract(lines: list[Line]) -> bool:
    """Tell whether the lines are surely an abstract without a title above it."""
    first, *others = lines
    runs_on = any(line.text[0].islower() for line in lines[:2])
    return (first.is_prose and not others) or len(first.text) > LONGEST_TITLE or runs_on
