import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import load_default
from corpus.publication import Publication
from corpus.sentences import Sentence, sentences_of, spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


# Text that provokes the rules: stops, closers, line ends, digits and letters of several scripts beside any character.
PROVOKING = st.text(
    alphabet=st.sampled_from(list(".!?…。۔؟।)]”’\"'“([-•·\n\r\t\u2028\u00a0 aAbzZéÉßგ数نक0159,;:/@")), max_size=200
)


@given(st.one_of(st.text(max_size=300), PROVOKING))
def test_spans_hold_every_character_that_is_not_blank_once_and_in_order(text: str) -> None:
    found = spans(text)
    covered = [position for start, end in found for position in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(covered)
    for start, end in found:
        assert text[start:end].strip() == text[start:end] != ""


@given(
    st.lists(st.from_regex(r"\A(The|A|This) [a-z]{4,8} [a-z]{4,8}\Z"), min_size=1, max_size=8),
    st.sampled_from(["", " ", "\n", "  \n\n"]),
)
def test_plain_sentences_are_told_apart_however_they_are_joined(sentences: list[str], joint: str) -> None:
    whole = [f"{sentence}." for sentence in sentences]
    assert cut(joint.join(whole)) == whole


@pytest.mark.parametrize(
    "text",
    [
        "entering EU countries.|This situation required",
        "Central Mediterranean migration routes.|The research findings",
        "victims of human trafficking.|The IFRC Migration Policy",
        "South-Eastern Europe (SEE).|Geographically, the report specifically targeted SEE, namelyAlbania",
        "Croatia, Kosovo1 , Macedonia, and Serbia.|Notwithstanding its primary geographical scope,the report",
        "thatthis report brings forward.|The report is strictly",
        "Trafficked Persons.|Guidance for European Red Cross National Societies",
        "using the routes. |69 potential trafficking cases were identified.",
        "It ended in 2019.|The next began.",
        "of the routes.|A study of them.",
        "done by staff.|IOM and UNHCR said so.",
        "a form of exploitation.1 |The study found it.",
        "a form of exploitation.[12] |The study found it.",
        "a form of exploitation.² |The study found it.",
        "the routes.|“The study” says.",
    ],
)
def test_sentences_that_run_together_are_cut(text: str) -> None:
    assert cut(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "They met in St. Petersburg and at St. Mary's.",
        "under Law No. 164 and Directive No. 2011/36/EU and Resolution No. A/RES/55",
        "several groups, e.g. Children or i.e. The young, cf. Annex",
        "as Healy et al. The authors of 2019 found, approx. 5 cases vs. Ten before",
        "Dr. Jane Doe and Prof. X. Y. Smith saw Fig. 3, Figs. S1 and pp. 12 to 14",
        "J. K. Rowling, J.K. Rowling and U.S. Department of State",
        "a rise of 3.5 per cent, or 1.250.000 people",
        "see www.iom.int/Reports.Html, example.Com, https://x.org/A.B?Q=The or Jane.Doe@iom.int for it",
        "to use the ... United Nations, or … The same, or . . . That",
        "Wait... The rest",
        "in Sept. 2019 and Oct. 2020",
        "he (see above!) said so, and asked (why?) too",
        "Acme Inc. Holdings and Jones Ltd. Group",
        "the report.pdf, Report.PDF and Node.js",
        "section 2.3.1 Methods",
        "д. Иванов и А. С. Пушкин",
        "J.-P. Sartre and I.-S. Park",
        "Proc. Natl. Acad. Sci. USA 91:3233-3237, Dev. Biol. 91, 121-130",
        "the histone variant H2A.Bbd and Atf1.Pcr1",
        "the variant p.His161Arg or p. His161Arg",
        "wrote no .NET code",
        "د. محمد",
    ],
)
def test_what_only_looks_like_an_end_is_not_cut(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "What is it? |Trainer's manual",
        "Stop! |He ran.",
        "He said “Stop.” |Then he ran.",
        "It ended (see above.) |The next began.",
        "The U.S. |The report is on it.",
        "rich in vitamin C. |It helps.",
        "the state of the art. |The report",
        "The answer is no. |The report says why.",
        "it was 3.5. |Trafficking grew.",
        "It costs more. |€5 million is due.",
        "simplify it.... |He said so.",
        "1. First do this. |2. Then do that.",
        "One item. |• two items",
        "A heading|\nThe text begins",
        "one line|\n\nand a new paragraph",
        "这是。|那是！|「好。」|他说？|好",
        "هل هذا صحيح؟ |نعم۔ |هذا",
        "यह है। |वह है॥ |अंत",
        "ეს არის. |ის იყო.",
        "Это так. |То иначе.",
        "after 24 h. |Statin was given at 80 µmol/l. |Serum rose.",
        "levels of interferon-γ. |Statistics followed.",
        "it is called a “problem. ” |Without it",
        "in phase H2A. |Bbd rose.",
    ],
)
def test_ends_of_sentences_are_found(text: str) -> None:
    assert cut(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_lines_wrapped_at_a_width_run_on_and_other_lines_stand_alone() -> None:
    wrapped = (
        "The guidance was written for the International\n"
        "Federation of the Red Cross and the partners of\n"
        "its National Societies. It is short."
    )
    assert cut(wrapped) == [wrapped.removesuffix(" It is short."), "It is short."]
    assert cut("Objectives\nTo see\n- Item one\n- Item two") == ["Objectives", "To see", "- Item one", "- Item two"]
    assert cut("first line\ngoes on here") == ["first line\ngoes on here"]


def test_a_line_wider_than_usual_runs_on_where_no_punctuation_ends_it() -> None:
    long = "The Society, which was founded to keep the knowledge of " + "lime and chalk, " * 6 + "writes to the"
    assert cut(f"{long}\nParish Clerks.\nThey answer.") == [f"{long}\nParish Clerks.", "They answer."]
    assert cut(f"{long} following:\nParish Clerks") == [f"{long} following:", "Parish Clerks"]


def test_the_title_comes_first_and_then_the_abstract() -> None:
    publication = Publication(id="a", title="What is it? A manual", abstract="One.Two words.")
    assert sentences_of(publication) == [
        Sentence("a", "title", 0, 11),
        Sentence("a", "title", 12, 20),
        Sentence("a", "abstract", 0, 4),
        Sentence("a", "abstract", 4, 14),
    ]


def test_the_real_abstracts_are_cut_into_whole_sentences() -> None:
    for publication in load_default().publications:
        for sentence in sentences_of(publication):
            words = publication.text(sentence.field)[sentence.start : sentence.end]
            assert words[0].isupper() or words[0].isdigit()
            if sentence.field == "abstract":
                assert words.endswith(".")
                assert not re.search(r"[a-z)]\.[A-Z]", words)


@pytest.mark.parametrize(
    "unit", ["A sentence of the abstract. ", ".", "A.", "x.y@z", '.(["', ". ", "a\n", "word", "http://a.B/"]
)
def test_a_long_text_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        spans(text)
        return time.process_time() - began

    # Quadratic time would need 16 times as long for four times the text, and many seconds for 200,000 characters.
    assert seconds(200_000) < max(0.2, 10 * seconds(50_000))
