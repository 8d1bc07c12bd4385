import pytest

from assistant.evidence.mentions import mentions
from corpus.publication import Publication


def record(title: str, abstract: str = "Nothing is said here.") -> Publication:
    return Publication(id="r", title=title, abstract=abstract)


def shown(topic: str, publication: Publication) -> list[str]:
    return [found.text(field)[start:end] for found, field, start, end in mentions(topic, [publication])]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("lorry", "Border posts stopped 214 lorries."),
        ("lorries", "A lorry was stopped."),
        ("church", "Churches rang."),
        ("child labour", "Child-labour is banned."),
        ("IOM", "The I.O.M. came."),
        ("Cote d'Ivoire", "In Côte d’Ivoire it rained."),
        ("survivor", "Each sur\u00advivor was heard."),
        ("1998", "Floods came in 1998."),
    ],
)
def test_words_are_found_in_either_number_and_however_they_are_set(topic: str, text: str) -> None:
    assert shown(topic, record("Title", f"Before it. {text} After it.")) == [text]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("church", "It is in Christchurch."),
        ("train", "Trainers were trained."),
        ("child labour", "A child avoids labour."),
        ("labour child", "Child labour is banned."),
        ("dam", "Dampness rose."),
    ],
)
def test_nothing_else_counts(topic: str, text: str) -> None:
    assert shown(topic, record("Title", text)) == []


def test_a_title_that_mentions_it_stands_for_its_record() -> None:
    assert shown("dams", record("Of Dams", "A dam broke.")) == ["Of Dams"]
