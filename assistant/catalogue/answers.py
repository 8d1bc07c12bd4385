"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, CitedSource, Statement
from assistant.collection.conditions import FIELD_NAMES, FIELD_PLURALS, emptied_by, held, meeting, predicate
from assistant.collection.vocabulary import TITLE_MEANT, vocabulary_of
from assistant.language.wording import counted, listed, numeral
from assistant.language.words import STOP_WORDS, plain, words
from assistant.question import OF_ONE, CatalogueRequest, Order, Question
from assistant.reply.compose import quoted, refused
from corpus.publication import Publication
from corpus.sentences import spans
from corpus.store import Store

_ORDERED_BY = {"latest": ", the newest first", "oldest": ", the oldest first", "title": " by title"}
# Titles that hold nearly the same share of the description are meant together.
_TIE = 0.05


def answer_catalogue(question: Question, store: Store) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request = question.request
    assert request is not None  # the kind "catalogue" has a request
    if request.lacks:
        return _refused(question, f"No publication is {request.lacks} {request.subject}.", store)
    if request.asked == "abbreviation":
        return _abbreviation(question, store)
    among = meeting(question, store)
    if not among:
        return _refused(question, emptied_by(question, store), store)
    if request.asked in OF_ONE and not (request.subject or question.about or question.filters or question.counts):
        return _refused(question, "It is not clear which publication is meant; name it by words of its title.", store)
    found = records_meant(question, among, store)
    if not found:
        return _refused(question, f"No publication fits “{request.subject}”.", store)
    return _ANSWERS[request.asked](question, found, store)


def records_meant(question: Question, among: list[Publication], store: Store) -> list[Publication]:
    """Return those of the records, which meet the conditions, that the description fits, all where there is none."""
    request = question.request
    if request and request.subject and request.asked in (*OF_ONE, "latest", "oldest"):
        return _described(request.subject, among, store)
    return among


def _described(subject: str, among: Sequence[Publication], store: Store) -> list[Publication]:
    """Return the records whose titles fit the description best, else those whose texts hold all of its words."""
    description = [word for word in words(subject) if word.plain not in STOP_WORDS]
    scores = vocabulary_of(store).title_candidates(description)
    best = max((scores.get(p.id, 0.0) for p in among), default=0.0)
    if best >= TITLE_MEANT:
        return [p for p in among if scores.get(p.id, 0.0) >= best - _TIE]
    return [p for p in among if all(word.plain in plain(f"{p.title}\n{p.abstract}") for word in description)]


# --- The answers, one for each thing asked ----------------------------------------------------------------------------


