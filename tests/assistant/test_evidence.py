from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pytest

from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.sentences import CLOSE_READING_WEIGHT, KIND_BONUS, READ_CLOSELY, EvidenceReader, Scored
from assistant.evidence.showing import apart, shown, with_context, without_notices, without_repeats
from assistant.understanding.query import query_of
from corpus.publication import Publication
from corpus.sentences import spans
from embeddings.reading.record_tokens import encoded_tokens
from tests.embeddings.hash_encoder import HashEncoder

ROUTES = Publication(
    id="routes",
    title="Routes",
    abstract="Smugglers ask for money. The study found 69 cases at sea. It also found debts. Nobody sleeps well there.",
)
SHELTERS = Publication(id="shelters", title="Shelters", abstract="Shelters take women only. Men sleep outside.")


class Indifferent:
    """A scorer that finds every sentence as good as any other, and remembers what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        self.read = list(sentences)
        return np.zeros(len(sentences))


class Fond(Indifferent):
    """A scorer that likes the sentences with one word."""

    def __init__(self, word: str, logit: float) -> None:
        super().__init__()
        self.word, self.logit = word, logit

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        return np.array([self.logit if self.word in sentence else 0.0 for sentence in sentences])


def reader(scorer: Indifferent | None = None) -> EvidenceReader:
    encoder = HashEncoder()
    return EvidenceReader(encoder, scorer or Indifferent(), partial(encoded_tokens, encoder))


def sentence(publication: Publication, place: int, score: float = 0.5) -> Scored:
    start, end = spans(publication.abstract)[place]
    return Scored(publication, "abstract", start, end, late=score)


def test_the_sentence_with_the_words_of_the_question_comes_first() -> None:
    read = reader().read(query_of("debts also found"), [ROUTES, SHELTERS])
    assert read[0].text == "It also found debts."
    assert len(read) == READ_CLOSELY


def test_of_two_sentences_alike_the_later_one_comes_first() -> None:
    twice = Publication(id="twice", title="Twice", abstract="Debts were found. Nobody sleeps. Debts were found.")
    first, second = (s for s in reader().read(query_of("debts"), [twice]) if s.text == "Debts were found.")
    assert (first.start, second.start) == (33, 0)
    assert first.place == pytest.approx(33 / len(twice.abstract))


def test_titles_count_for_their_sentences_but_are_not_shown() -> None:
    read = reader().read(query_of("sleep shelters"), [ROUTES, SHELTERS])
    assert [s.text for s in read[:2]] == ["Men sleep outside.", "Shelters take women only."]
    assert {s.publication.id for s in read[2:]} == {"routes"}


def test_ties_are_broken_by_record_and_place() -> None:
    others = [ROUTES.model_copy(update={"id": name, "abstract": "Nobody sleeps."}) for name in ("b", "a")]
    read = reader().read(query_of("unheard"), others)
    assert [s.publication.id for s in read] == ["a", "b"]


def test_the_scorer_moves_a_sentence_by_its_weight() -> None:
    plain = {s.start: s.score for s in reader().read(query_of("debts"), [ROUTES])}
    moved = {s.start: s.score for s in reader(Fond("money", 4.0)).read(query_of("debts"), [ROUTES])}
    assert moved[0] - plain[0] == pytest.approx(4 * CLOSE_READING_WEIGHT)
    assert [moved[start] for start in sorted(moved)[1:]] == [plain[start] for start in sorted(plain)[1:]]


def test_a_sentence_that_holds_the_kind_asked_for_is_preferred() -> None:
    read = {s.text: s for s in reader().read(query_of("How many cases?"), [ROUTES])}
    found = read["The study found 69 cases at sea."]
    assert found.fits
    unfit = replace(found, fits=False)
    assert found.score - unfit.score == pytest.approx(KIND_BONUS)
    assert not read["Smugglers ask for money."].fits


def test_the_scorer_reads_the_nearest_with_their_titles() -> None:
    scorer = Indifferent()
    abstract = " ".join(f"Sentence number {n} stands here." for n in range(40))
    long = Publication(id="long", title="Long", abstract=abstract)
    assert len(reader(scorer).read(query_of("what stands here?"), [long])) == READ_CLOSELY
    # Of equals the later ones are preferred: abstracts end with what was found.
    assert scorer.read[0] == "Long: Sentence number 39 stands here."


def test_a_sentence_holds_the_number_that_was_asked_for_where_any_does() -> None:
    calls = Publication(id="calls", title="Calls", abstract="In 2014 it took 45 calls. In 2015 it took 62 calls.")
    assert [s.text for s in reader().read(query_of("How many calls in 2015?"), [calls])] == [
        "In 2015 it took 62 calls."
    ]
    assert len(reader().read(query_of("How many calls in 2016?"), [calls])) == 2
    # What the record's title says, its sentences need not say, though another's say it.
    titled = Publication(id="titled", title="Calls of 2015", abstract="It took a week.")
    assert len(reader().read(query_of("How many calls in 2015?"), [calls, titled])) == 2
    # What the record's year says, its sentences need not say.
    report = replace_year(calls, 2016)
    assert len(reader().read(query_of("How many calls in 2016?"), [report])) == 2


def replace_year(publication: Publication, year: int) -> Publication:
    return publication.model_copy(update={"year": year})


def test_a_sentence_is_covered_as_far_as_the_question_speaks_of_it() -> None:
    said = {s.text: s.covered for s in reader().read(query_of("It also found debts."), [ROUTES])}
    assert said["It also found debts."] == pytest.approx(1)
    assert all(covered < 0.9 for text, covered in said.items() if text != "It also found debts.")


def test_a_record_without_an_abstract_is_quoted_by_its_title() -> None:
    best, *_ = reader().read(query_of("routes also"), [Publication(id="c", title="Routes, also by sea")])
    assert (best.field, best.text, with_context(best)) == ("title", "Routes, also by sea", best)


def test_notices_of_a_source_answer_nothing() -> None:
    said = {2016: "Bets rose (by half).", 2017: "(Bets fell.)", 2018: "Copyright law is old."}
    records = [
        Publication(id=str(year), title="Bets", abstract=f"{text} (Index (c) {year} APA, all rights reserved)")
        for year, text in said.items()
    ]
    read = [sentence(record, place) for record in records for place in range(2)]
    assert [s.text for s in without_notices(read)] == list(said.values())


def test_a_question_for_one_fact_is_shown_two_sentences_at_most() -> None:
    read = [sentence(ROUTES, place, 0.5) for place in range(4)]
    assert len(shown(query_of("How many cases were found?"), read)) == 2
    assert len(shown(query_of("Why do they leave?"), read)) == 4


def test_a_sentence_far_below_the_best_is_not_shown() -> None:
    read = [sentence(ROUTES, 0, 0.6), sentence(ROUTES, 1, 0.5), sentence(ROUTES, 2, 0.3)]
    assert shown(query_of("Why do they leave?"), read) == read[:2]
    assert shown(query_of("Why?"), []) == []


def test_what_two_records_both_say_is_shown_once() -> None:
    copy = ROUTES.model_copy(update={"id": "copy", "abstract": ROUTES.abstract.replace("69", "70")})
    same = [sentence(ROUTES, 1), sentence(copy, 0), sentence(copy, 1)]
    assert without_repeats(same) == [same[0], same[1], same[2]]
    same_words = sentence(copy.model_copy(update={"abstract": ROUTES.abstract.upper()}), 0)
    assert without_repeats([sentence(ROUTES, 0), same_words]) == [sentence(ROUTES, 0)]


@pytest.mark.parametrize(
    "opening",
    ["It also", "However, the study", "These cases", "This situation", "Their debts", "The study also", "Therefore"],
)
def test_a_sentence_that_leans_on_the_one_before_brings_it_along(opening: str) -> None:
    record = Publication(id="a", title="A", abstract=f"Nothing. Smugglers ask for money. {opening} found debts.")
    assert with_context(sentence(record, 2)).text == f"Smugglers ask for money. {opening} found debts."


@pytest.mark.parametrize("opening", ["This report", "This research assessment", "Smugglers", "Italy", "The study"])
def test_a_sentence_that_stands_alone_stays_alone(opening: str) -> None:
    record = Publication(id="a", title="A", abstract=f"Smugglers ask for money. {opening} found debts.")
    assert with_context(sentence(record, 1)).text == f"{opening} found debts."


def test_a_name_cut_short_brings_the_whole_one_along() -> None:
    before = "Advice came from the Main Department on Crime."
    short, other, own = "The Department asked for more.", "The Ministry asked for more.", "The Department of Law asked."
    records = [Publication(id="a", title="A", abstract=f"{before} {text}") for text in (short, other, own)]
    assert [with_context(sentence(record, 1)).text for record in records] == [f"{before} {short}", other, own]


def test_the_first_sentence_has_none_before_it() -> None:
    record = Publication(id="a", title="A", abstract="It found debts. More.")
    assert with_context(sentence(record, 0)).text == "It found debts."


def test_quotes_that_overlap_a_better_one_are_left_out() -> None:
    whole = with_context(sentence(ROUTES, 2))
    assert whole.text == "The study found 69 cases at sea. It also found debts."
    assert apart([whole, sentence(ROUTES, 1), sentence(ROUTES, 3)]) == [whole, sentence(ROUTES, 3)]
    assert apart([whole, replace(sentence(SHELTERS, 0), start=0)]) == [whole, sentence(SHELTERS, 0)]


@pytest.mark.model
def test_the_trained_scorer_tells_an_answer_from_a_near_miss() -> None:
    title = "Safe houses in Central Asia: "
    sentences = [
        "The review compares the rules of 17 shelters in Kazakhstan and Uzbekistan.",
        "Residents are not allowed to leave without permission.",
    ]
    asked = CrossEncoder().scores("How many shelters were compared?", [title + s for s in sentences])
    assert asked[0] > 0 > asked[1]
    foreign = CrossEncoder().scores("How many shelters in Brazil were compared?", [title + sentences[0]])
    assert foreign[0] < asked[0] - 1
