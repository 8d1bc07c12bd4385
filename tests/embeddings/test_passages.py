"""Passages cover the abstract, fit the encoder, and are made of whole sentences wherever those fit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.publication import Publication
from corpus.sentences import spans
from embeddings.reading.passages import PASSAGE_TOKENS, Passage, fingerprint, passages_of
from tests.embeddings.hash_encoder import HashEncoder


def cut(title: str, abstract: str, longest: int = 256) -> list[Passage]:
    return passages_of([Publication(id="x", title=title, abstract=abstract)], HashEncoder(longest=longest))[0]


def sentence(words: int, first: str = "Word") -> str:
    return f"{first} {' '.join('word' for _ in range(words - 1))}."


def test_a_short_abstract_is_one_passage_with_the_title_in_front() -> None:
    assert cut("Title", "One sentence. Another one.") == [Passage(0, 26, "Title\nOne sentence. Another one.")]


@pytest.mark.parametrize("abstract", ["", "  \n "])
def test_a_record_without_an_abstract_is_its_title(abstract: str) -> None:
    assert cut("A title", abstract) == [Passage(0, 0, "A title")]


def test_whole_sentences_are_joined_as_long_as_they_fit() -> None:
    assert PASSAGE_TOKENS == 160
    abstract = " ".join([sentence(80, "First"), sentence(80, "Second"), sentence(1, "Third"), sentence(159, "Fourth")])
    found = cut("Title", abstract)
    assert [abstract[p.start : p.end].split()[0] for p in found] == ["First", "Third"]
    assert [HashEncoder().count_tokens([abstract[p.start : p.end]])[0] for p in found] == [160, 160]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    abstract = sentence(500)
    found = cut("Title", abstract)
    pieces = [abstract[p.start : p.end] for p in found]
    assert "".join(pieces) == abstract
    assert [len(piece.split()) for piece in pieces] == [125] * 4
    assert all(piece[0] == " " or piece[0] == "W" for piece in pieces)


def test_a_model_that_reads_little_gets_passages_that_it_reads_whole() -> None:
    found = cut("Two words", sentence(100), longest=32)
    # 32 words, of which the title takes 2.
    assert [len(p.text.split()) for p in found] == [2 + 25] * 4


def test_a_title_of_any_length_leaves_room_for_the_abstract() -> None:
    found = cut(" ".join(f"t{n}" for n in range(400)), sentence(300), longest=64)
    assert all(p.text.startswith("t0 t1 ") and len(p.text.split()) <= 64 for p in found)
    assert found[-1].end == len(sentence(300))


def test_the_records_of_a_batch_do_not_mix() -> None:
    publications = [
        Publication(id="a", title="One", abstract=sentence(200)),
        Publication(id="b", title="Two"),
        Publication(id="c", title="Three", abstract="Short. Texts."),
    ]
    encoder = HashEncoder()
    assert passages_of(publications, encoder) == [passages_of([p], encoder)[0] for p in publications]


def test_a_fingerprint_is_of_all_that_is_read() -> None:
    one = [Passage(0, 3, "T\nabc"), Passage(4, 7, "T\ndef")]
    assert fingerprint(one) == fingerprint([Passage(9, 9, "T\nabc"), Passage(4, 7, "T\ndef")])
    assert len({fingerprint(one), fingerprint(one[:1]), fingerprint(one[::-1]), fingerprint([])}) == 4


@given(st.text(max_size=400), st.integers(8, 40))
def test_every_sentence_of_any_text_is_covered_in_order(abstract: str, longest: int) -> None:
    found = cut("Title", abstract, longest)
    covered = {i for p in found for i in range(p.start, p.end)}
    assert covered >= {i for start, end in spans(abstract) for i in range(start, end) if not abstract[i].isspace()}
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.text == f"Title\n{abstract[p.start : p.end]}" or (p.start, p.end) == (0, 0) for p in found)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_no_passage_is_longer_than_the_model_reads(lengths: list[int]) -> None:
    found = cut("Title", " ".join(sentence(n) for n in lengths), longest=48)
    assert max(HashEncoder().count_tokens([p.text for p in found])) <= 48
