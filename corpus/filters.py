"""Conditions on the fields of a publication."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.publication import Publication

FILTER_FIELDS = ("years", "countries", "regions", "authors", "categories")
# Four digits, since years are counted through one by one where questions are understood.
_Year = Annotated[int, Field(ge=0, le=9999)]


class Filters(BaseModel):
    """Keep the publications that satisfy every field given here.

    `years` is an inclusive range, each from 0 to 9999. The other fields hold values as the records spell them; within
    one field any value suffices, across fields all must hold. An empty field asks nothing. `ids` keeps the publications
    that it names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    years: tuple[_Year, _Year] | None = None
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _years_in_order(self) -> "Filters":
        if self.years is not None and self.years[0] > self.years[1]:
            raise ValueError(f"the year range {self.years[0]} to {self.years[1]} runs backwards")
        return self

    def __bool__(self) -> bool:
        return bool(self.applied())

    def accept(self, publication: Publication) -> bool:
        """Tell whether the publication satisfies every condition."""
        if self.years is not None and (
            publication.year is None or not self.years[0] <= publication.year <= self.years[1]
        ):
            return False
        if self.ids and publication.id not in self.ids:
            return False
        return all(
            not getattr(self, field) or set(getattr(self, field)) & set(getattr(publication, field))
            for field in FILTER_FIELDS[1:]
        )

    def applied(self) -> dict[str, list[int] | list[str]]:
        """Return the conditions that ask something, by field, as they are printed in JSON."""
        return {field: list(getattr(self, field)) for field in (*FILTER_FIELDS, "ids") if getattr(self, field)}