def _list(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    order = question.request.order if question.request else ""
    said, sorting = predicate(question, len(found)), _ORDERED_BY.get(order, "")
    lead = f"{_counted(question, len(found), store)} {said}" if said else _all(question, len(found), store)
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


def _count(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    total, said = store.count(), predicate(question, len(found))
    verb, number = "is" if len(found) == 1 else "are", f"{len(found):,}"
    if question.besides:
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


def _authors(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    lines = []
    for publication in found:
        title = _title(publication)
        if publication.authors:
            lines.append((f"{title} is by {listed(publication.authors)}.", [publication]))
        else:
            lines.append((f"{title}: the record names no author.", [publication]))
    return _answer(question, "", lines, found)


def _year(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    lines = []
    for publication in found:
        said = f"is from {publication.year}." if publication.year else "has no year: the record names none."
        lines.append((f"{_title(publication)} {said}", [publication]))
    return _answer(question, "", lines, found)


def _ordered(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    request = question.request or CatalogueRequest("latest")
    dated = [p for p in found if p.year is not None]
    if not dated:
        return _refused(question, "None of these records names a year.", store)
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


def _field(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    field = question.request.field if question.request else ""
    lines = []
    for publication in found:
        values = held(publication, field)
        said = listed(values) if values else f"no {FIELD_NAMES[field]}"
        lines.append((f"{_title(publication)}: the record names {said}.", [publication]))
    if not any(held(p, field) for p in found):
        return _refused(question, " ".join(line for line, _ in lines), store)
    return _answer(question, "", lines, found)


def _record(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    which = "record" if len(found) == 1 else "records"
    lead = f"Here is the {which} with the abstract; the desk holds no full texts:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in found], found)


def _values(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    request = question.request or CatalogueRequest("values")
    field = request.field
    counts = Counter(value for p in found for value in held(p, field))
    counts = Counter({value: records for value, records in counts.items() if records >= request.least})
    if not counts and request.least > 1:
        return _refused(question, f"No {FIELD_NAMES[field]} is named by more than one record.", store)
    if not counts:
        return _refused(question, f"No record names {_article(FIELD_NAMES[field])}.", store)
    ordered = sorted(counts, key=lambda value: (-counts[value] if request.order == "most" else 0, plain(value)))
    name = FIELD_PLURALS.get(field, field) if len(counts) > 1 else FIELD_NAMES[field]
    parts = listed([f"{value} ({counts[value]:,})" for value in ordered])
    several = " more than once" if request.least > 1 else ""
    which = f"{_publications(len(found))}{_that(question, len(found))}" if _is_narrowed(question) else "records"
    verb = "names" if _is_narrowed(question) and len(found) == 1 else "name"
    lead = f"The {which} {verb} {numeral(len(counts)).lower()} {name}{several}: {parts}."
    return _answer(question, lead, [], [p for p in found if set(held(p, field)) & set(counts)])


def _abbreviation(question: Question, store: Store) -> Answer:
    """Return the sentence that explains the abbreviation, quoted."""
    subject = question.request.subject if question.request else ""
    explained = vocabulary_of(store).explained[subject]
    (publication,) = store.get_many([explained.publication_id])
    (start, end) = next(span for span in spans(publication.text(explained.field)) if span[1] >= explained.end)
    answer = quoted(question.text, [(publication, explained.field, start, end)], store.count())
    stands = Statement(words=f"{subject} stands for “{explained.long}”:", numbers=(1,))
    return replace(answer, statements=(stands, *answer.statements[1:]))


_ANSWERS: dict[str, Callable[[Question, Sequence[Publication], Store], Answer]] = {
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
    question: Question, lead: str, lines: Sequence[tuple[str, Sequence[Publication]]], cited: Sequence[Publication]
) -> Answer:
    numbers = {p.id: number for number, p in enumerate(cited, start=1)}
    statements = [Statement(words=lead, numbers=tuple(numbers.values()))] if lead else []
    statements += [Statement(words=text, numbers=tuple(numbers[p.id] for p in on)) for text, on in lines]
    sources = tuple(CitedSource(numbers[p.id], p) for p in cited)
    return Answer(question.text, "answered", tuple(statements), sources, filters=question.filters)


def _refused(question: Question, reason: str, store: Store) -> Answer:
    answer = refused(question.text, reason)
    return Answer(answer.question, answer.status, reason=answer.reason, filters=question.filters)


def _counted(question: Question, count: int, store: Store) -> str:
    """Return how many records there are, as the beginning of a sentence; those left out as named before are told."""
    if question.besides:
        return f"{numeral(count)} other publication{'' if count == 1 else 's'}"
    if question.about and count == len(question.about):
        return "The publication named before" if count == 1 else f"All {count:,} publications named before"
    return counted(count, len(question.about)) + " named before" if question.about else counted(count, store.count())


def _all(question: Question, count: int, store: Store) -> str:
    if question.about:
        return f"{'This is' if count == 1 else 'These are'} the {_publications(count)} named before"
    total = counted(count, store.count())
    return f"These are {total[0].lower()}{total[1:]}"


def _publications(count: int) -> str:
    return "publication" if count == 1 else "publications"


def _is_narrowed(question: Question) -> bool:
    return bool(question.filters or question.without or question.counts or question.about)


def _that(question: Question, count: int) -> str:
    """Return the conditions and the description as they follow the publications."""
    said, subject = predicate(question, count), question.request.subject if question.request else ""
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
