"""Which records are from some months, as far as they say more than a year."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.catalogue.lists import what_they_are
from assistant.collection.records import Records
from assistant.messages.message import Message, message
from assistant.question import CatalogueQuestion
from assistant.reply.lines import cited, record_lines, refused_under
from assistant.reply.predicates import among
from assistant.reply.refusals import emptied_by
from corpus.publication import Publication

_MONTH = len("2015-03")


def in_months(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the records of the months asked for, or those of the year where the records tell no such part of it."""
    conditions, asked = question.conditions, question.request.subject
    held = records.meeting(conditions, question.about, question.left_out)
    if not held:
        return refused_under(question, emptied_by(conditions, records, question.about, question.left_out))
    if not asked:
        return _of_years("month.part", question, held, records)
    told = [p for p in held if _month(p)]
    if not told and conditions.filters.years:
        return _of_years("month.untold", question, held, records)
    if not told:
        return refused_under(question, message("none.month"))
    first, _, last = asked.partition("/")
    # Of a month without a year only that is compared: "-03".
    found = [p for p in told if (first <= _month(p) <= last if last else _month(p).endswith(first[1:]))]
    where = {"total": len(told), "among": among(conditions), "months": _said(first, last)}
    if not found:
        return refused_under(question, message("month.none", **where))
    return cited(question, message("month.in", count=len(found), **where), record_lines(found), found)


def _month(publication: Publication) -> str:
    """Return the month of the record in ISO 8601, nothing where it tells a year only."""
    date = publication.date
    return date[:_MONTH] if "/" not in date and len(date) >= _MONTH else ""


def _said(first: str, last: str) -> Message:
    begin, end = (message("month.one", month=month) for month in (first, last or first))
    return begin if begin == end else message("month.span", first=begin, last=end)


def _of_years(key: str, question: CatalogueQuestion, held: Sequence[Publication], records: Records) -> Answer:
    """Return the records of the years, and that no part of a year is told."""
    of_years = replace(question, request=replace(question.request, subject=""))
    what = what_they_are(of_years, len(held), records.vocabulary.size)
    return cited(question, message(key, list=what), record_lines(held), held)
