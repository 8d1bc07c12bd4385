"""Which values the records name in a field, with the number of records that name each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.collection.authors import Form, form_of
from assistant.collection.records import Records, held
from assistant.language.words import plain
from assistant.messages.message import Message, message
from assistant.question import CatalogueQuestion, CatalogueRequest, Conditions
from assistant.reply.lines import cited, narrowed, refused_under
from assistant.reply.predicates import one_spelling
from corpus.publication import Publication

Naming = Mapping[Form, set[str]]
_ORDERED = ("most", "fewest")
_TWICE = 2


def values(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return the values of the field; one that is spelt in several ways is one value, in its commonest spelling."""
    if question.request.field == "publisher" and not any(held(p, "publisher") for p in found):
        # Where no record names a publisher, its organisations stand among the authors.
        question = replace(question, request=replace(question.request, field="authors"))
    request = question.request
    if request.most == 0:
        return _unnamed(question, found, records)
    every = _naming(found, request.field)
    naming: Naming = {form: ids for form, ids in every.items() if _accepts(request, len(ids))}
    if not naming:
        field = message(f"field.{request.field}")
        times = _times(request)
        named = message("values.none_times", field=field, times=times) if every and times else None
        return refused_under(question, named or message("values.none", field=field))
    beside = question.conditions.filters.authors if request.field == "authors" and request.order == "most" else ()
    if others := {form: ids for form, ids in naming.items() if form not in map(_form, beside)}:
        naming = others
    else:
        beside = ()
    if request.order in _ORDERED:
        naming = _at_one_end(naming, request)
    spelt = _spellings(found, request.field)
    ids = set().union(*naming.values())
    lead = _lead(question, len(found), _fields(naming, request, beside), _counted(naming, spelt, request))
    return cited(question, lead, [], [publication for publication in found if publication.id in ids])


def _unnamed(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return the values that others of the records name, and none of these does."""
    request = question.request
    every = records.meeting(Conditions(chosen=question.conditions.chosen))
    if request.field == "years" and len(found) == len(every):
        return _years_between(question, found)
    these = _naming(found, request.field)
    naming = {form: ids for form, ids in _naming(every, request.field).items() if form not in these}
    which = narrowed(question, len(found)) or (message("narrowed.before") if question.about else None)
    if not naming or not which:
        return refused_under(question, message("values.none_missing", field=message(f"field.{request.field}")))
    fields, spelt = message(f"fields.{request.field}", count=len(naming)), _spellings(every, request.field)
    named = _counted(naming, spelt, request)
    lead = message("values.missing", count=len(found), narrowed=which, fields=fields, values=named)
    ids = set().union(*naming.values())
    return cited(question, lead, [], [publication for publication in every if publication.id in ids])


def _years_between(question: CatalogueQuestion, found: Sequence[Publication]) -> Answer:
    """Return the years between the first and the last from which there is no record."""
    years = {publication.year for publication in found if publication.year}
    missing = tuple(str(year) for year in range(min(years, default=0), max(years, default=0)) if year not in years)
    if not missing:
        return refused_under(question, message("values.none_missing", field=message("field.years")))
    span = {"first": str(min(years)), "last": str(max(years))}
    return refused_under(question, message("values.years_between", years=missing, **span))


def _accepts(request: CatalogueRequest, named: int) -> bool:
    return max(request.least, 1) <= named and (request.most is None or named <= request.most)


def _at_one_end(naming: Naming, request: CatalogueRequest) -> Naming:
    """Return the values that the most or the fewest records name, `limit` of them and those named as often."""
    sizes = sorted(map(len, naming.values()), reverse=request.order == "most")[: request.limit]
    return {form: ids for form, ids in naming.items() if min(sizes) <= len(ids) <= max(sizes)}


def _fields(naming: Naming, request: CatalogueRequest, beside: Sequence[str]) -> Message:
    """Return how many values of the field are named, and which: those that are asked for, `beside` those known."""
    fields = message(f"fields.{request.field}", count=len(naming))
    if beside:
        return message("values.most_beside", fields=fields, names=one_spelling(beside))
    if request.order in _ORDERED:
        return message(f"values.{request.order}", fields=fields)
    times = _times(request)
    return message("values.times", fields=fields, times=times) if times else fields


def _times(request: CatalogueRequest) -> Message | None:
    """Return how often a value shall be named, where that is not how often it pleases."""
    least, most = request.least, request.most
    if most is not None and 1 < least < most:
        return message("times.between", least=least, count=most)
    if most is not None:
        return message("times.exactly" if least == most else "times.at_most", count=most)
    if least <= 1:
        return None
    return message("times.repeated") if least == _TWICE else message("times.least", count=least)


def _naming(found: Sequence[Publication], field: str) -> Naming:
    """Return the ids of the records that name each value, by what its spellings share."""
    naming: dict[Form, set[str]] = defaultdict(set)
    for publication in found:
        for value in held(publication, field):
            naming[_form(value)].add(publication.id)
    return naming


def _spellings(found: Sequence[Publication], field: str) -> Mapping[Form, str]:
    """Return the commonest spelling of each value, of several the one that is met first."""
    spelt: dict[Form, str] = {}
    for value, _ in Counter(value for p in found for value in held(p, field)).most_common():
        spelt.setdefault(_form(value), value)
    return spelt


def _form(value: str) -> Form:
    """Return what the spellings of a value share; one without letters and digits is only like itself."""
    return form_of(value) or (value,)


def _counted(naming: Naming, spelt: Mapping[Form, str], request: CatalogueRequest) -> tuple[Message, ...]:
    """Return each value with the number of records that name it, in the order asked for."""
    sign = {"most": -1, "fewest": 1}.get(request.order, 0)
    order = sorted(naming, key=lambda form: (sign * len(naming[form]), plain(spelt[form])))
    return tuple(message("value", value=spelt[form], records=len(naming[form])) for form in order)


def _lead(question: CatalogueQuestion, records: int, fields: Message, named: tuple[Message, ...]) -> Message:
    which = narrowed(question, records)
    if which:
        return message("values.narrowed", count=records, narrowed=which, fields=fields, values=named)
    if question.conditions or question.about:
        return message("values.of", count=records, fields=fields, values=named)
    return message("values.all", fields=fields, values=named)
