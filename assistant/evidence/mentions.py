"""Records that hold the very words of a topic, which is exact: nothing else counts, and nothing that counts is left."""

from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.language.words import forms_and_keys, plain, words
from assistant.reply.compose import Slice
from corpus.publication import Publication, TextField
from corpus.sentences import spans

_FIELDS: tuple[TextField, TextField] = ("title", "abstract")


def mentions(topic: str, publications: Sequence[Publication]) -> Iterator[Slice]:
    """Yield of each record that mentions the topic its title, or else the first sentence that does.

    The words stand one after another, in singular or plural, with any signs and accents.
    """
    run = [_numbers(form) for form, _ in forms_and_keys(topic)]
    for publication in publications:
        for field in _FIELDS:
            text = publication.text(field)
            start = _first(run, text) if _may_hold(run, text) else None
            if start is not None:
                yield (publication, field, *_sentence_at(start, text))
                break


def words_of_mention(topic: str) -> list[frozenset[str]]:
    """Return for each word of the topic all words that may stand for it: both of its numbers, and theirs."""
    return [frozenset(chain.from_iterable(map(_plurals, _numbers(form)))) for form, _ in forms_and_keys(topic)]


def _plurals(singular: str) -> tuple[str, ...]:
    return singular, f"{singular}s", f"{singular}es", f"{singular[:-1]}ies"


def _may_hold(run: Sequence[frozenset[str]], text: str) -> bool:
    """Tell, in a tenth of the time that reading its words takes, whether the text has the letters of all the words."""
    letters = plain(text).replace(".", "")
    return all(any(form.removesuffix("y") in letters for form in forms) for forms in run)


def _first(run: Sequence[frozenset[str]], text: str) -> int | None:
    """Return where the text first has the words one after another."""
    said = list(words(text))
    held = [_numbers(word.plain) for word in said]
    for place in range(len(said) - len(run) + 1):
        if all(one & other for one, other in zip(run, held[place:], strict=False)):
            return said[place].start
    return None


def _numbers(form: str) -> frozenset[str]:
    """Return the word with what may be its singular, so that two numbers of a word share one."""
    singulars = {form.removesuffix("s"), form.removesuffix("es")}
    return frozenset({form, *singulars} | ({f"{form[:-3]}y"} if form.endswith("ies") else set()))


def _sentence_at(place: int, text: str) -> tuple[int, int]:
    return next((start, end) for start, end in spans(text) if place < end)
