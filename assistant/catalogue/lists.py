"""Which records there are and how many: lists, counts, the latest and the oldest, and records with their abstracts."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.collection.records import Records, held
from assistant.language.words import plain
from assistant.messages.message import Message, chained, message
from assistant.question import CatalogueQuestion, Order
from assistant.reply.lines import at_one_end, cited, narrowed, record_lines, refused_under
from assistant.reply.predicates import all_of, among, predicate
from corpus.publication import Publication

Found = Sequence[Publication]


def listed(question: CatalogueQuestion, found: Found, records: Records) -> Answer:
    """Return the records, in the order asked for."""
    order = question.request.order
    if order in ("most", "fewest"):
        return _by_values(question, found, records)
    what = what_they_are(question, len(found), records.vocabulary.size)
    if order in ("latest", "oldest", "title"):
        what = message(f"list.{order}", list=what)
    found = _sorted(found, order)
    return cited(question, message("lead", what=what), record_lines(found), found)


def what_they_are(question: CatalogueQuestion, count: int, total: int) -> Message:
    """Return what is said of so many records of `total` that meet the conditions: "two of the 9 are from 2019"."""
    if said := _said(question, count):
        return message("list.meeting", publications=_those(question, count, total), conditions=said)
    return _all(question, count, total)


def _by_values(question: CatalogueQuestion, found: Found, records: Records) -> Answer:
    """Return the records that name the most or the fewest values of the field, of those that name any."""
    request = question.request
    number = {p.id: len(held(p, request.field)) for p in found if held(p, request.field)}
    if not number:
        return refused_under(question, message("values.none", field=message(f"field.{request.field}")))
    sizes = sorted(number.values(), reverse=request.order == "most")[: request.limit]
    chosen = [p for p in found if min(sizes) <= number.get(p.id, 0) <= max(sizes)]
    chosen.sort(key=lambda p: number[p.id], reverse=request.order == "most")
    fields = tuple(message(f"fields.{request.field}", count=size) for size in dict.fromkeys(sizes))
    where = {"total": records.vocabulary.size, "among": among(question.conditions), "fields": fields}
    return cited(question, message(f"list.{request.order}", count=len(chosen), **where), record_lines(chosen), chosen)


def counted(question: CatalogueQuestion, found: Found, records: Records) -> Answer:
    """Return how many records there are, and which, where not all of them are counted."""
    count, total = len(found), records.vocabulary.size
    said = _said(question, count)
    if question.left_out:
        those, alone = message("publications.number_other", count=count), message("count.other", count=count)
    elif question.about:
        those = _number_before(count, len(question.about))
        alone = message("count.before", count=count)
    elif said:
        those = alone = message("publications.number_of", count=count, total=total)
    else:
        return cited(question, message("count.all", count=count), [], found)
    lead = message("lead", what=message("list.meeting", publications=those, conditions=said)) if said else alone
    return cited(question, lead, record_lines(found), found)


def ordered(question: CatalogueQuestion, found: Found, records: Records) -> Answer:
    """Return the latest or the oldest records, as many as are asked for and those of the same year as the last."""
    request = question.request
    newest = request.asked == "latest"
    chosen = at_one_end(found, newest=newest, limit=request.limit)
    if not chosen:
        return refused_under(question, message("none.dated"))
    key, years = "latest" if newest else "oldest", tuple(sorted({str(p.year) for p in chosen}))
    which = _among(question, len(chosen))
    lead = message(key, count=len(chosen), years=years)
    if which:
        lead = message(f"{key}.narrowed", count=len(chosen), years=years, narrowed=which)
    return cited(question, lead, record_lines(chosen), chosen)


def with_abstracts(question: CatalogueQuestion, found: Found, records: Records) -> Answer:
    """Return the records themselves, which is all that the desk holds of the publications."""
    key = "record.abstract" if any(publication.abstract for publication in found) else "record.no_abstract"
    return cited(question, message(key, count=len(found)), record_lines(found), found)


def _sorted(found: Found, order: Order) -> Found:
    """Return the records in the order asked for, those without a year last."""
    if order == "title":
        return sorted(found, key=lambda p: plain(p.title))
    if order in ("latest", "oldest"):
        sign = -1 if order == "latest" else 1
        return sorted(found, key=lambda p: (p.year is None, sign * (p.year or 0)))
    return found


def _said(question: CatalogueQuestion, count: int) -> Message | None:
    """Return what is said of the records: the words that their titles share, and the conditions."""
    conditions, subject = predicate(question.conditions, count), question.request.subject
    if not subject:
        return conditions
    titled = message("condition.titled", title=message("quoted", text=subject))
    return all_of([message("condition.are", count=count, conditions=titled), *([conditions] if conditions else [])])


def _those(question: CatalogueQuestion, count: int, total: int) -> Message:
    """Return how many records there are, as the beginning of a sentence."""
    if question.left_out:
        return message("publications.other", count=count)
    before = len(question.about)
    where = "_before" if before else ""
    if count == (before or total):
        return message(f"publications.all{where}", count=count)
    return message(f"publications.some{where}", count=count, total=before or total)


def _number_before(count: int, before: int) -> Message:
    if before == 1:
        return message("publications.all_before", count=1)
    return message("publications.number_of_before", count=count, total=before)


def _all(question: CatalogueQuestion, count: int, total: int) -> Message:
    """Return that these are the records, where no condition says which."""
    if question.about:
        return message("list.before", count=count)
    return message("list.all", count=count) if count == total else message("list.some", count=count, total=total)


def _among(question: CatalogueQuestion, count: int) -> Message | None:
    """Return what the latest or the oldest is chosen from, where that is not the whole collection."""
    which = narrowed(question, count)
    if not question.about:
        return which
    before = message("narrowed.before")
    return chained("narrowed.and", [before, which]) if which else before
