"""Misspelt words of a question, read as the nearest word that the collection knows."""

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.common_words import is_english
from assistant.places import is_place
from assistant.vocabulary import Vocabulary
from assistant.words import words

# One slip in five letters, two in eight; shorter words have too many neighbours.
_SHORTEST = 4
_SLIPS = ((8, 2), (_SHORTEST, 1))


def corrected(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with its misspelt words mended, and each pair of what was typed and what it was read as.

    A word is misspelt when neither the collection nor English knows it and one word of the collection is near.
    """
    found = []
    for word in reversed(list(words(text))):
        typed = text[word.start : word.end]
        if len(word.plain) < _SHORTEST or not word.plain.isalpha() or _is_known(word.plain, word.key, vocabulary):
            continue
        if meant := _nearest(word.plain, vocabulary):
            found.append((typed, meant))
            text = text[: word.start] + meant + text[word.end :]
    return text, tuple(reversed(found))


def _is_known(form: str, key: str, vocabulary: Vocabulary) -> bool:
    return form in vocabulary.forms or vocabulary.frequency[key] > 0 or is_english(form) or is_place(form)


def _nearest(form: str, vocabulary: Vocabulary) -> str:
    slips = next(allowed for length, allowed in _SLIPS if len(form) >= length)
    near = process.extract(
        form, vocabulary.forms.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=5
    )
    alike = [word for word, distance, _ in near if word[0] == form[0] and len(word) >= _SHORTEST]
    return min(
        alike, key=lambda word: (DamerauLevenshtein.distance(form, word), -vocabulary.forms[word], word), default=""
    )
