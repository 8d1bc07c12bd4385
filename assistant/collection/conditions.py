"""The conditions of a question: which records they leave out, and how they are said."""

from collections.abc import Sequence

from assistant.language.wording import listed, numeral
from assistant.question import Question, ValueCount
from assistant.understanding.conditions.years import without_years
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store

FIELD_NAMES = {"countries": "country", "regions": "region", "authors": "author", "years": "year",
               "categories": "category", "publisher": "publisher", "language": "language", "url": "address",
               "doi": "DOI"}  # fmt: skip
FIELD_PLURALS = {"publisher": "publishers", "language": "languages", "url": "addresses", "doi": "DOIs"}


def only(filters: Filters, field: str) -> Filters:
    """Return the condition on one field alone."""
    return Filters(**{field: getattr(filters, field)})


def shunned_ids(without: Sequence[Filters], store: Store) -> frozenset[str]:
    """Return the ids of the records that meet any of the conditions."""
    return frozenset(i for filters in without for i in store.ids(filters))


def held(publication: Publication, field: str) -> Sequence[str]:
    """Return the values of the record's field, none where it is empty."""
    value = publication.year if field == "years" else getattr(publication, field)
    if isinstance(value, tuple):
        return value
    return [str(value)] if value else []


def accepted_ids(question: Question, store: Store) -> list[str]:
    """Return the ids of the records that the filters of the question accept, in order of arrival."""
    left_out = shunned_ids(question.without, store) | set(question.besides)
    about = set(question.about)
    return [i for i in store.ids(question.filters) if i not in left_out and (not about or i in about)]


def meeting(question: Question, store: Store) -> list[Publication]:
    """Return the records that the question is about, in order of arrival."""
    found = store.get_many(accepted_ids(question, store))
    return [p for p in found if _holds(p, question)] if question.counts or question.together else found


def _holds(publication: Publication, question: Question) -> bool:
    every = question.together.applied().items()
    return all(set(map(str, values)) <= set(held(publication, field)) for field, values in every) and all(
        count.accept(len(held(publication, count.field))) for count in question.counts
    )


# --- In words ---------------------------------------------------------------------------------------------------------


def predicate(question: Question, records: int) -> str:
    """Return what the question says of its records, as it follows their number; nothing where it has no condition.

    As in "are from 2019 and name no author", for one record "is from 2019 and names no author".
    """
    parts = [_said(question), *(_count_words(count, records) for count in question.counts)]
    verb = "is" if records == 1 else "are"
    parts[0] = f"{verb} {parts[0]}" if parts[0] else ""
    return " and ".join(filter(None, parts)) + _geography(question)


def emptied_by(question: Question, store: Store) -> str:
    """Return which condition leaves nothing: the first one that does by itself, else all of them together."""
    filters = question.filters
    for field in filters.applied():
        alone = only(filters, field)
        if not store.ids(alone):
            return f"No publication is {_years_words(question) if field == 'years' else _words_of(alone)}."
    for count in question.counts:
        if not meeting(Question(question.text, "", "catalogue", counts=(count,)), store):
            said = _count_words(count, 1)
            none = said == f"names no {FIELD_NAMES[count.field]}"
            return f"Every publication names {_article(count.field)}." if none else f"No publication {said}."
    which = "other publication" if question.besides else "publication"
    among = " among those named before" if question.about else ""
    return f"No {which}{among} {predicate(question, 1) or 'is left'}."


def _said(question: Question) -> str:
    """Return the conditions as they follow "are"."""
    filters = question.filters
    same_authors = set(filters.authors) == set(question.together.authors)
    plain = filters.model_copy(update={"years": None, **dict.fromkeys(question.together.applied(), ())})
    jointly = _words_of(question.together, "and")
    shunned = [f"not {_words_of(f)}" for f in question.without if not (f.years and filters.years)]
    together = " together" if question.together.authors and same_authors else ""
    return " and ".join(filter(None, [_years_words(question), _words_of(plain), f"{jointly}{together}", *shunned]))


def _years_words(question: Question) -> str:
    if not question.filters.years:
        return ""
    left_out = [f.years for f in question.without if f.years and not f.model_copy(update={"years": None})]
    ranges = without_years(question.filters.years, left_out) or (question.filters.years,)
    return f"from {listed([_span(first, last) for first, last in ranges], 'or')}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _words_of(filters: Filters, joint: str = "or") -> str:
    parts = []
    if filters.years:
        parts.append(f"from {_span(*filters.years)}")
    if filters.authors:
        parts.append(f"by {listed(filters.authors, joint)}")
    places = (filters.countries, filters.regions, filters.categories)
    parts += [f"about {listed(named, joint)}" for named in dict.fromkeys(places) if named]
    return " and ".join(parts)


def _count_words(count: ValueCount, records: int) -> str:
    """Return the condition as a verb with its object: "names no author", "name more than one country"."""
    verb = "names" if records == 1 else "name"
    if count.excluded:
        if (count.least, count.most) == (0, 0):
            return f"{verb} {_article(count.field)}"
        if (count.least, count.most) == (1, None):
            return f"{verb} no {FIELD_NAMES[count.field]}"
        verb = "does not name" if records == 1 else "do not name"
    name, names = FIELD_NAMES[count.field], FIELD_PLURALS.get(count.field, count.field)
    if count.most == 0:
        return f"{verb} no {name}"
    if (count.least, count.most) == (1, None):
        return f"{verb} {_article(count.field)}"
    if count.most is None:
        return f"{verb} more than {numeral(count.least - 1).lower()} {name if count.least == 2 else names}"
    if count.least == count.most:
        return f"{verb} {numeral(count.most).lower()} {name if count.most == 1 else names}"
    return f"{verb} at most {numeral(count.most).lower()} {name if count.most == 1 else names}"


def _article(field: str) -> str:
    name = FIELD_NAMES[field]
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _geography(question: Question) -> str:
    """Return in which part of the world the countries lie, where that was asked for: their records may not say so."""
    areas = {f.area: [g.value for g in question.found if g.area == f.area] for f in question.found if f.area}
    return "".join(f", which {'lies' if len(held) == 1 else 'lie'} in {area}" for area, held in areas.items())
