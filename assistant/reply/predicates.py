"""The conditions of a question as messages: what is said of the publications that meet them."""

from collections.abc import Iterable, Sequence

from assistant.collection.authors import form_of
from assistant.messages.message import Message, Part, chained, message
from assistant.question import Conditions, ValueCount
from assistant.understanding.conditions.years import without_years
from corpus.filters import Filters

_PLACES = ("countries", "regions")


def predicate(conditions: Conditions, records: int) -> Message | None:
    """Return what is said of the records that meet the conditions, as it follows their number; None for no condition.

    As in "are from 2019 and name no author", for one record "is from 2019 and names no author"; those that the user
    chose come first.
    """
    said = beside(conditions)
    counts = [counted_values(count, records) for count in conditions.counts]
    are = [message("condition.are", count=records, conditions=said)] if said else []
    return _placed(all_of([*are, *counts]), conditions) if are or counts else None


def beside(conditions: Conditions) -> Message | None:
    """Return the conditions on years and values as they stand after the word for the records; None for no condition."""
    chosen = stated_by(conditions.chosen)
    said = [*chosen, *(condition for condition in stated(conditions) if condition not in chosen)]
    return all_of(said) if said else None


def among(conditions: Conditions) -> Part:
    """Return the conditions as they stand right after the word for the records; nothing for no condition."""
    said = beside(conditions)
    return message("topic.meeting", conditions=said) if said else ""


def all_of(conditions: Iterable[Message]) -> Message:
    """Return several conditions, at least one, as one message."""
    return chained("condition.and", conditions)


def stated(conditions: Conditions) -> list[Message]:
    """Return the conditions on years and values that the question names, those left out last."""
    filters, together = conditions.filters, conditions.together
    plain = filters.model_copy(update={"years": None, **dict.fromkeys(together.applied(), ())})
    years = [message("condition.from", years=year_spans(conditions))] if filters.years else []
    excluded_ids = [_left_out(f) for f in conditions.without if not (filters.years and _is_of_years(f))]
    return [*years, *stated_by(plain), *_jointly(conditions), *excluded_ids]


def stated_by(filters: Filters) -> list[Message]:
    """Return what the filters say, for each kind of condition one message."""
    years = [message("condition.from", years=(_span(*filters.years),))] if filters.years else []
    authors = [message("condition.by", names=one_spelling(filters.authors))] if filters.authors else []
    filed = [message("condition.filed", names=one_spelling(filters.categories))] if filters.categories else []
    selected = [message("condition.selected")] if filters.ids else []
    about = [message("condition.about", names=names) for names in _places(filters)]
    return [*years, *authors, *about, *filed, *selected]


def year_spans(conditions: Conditions) -> tuple[Part, ...]:
    """Return the years that the question names, as spans, without those that it leaves out."""
    if not conditions.filters.years:
        return ()
    left_out = [f.years for f in conditions.without if f.years and _is_of_years(f)]
    ranges = without_years(conditions.filters.years, left_out) or (conditions.filters.years,)
    return tuple(_span(first, last) for first, last in ranges)


def _is_of_years(filters: Filters) -> bool:
    return bool(filters.years) and not filters.model_copy(update={"years": None})


def one_spelling(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values, of those that are spelt in several ways the first spelling."""
    return tuple({form_of(value): value for value in reversed(values)}.values())[::-1]


def counted_values(count: ValueCount, records: int) -> Message:
    """Return the condition as a verb with its object: "names no author", "name more than one country"."""
    names_none = (count.least, count.most) == (0, 0)
    if names_none or (count.least, count.most) == (1, None):
        is_none = names_none is not count.excluded
        if count.field == "abstract":
            return message("condition.no_abstract" if is_none else "condition.abstract", count=records)
        key = "condition.names_none" if is_none else "condition.names"
        return message(key, count=records, field=message(f"field.{count.field}"))
    denied = "not_" if count.excluded else ""
    if count.most is not None and 0 < count.least < count.most:
        fields = message(f"fields.{count.field}", count=count.most)
        return message(f"condition.names_{denied}between", count=records, least=count.least, fields=fields)
    if count.most is None:
        how, number = "more", count.least - 1
    else:
        how, number = ("some" if count.least == count.most else "at_most"), count.most
    fields = message(f"fields.{count.field}", count=number)
    return message(f"condition.names_{denied}{how}", count=records, fields=fields)


def _jointly(conditions: Conditions) -> list[Message]:
    """Return the values that each record has all of; authors who are all that is asked for wrote together."""
    together = conditions.together
    key = "condition.by_together" if set(conditions.filters.authors) == set(together.authors) else "condition.by_all"
    authors = [message(key, names=_each(conditions, "authors"))] if together.authors else []
    filed = [message("condition.filed_all", names=_each(conditions, "categories"))] if together.categories else []
    places = dict.fromkeys(_each(conditions, field) for field in _PLACES if getattr(together, field))
    return [*authors, *(message("condition.about_all", names=names) for names in places), *filed]


def _each(conditions: Conditions, field: str) -> tuple[str, ...]:
    """Return the values that the records have all of; where several may be meant, the words that name them."""
    spelt = ((words, one_spelling(values)) for words, values in conditions.each_together(field))
    return one_spelling([names[0] if len(names) == 1 else words for words, names in spelt])


def _left_out(filters: Filters) -> Message:
    """Return the condition that the records do not meet."""
    conditions = stated_by(filters)
    if len(conditions) > 1:
        return message("condition.not", conditions=all_of(conditions))
    (condition,) = conditions
    kind = condition.key.removeprefix("condition.")
    return message(f"condition.not_{kind}", **condition.values)


def _places(filters: Filters) -> list[tuple[str, ...]]:
    """Return the values of each field that says what a record is about; those of two fields that agree once."""
    named = (one_spelling(getattr(filters, field)) for field in _PLACES)
    return list(dict.fromkeys(names for names in named if names))


def _span(first: int, last: int) -> Part:
    return str(first) if first == last else message("condition.span", first=str(first), last=str(last))


def _placed(said: Message, conditions: Conditions) -> Message:
    """Return it with the part of the world in which the countries lie, where that was asked for by its name."""
    areas = {f.area: sum(g.area == f.area for g in conditions.found) for f in conditions.found if f.area}
    for area, countries in areas.items():
        said = message("condition.lies_in", count=countries, conditions=said, area=area)
    return said
