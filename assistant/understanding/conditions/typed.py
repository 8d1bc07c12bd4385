"""How the words of a question are typed: as a name, as an initial, or as they may stand in any sentence."""

import re
from collections.abc import Sequence

from assistant.collection.authors import PARTICLES
from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import is_english
from assistant.language.patterns import just_before
from assistant.language.words import STOP_WORDS, Word, lowered

_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s|\n)[\s\W]*$")


class Typed:
    """A question as it is typed; `low` is it in lower case, `shouted` says that it has capitals only."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """Take the text, and what the records say."""
        self.text, self.low, self._vocabulary = text, lowered(text), vocabulary
        letters = [c for c in text if c.isalpha()]
        self.shouted = bool(letters) and all(c.isupper() for c in letters)

    def of(self, part: Sequence[Word]) -> str:
        """Return the text from the first of the words to the last."""
        return self.text[part[0].start : part[-1].end]

    def is_capitalised(self, word: Word) -> bool:
        """Tell whether the word begins with a capital."""
        return self.text[word.start].isupper()

    def as_name(self, part: Sequence[Word]) -> bool:
        """Tell whether the weighty words are capitalised, and not only because a sentence begins with one."""
        if self.shouted:
            return False
        weighty = [word for word in part if word.plain not in STOP_WORDS] or list(part)
        if not all(self.is_capitalised(word) for word in weighty):
            return False
        begins = just_before(_SENTENCE_START, self.text, part[0].start) is not None
        return not begins or len([word for word in weighty if word is not part[0]]) > 0

    def is_ordinary(self, word: Word) -> bool:
        """Tell whether the word may stand in any sentence."""
        return word.plain in STOP_WORDS or is_english(word.plain) or self._vocabulary.is_said(word)

    def is_particle(self, word: Word) -> bool:
        """Tell whether the word is one such as "de" in a name."""
        return word.plain in PARTICLES and self.text[word.start].islower()

    def is_initial(self, word: Word) -> bool:
        """Tell whether the word is a letter or two of a name."""
        typed = self.of([word])
        return len(word.plain) <= 2 and typed.isupper() and ("." in typed or len(word.plain) == 1)
