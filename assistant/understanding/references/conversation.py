"""The conversation before a question: what was asked last, what was answered, which records and persons were named."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Answer
from assistant.state import Turn
from corpus.publication import Publication


@dataclass(frozen=True)
class Conversation:
    """The answers before a question, oldest first."""

    history: Sequence[Answer]

    @cached_property
    def last(self) -> Answer | None:
        """Return the last answer that rests on records."""
        return next(
            (answer for answer in reversed(self.history) if answer.status == "answered" and answer.sources), None
        )

    @cached_property
    def turn(self) -> Turn | None:
        """Return what was asked last, whether it was answered or not."""
        for answer in reversed(self.history):
            if answer.sources or answer.status == "not_answered":
                return answer.turns[-1] if answer.turns else Turn(question=answer.question)
        return None

    @property
    def years(self) -> tuple[int, int] | None:
        """Return the years spoken of last, else the year of the one record named last."""
        if self.turn and self.turn.filters.years:
            return self.turn.filters.years
        year = self.last.publications[0].year if self.last and len(self.last.sources) == 1 else None
        return (year, year) if year else None

    def last_values(self, field: str, count: int) -> tuple[str, ...]:
        """Return the last so many values of the field that questions named one each."""
        turns = [answer.turns[-1] for answer in self.history if answer.turns]
        named = [getattr(turn.filters, field) for turn in reversed(turns)]
        return tuple(dict.fromkeys(values[0] for values in named if len(values) == 1))[:count][::-1]

    @property
    def listing(self) -> Turn | None:
        """Return the question for all records on a topic that was asked last, or whose records are spoken of since."""
        turns = [answer.turns[-1] for answer in self.history if answer.turns]
        while len(turns) > 1 and turns[-1].about and turns[-1].kind == "catalogue":
            turns.pop()
        return turns[-1] if turns and turns[-1].listing else None

    @property
    def counted_field(self) -> str:
        """Return the field whose number of values was spoken of last."""
        counts = self.turn.counts if self.turn else ()
        return counts[-1].field if counts else ""

    def listed(self, at: int) -> tuple[Publication, ...]:
        """Return the records of the last answer that names several, and so many that it has one at the place `at`."""
        for answer in reversed(self.history):
            if answer.status == "answered" and len(answer.sources) > max(at, 1):
                return answer.publications
        return ()

    def authors(self, several: bool) -> tuple[str, ...]:
        """Return the person or the persons spoken of: named as a condition, else the authors of the last records."""
        named: dict[str, None] = {}
        for answer in reversed(self.history):
            named.update(dict.fromkeys(answer.filters.authors))
            if named and (not several or len(named) > 1):
                return tuple(named)
            if not named and answer is self.last:
                found = dict.fromkeys(author for p in answer.publications for author in p.authors)
                if found and (several or len(found) == 1 or len(answer.publications) == 1):
                    return tuple(found)
        return tuple(named)
