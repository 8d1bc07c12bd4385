"""The conditions of one question together: those that it names itself, and those that it carries on from before."""

import re
from collections.abc import Iterator, Sequence
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
    values: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for value in reading.values:
        of_field = values[value.start in reading.left_out].setdefault(value.field, [])
        of_field += [value.value] if value.value not in of_field else []
    chosen, years_out = _years(reading)
    given: dict[str, object] = {field: tuple(named) for field, named in values[False].items()}
    if chosen:
        given["years"] = (chosen[0][0], chosen[-1][1])
        years_out += without_years((chosen[0][0], chosen[-1][1]), chosen)
    excluded_ids = [Filters.model_validate({field: tuple(named)}) for field, named in values[True].items()]
    excluded_ids += [Filters(years=years) for years in years_out]
    filters = Filters.model_validate(given)
    counts = tuple(replace(c.count, excluded=c.start in reading.left_out) for c in reading.counts)
    return Conditions(
        filters=filters,
        without=tuple(excluded_ids),
        together=_together(reading, filters),
        counts=counts,
        found=tuple(found_conditions(reading)),
    )


def _years(reading: Reading) -> tuple[tuple[tuple[int, int], ...], list[tuple[int, int]]]:
    """Return the years asked for, and those left out.

    Of several years that stand apart the first counts: the others are not of the publications.
    """
    kept = [y for place, y in enumerate(reading.years) if place == 0 or y.listed or y.bounds or _out(reading, y)]
    wanted = [y for y in kept if not _out(reading, y)]
    return chosen_years(wanted), [(y.first, y.last) for y in kept if _out(reading, y)]


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
    kept = before.filters.model_copy(update={field: Filters.model_fields[field].default for field in named})
    numbered = {count.field for count in after.counts}
    return Conditions(
        after.chosen,
        merged(kept, after.filters),
        (*(w for w in before.without if not named & set(w.applied())), *after.without),
        after.together or (before.together if not named & set(before.together.applied()) else Filters()),
        (*(c for c in before.counts if c.field not in numbered | named), *after.counts),
        (*before.found, *after.found),
    )


def merged(filters: Filters, more: Filters) -> Filters:
    """Return both together; where both name a field the second one counts."""
    return filters.model_copy(update={name: getattr(more, name) for name in more.applied()})


def by_authors(authors: Sequence[str], words: str) -> Conditions:
    """Return the condition on authors whom a word such as "her" stands for."""
    found = tuple(FoundCondition("authors", author, words) for author in authors)
    return Conditions(filters=Filters(authors=tuple(authors)), found=found)
