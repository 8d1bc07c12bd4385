"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Answer, CitedSource, Statement
from assistant.compose import quoted, refused
from assistant.conditions import condition_words, emptied_by, shunned_ids
from assistant.question import OF_ONE, CatalogueRequest, Order, Question
from assistant.vocabulary import TITLE_MEANT, vocabulary_of
from assistant.wording import counted, listed, numeral
from assistant.words import STOP_WORDS, plain, words
from corpus.publication import Publication
from corpus.sentences import spans
from corpus.store import Store

_FIELD_NAMES = {"countries": "country", "regions": "region", "authors": "author", "years": "year",
                "categories": "category", "publisher": "publisher", "language": "language"}  # fmt: skip
_PLURALS = {"publisher": "publishers", "language": "languages"}
_ORDERED_BY = {"latest": ", the newest first", "oldest": ", the oldest first", "title": " by title"}
# Titles that hold nearly the same share of the description are meant together.
_TIE = 0.05


def answer_catalogue(question: Question, store: Store) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request = question.request
    assert request is not None  # the kind "catalogue" has a request
    if request.nowhere:
        return _refused(question, f"No publication is about {request.subject}.", store)
    if request.asked == "abbreviation":
        return _abbreviation(question, store)
    found = _confined(question, store)
    if not found:
        return _refused(question, emptied_by(question, store), store)
    if request.subject and request.asked in (*OF_ONE, "latest", "oldest"):
        described = _described(request.subject, found, store)
        if not described:
            return _refused(question, f"No publication fits “{request.subject}”.", store)
        found = described
    elif request.asked in OF_ONE and not question.about and not question.filters:
        return _refused(question, "It is not clear which publication is meant; name it by words of its title.", store)
    return _ANSWERS[request.asked](question, found, store)


def _confined(question: Question, store: Store) -> list[Publication]:
    shunned = shunned_ids(question.without, store)
    found = store.get_many([i for i in store.ids(question.filters) if i not in shunned])
    return [p for p in found if p.id in question.about] if question.about else found


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
    verb = "is" if len(found) == 1 else "are"
    order = question.request.order if question.request else ""
    condition, sorting = condition_words(question), _ORDERED_BY.get(order, "")
    lead = f"{counted(len(found), store.count())} {verb} {condition}" if condition else _all(len(found), store)
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
    total, condition = store.count(), condition_words(question)
    verb = "is" if len(found) == 1 else "are"
    if not condition and not question.about:
        return _answer(question, f"There {verb} {total:,} publication{'s' if total != 1 else ''} in all.", [], found)
    lead = f"{len(found):,} of the {total:,} publications {verb} {condition or 'among those named before'}:"
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
    name = "most recent" if newest else "oldest"
    lead = f"The {name} publication{' is' if len(chosen) == 1 else 's are'} from {listed(_years(chosen))}:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in chosen], chosen)


def _field(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    field = question.request.field if question.request else ""
    lines = []
    for publication in found:
        held = _held(publication, field)
        said = listed(held) if held else f"no {_FIELD_NAMES[field]}"
        lines.append((f"{_title(publication)}: the record names {said}.", [publication]))
    if not any(_held(p, field) for p in found):
        return _refused(question, " ".join(line for line, _ in lines), store)
    return _answer(question, "", lines, found)


def _record(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    which = "record" if len(found) == 1 else "records"
    lead = f"Here is the {which} with the abstract; the desk holds no full texts:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in found], found)


def _values(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    request = question.request or CatalogueRequest("values")
    field = request.field
    counts = Counter(value for p in found for value in _held(p, field))
    if not counts:
        return _refused(question, f"No record names {_article(_FIELD_NAMES[field])}.", store)
    ordered = sorted(counts, key=lambda value: (-counts[value] if request.order == "most" else 0, plain(value)))
    name = _PLURALS.get(field, field) if len(counts) > 1 else _FIELD_NAMES[field]
    parts = listed([f"{value} ({counts[value]:,})" for value in ordered])
    lead = f"The records name {numeral(len(counts)).lower()} {name}: {parts}."
    return _answer(question, lead, [], [p for p in found if _held(p, field)])


def _held(publication: Publication, field: str) -> Sequence[str]:
    """Return the values of the record's field, none where it is empty."""
    value = publication.year if field == "years" else getattr(publication, field)
    if isinstance(value, tuple):
        return value
    return [str(value)] if value else []


def _missing(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    field = question.request.field if question.request else ""
    without = [p for p in found if not _held(p, field)]
    name = _FIELD_NAMES[field]
    if not without:
        return _refused(question, f"Every record names {_article(name)}.", store)
    verb = "names" if len(without) == 1 else "name"
    lead = f"{counted(len(without), store.count())} {verb} no {name}:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in without], without)


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
    "missing": _missing,
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


def _all(count: int, store: Store) -> str:
    return f"These are {counted(count, store.count())[0].lower()}{counted(count, store.count())[1:]}"


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _title(publication: Publication) -> str:
    return f"“{publication.title}”"


def _described_record(publication: Publication) -> str:
    detail = ", ".join([*publication.authors, *([str(publication.year)] if publication.year else [])])
    return f"{publication.title}{f' ({detail})' if detail else ''}"


def _years(publications: Sequence[Publication]) -> list[str]:
    return sorted({str(p.year) for p in publications})
