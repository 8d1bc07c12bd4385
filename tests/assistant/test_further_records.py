"""Which records an answer names beside the nearest one, and what it says of them."""

from assistant.answer import Answer
from assistant.evidence.coverage import Coverage
from assistant.evidence.reader import Evidence, _composed
from assistant.evidence.sentences import Scored
from assistant.question import ContentQuestion, Query
from corpus.publication import Publication

FULL = Coverage((), (), 0.0, ())
QUERY = Query("why do whales sing")
NEAR, FAR = (Publication(id=i, title=f"On {i}", abstract=f"They sing to {i}.") for i in ("near", "far"))


# Logits of the scorer by which a record beside one of 2.0 is shown; by one of them alone it answers nothing.
ANSWERS, TOUCHES = 1.5, -0.5


def read(publication: Publication, close: float, covered: float) -> Scored:
    return Scored(publication, "abstract", 0, len(publication.abstract), late=0.8, close=close, covered=covered)


def answer(far: float, *, points: bool = False) -> Answer:
    """The answer where the scorer is sure of the first record, and gives the further one this logit."""
    question = ContentQuestion("why?", "why?", QUERY, QUERY, points=points)
    evidence = Evidence((NEAR, FAR), (read(NEAR, 2.0, 0.5), read(FAR, far, 0.0)), FULL, others={FAR.id: FULL})
    return _composed(question, evidence, total=9, least=0.5)


def test_a_further_record_is_quoted_only_where_it_answers_by_itself() -> None:
    both = answer(ANSWERS)
    assert both.publications == (NEAR, FAR)
    assert both.statements[0].text == "Two of the 9 publications answer this:"
    assert answer(TOUCHES).publications == (NEAR,)


def test_records_that_somebody_is_pointed_to_are_not_all_said_to_answer() -> None:
    assert answer(ANSWERS, points=True).statements[0].text == "Two of the 9 publications answer this:"
    touching = answer(TOUCHES, points=True)
    assert touching.publications == (NEAR, FAR)
    assert touching.statements[0].text == "Two of the 9 publications touch on this:"
