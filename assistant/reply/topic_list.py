"""The answer that names all records on a topic, or those that mention its very words."""

from collections.abc import Sequence

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.collection.records import Records
from assistant.messages.message import Message, Part, message
from assistant.question import ContentQuestion, Listing
from assistant.reply.compose import Slice
from assistant.reply.lines import at_one_end, record_line
from assistant.reply.predicates import among


def listed(question: ContentQuestion, listing: Listing, found: Sequence[Slice], records: Records) -> Answer:
    """Return the records of the slices, at least one, in their order: a title by itself, or a sentence quoted.

    Of those asked for by their age the ones at that end are named, and all are counted.
    """
    slices = {piece[0].id: piece for piece in found}
    chosen = [piece[0] for piece in found]
    if listing.asked in ("latest", "oldest"):
        chosen = at_one_end(chosen, newest=listing.asked == "latest", limit=listing.limit) or chosen
    shown = [slices[publication.id] for publication in chosen]
    sources = [_source(number, piece) for number, piece in enumerate(shown, start=1)]
    lead = Statement(_lead(question, listing, shown, len(found), records), tuple(s.number for s in sources))
    return Answer(question.text, "answered", (lead, *map(_statement, sources)), tuple(sources))


def no_record(question: ContentQuestion, records: Records, *, mentions: bool = False) -> Message:
    """Return that no record is on the topic, or that none mentions its words, which is exact."""
    return message("topic.no_mention" if mentions else "topic.none", **_place(question, records))


def _source(number: int, piece: Slice) -> CitedSource:
    publication, field, start, end = piece
    quotes = () if field == "title" else (Citation(number, publication, field, start, end),)
    return CitedSource(number, publication, quotes)


def _statement(source: CitedSource) -> Statement:
    if source.quotes:
        return Statement(citation=source.quotes[0])
    return Statement(record_line(source.publication), (source.number,))


def _lead(question: ContentQuestion, listing: Listing, shown: Sequence[Slice], found: int, records: Records) -> Message:
    place = _place(question, records)
    years = tuple(sorted({str(publication.year) for publication, *_ in shown if publication.year}))
    if listing.asked in ("latest", "oldest") and years and found > len(shown):
        key = f"topic.{listing.asked}{'_mention' if listing.mentions else ''}"
        return message(key, count=len(shown), years=years, found=found, **place)
    # The topic of a question that asks for no list is not as it was typed.
    key = "topic.mentions" if listing.mentions else "topic.about" if question.listing else "topic.about_this"
    return message(key, count=len(shown), **place)


def _place(question: ContentQuestion, records: Records) -> dict[str, Part]:
    """Return the topic, and among which records it was looked for."""
    conditions, about = question.conditions, question.about
    total = len(records.ids(conditions, about)) if conditions or about else records.vocabulary.size
    where = among(conditions) or (message("topic.before") if about and not conditions.counts else "")
    return {"topic": message("quoted", text=question.topic.text), "total": total, "among": where}
