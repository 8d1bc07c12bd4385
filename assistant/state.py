"""What a conversation keeps of each question: how it was read.

An answer carries it, the page keeps it and sends it back, and the next question is read beside it. Nothing that comes
back from a browser is trusted: it is validated and bounded here.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.question import (
    Asked,
    CatalogueQuestion,
    CatalogueRequest,
    Conditions,
    ContentQuestion,
    ForeignQuestion,
    FoundCondition,
    Listing,
    Order,
    Question,
    SmallTalk,
    ValueCount,
)
from corpus.filters import Filters

_Words = Annotated[str, Field(max_length=20_000)]
_MOST = 1_000  # values of one list; an answer over more records is asked again
_FEW = Field(max_length=_MOST)
# The fields of a record that a question asks for or counts.
_Field = Literal[
    "countries", "regions", "authors", "years", "categories", "publisher", "language", "url", "doi", "abstract"
]
_OF_REQUEST = ("asked", "field", "order", "limit", "least", "most")
_LAST_YEAR = 9999
_Kind = Literal["content", "catalogue", "desk", "out_of_scope"]


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Found(_Kept):
    """A condition that the words of the question name."""

    field: _Words
    value: _Words
    words: _Words
    lies_in: _Words = ""
    excluded: bool = False

    @classmethod
    def of(cls, found: FoundCondition) -> Self:
        """Return what is kept of the condition."""
        return cls(field=found.field, value=found.value, words=found.words, lies_in=found.area, excluded=found.excluded)

    def condition(self) -> FoundCondition:
        """Return the condition again."""
        return FoundCondition(self.field, self.value, self.words, self.lies_in, self.excluded)


class Corrected(_Kept):
    """A misspelt word, and what it was read as."""

    typed: _Words = Field(alias="from")
    meant: _Words = Field(alias="to")


class Turn(_Kept):
    """One question as it was read.

    `asked`, `field`, `order`, `limit`, `least`, `most` and `subject` say what was asked of the catalogue; `filters`,
    `without`, `together` and `counts` under which conditions of its own, `about` of which records, `besides` without
    which.
    `listing` says that all records on `topic` were asked for, `carried` which question this one added a topic to.
    """

    kind: _Kind = "content"
    question: _Words = ""
    asked: Asked | None = None
    field: _Field | Literal[""] = ""
    order: Order = ""
    limit: Annotated[int, Field(ge=1, le=_MOST)] = 1
    least: Annotated[int, Field(ge=0, le=_MOST)] = 1
    most: Annotated[int, Field(ge=0, le=_MOST)] | None = None
    subject: _Words = ""
    listing: Listing | None = None
    topic: _Words = ""
    carried: _Words = ""
    found: Annotated[tuple[Found, ...], _FEW] = ()
    corrections: Annotated[tuple[Corrected, ...], _FEW] = ()
    filters: Filters = Filters()
    without: Annotated[tuple[Filters, ...], _FEW] = ()
    together: Filters = Filters()
    counts: Annotated[tuple[ValueCount, ...], _FEW] = ()
    besides: tuple[_Words, ...] = ()
    about: tuple[_Words, ...] = ()
    refers_to: _Words = ""
    raised: Annotated[tuple[Found, ...], _FEW] = ()
    set_aside: Annotated[tuple[Found, ...], _FEW] = ()
    language: _Words = ""

    @model_validator(mode="after")
    def _is_bounded(self) -> Self:
        of_years = [filters.years for filters in (self.filters, self.together, *self.without) if filters.years]
        if any(not 0 <= year <= _LAST_YEAR for years in of_years for year in years):
            raise ValueError("no record is from such a year")
        if any(count.field not in get_args(_Field) for count in self.counts):
            raise ValueError("no record has such a field")
        if self.listing and (not self.topic or not 1 <= self.listing.limit <= _MOST):
            raise ValueError("no such list of records on a topic")
        if self.asked in ("field", "values") and not self.field:
            raise ValueError("no field is asked for")
        return self

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return what is kept of the question."""
        match question:
            case SmallTalk():
                kind: _Kind = "out_of_scope" if question.intent == "out_of_scope" else "desk"
                return cls(kind=kind, question=question.text)
            case ForeignQuestion():
                return cls(question=question.text, language=question.language)
            case ContentQuestion():
                raised = tuple(map(Found.of, question.raised))
                set_aside = tuple(map(Found.of, question.set_aside))
                topic = question.topic.text if question.listing else ""
                return cls(
                    question=question.search,
                    listing=question.listing,
                    topic=topic,
                    carried=question.carried,
                    raised=raised,
                    set_aside=set_aside,
                    **_shared(question),
                )
            case CatalogueQuestion(request=asked):
                request = {name: getattr(asked, name) for name in _OF_REQUEST}
                besides = question.left_out
                # What no record names is no description of any.
                request["subject"] = "" if asked.lacks else asked.subject
                return cls(
                    kind="catalogue",
                    question=question.text,
                    besides=besides,
                    language=question.language,
                    **request,
                    **_shared(question),
                )

    @property
    def conditions(self) -> Conditions:
        """Return the conditions that the question named."""
        found = tuple(found.condition() for found in self.found)
        return Conditions(Filters(), self.filters, self.without, self.together, self.counts, found)

    @property
    def request(self) -> CatalogueRequest | None:
        """Return what the question asked of the catalogue, if it did."""
        if self.asked is None:
            return None
        return CatalogueRequest(self.asked, self.field, self.limit, self.order, self.least, self.most)

    def as_json(self) -> dict[str, Any]:
        """Return the turn as plain values: its kind and its question, and of the others what is not empty."""
        form: dict[str, Any] = {"kind": self.kind, "question": self.question}
        form |= self.model_dump(exclude_defaults=True, by_alias=True, mode="json")
        for name in ("filters", "together"):
            if name in form:
                form[name] = getattr(self, name).applied()
        if self.without:
            form["without"] = [filters.applied() for filters in self.without]
        return form


def turns_json(turns: Sequence[Turn]) -> dict[str, Any]:
    """Return how the parts of a question were read; one part stands for itself."""
    return turns[0].as_json() if len(turns) == 1 else {"parts": [turn.as_json() for turn in turns]} if turns else {}


def turns_from(form: Mapping[str, Any]) -> tuple[Turn, ...]:
    """Return what `turns_json` wrote; none where it is no such form."""
    parts = form.get("parts", [form] if form else [])
    try:
        return tuple(Turn.model_validate(part) for part in parts)
    except (ValidationError, TypeError):
        return ()


def _shared(question: CatalogueQuestion | ContentQuestion) -> dict[str, Any]:
    """Return what both kinds of questions keep."""
    conditions = question.conditions
    return {
        "found": tuple(map(Found.of, conditions.found)),
        "corrections": tuple(
            Corrected.model_validate({"from": typed, "to": meant}) for typed, meant in question.corrections
        ),
        "filters": conditions.filters,
        "without": conditions.without,
        "together": conditions.together,
        "counts": conditions.counts,
        "about": question.about,
        "refers_to": question.referred,
    }
