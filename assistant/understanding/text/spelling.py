"""Misspelt words of a question, read as the nearest word that the collection knows."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import english_words, is_english, is_in_dictionary
from assistant.language.lexicon import CATALOGUE_WORDS
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word, words

# One slip in five letters, two in eight; shorter words have too many neighbours.
_SHORTEST = 4
_SLIPS = ((8, 2), (_SHORTEST, 1))
# What is this long and one slip from an English word is no other word.
_LONG = 7
# Names are spelt by ear: one slip in three letters, two at least beside another part of the same name.
_LETTERS_PER_SLIP = 3
_SLIPS_BESIDE_NAME = 2
# After such a word stands a name.
_BEFORE_NAME = frozenset("by author authors writer named called mr mrs ms dr prof professor".split())


def corrected(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with misspelt words mended, and each pair of what was typed and how it was read.

    A word is misspelt when neither the collection nor English knows it, rare words among it, and one word of the
    collection is near, or else of English if it is long and has no capital, or when no record says it and the word near
    it stands in a name or a title with the word beside it.
    """
    found: list[tuple[str, str]] = []
    said = list(words(text))
    for place in range(len(said) - 1, -1, -1):
        word = said[place]
        typed = text[word.start : word.end]
        if len(word.plain) < _SHORTEST or not word.plain.isalpha() or _is_said(word, vocabulary):
            continue
        beside = [*said[max(0, place - 1) : place], *said[place + 1 : place + 2]]
        meant = _name(word, typed, beside, vocabulary) or _word(word, beside, vocabulary)
        if meant := meant or (_english(word.plain) if typed.islower() else ""):
            found.append((typed, meant))
            text = text[: word.start] + meant + text[word.end :]
    return text, tuple(reversed(found))


def _is_said(word: Word, vocabulary: Vocabulary) -> bool:
    known = word.plain in STOP_WORDS or word.plain in CATALOGUE_WORDS or word.plain in vocabulary.forms
    return known or vocabulary.is_said(word) or is_place(word.plain) or word.plain in vocabulary.peoples


def _name(word: Word, typed: str, beside: Sequence[Word], vocabulary: Vocabulary) -> str:
    """Return the part of an author's name that is meant, by the part beside it or because the word is no other."""
    for other in beside:
        for author in vocabulary.name_parts.get(other.plain) or ():
            parts = [part.plain for part in words(author) if part.plain != other.plain]
            if near := _near(word.plain, parts, max(_SLIPS_BESIDE_NAME, len(word.plain) // _LETTERS_PER_SLIP)):
                return _as_spelt(near[0], author)
    is_name = any(other.plain in _BEFORE_NAME and other.start < word.start for other in beside)
    if not is_name and (is_english(word.plain) or typed.islower()):
        return ""
    # A capital alone may be that of a place: "Apulia" is no misspelt "Amália".
    most = len(word.plain) // _LETTERS_PER_SLIP if is_name else _slips(word)
    slips = 1 if is_english(word.plain) else most
    like = _within(word.plain, vocabulary.name_parts_like(word.plain, slips), slips)
    near = _near(word.plain, (part for part in like if part in vocabulary.name_parts), slips)
    authors = {author for part in near for author in vocabulary.name_parts[part]}
    return _as_spelt(near[0], authors.pop()) if len(authors) == 1 else ""


def _as_spelt(part: str, author: str) -> str:
    return next((author[word.start : word.end] for word in words(author) if word.plain == part), part)


def _word(word: Word, beside: Sequence[Word], vocabulary: Vocabulary) -> str:
    if not is_english(word.plain):
        forms = vocabulary.forms_like(word.plain, _slips(word))
        near = _near(word.plain, (*forms, *vocabulary.peoples), _slips(word))
        meant = min(near, key=lambda form: (-forms.get(form, 0), form), default="")
        return "" if meant and is_in_dictionary(word.plain) else meant
    # An English word that no record says, where a title has a word like it beside the same word: "red cros".
    near = [form for form in _near(word.plain, vocabulary.forms_like(word.plain, 1), 1) if len(form) > _SHORTEST]
    together = [form for form in near if any(_share_title(form, other, vocabulary) for other in beside)]
    return together[0] if len(together) == 1 else ""


def _slips(word: Word) -> int:
    return next(allowed for length, allowed in _SLIPS if len(word.plain) >= length)


def _english(form: str) -> str:
    """Return the English word that a long one is a slip of, the most frequent of several."""
    if len(form) < _LONG or is_english(form) or is_in_dictionary(form):
        return ""
    return min(_near(form, english_words(), 1), key=english_words().index, default="")


def _share_title(form: str, other: Word, vocabulary: Vocabulary) -> bool:
    if other.plain in STOP_WORDS:
        return False
    meant = next(iter(words(form)))
    return bool(vocabulary.titled(meant) & vocabulary.titled(other))


def _near(form: str, known: Iterable[str], slips: int) -> list[str]:
    """Return the known words that are nearest to the form, with so many slips at most and the same first letter."""
    found = _within(form, known, slips)
    alike = {word: slip for word, slip in found.items() if word[0] == form[0] and len(word) >= _SHORTEST}
    return sorted(word for word, slip in alike.items() if slip == min(alike.values()))


def _within(form: str, known: Iterable[str], slips: int) -> dict[str, int]:
    """Return those of the words that are so many slips away at most, with how many they are."""
    scorer = DamerauLevenshtein.distance
    found = process.extract(form, list(known), scorer=scorer, score_cutoff=slips, limit=None)
    return {word: int(slip) for word, slip, _ in found}
