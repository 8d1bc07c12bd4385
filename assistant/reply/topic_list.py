"""The answer that names all records on a topic, or those that mention its very words."""

from collections.abc import Sequence
from itertools import chain

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
    slices = {piece[0].id: [piece] for piece in found}
    chosen = [piece[0] for piece in found]
    if listing.asked in ("latest", "oldest"):
        chosen = at_one_end(chosen, newest=listing.asked == "latest", limit=listing.limit) or chosen
    shown = [slices[publication.id] for publication in chosen]
    return _answer(question, _lead(question, listing, shown, len(found), records), shown)


def compared(question: ContentQuestion, said: Sequence[Sequence[Slice]], records: Records) -> Answer:
    """Return what each record says, at least one, in their order: sentences of it, or its title."""
    return _answer(question, message("topic.each", count=len(said), **_place(question, records)), said)


def no_record(question: ContentQuestion, records: Records, *, mentions: bool = False) -> Message:
    """Return that no record is on the topic, or that none mentions its words, which is exact."""
    return message("topic.no_mention" if mentions else "topic.none", **_place(question, records))


def _answer(question: ContentQuestion, lead: Message, shown: Sequence[Sequence[Slice]]) -> Answer:
    """Return the lead with the slices, those of one record together."""
    sources = tuple(_source(number, pieces) for number, pieces in enumerate(shown, start=1))
    first = Statement(lead, tuple(source.number for source in sources))
    return Answer(question.text, "answered", (first, *chain.from_iterable(map(_statements, sources))), sources)


def _source(number: int, pieces: Sequence[Slice]) -> CitedSource:
    quotes = (Citation(number, *piece) for piece in pieces if piece[1] != "title")
    return CitedSource(number, pieces[0][0], tuple(sorted(quotes, key=lambda quote: quote.start)))


def _statements(source: CitedSource) -> list[Statement]:
    if source.quotes:
        return [Statement(citation=quote) for quote in source.quotes]
    return [Statement(record_line(source.publication), (source.number,))]


def _lead(
    question: ContentQuestion, listing: Listing, shown: Sequence[Sequence[Slice]], found: int, records: Records
) -> Message:
    place = _place(question, records)
    years = tuple(sorted({str(pieces[0][0].year) for pieces in shown if pieces[0][0].year}))
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
