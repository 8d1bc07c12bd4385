"""Which values the records name in a field, with the number of records that name each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from assistant.collection.authors import Form, form_of
from assistant.collection.records import Records, held
from assistant.language.words import plain
from assistant.messages.message import Message, message
from assistant.question import CatalogueQuestion, CatalogueRequest
from assistant.reply.lines import cited, narrowed, refused_under
from corpus.publication import Publication


def values(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return the values of the field; one that is spelt in several ways is one value, in its commonest spelling."""
    request = question.request
    naming: Mapping[Form, set[str]] = {
        form: ids for form, ids in _naming(found, request.field).items() if len(ids) >= request.least
    }
    if not naming:
        key = "values.none_repeated" if request.least > 1 else "values.none"
        return refused_under(question, message(key, field=message(f"field.{request.field}")))
    if request.order == "most":
        naming = _most_named(naming, request.limit)
    spelt = _spellings(found, request.field)
    order = _in_order(naming, spelt, request)
    values = tuple(message("value", value=spelt[form], records=len(naming[form])) for form in order)
    named = set().union(*naming.values())
    return cited(
        question,
        _lead(question, len(found), _fields(naming, request), values),
        [],
        [publication for publication in found if publication.id in named],
    )


def _most_named(naming: Mapping[Form, set[str]], limit: int) -> Mapping[Form, set[str]]:
    """Return the values that most records name, as many as are asked for and those named as often as the last."""
    fewest = sorted(map(len, naming.values()), reverse=True)[:limit][-1]
    return {form: ids for form, ids in naming.items() if len(ids) >= fewest}


def _fields(naming: Mapping[Form, set[str]], request: CatalogueRequest) -> Message:
    """Return how many values of the field are named, and which: those that are asked for."""
    fields = message(f"fields.{request.field}", count=len(naming))
    if request.order == "most":
        return message("values.most", fields=fields)
    return message("values.repeated", fields=fields) if request.least > 1 else fields


def _naming(found: Sequence[Publication], field: str) -> Mapping[Form, set[str]]:
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


def _in_order(naming: Mapping[Form, set[str]], spelt: Mapping[Form, str], request: CatalogueRequest) -> Sequence[Form]:
    most = request.order == "most"
    return sorted(naming, key=lambda form: (-len(naming[form]) if most else 0, plain(spelt[form])))


def _lead(question: CatalogueQuestion, records: int, fields: Message, named: tuple[Message, ...]) -> Message:
    which = narrowed(question, records)
    if which:
        return message("values.narrowed", count=records, narrowed=which, fields=fields, values=named)
    if question.conditions or question.about:
        return message("values.of", count=records, fields=fields, values=named)
    return message("values.all", fields=fields, values=named)
