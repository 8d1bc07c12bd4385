"""What the desk says: each message in each language, with its places and plural forms."""

import json
import re
import string
from pathlib import Path

import pytest
from babel import Locale
from pydantic import ValidationError

import assistant.messages.message
from assistant.messages.kept import KeptMessage
from assistant.messages.message import Message, Value, message, messages_in, say
from assistant.messages.texts import LANGUAGES, Text

_WHOLE_NUMBERS = range(1000)


def forms(entry: Text) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def places(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def nested(*conditions: Message) -> Message:
    first, *others = conditions
    for other in others:
        first = message("condition.and", first=first, second=other)
    return first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_in_the_same_order(language: str) -> None:
    assert list(messages_in(language)) == list(messages_in("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_the_places_of_the_english_text(language: str) -> None:
    for key, entry in messages_in(language).items():
        english = set().union(*map(places, forms(messages_in("en")[key])))
        for form in forms(entry):
            # One record may go without its number, and what agrees with a number in one language need not in another.
            assert places(form) - {"count"} == english - {"count"}, (key, form)
            assert form.strip() == form != "", key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_counts_has_a_form_for_each_plural_of_the_language(language: str) -> None:
    plural_form = Locale.parse(language).plural_form
    expected = {plural_form(number) for number in _WHOLE_NUMBERS} | {"other"}
    counting = {key: set(entry) - {"=1"} for key, entry in messages_in(language).items() if isinstance(entry, dict)}
    assert len(counting) > 20
    assert {key: forms for key, forms in counting.items() if forms != expected} == {}


def test_a_line_never_breaks_before_a_french_sign() -> None:
    for key, entry in messages_in("fr").items():
        for form in forms(entry):
            assert not re.search(r"[^\u202f][:;?!](?!\w*\})|« |[^\u00a0]»|«[^\u00a0]", form), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_written_twice(language: str) -> None:
    source = Path(assistant.messages.message.__file__).with_name(f"{language}.json").read_text(encoding="utf-8")
    pairs: list[tuple[str, object]] = json.loads(source, object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs))


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 1, "One of the 1,200 publications answers this:"),
        ("en", 2, "Two of the 1,200 publications answer this:"),
        ("en", 10, "10 of the 1,200 publications answer this:"),
        ("fr", 1, "Une des 1\u202f200 publications répond à cette question\u202f:"),
        ("fr", 2, "2 des 1\u202f200 publications répondent à cette question\u202f:"),
        ("es", 2, "2 de las 1.200 publicaciones responden a esto:"),
        ("ru", 1, "На это отвечает 1 публикация из 1\u00a0200:"),
        ("ru", 3, "На это отвечают 3 публикации из 1\u00a0200:"),
        ("ru", 11, "На это отвечают 11 публикаций из 1\u00a0200:"),
        ("ru", 21, "На это отвечает 21 публикация из 1\u00a0200:"),
        ("ar", 1, "يجيب عن هذا منشور واحد من أصل 1,200:"),
        ("ar", 2, "يجيب عن هذا منشوران من أصل 1,200:"),
        ("ar", 3, "تجيب عن هذا منشورات عددها 3 من أصل 1,200:"),
    ],
)
def test_a_count_agrees_with_what_it_counts(language: str, count: int, expected: str) -> None:
    assert say(message("answer.some", count=count, total=1200), language) == expected


