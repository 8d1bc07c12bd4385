"""The language of a question, told from the common languages of the field's readers."""

from babel import Locale

from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import is_english
from assistant.language.words import STOP_WORDS, words
from corpus.fields.languages import ranked_languages

ENGLISH = "en"
# A word or two, such as an abbreviation or a name, is of no language.
_FEWEST_WORDS = 3
# Where so many of the words are the small ones of English the others are names or misspelt.
_ENGLISH_SHARE = 0.25
# By so much another language must be likelier than English, in logarithms: misspelt English came to 1 at most in 12
# questions, another language to 19 at least in 9.
_SURE = 10.0
# Small words that other languages have too.
_SHARED = frozenset("a an as at am me so on in is do he was will s t re ve d m etc her over of may".split())


def language_of(question: str, vocabulary: Vocabulary) -> str:
    """Return the code of the question's language; English where its words are known or too few to tell."""
    said = [word for word in words(question) if word.plain.isalpha()]
    unknown = [
        w for w in said if w.plain not in STOP_WORDS and w.plain not in vocabulary.forms and not is_english(w.plain)
    ]
    foreign_script = any(ord(character) > 0x24F and character.isalpha() for character in question)
    if not foreign_script and (len(said) < _FEWEST_WORDS or not unknown):
        return ENGLISH
    small = [w for w in said if w.plain in STOP_WORDS and w.plain not in _SHARED]
    if not foreign_script and len(small) >= _ENGLISH_SHARE * len(said):
        return ENGLISH
    ranked = ranked_languages(question)
    (first, likeliest), english = ranked[0], dict(ranked)[ENGLISH]
    return first if likeliest - english >= _SURE else ENGLISH


def language_name(code: str) -> str:
    """Return the English name of a language.

    >>> language_name("fr")
    'French'
    """
    return Locale.parse(code).english_name or code
