"""The desk's own words in the language of the page.

The assistant speaks English. Each text `said.…` of the catalogue of strings is, in English, a sentence that it says, so
that a sentence which fits it can be said in the other languages; what fits none stays English. Quotes never come here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from babel.lists import format_list

from assistant.language.wording import listed, numeral
from ui.words.strings import DEFAULT_LANGUAGE, text, words

_NUMBERS = {numeral(number): number for number in range(2, 10)}
_WRITTEN = {
    "count": rf"{'|'.join(_NUMBERS)}|\d[\d,]{{0,15}}",
    "total": r"\d[\d,]{0,15}",
    "year": r"\d{4}",
    "words": "“[^”]+”(?:(?:, | or )“[^”]+”)*",
}
_JOINED = re.compile(r", | and | or ")


def said_in(language: str, sentence: str, names: Iterable[Sequence[str]]) -> str | None:
    """Return the sentence in the language, or None where there are no words for it.

    `names` are those that the sentence may enumerate, as they belong together: the authors of a record, say.
    """
    if language == DEFAULT_LANGUAGE:
        return sentence
    for key, pattern in patterns().items():
        if found := pattern.fullmatch(sentence):
            lists = {listed(together, last): together for together in names for last in ("and", "or")}
            return _said_again(key, found.groupdict(), lists, language)
    return None


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """Return how each sentence is written in English, the first that fits first."""
    texts = {key: form for key, form in words(DEFAULT_LANGUAGE).items() if key.startswith("said.")}
    return {key: re.compile(_pattern(form)) for key, form in texts.items() if isinstance(form, str)}


def _pattern(form: str) -> str:
    """Return the text as a pattern in which each place stands for what the assistant writes there."""
    return re.sub(r"\\\{(\w+)\\\}", lambda place: f"(?P<{place[1]}>{_WRITTEN.get(place[1], '.+')})", re.escape(form))


def _said_again(key: str, written: Mapping[str, str], lists: Mapping[str, Sequence[str]], language: str) -> str | None:
    """Return the text in the language with what was written in its places, or None where that is English too."""
    values: dict[str, object] = {}
    for name, value in written.items():
        if name in ("count", "total"):
            values[name] = _NUMBERS.get(value) or int(value.replace(",", ""))
        elif name == "words":
            values[name] = format_list(re.findall("“[^”]+”", value), "or", language)
        elif value in lists:
            values[name] = format_list(lists[value], "standard", language)
        elif name == "names" and _JOINED.search(value):
            return None  # several conditions, or a name that may hold an “and” itself
        else:
            values[name] = value
    return text(key, language, **values)
