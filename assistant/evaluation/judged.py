"""How well a desk answers judged questions: by kind, with intervals, and every failure told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Citation
from assistant.evaluation.metrics import Figure, mean_of

Kind = Literal["content", "catalogue", "pointing", "unanswerable"]


class Judged(BaseModel):
    """A question with what people say its answer is.

    `titles` are the right records: any of them may come first in a content or pointing answer, all of them and no
    others are cited by a catalogue answer. `quotes` are parts of the sentences that answer, of which one suffices;
    `facts` stand in a statement of a catalogue answer.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    kind: Kind
    question: str
    history: tuple[str, ...] = ()
    answerable: bool
    titles: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered as judged: the measures it fails, what was expected, and what came."""

    id: str
    kind: Kind
    question: str
    measures: tuple[str, ...]
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class KindReport:
    """The figures of the questions of one kind, and how many of them were answered and refused."""

    kind: Kind
    answered: int
    refused: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of each kind in the order of the file, those of all questions, and the failures in the file's order.

    Of `quotes`, the number shown in all answers, `exact` stand letter for letter where the answer says they stand.
    `median_ms` is the median time of an answer in milliseconds.
    """

    kinds: tuple[KindReport, ...]
    figures: tuple[Figure, ...]
    quotes: int
    exact: int
    median_ms: float
    failures: tuple[Failure, ...]


Row = tuple[Judged, Answer]
# Returns None where the measure asks nothing of the question or of its answer.
Measure = Callable[[Judged, Answer], float | None]


def evaluate(rows: Sequence[Row]) -> Report:
    """Return the report on at least one answered question."""
    kinds = dict.fromkeys(judged.kind for judged, _ in rows)
    return Report(
        kinds=tuple(_kind_report(kind, [row for row in rows if row[0].kind == kind]) for kind in kinds),
        figures=_figures(_OF_ALL, rows),
        quotes=sum(len(quotes_of(answer)) for _, answer in rows),
        exact=sum(exact_quotes(answer) for _, answer in rows),
        median_ms=median(answer.timings_ms.get("total", 0.0) for _, answer in rows),
        failures=tuple(failure for judged, answer in rows if (failure := failure_of(judged, answer))),
    )


def failure_of(judged: Judged, answer: Answer) -> Failure | None:
    """Return what the answer fails of what was judged, or None."""
    measures = tuple(name for name, measure in _PASSED_OR_FAILED.items() if measure(judged, answer) == 0)
    if not measures:
        return None
    expected = "; ".join((*judged.titles, *judged.quotes, *judged.facts)) if judged.answerable else "not answered"
    cited = [f"[{publication.title}]" for publication in answer.publications]
    said = [statement.text for statement in answer.statements] or [answer.reason]
    return Failure(judged.id, judged.kind, judged.question, measures, expected, " ".join((*cited, *said)))


# --- Quotes -----------------------------------------------------------------------------------------------------------


def quotes_of(answer: Answer) -> list[Citation]:
    """Return the quotes that the answer shows, in reading order."""
    return [statement.citation for statement in answer.statements if statement.citation]


def exact_quotes(answer: Answer) -> int:
    """Return how many of the quotes shown stand in the record they cite, at the offsets printed for them."""
    printed = answer.as_json()
    records = {source.number: source.publication for source in answer.sources}
    slices = {
        (source["number"], quote["text"])
        for source in printed["sources"]
        for quote in source["quotes"]
        if records[source["number"]].text(quote["field"])[quote["start"] : quote["end"]] == quote["text"]
    }
    shown = zip(answer.statements, printed["statements"], strict=True)
    return sum((said["citations"][0], said["text"]) in slices for statement, said in shown if statement.citation)


def _right_quotes(judged: Judged, answer: Answer) -> list[bool]:
    """Return of each quote shown whether it holds, or is a part of, one that people chose."""
    chosen = [_spaced(quote) for quote in judged.quotes]
    shown = [_spaced(quote.text) for quote in quotes_of(answer)]
    return [any(gold in quote or quote in gold for gold in chosen) for quote in shown]


def _spaced(text: str) -> str:
    return " ".join(text.split())


# --- Measures ---------------------------------------------------------------------------------------------------------


def answered_rightly(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where an answerable question is answered."""
    return float(answer.status == "answered") if judged.answerable else None


def refused_rightly(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where an unanswerable question is not answered."""
    return None if judged.answerable else float(answer.status == "not_answered")


def right_record_first(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where the first record cited is a right one."""
    if judged.kind not in ("content", "pointing") or not judged.answerable:
        return None
    return float(any(publication.title in judged.titles for publication in answer.publications[:1]))


def right_record_cited(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where a right record is among those cited."""
    if judged.kind != "pointing" or not judged.answerable:
        return None
    return float(any(publication.title in judged.titles for publication in answer.publications))


def gold_quote_shown(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where a quote shown is one that people chose."""
    return float(any(_right_quotes(judged, answer))) if judged.quotes else None


def quote_precision(judged: Judged, answer: Answer) -> float | None:
    """Return the share of the quotes shown that people chose; None where none is shown."""
    right = _right_quotes(judged, answer)
    return sum(right) / len(right) if judged.quotes and right else None


def quotes_shown(judged: Judged, answer: Answer) -> float | None:
    """Return the number of quotes in an answer."""
    return float(len(quotes_of(answer))) if judged.quotes and answer.status == "answered" else None


def catalogue_exact(judged: Judged, answer: Answer) -> float | None:
    """Return 1 where exactly the right records are cited and every fact stands in a statement."""
    if judged.kind != "catalogue":
        return None
    cited = sorted(publication.title for publication in answer.publications)
    return float(cited == sorted(judged.titles) and all(_states(answer, fact) for fact in judged.facts))


def _states(answer: Answer, fact: str) -> bool:
    """Tell whether a statement holds the fact as words of its own, so that a 1 is not found in 2012."""
    words = re.compile(rf"(?<!\w){re.escape(fact)}(?!\w)", re.IGNORECASE)
    return any(words.search(statement.text) for statement in answer.statements)


def _only_exact_quotes(judged: Judged, answer: Answer) -> float | None:
    return float(exact_quotes(answer) == len(quotes_of(answer)))


_OF_ALL: dict[str, Measure] = {"answerable answered": answered_rightly, "unanswerable refused": refused_rightly}
_OF_A_KIND: dict[str, Measure] = {
    "right record first": right_record_first,
    "right record cited": right_record_cited,
    "gold quote shown": gold_quote_shown,
    "precision of quotes": quote_precision,
    "quotes shown": quotes_shown,
    "catalogue exact": catalogue_exact,
}
# The others say how much, not whether: a quote too many is no failure.
_PASSED_OR_FAILED: dict[str, Measure] = {
    **_OF_ALL,
    "right record first": right_record_first,
    "right record cited": right_record_cited,
    "gold quote shown": gold_quote_shown,
    "catalogue exact": catalogue_exact,
    "quotes exact": _only_exact_quotes,
}


def _kind_report(kind: Kind, rows: Sequence[Row]) -> KindReport:
    answered = sum(answer.status == "answered" for _, answer in rows)
    return KindReport(kind, answered, len(rows) - answered, _figures({**_OF_ALL, **_OF_A_KIND}, rows))


def _figures(measures: dict[str, Measure], rows: Sequence[Row]) -> tuple[Figure, ...]:
    found = []
    for name, measure in measures.items():
        scores = [score for judged, answer in rows if (score := measure(judged, answer)) is not None]
        if scores:
            found.append(mean_of(name, scores))
    return tuple(found)
