import json
import re
import string
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import ui.words.strings
from ui.words.strings import LANGUAGES, direction, language_of, text, words

_WHOLE_NUMBERS = range(1000)


def _forms(entry: str | dict[str, str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def _placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_in_the_same_order(language: str) -> None:
    assert list(words(language)) == list(words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_the_placeholders_of_the_english_text(language: str) -> None:
    for key, entry in words(language).items():
        expected = _placeholders(_forms(words("en")[key])[0])
        for form in _forms(entry):
            assert _placeholders(form) == expected, (key, form)
            assert form.strip() == form != "", key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_counts_has_a_form_for_each_plural_of_the_language(language: str) -> None:
    plural_form = Locale.parse(language).plural_form
    expected = {plural_form(number) for number in _WHOLE_NUMBERS} | {"other"}
    counting = {key for key, entry in words("en").items() if isinstance(entry, dict)}
    assert counting
    for key, entry in words(language).items():
        assert (set(entry) if isinstance(entry, dict) else None) == (expected if key in counting else None), key


def test_a_line_never_breaks_before_a_french_sign() -> None:
    for key, entry in words("fr").items():
        assert not any(re.search(r" [:;?!»]|« ", form) for form in _forms(entry)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_written_twice(language: str) -> None:
    source = (Path(ui.words.strings.__file__).with_name("languages") / f"{language}.json").read_text(encoding="utf-8")
    pairs: list[tuple[str, object]] = json.loads(source, object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs))


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 1, "1 publication"),
        ("en", 100_000, "100,000 publications"),
        ("fr", 0, "0 publication"),
        ("fr", 1_000_000, "1\u202f000\u202f000 publications"),
        ("es", 2, "2 publicaciones"),
        ("ru", 1, "1 публикация"),
        ("ru", 3, "3 публикации"),
        ("ru", 11, "11 публикаций"),
        ("ru", 21, "21 публикация"),
        ("ar", 2, "منشوران (2)"),
        ("ar", 9, "9 منشورات"),
        ("ar", 11, "11 منشورًا"),
        ("ar", 100, "100 منشور"),
    ],
)
def test_the_plural_is_that_of_the_language(language: str, count: int, expected: str) -> None:
    assert text("explore.count", language, count=count) == expected


def test_every_text_is_used() -> None:
    folder = Path(ui.__file__).parent
    files = [path for kind in ("py", "js", "html") for path in folder.rglob(f"*.{kind}")]
    # A key may be put together, as in f"theme.{name}", or in a template "theme." ~ name.
    quoted = set(re.findall(r"""["']([a-z_]+\.[a-z_.{}]*)""", "\n".join(f.read_text(encoding="utf-8") for f in files)))
    begun = tuple(key.partition("{")[0] for key in quoted if "{" in key or key.endswith("."))
    # The phrase book finds its texts by what they say.
    assert [key for key in words("en") if key not in quoted and not key.startswith((*begun, "said."))] == []


def test_a_value_keeps_its_direction_among_words_written_from_right_to_left() -> None:
    assert text("filters.remove", "ar", value="Asia").endswith("\u2068Asia\u2069")
    assert text("filters.remove", "ru", value="Asia").endswith("Asia")


def test_values_stand_as_they_are_whatever_they_hold() -> None:
    assert text("filters.remove", value="{key} <b>") == "Take off the filter: {key} <b>"
    assert text("answer.checked", field="Abstract", start="1200", end="1310").endswith("1200 to 1310.")


def test_a_key_a_language_or_a_value_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        text("no.such")
    with pytest.raises(KeyError):
        text("ask.submit", "de")
    with pytest.raises(KeyError):
        text("filters.remove")
    with pytest.raises(TypeError):
        text("explore.count", count="9")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("ar", "ar"),
        ("AR-eg", "ar"),
        ("de-AT,de;q=0.9", "en"),
        ("de, es;q=0.4, ru;q=0.6", "ru"),
        ("fr;q=0, es;q=0.1", "es"),
        ("fr, es", "fr"),
        ("es;q=high, ru;q=0.2", "ru"),
        ("es;q=7, ru;q=0.2", "ru"),
        ("es;q=nan, ru;q=0.2", "ru"),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str | None, expected: str) -> None:
    assert language_of(header) == expected


@given(st.text())
def test_any_header_gives_a_language(header: str) -> None:
    assert language_of(header) in LANGUAGES


def test_arabic_alone_is_written_from_right_to_left() -> None:
    assert {language: direction(language) for language in LANGUAGES if direction(language) == "rtl"} == {"ar": "rtl"}
