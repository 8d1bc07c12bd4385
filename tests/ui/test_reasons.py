"""Why an import refuses something: in five languages on the page, in English with its options on the command line."""

import ast
import errno
import functools
import json
import re
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.messages.texts import LANGUAGES, texts_of
from corpus.reasons.reason import FOLDER, Reason, because
from corpus.reasons.system import system_reason
from tests.ui.test_languages import is_english
from ui.background import Background
from ui.words.reasons import place, told

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in LANGUAGES if language != "en"]
ENGLISH = texts_of(FOLDER, "en")
# Of the disk, which the page never reads from: only the command line can meet them.
OF_THE_DISK = {"open", "_check", "read", "fail", "paths_of"}
_LATIN = re.compile(r"[A-Za-z]+")
_PLACE = re.compile(r"(?<!\{)\{\w+\}")


def places(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name is not None}


@functools.cache
def names() -> frozenset[str]:
    """What is no word of a language: of each text, the words in Latin letters that it has in all five."""
    texts = [texts_of(FOLDER, language) for language in LANGUAGES]
    words = [{key: set(_LATIN.findall(_PLACE.sub("", str(text)))) for key, text in each.items()} for each in texts]
    return frozenset(word for key in ENGLISH for word in set.intersection(*(each[key] for each in words)))


def has_english(said: str, language: str) -> bool:
    return is_english(_LATIN.sub(lambda word: "" if word[0] in names() else word[0], said), language)


def calls(*folders: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call in the code of these folders, with the innermost function that it stands in."""
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        within = {
            id(node): function.name
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
        }
        yield from ((within.get(id(node), ""), node) for node in ast.walk(tree) if isinstance(node, ast.Call))


# --- The texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_texts_with_the_same_places(language: str) -> None:
    texts = texts_of(FOLDER, language)
    assert list(texts) == list(ENGLISH)
    assert {key: places(text) for key, text in texts.items()} == {
        key: places(text) - {"aside"} for key, text in ENGLISH.items()
    }
    assert [key for key, text in texts.items() if not text or str(text).strip() != text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_written_twice(language: str) -> None:
    pairs = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"), object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs))


def test_a_line_never_breaks_before_a_french_sign() -> None:
    for key, text in texts_of(FOLDER, "fr").items():
        # The key of an example in JSON is none, nor is the beginning of an address.
        assert not re.search(r"[^\u202f\u00a0\"][:;?!]|[^\u00a0]»|«[^\u00a0]", str(text).replace("://", "")), key


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_english(language: str) -> None:
    for key in ENGLISH:
        said = told(Reason(key, dict.fromkeys(places(ENGLISH[key]) - {"aside"}, "0")), language)
        assert key == "duplicate.shown_by" or said != str(Reason(key, dict.fromkeys(places(ENGLISH[key]), "0")))
        assert not has_english(said, language), said


def test_the_page_names_no_option_of_the_command_line() -> None:
    assert [text for language in LANGUAGES for text in texts_of(FOLDER, language).values() if "--" in str(text)] == []


# --- The code --------------------------------------------------------------------------------------------------------


def test_every_reason_in_the_code_has_its_text_and_its_values() -> None:
    found = 0
    for _, call in calls("corpus", "embeddings", "assistant", "ui"):
        if isinstance(call.func, ast.Name) and call.func.id == "because" and isinstance(call.args[0], ast.Constant):
            key, *aside = call.args
            assert isinstance(key, ast.Constant)
            assert isinstance(key.value, str)
            assert key.value in ENGLISH, ast.unparse(call)
            given = {keyword.arg for keyword in call.keywords}
            if None not in given:
                assert places(ENGLISH[key.value]) == given | ({"aside"} if aside else set()), ast.unparse(call)
            found += 1
    assert found > 60


def test_every_text_is_used() -> None:
    files = [path for folder in ("corpus", "ui") for path in (ROOT / folder).rglob("*.py")]
    quoted = set(re.findall(r'"(\w+\.\w+)"', "\n".join(path.read_text(encoding="utf-8") for path in files)))
    assert sorted(set(ENGLISH) - quoted) == []


def test_whatever_refuses_a_file_gives_a_reason_that_the_page_can_say() -> None:
    plain = {
        within
        for within, call in calls("corpus/formats", "corpus/fields", "corpus/sources")
        if isinstance(call.func, ast.Name) and call.func.id in ("ImportFailed", "ColumnsUnknown")
        if isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    }
    assert plain == OF_THE_DISK


# --- What is said ----------------------------------------------------------------------------------------------------


def test_the_command_line_names_its_option_and_the_page_does_not() -> None:
    reason = because("listing.unknown_label", ' (--map "Farbe=keywords")', label="Farbe")
    assert str(reason) == (
        '"Farbe" looks like a label that is not known; say what it means (--map "Farbe=keywords"), or remove it'
    )
    assert told(reason, "en") == '"Farbe" looks like a label that is not known; say what it means, or remove it'
    assert told(reason, "ru") == "«Farbe» похоже на неизвестную метку; укажите, что она значит, или удалите её"


def test_values_are_written_as_the_language_does() -> None:
    long = because("record.long_field", field="title", most=4_000)
    assert str(long) == 'its "title" is longer than 4,000 characters; shorten it'
    assert told(long, "fr") == "son champ «\u00a0Titre\u00a0» dépasse 4\u202f000 caractères\u202f; raccourcissez-le"
    assert told(long, "ar") == "الحقل «\u2068العنوان\u2069» أطول من 4,000 حرف؛ اختصره"
    same = because("duplicate.shown_by", same=(because("duplicate.title"), because("duplicate.year")))
    assert (str(same), told(same, "es")) == ("the same title and year", "el mismo título y el mismo año")
    assert told(because("json.refused_line", why=because("json.deep")), "ru").startswith("списки и объекты")
    assert told("what has no key", "fr") == "what has no key"


@pytest.mark.parametrize("what", ["line", "row", "entry", "record", "page", "paragraph"])
def test_a_place_in_a_file_is_named_in_every_language(what: str) -> None:
    assert place(f"{what} 12", "en") == f"{what} 12"
    assert all("12" in place(f"{what} 12", language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, "full", "/d/x"),
            "/d/x ne peut pas être écrit, car le disque est plein",
        ),
        (
            OSError(errno.EROFS, "read-only"),
            "/d ne peut pas être écrit, car son disque est en lecture seule",
        ),
        (
            PermissionError(errno.EACCES, "denied"),
            "/d ne peut être ni lu ni écrit\u202f: vérifiez vos droits",
        ),
        (
            OSError(errno.EIO, "error"),
            "/d ne peut être ni lu ni écrit\u202f: vérifiez son dossier et le disque",
        ),
    ],
)
def test_a_fault_of_the_machine_is_told_in_the_language_of_the_page(error: OSError, said: str) -> None:
    def work(progress: object) -> None:
        raise error

    assert told(system_reason(error, "/d"), "fr").startswith(said)
    under_way = Background("an import", work, "/d")
    while not under_way.is_finished:
        time.sleep(0.01)
    assert told(under_way.failure, "fr").startswith(said)
