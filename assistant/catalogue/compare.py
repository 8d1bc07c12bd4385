"""How many records meet each of several conditions: "are there more reports on Malawi than on Zambia?"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.collection.records import Records
from assistant.messages.message import message
from assistant.question import CatalogueQuestion, Conditions
from assistant.reply.lines import cited, narrowed, refused_under
from assistant.reply.predicates import one_spelling
from corpus.filters import FILTER_FIELDS, Filters
from corpus.publication import Publication


def compared(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return the number of records for each value that the question names; refuse where it names less than two."""
    named = {field: _named(question.conditions, field) for field in FILTER_FIELDS}
    several = [field for field, values in named.items() if len(values) > 1]
    if question.request.field or len(several) != 1 or question.conditions.without:
        return refused_under(question, message("compare.unclear"))
    (field,) = several
    others = question.conditions.filters.model_copy(update={field: Filters.model_fields[field].default})
    beside = replace(question.conditions, filters=others, together=Filters())
    counted: dict[str, list[Publication]] = {}
    for said, values in named[field].items():
        each = Filters.model_validate({**others.applied(), field: values})
        counted[said] = records.meeting(replace(beside, filters=each), question.about, question.left_out)
    numbers = tuple(message("value", value=said, records=len(held)) for said, held in counted.items())
    which = narrowed(replace(question, conditions=beside), 2)
    lead = message("compare.narrowed", narrowed=which, values=numbers) if which else message("compare", values=numbers)
    return cited(question, lead, [], list({p.id: p for held in counted.values() for p in held}.values()))


def _named(conditions: Conditions, field: str) -> Mapping[str, tuple[int, int] | tuple[str, ...]]:
    """Return the values of the field that the question names, by their name or by the words for several."""
    if field == "years":
        spans = [f.value.partition("–") for f in conditions.found if f.field == field]
        return {first + to + last: (int(first), int(last or first)) for first, to, last in spans}
    by_words: dict[str, list[str]] = {}
    for found in conditions.found:
        if found.field == field:
            by_words.setdefault(found.words, []).append(found.value)
    named: dict[str, tuple[str, ...]] = {}
    for said, values in by_words.items():
        forms = one_spelling(values)
        named[forms[0] if len(forms) == 1 else said] = tuple(values)
    return named
