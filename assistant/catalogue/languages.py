"""Which records are in a language, as far as they say in which they are."""

from assistant.answer import Answer
from assistant.collection.records import Records
from assistant.messages.message import message
from assistant.question import CatalogueQuestion
from assistant.reply.lines import cited, record_lines, refused_under
from assistant.reply.predicates import among
from corpus.fields.languages import language_of


def in_language(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the records that name the language asked for, or another; what names none may be in any."""
    asked = question.request
    code = language_of(asked.subject)
    told = [p for p in records.meeting(question.conditions, question.about, question.left_out) if p.language]
    if not told:
        return refused_under(question, message("language.untold"))
    found = [p for p in told if (p.language.split("-")[0] == code.split("-")[0]) is (asked.lacks == "in")]
    where = {"total": len(told), "among": among(question.conditions), "language": code}
    kind = "in" if asked.lacks == "in" else "not_in"
    if not found:
        return refused_under(question, message(f"language.none_{kind}", **where))
    return cited(question, message(f"language.{kind}", count=len(found), **where), record_lines(found), found)
