"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, CitedSource, Statement
from assistant.collection.descriptions import described
from assistant.collection.records import Records, held
from assistant.language.wording import counted, listed, numeral
from assistant.language.words import plain
from assistant.question import OF_ONE, CatalogueQuestion, Order
from assistant.reply.compose import quoted, refused
from assistant.reply.predicates import FIELD_NAMES, FIELD_PLURALS, emptied_by, predicate
from corpus.publication import Publication
from corpus.sentences import spans

_ORDERED_BY = {"latest": ", the newest first", "oldest": ", the oldest first", "title": " by title"}


def answer_catalogue(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request, conditions = question.request, question.conditions
    if request.lacks:
        return _refused(question, f"No publication is {request.lacks} {request.subject}.")
    if request.asked == "abbreviation":
        return _abbreviation(question, records)
    among = records.meeting(conditions, question.about, question.left_out)
    if not among:
        return _refused(question, emptied_by(conditions, records, question.about, question.left_out))
    if request.asked in OF_ONE and not (request.subject or question.about or conditions.understood):
        return _refused(question, "It is not clear which publication is meant; name it by words of its title.")
    found = among
    if request.subject and request.asked in (*OF_ONE, "latest", "oldest"):
        found = described(request.subject, among, records.vocabulary)
    if not found:
        return _refused(question, f"No publication fits “{request.subject}”.")
    return _ANSWERS[request.asked](question, found, records)


# --- The answers, one for each thing asked ----------------------------------------------------------------------------


def _list(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    order = question.request.order
    said, sorting = predicate(question.conditions, len(found)), _ORDERED_BY.get(order, "")
    lead = f"{_counted(question, len(found), records)} {said}" if said else _all(question, len(found), records)
    found = _sorted(found, order)
    return _answer(question, f"{lead}{sorting}:", [(_described_record(p), [p]) for p in found], found)


def _sorted(found: Sequence[Publication], order: Order) -> Sequence[Publication]:
    """Return the records in the order asked for, those without a year last."""
    if order == "title":
        return sorted(found, key=lambda p: plain(p.title))
    if order in ("latest", "oldest"):
        sign = -1 if order == "latest" else 1
        return sorted(found, key=lambda p: (p.year is None, sign * (p.year or 0)))
    return found


def _count(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    total, said = records.vocabulary.size, predicate(question.conditions, len(found))
    verb, number = "is" if len(found) == 1 else "are", f"{len(found):,}"
    if question.left_out:
        lead = (
            f"{number} other {_publications(len(found))} {said}:"
            if said
            else f"There {verb} {number} other {_publications(len(found))}:"
        )
    elif question.about:
        named = f"{len(question.about):,} publications named before"
        lead = (
            f"{number} of the {named} {said}:" if said else f"{number} {_publications(len(found))} {verb} named before:"
        )
    elif said:
        lead = f"{number} of the {total:,} publications {said}:"
    else:
        return _answer(question, f"There {verb} {number} {_publications(total)} in all.", [], found)
    return _answer(question, lead, [(_described_record(p), [p]) for p in found], found)


def _authors(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    lines = []
    for publication in found:
        title = _title(publication)
        if publication.authors:
            lines.append((f"{title} is by {listed(publication.authors)}.", [publication]))
        else:
            lines.append((f"{title}: the record names no author.", [publication]))
    return _answer(question, "", lines, found)


def _year(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    lines = []
    for publication in found:
        said = f"is from {publication.year}." if publication.year else "has no year: the record names none."
        lines.append((f"{_title(publication)} {said}", [publication]))
    return _answer(question, "", lines, found)


def _ordered(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    request = question.request
    dated = [p for p in found if p.year is not None]
    if not dated:
        return _refused(question, "None of these records names a year.")
    newest = request.asked == "latest"
    dated.sort(key=lambda p: -(p.year or 0) if newest else (p.year or 0))
    cut = dated[min(request.limit, len(dated)) - 1].year
    # Records of the year at which the count is reached are all named, since nothing says which of them is later.
    bound = cut or 0
    chosen = [p for p in dated if ((p.year or 0) >= bound if newest else (p.year or 0) <= bound)]
    name, verb = "most recent" if newest else "oldest", "is" if len(chosen) == 1 else "are"
    among = " among those named before" if question.about else ""
    which = f"{_publications(len(chosen))}{among}{_that(question, len(chosen))}"
    lead = f"The {name} {which} {verb} from {listed(_years(chosen))}:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in chosen], chosen)


def _field(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    field = question.request.field
    lines = []
    for publication in found:
        values = held(publication, field)
        said = listed(values) if values else f"no {FIELD_NAMES[field]}"
        lines.append((f"{_title(publication)}: the record names {said}.", [publication]))
    if not any(held(p, field) for p in found):
        return _refused(question, " ".join(line for line, _ in lines))
    return _answer(question, "", lines, found)


def _record(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    which = "record" if len(found) == 1 else "records"
    lead = f"Here is the {which} with the abstract; the desk holds no full texts:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in found], found)


def _values(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    request = question.request
    field = request.field
    counts = Counter(value for p in found for value in held(p, field))
    counts = Counter({value: records for value, records in counts.items() if records >= request.least})
    if not counts and request.least > 1:
        return _refused(question, f"No {FIELD_NAMES[field]} is named by more than one record.")
    if not counts:
        return _refused(question, f"No record names {_article(FIELD_NAMES[field])}.")
    ordered = sorted(counts, key=lambda value: (-counts[value] if request.order == "most" else 0, plain(value)))
    name = FIELD_PLURALS.get(field, field) if len(counts) > 1 else FIELD_NAMES[field]
    parts = listed([f"{value} ({counts[value]:,})" for value in ordered])
    several = " more than once" if request.least > 1 else ""
    which = f"{_publications(len(found))}{_that(question, len(found))}" if _is_narrowed(question) else "records"
    verb = "names" if _is_narrowed(question) and len(found) == 1 else "name"
    lead = f"The {which} {verb} {numeral(len(counts)).lower()} {name}{several}: {parts}."
    return _answer(question, lead, [], [p for p in found if set(held(p, field)) & set(counts)])


def _abbreviation(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the sentence that explains the abbreviation, quoted."""
    subject = question.request.subject
    explained = records.vocabulary.explained[subject]
    (publication,) = records.get([explained.publication_id])
    (start, end) = next(span for span in spans(publication.text(explained.field)) if span[1] >= explained.end)
    answer = quoted(question.text, [(publication, explained.field, start, end)], records.vocabulary.size)
    stands = Statement(words=f"{subject} stands for “{explained.long}”:", numbers=(1,))
    return replace(answer, statements=(stands, *answer.statements[1:]))


_ANSWERS: dict[str, Callable[[CatalogueQuestion, Sequence[Publication], Records], Answer]] = {
    "list": _list,
    "count": _count,
    "authors": _authors,
    "year": _year,
    "field": _field,
    "record": _record,
    "latest": _ordered,
    "oldest": _ordered,
    "values": _values,
}


# --- Words and citations ----------------------------------------------------------------------------------------------


def _answer(
    question: CatalogueQuestion,
    lead: str,
    lines: Sequence[tuple[str, Sequence[Publication]]],
    cited: Sequence[Publication],
) -> Answer:
    numbers = {p.id: number for number, p in enumerate(cited, start=1)}
    statements = [Statement(words=lead, numbers=tuple(numbers.values()))] if lead else []
    statements += [Statement(words=text, numbers=tuple(numbers[p.id] for p in on)) for text, on in lines]
    sources = tuple(CitedSource(numbers[p.id], p) for p in cited)
    return Answer(question.text, "answered", tuple(statements), sources, filters=question.conditions.applied)


def _refused(question: CatalogueQuestion, reason: str) -> Answer:
    answer = refused(question.text, reason)
    return Answer(answer.question, answer.status, reason=answer.reason, filters=question.conditions.applied)


def _counted(question: CatalogueQuestion, count: int, records: Records) -> str:
    """Return how many records there are, as the beginning of a sentence; those left out as named before are told."""
    if question.left_out:
        return f"{numeral(count)} other publication{'' if count == 1 else 's'}"
    if question.about and count == len(question.about):
        return "The publication named before" if count == 1 else f"All {count:,} publications named before"
    return (
        counted(count, len(question.about)) + " named before"
        if question.about
        else counted(count, records.vocabulary.size)
    )


def _all(question: CatalogueQuestion, count: int, records: Records) -> str:
    if question.about:
        return f"{'This is' if count == 1 else 'These are'} the {_publications(count)} named before"
    total = counted(count, records.vocabulary.size)
    return f"These are {total[0].lower()}{total[1:]}"


def _publications(count: int) -> str:
    return "publication" if count == 1 else "publications"


def _is_narrowed(question: CatalogueQuestion) -> bool:
    return bool(question.conditions or question.about)


def _that(question: CatalogueQuestion, count: int) -> str:
    """Return the conditions and the description as they follow the publications."""
    said, subject = predicate(question.conditions, count), question.request.subject
    fits = f" that {'fits' if count == 1 else 'fit'} “{subject}”" if subject else ""
    return f"{fits} that {said}" if said else fits


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _title(publication: Publication) -> str:
    return f"“{publication.title}”"


def _described_record(publication: Publication) -> str:
    detail = ", ".join([*publication.authors, *([str(publication.year)] if publication.year else [])])
    return f"{publication.title}{f' ({detail})' if detail else ''}"


def _years(publications: Sequence[Publication]) -> list[str]:
    return sorted({str(p.year) for p in publications})
