"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

from collections.abc import Callable, Sequence

from assistant.answer import Answer, CitedSource, Statement
from assistant.compose import refused
from assistant.question import CatalogueRequest, Question
from assistant.vocabulary import TITLE_MEANT, vocabulary_of
from assistant.wording import counted, listed, numeral
from assistant.words import STOP_WORDS, plain, words
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store

_FIELD_NAMES = {"countries": "country", "regions": "region", "authors": "author", "years": "year",
                "categories": "category", "abstract": "abstract"}  # fmt: skip
# Titles that hold nearly the same share of the description are meant together.
_TIE = 0.05


def answer_catalogue(question: Question, store: Store) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request = question.request
    assert request is not None  # the kind "catalogue" has a request
    if request.nowhere:
        return _refused(question, f"No publication is about {request.subject}.", store)
    found = _confined(question, store)
    if not found:
        return _refused(question, _emptied(question, store), store)
    if request.subject and request.asked in ("authors", "year", "latest", "oldest"):
        described = _described(request.subject, found, store)
        if not described:
            return _refused(question, f"No publication fits “{request.subject}”.", store)
        found = described
    elif request.asked in ("authors", "year") and not question.about and not question.filters:
        return _refused(question, "It is not clear which publication is meant; name it by words of its title.", store)
    return _ANSWERS[request.asked](question, found, store)


def _confined(question: Question, store: Store) -> list[Publication]:
    found = store.get_many(store.ids(question.filters))
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
    condition = _condition_words(question.filters) + _geography(question)
    lead = f"{counted(len(found), store.count())} {verb} {condition}:" if condition else f"{_all(len(found), store)}:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in found], found)


def _count(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    total, condition = store.count(), _condition_words(question.filters) + _geography(question)
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


def _values(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    field = question.request.field if question.request else ""
    held = store.values(field, question.filters) if field != "abstract" else {}
    if not held:
        return _refused(question, f"No record names a {_FIELD_NAMES[field]}.", store)
    parts = [f"{value} ({count:,})" for value, count in held.items()]
    name = field if len(held) > 1 else _FIELD_NAMES[field]
    lead = f"The records name {numeral(len(held)).lower()} {name}: {listed(parts)}."
    holding = [p for p in found if (p.year is not None if field == "years" else getattr(p, field))]
    return _answer(question, lead, [], holding)


def _missing(question: Question, found: Sequence[Publication], store: Store) -> Answer:
    field = question.request.field if question.request else ""
    without = [p for p in found if not (p.year if field == "years" else getattr(p, field))]
    name = _FIELD_NAMES[field]
    article = "an" if name[0] in "aeiou" else "a"
    if not without:
        return _refused(question, f"Every record names {article} {name}.", store)
    verb = "names" if len(without) == 1 else "name"
    lead = f"{counted(len(without), store.count())} {verb} no {name}:"
    return _answer(question, lead, [(_described_record(p), [p]) for p in without], without)


_ANSWERS: dict[str, Callable[[Question, Sequence[Publication], Store], Answer]] = {
    "list": _list,
    "count": _count,
    "authors": _authors,
    "year": _year,
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


def _emptied(question: Question, store: Store) -> str:
    """Return which condition leaves nothing: the first one that does by itself, else all of them together."""
    filters = question.filters
    for field in filters.applied():
        alone = Filters(**{field: getattr(filters, field)})
        if not store.ids(alone):
            return f"No publication is {_condition_words(alone)}."
    among = " among those named before" if question.about else ""
    return f"No publication{among} is {_condition_words(filters)}."


def _condition_words(filters: Filters) -> str:
    parts = []
    if filters.years:
        first, last = filters.years
        parts.append(f"from {first}" if first == last else f"from {first} to {last}")
    if filters.authors:
        parts.append(f"by {listed(filters.authors, 'or')}")
    if places := (*filters.countries, *filters.regions, *filters.categories):
        parts.append(f"about {listed(places, 'or')}")
    return " and ".join(parts)


def _geography(question: Question) -> str:
    """Return in which part of the world the countries lie, where that was asked for: their records may not say so."""
    areas = {f.area: [g.value for g in question.found if g.area == f.area] for f in question.found if f.area}
    return "".join(f", which {'lies' if len(held) == 1 else 'lie'} in {area}" for area, held in areas.items())


def _all(count: int, store: Store) -> str:
    return f"These are {counted(count, store.count())[0].lower()}{counted(count, store.count())[1:]}"


def _title(publication: Publication) -> str:
    return f"“{publication.title}”"


def _described_record(publication: Publication) -> str:
    detail = ", ".join([*publication.authors, *([str(publication.year)] if publication.year else [])])
    return f"{publication.title}{f' ({detail})' if detail else ''}"


def _years(publications: Sequence[Publication]) -> list[str]:
    return sorted({str(p.year) for p in publications})
