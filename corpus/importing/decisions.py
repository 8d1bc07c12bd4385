"""What becomes of every record of the sources of an import: the decisions, and what they come to together."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from corpus.draft import Rejected
from corpus.publication import Publication
from corpus.reasons.reason import Reason, Said

Outcome = Literal["added", "changed", "unchanged", "merged", "withdrawn"]
OUTCOMES: tuple[Outcome, ...] = ("added", "changed", "unchanged", "merged")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one record of a source; `id` is that of the record in the collection.

    `file` is the name that its source goes by: "export.ris (2)" is another file than the `export.ris` before it. `into`
    is the title of the record that a duplicate is merged with, and `why` what shows that it is one.
    """

    outcome: Outcome
    file: str
    position: str
    title: str
    id: str
    into: str = ""
    why: Reason | None = None


@dataclass(slots=True)
class Plan:
    """Every record of the sources accounted for.

    `records` are to be written, by id; `said` is what each source says of those that several describe. `failures` are
    files that could not be read, or not to their end, with the reason, `encodings` those that were detected.
    `withdrawn` are the records of the collection that their source says it does not hold any more; they stay.
    `languages` counts those of the records to be written, the commonest first: what they name, else what their
    abstracts are in.
    """

    decisions: list[Decision] = field(default_factory=list)
    rejected: list[tuple[str, Rejected]] = field(default_factory=list)
    failures: list[tuple[str, Said]] = field(default_factory=list)
    withdrawn: list[Decision] = field(default_factory=list)
    records: dict[str, Publication] = field(default_factory=dict)
    said: dict[str, list[Publication]] = field(default_factory=dict)
    encodings: list[tuple[str, str]] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """Return how many records of the sources come to this."""
        return sum(decision.outcome == outcome for decision in self.decisions)

    @property
    def summary(self) -> str:
        """Return the counts in words: "40 added, 2 changed, 1 unchanged, 3 merged as duplicates, 1 rejected"."""
        counts = Counter(decision.outcome for decision in self.decisions)
        parts = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES]
        parts[-1] += " as duplicates"
        return ", ".join([*parts, f"{len(self.rejected)} rejected"])
