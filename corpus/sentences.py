"""The sentences of a text as spans, which are the unit of evidence: an answer quotes whole spans and nothing else.

A rule-based splitter, since a quote that ends in mid-sentence is worse than one that runs long: where a stop may belong
to an abbreviation, an initial, a number, an address or an ellipsis, the text is left whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.publication import Publication, TextField


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence of a record: the characters `start` to `end` of the record's `field`."""

    publication_id: str
    field: TextField
    start: int
    end: int


def sentences_of(publication: Publication) -> list[Sentence]:
    """Return the sentences of the title, then those of the abstract, each in order."""
    fields: tuple[TextField, TextField] = ("title", "abstract")
    return [Sentence(publication.id, field, *span) for field in fields for span in spans(publication.text(field))]


def spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of any text as (start, end), in order.

    Every character that is not blank lies in exactly one span, and a span begins and ends with such a character.
    Takes time linear in the length of the text.
    """
    found = []
    for block_start, block_end in _blocks(text):
        start = block_start
        for end in (*_stops(text, block_start, block_end), block_end):
            piece = text[start:end]
            if sentence := piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                found.append((first, first + len(sentence)))
            start = end
    return found


# --- Blocks: what line ends cut ---------------------------------------------------------------------------------------

# Lines of a text wrapped at a fixed width (80 columns in mail, 72 to 100 in exports) run on; other lines stand alone.
_WRAPPED = range(40, 121)
# A wider line that no punctuation ends is no heading and no item: its sentence goes on. One wider yet is a paragraph.
_WIDELY_WRAPPED = range(121, 201)
_ENDED = re.compile(r"[.…!?:;。！？؟۔।]['\"”’»)\]\d]*$")
_BULLET = re.compile(r"[•‣◦▪●■*·–—-]\s|\(?\d{1,3}[.)]\s")


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the text that no line end cuts."""
    lines = text.splitlines(keepends=True)
    widths = _paragraph_widths(lines)
    start = end = 0
    for number, line in enumerate(lines):
        end += len(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not _runs_on(line.rstrip(), following.strip(), widths[number]):
            yield start, end
            start = end


def _paragraph_widths(lines: list[str]) -> list[int]:
    """Return for each line the length of the longest line in its paragraph."""
    widths: list[int] = []
    members = widest = 0
    for line in [*lines, ""]:
        if length := len(line.rstrip()):
            members, widest = members + 1, max(widest, length)
        else:
            widths += [widest] * members + [0]
            members = widest = 0
    return widths


def _runs_on(line: str, following: str, width: int) -> bool:
    """Tell whether a sentence may go on over the end of the line."""
    if not line or not following or _BULLET.match(following):
        return False
    if following[0].islower() and not _is_georgian(following[0]):
        return True
    if len(line) in _WIDELY_WRAPPED:
        return _ENDED.search(line) is None
    first_word = following.split(maxsplit=1)[0]
    return width in _WRAPPED and len(line) + 1 + len(first_word) > width


# --- Stops: what punctuation cuts -------------------------------------------------------------------------------------

_FINAL = "。！？｡۔؟।॥။។።"  # these end a sentence whatever follows
_STOP = re.compile(
    rf"[.．…!?‽⁇⁈⁉{_FINAL}]+"
    r"(?P<closers>(?:['\"”’»›)\]}」』）】¹²³⁰⁴-⁹]|\[\d{1,3}(?:[,–-]\d{1,3})*\]|\s[\"”](?!\S))*)"
    r"(?P<note>\d{1,2}(?=\s))?"
)
_WHAT_FOLLOWS = re.compile(
    r"(?P<blank>\s*)(?P<opener>['\"“‘«‹(\[{¿¡–—\-•‣◦▪●■*]*)\s?(?P<word>\w{0,40})(?P<after>.?)", re.DOTALL
)
_ADDRESS = re.compile(r"(?:https?://|ftp://|\bwww\.|\bdoi\.org/|\b10\.\d{4,9}/)\S*|\b[\w.+-]{1,64}@[\w.-]{1,200}")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_LONGEST_WORD_LOOKED_AT = 24
# One letter that is no initial: the unit in "24 h." and "µmol/l.", the end of "interferon-γ." but not of "J.-P.".
_UNIT_OR_PART = re.compile(r"(?:(?:\d\s?|/)[a-z]|\w-\w)$")
_ENUMERATOR = re.compile(r"\s*\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,4}|[IVX]{1,4})\)?")
_LONGEST_ENUMERATOR = 12
_CONTINUES = frozenset(".,;:!?)]}…%/+=<>&")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_END = _words(
    "Dr Mr Mrs Ms Mx Prof St Ste Mt Rev Hon Gen Col Capt Lt Sgt Sen Rep Gov Pres Messrs Mme Mlle Sra Fig Figs Ph "
    "Jan Feb Apr Aug Sep Sept Oct Nov Dec Dept Univ "
    "Acad Assoc Biochem Biol Biophys Chem Clin Commun Dev Exp Int Lett Med Mol Nat Natl Phys Proc Reprod Res Sci Soc "
    "e.g eg i.e ie cf viz vs al approx ca resp incl esp ibid z.B bzw"
)
# Words or abbreviations: "Law No. 164" and "art. 5", but "the state of the art. The report".
_BEFORE_A_NUMBER = _words(
    "no nos nr art arts fig figs sec sect vol vols ch chap pp para paras par tab eq eqs ed ref refs"
)
_NUMBER = re.compile(r"\d|[A-Z][\d/]|[IVXLC]{2,}\b")
_MAY_END = _words("inc ltd co corp jr sr")
# After "U.S." or "vitamin C." only these say that a new sentence begins; no name begins with them.
_STARTERS = _words(
    "The This These Those That It They We He She There Here However Therefore Furthermore Moreover Although While When "
    "Where In On At For From With As If But And Its Their Our Both Each Such To By"
)
# Where a stop stands directly before one of these it joins the parts of a domain or file name.
_NAME_ENDINGS = _words("com org net int edu gov mil info biz js io pdf doc docx xls xlsx csv html htm php xml txt")


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places in `text[start:end]` where punctuation ends a sentence."""
    addresses = (
        (m.start(), m.start() + len(m[0].rstrip(".,;:!?)]}'\"”’…"))) for m in _ADDRESS.finditer(text, start, end)
    )
    inside = next(addresses, None)
    for stop in _STOP.finditer(text, start, end):
        while inside and inside[1] <= stop.start():
            inside = next(addresses, None)
        if inside and inside[0] <= stop.start():
            continue
        cut = _cut_after(text, start, stop)
        if cut is not None:
            yield cut
            start = cut


def _cut_after(text: str, start: int, stop: re.Match[str]) -> int | None:
    """Return where the sentence that began at `start` ends, if this stop ends it."""
    mark = text[stop.start() : stop.start("closers")]
    if any(character in _FINAL for character in mark):
        return stop.end("closers")
    before = _word_before(text, start, stop.start())
    noted = stop["note"] is not None and _may_bear_a_note(before)
    cut = stop.end() if noted else stop.end("closers")
    follows = _WHAT_FOLLOWS.match(text, cut)
    assert follows is not None  # every part of the pattern may be empty
    apart = noted or bool(follows["blank"])
    if not _may_begin(follows) or not (apart or _is_run_together(before, follows)):
        return None
    if not any(character in "!?‽⁇⁈⁉" for character in mark) and (
        _is_ellipsis(text, mark, stop.start())
        or _is_enumerator(text, start, stop.start())
        or _is_abbreviated(before, follows, closed=bool(stop["closers"]))
    ):
        return None
    return cut


def _word_before(text: str, start: int, stop: int) -> str:
    window = text[max(start, stop - _LONGEST_WORD_LOOKED_AT) : stop]
    found = _UNIT_OR_PART.search(window) or _WORD_BEFORE.search(window)
    return found[0] if found else ""


def _may_bear_a_note(before: str) -> bool:
    """Tell whether digits after the stop are a flattened footnote: "exploitation.1 The", but not "Fig.2" or "v.2"."""
    return len(before) > 3 and before.isalpha() and before.islower() and before not in _BEFORE_A_NUMBER


def _may_begin(follows: re.Match[str]) -> bool:
    """Tell whether what follows a stop may begin a sentence: anything but a lower-case word or closing punctuation."""
    if any(character in "•‣◦▪●■" for character in follows["opener"]):
        return True
    if word := follows["word"]:
        return not word[0].islower() or _is_georgian(word[0])
    return not follows["after"] or (bool(follows["blank"]) and follows["after"] not in _CONTINUES)


def _is_run_together(before: str, follows: re.Match[str]) -> bool:
    """Tell whether two sentences meet at the stop without a space: "countries.This", but not "3.5" or "example.Com"."""
    word = follows["word"]
    if not word or not word[0].isalpha() or len(before) == 1 or word.lower() in _NAME_ENDINGS:
        return False
    if not word[0].isupper():
        return before[-1:].isalpha() and not before[-1:].isupper() and not before[-1:].islower()
    if len(word) == 1:
        return before.islower() and follows["after"].isspace()
    if any(character.isdigit() for character in before) and not before.isdigit():
        return word in _STARTERS  # "H2A.Bbd" is a name
    return word[1].islower() or (before != "" and not before.isupper() and not before.isdigit())


def _is_ellipsis(text: str, mark: str, position: int) -> bool:
    """Tell whether the mark is "…", "..." or the end of ". . ."; a fourth stop ends the sentence."""
    return "…" in mark or len(mark) in (2, 3) or text[max(0, position - 2) : position] == ". "


def _is_enumerator(text: str, start: int, stop: int) -> bool:
    """Tell whether all that stands before the stop is the number of an item, such as "2" or "iv"."""
    return stop - start <= _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(text, start, stop) is not None


def _is_abbreviated(before: str, follows: re.Match[str], *, closed: bool) -> bool:
    """Tell whether the stop belongs to an abbreviation or initial, rather than ending a sentence with it."""
    word = follows["word"]
    if closed and word in _STARTERS:
        return False
    if before in _NEVER_END or before[:1].lower() + before[1:] in _NEVER_END:
        return True
    if before.lower() in _BEFORE_A_NUMBER:
        return _NUMBER.match(word + follows["after"]) is not None
    letters = before.split(".")
    is_short = (len(before) == 1 or len(letters) > 1) and all(part.isalpha() and len(part) <= 3 for part in letters)
    return (is_short or before.lower() in _MAY_END) and word not in _STARTERS


def _is_georgian(character: str) -> bool:
    """Tell whether the letter is a Georgian one, which Unicode calls lower-case although sentences begin with it."""
    return "ა" <= character <= "ჿ"