def test_one_is_said_apart_from_what_counts_like_it() -> None:
    assert say(message("publications.all", count=1), "ru") == "Единственная публикация"
    assert say(message("publications.all", count=21), "ru") == "Все 21 публикация"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "2 of the 9 publications are from 2017 or 2019 to 2021 and name no author:"),
        ("fr", "2 des 9 publications (année : 2017 ou de 2019 à 2021 ; champ « auteur » vide) :"),
        ("es", "2 de las 9 publicaciones (año: 2017 o de 2019 a 2021; campo «autor» vacío):"),
        ("ru", "2 публикации из 9 (год: 2017 или с 2019 по 2021; поле «автор» пустое):"),
        ("ar", "منشوران من أصل 9 (السنة: 2017 أو من 2019 إلى 2021؛ حقل «المؤلف» فارغ):"),
    ],
)
def test_conditions_are_composed_in_every_language(language: str, expected: str) -> None:
    span = message("condition.span", first="2019", last="2021")
    years = message("condition.are", count=2, conditions=message("condition.from", years=("2017", span)))
    no_author = message("condition.names_none", count=2, field=message("field.authors"))
    found = message(
        "list.meeting",
        publications=message("publications.number_of", count=2, total=9),
        conditions=nested(years, no_author),
    )
    said = say(message("lead", what=found), language)
    assert re.sub("[\u2068\u2069]", "", re.sub("[\u202f\u00a0]", " ", said)) == expected


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("en", ("Peru", "Chile", "Iraq"), "No publication is about Peru, Chile or Iraq."),
        ("es", ("Peru", "Oman"), "Ninguna publicación trata de Peru u Oman."),
        ("es", ("Peru", "Chile"), "Ninguna publicación trata de Peru o Chile."),
        ("ru", ("Peru", "Chile"), "Нет ни одной публикации на тему «Peru или Chile»."),
        ("ar", ("Peru", "Chile"), "لا يتناول أي منشور \u2068Peru\u2069 أو \u2068Chile\u2069."),
    ],
)
def test_names_are_enumerated_and_keep_their_direction(language: str, names: tuple[str, ...], expected: str) -> None:
    assert say(message("none.about", names=names), language) == expected


@pytest.mark.parametrize(
    ("language", "beginning"),
    [
        ("en", "The question seems to be in Spanish, which"),
        ("fr", "La question semble être en espagnol, que"),
        ("es", "La pregunta parece estar en español, que"),
        ("ar", "يبدو أن السؤال بالإسبانية، ونموذج"),
        ("ru", "Похоже, вопрос задан по-испански, а модель"),
    ],
)
def test_a_language_is_named_in_each_language(language: str, beginning: str) -> None:
    assert say(message("foreign", language="es", how="now"), language).startswith(beginning)


def test_a_message_may_be_said_in_one_language_only() -> None:
    own = Message("none.left", {"none": message("none.other")}, "fr")
    assert say(own, "ru") == "Aucune autre publication ne reste."


def test_a_message_that_is_not_there_and_a_value_that_lacks_are_errors() -> None:
    with pytest.raises(KeyError):
        say(message("no.such"))
    with pytest.raises(KeyError):
        say(message("lead"))
    with pytest.raises(TypeError):
        say(message("answer.all", count="9"))


# --- What a browser keeps ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        message("desk.thanks"),
        message("none.about", names=("Peru", "Chile")),
        message("lead", what=message("list.all", count=9)),
        message("none.from", years=("2001", message("condition.span", first="2003", last="2005"))),
        Message("foreign.both", {"own": Message("desk.only", {}, "ar"), "here": message("desk.only")}),
    ],
)
def test_a_kept_message_comes_back_as_it_was(said: Message) -> None:
    assert (
        KeptMessage.model_validate_json(KeptMessage.of(said).model_dump_json(exclude_defaults=True)).message() == said
    )


@pytest.mark.parametrize(
    ("key", "values", "language"),
    [
        ("said.so", {}, ""),
        ("lead", {}, ""),
        ("answer.all", {"count": "nine"}, ""),
        ("desk.thanks", {}, "xx"),
        ("foreign", {"language": "not a language", "how": ""}, ""),
        ("foreign", {"language": "zz", "how": ""}, ""),
        ("values.none", {"field": ""}, ""),
    ],
)
def test_what_is_no_message_does_not_come_back(key: str, values: dict[str, Value], language: str) -> None:
    kept = KeptMessage.model_validate({"key": key, "values": values, "language": language})
    with pytest.raises(ValueError, match="no message of the desk"):
        kept.message()


def test_a_message_that_is_too_deep_or_too_large_does_not_come_back() -> None:
    deep = KeptMessage.of(nested(*[message("desk.thanks")] * 60))
    with pytest.raises(ValueError, match="too many"):
        deep.message()
    for value in ("x" * 20_001, -1, 10**13, ["x"] * 1_001, 1.5, True, None):
        with pytest.raises(ValidationError):
            KeptMessage.model_validate({"key": "lead", "values": {"what": value}})
