"""The conditions of one question together: those that it names itself, and those that it carries on from before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.question import Conditions, FoundCondition
from assistant.understanding.conditions.values import FoundValue
from assistant.understanding.conditions.years import YearRange, chosen_years, without_years
from assistant.understanding.wording.reading import Reading
from corpus.filters import FILTER_FIELDS, Filters

# All of the values that are named must be held by one record: "written by both", "something together".
_TOGETHER = re.compile(
    r"\b(?:together|jointly|joint|with (?:each other|one another)|collaborat\w+|co-?(?:wrote|write|written|author\w*)"
    r"|both(?= (?:by |about |on |in |from )?such and))\b|\bsuch (?:\w+ ){0,3}with such\b"
    r"|\b(?:a|an|any|one) (?:\w+ )?(?:by|from) such and such\b|\bsuch and such \w+ their\b|\bboth such and such\b"
)
# "Okafor and Ng (2015)"
_CITATION = re.compile(r"^\W*such,? (?:and|&) such,? \W?such\W*$")


def conditions_of(reading: Reading) -> Conditions:
    """Return the conditions that the question names."""
    given = _by_field(value for value in reading.values if not _out(reading, value))
    chosen = _years(reading)
    without = _without(reading)
    if chosen:
        given["years"] = (chosen[0][0], chosen[-1][1])
        without += [Filters(years=years) for years in without_years((chosen[0][0], chosen[-1][1]), chosen)]
    filters = Filters.model_validate(given)
    counts = tuple(replace(c.count, excluded=c.start in reading.left_out) for c in reading.counts)
    return Conditions(
        filters=filters,
        without=tuple(without),
        together=_together(reading, filters),
        counts=counts,
        found=tuple(found_conditions(reading)),
    )


def _by_field(values: Iterable[FoundValue]) -> dict[str, object]:
    found: dict[str, dict[str, None]] = {}
    for value in values:
        found.setdefault(value.field, {})[value.value] = None
    return {field: tuple(named) for field, named in found.items()}


def _years(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the years asked for: of several that stand apart the first, the others are not of the publications."""
    kept = [y for place, y in enumerate(reading.years) if place == 0 or y.listed or y.bounds]
    return chosen_years([y for y in kept if not _out(reading, y)])


def _without(reading: Reading) -> list[Filters]:
    """Return what is left out: the values of each field, each range of years, and what is left out together."""
    values = [value for value in reading.values if _out(reading, value)]
    years = [y for y in reading.years if _out(reading, y)]
    fields: dict[int, set[str]] = {}
    for field, start in (*((v.field, v.start) for v in values), *(("years", y.start) for y in years)):
        fields.setdefault(reading.left_out[start], set()).add(field)
    together = [first for first, named in fields.items() if len(named) > 1]

    def apart(condition: YearRange | FoundValue) -> bool:
        return reading.left_out[condition.start] not in together

    found = [Filters.model_validate({f: named}) for f, named in _by_field(filter(apart, values)).items()]
    found += [Filters(years=(y.first, y.last)) for y in years if apart(y)]
    for first in together:
        of_values = _by_field(v for v in values if reading.left_out[v.start] == first)
        spans: list[tuple[int, int] | None]
        spans = [(y.first, y.last) for y in years if reading.left_out[y.start] == first] or [None]
        found += [Filters.model_validate({**of_values, "years": span}) for span in spans]
    return found


def _out(reading: Reading, condition: YearRange | FoundValue) -> bool:
    return condition.start in reading.left_out


def _together(reading: Reading, filters: Filters) -> Filters:
    cited = _CITATION.match(reading.asked) is not None
    if not (cited or _TOGETHER.search(reading.asked)):
        return Filters()
    apart = {(v.field, v.start) for v in reading.values if not _out(reading, v)}
    several = {
        field for field in (("authors",) if cited else FILTER_FIELDS[1:]) if sum(f == field for f, _ in apart) > 1
    }
    return Filters.model_validate({field: getattr(filters, field) for field in several})


def found_conditions(reading: Reading) -> Iterator[FoundCondition]:
    """Yield each condition with the words that name it."""
    for value in reading.values:
        said = reading.text[value.start : value.end]
        yield FoundCondition(value.field, value.value, said, value.area, _out(reading, value))
    for years in reading.years:
        span = str(years.first) if years.first == years.last else f"{years.first}–{years.last}"
        yield FoundCondition("years", span, reading.text[years.start : years.end], excluded=_out(reading, years))
    for count in reading.counts:
        said = reading.text[count.start : count.end]
        yield FoundCondition(count.count.field, said, said, excluded=count.start in reading.left_out)


def overlaid(before: Conditions, after: Conditions) -> Conditions:
    """Return both together; of a field that the later ones name again, the earlier ones are dropped."""
    named = set(after.filters.applied())
    numbered = {count.field for count in after.counts}
    kept = Conditions(
        filters=before.filters.model_copy(update={field: Filters.model_fields[field].default for field in named}),
        without=tuple(w for w in before.without if not named & set(w.applied())),
        counts=tuple(c for c in before.counts if c.field not in numbered | named),
    )
    return Conditions(
        after.chosen,
        merged(kept.filters, after.filters),
        (*kept.without, *after.without),
        after.together or (before.together if not named & set(before.together.applied()) else Filters()),
        (*kept.counts, *after.counts),
        (*(f for f in before.found if _is_of(f, kept)), *after.found),
    )


def _is_of(found: FoundCondition, conditions: Conditions) -> bool:
    """Tell whether the conditions still have what the words were found to name."""
    filters = conditions.without if found.excluded else (conditions.filters,)
    fields = {field for each in filters for field in each.applied()}
    return found.field in fields or any(count.field == found.field for count in conditions.counts)


def merged(filters: Filters, more: Filters) -> Filters:
    """Return both together; where both name a field the second one counts."""
    return filters.model_copy(update={name: getattr(more, name) for name in more.applied()})


def by_authors(authors: Sequence[str], words: str) -> Conditions:
    """Return the condition on authors whom a word such as "her" stands for."""
    found = tuple(FoundCondition("authors", author, words) for author in authors)
    return Conditions(filters=Filters(authors=tuple(authors)), found=found)
