"""Why a question under conditions has no answer: which of them leaves nothing, and what there is without them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.collection.records import Records
from assistant.messages.message import Message, message
from assistant.question import Conditions
from assistant.reply.predicates import all_of, counted_values, one_spelling, predicate, stated, stated_by, year_spans
from corpus.filters import Filters
from corpus.publication import Publication


def emptied_by(
    conditions: Conditions, records: Records, about: Sequence[str] = (), left_out: Sequence[str] = ()
) -> Message:
    """Return which condition leaves nothing: the first one that does by itself, else all of them together."""
    for filters in (conditions.chosen, conditions.filters):
        for field in filters.applied():
            alone = Conditions(filters=Filters(**{field: getattr(filters, field)}))
            if not records.ids(alone):
                # Of the years that the question names those that it leaves out are none.
                understood = field == "years" and filters is conditions.filters
                return _none_of(conditions if understood else alone, field)
    for count in conditions.counts:
        if not records.meeting(Conditions(counts=(count,))):
            said = counted_values(count, 1)
            if said.key == "condition.names_none":
                return message("every.names", field=message(f"field.{count.field}"))
            return message("none.meets", none=message("none.publication"), conditions=said)
    none = message("none.other" if left_out else "none.publication")
    if about:
        none = message("none.before", none=none)
    if conditions.chosen and conditions.understood:
        none = message("none.chosen", none=none, conditions=all_of(stated_by(conditions.chosen)))
        conditions = replace(conditions, chosen=Filters())
    said_of_it = predicate(conditions, 1)
    return message("none.meets", none=none, conditions=said_of_it) if said_of_it else message("none.left", none=none)


def _none_of(conditions: Conditions, field: str) -> Message:
    """Return that no publication meets the one condition."""
    if field == "years":
        return message("none.from", years=year_spans(conditions))
    if field == "ids":
        return message("none.selected")
    names = one_spelling(getattr(conditions.filters, field))
    return message("none.by" if field == "authors" else "none.about", names=names)


def none_chosen(conditions: Conditions, reason: Message, others: Sequence[Publication], records: Records) -> Message:
    """Return why nothing answers among the publications that the user chose, and whether others do."""
    count = len(records.ids(Conditions(chosen=conditions.chosen)))
    if count == 0:
        return reason
    chosen = all_of(stated_by(conditions.chosen))
    none = message("chosen.none", count=count, conditions=chosen)
    if reason.key == "texts.no_name_here":
        none = message("chosen.no_name", count=count, conditions=chosen, **reason.values)
        if not others:
            return message("sentence", text=none)
    if not others:
        return message("chosen.because", none=none, reason=reason)
    years = tuple(sorted({str(p.year) for p in others if p.year}))
    found = message("chosen.others_outside", count=len(others))
    if conditions.chosen.years and years:
        found = message("chosen.others_from", count=len(others), years=years)
    return message("chosen.others", none=none, others=found)


def nothing_under(conditions: Conditions) -> Message:
    """Return that nothing answers under the conditions that were understood."""
    understood = replace(conditions, chosen=Filters(), without=())
    if conditions.counts and (said := predicate(understood, 1)):
        return message("aside.that", conditions=said)
    return message("aside.under", conditions=all_of(stated(understood)))
