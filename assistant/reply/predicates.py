"""The conditions of a question in words: as they follow the publications, and which of them leaves nothing."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.collection.authors import form_of
from assistant.collection.records import Records
from assistant.language.wording import listed, numeral
from assistant.question import Conditions, ValueCount
from assistant.understanding.conditions.years import without_years
from corpus.filters import Filters
from corpus.publication import Publication

FIELD_NAMES = {"countries": "country", "regions": "region", "authors": "author", "years": "year",
               "categories": "category", "publisher": "publisher", "language": "language", "url": "address",
               "doi": "DOI"}  # fmt: skip
FIELD_PLURALS = {"publisher": "publishers", "language": "languages", "url": "addresses", "doi": "DOIs"}


def predicate(conditions: Conditions, records: int) -> str:
    """Return what the question says of its records, as it follows their number; nothing where it has no condition.

    As in "are from 2019 and name no author", for one record "is from 2019 and names no author".
    """
    parts = [_said(conditions), *(_count_words(count, records) for count in conditions.counts)]
    verb = "is" if records == 1 else "are"
    parts[0] = f"{verb} {parts[0]}" if parts[0] else ""
    return " and ".join(filter(None, parts)) + _geography(conditions)


def emptied_by(
    conditions: Conditions, records: Records, about: Sequence[str] = (), left_out: Sequence[str] = ()
) -> str:
    """Return which condition leaves nothing: the first one that does by itself, else all of them together."""
    for filters in (conditions.chosen, conditions.filters):
        for field in filters.applied():
            alone = Filters(**{field: getattr(filters, field)})
            if not records.ids(Conditions(filters=alone)):
                years = field == "years" and filters is conditions.filters
                return f"No publication is {_years_words(conditions) if years else _words_of(alone)}."
    for count in conditions.counts:
        if not records.meeting(Conditions(counts=(count,))):
            said = _count_words(count, 1)
            none = said == f"names no {FIELD_NAMES[count.field]}"
            return f"Every publication names {_article(count.field)}." if none else f"No publication {said}."
    which = "other publication" if left_out else "publication"
    among = " among those named before" if about else ""
    chosen = f" {_words_of(conditions.chosen)}" if conditions.chosen else ""
    return f"No {which}{among}{chosen} {predicate(conditions, 1) or 'is left'}."


def none_chosen(conditions: Conditions, reason: str, others: Sequence[Publication], records: Records) -> str:
    """Return why nothing answers among the publications that the user chose, and whether others do."""
    count = len(records.ids(Conditions(chosen=conditions.chosen)))
    if count == 0:
        return reason
    which = f"The one publication {_words_of(conditions.chosen)} does not answer this"
    if count > 1:
        which = f"None of the {count:,} publications {_words_of(conditions.chosen)} answers this"
    if not others:
        return f"{which}. {reason}"
    years = sorted({str(p.year) for p in others if p.year})
    dated = f" from {listed(years)}" if conditions.chosen.years and years else ""
    verb = "does" if len(others) == 1 else "do"
    return f"{which}; {numeral(len(others)).lower()}{dated or ' outside the filter'} {verb}."


def nothing_under(conditions: Conditions) -> str:
    """Return that nothing answers under the conditions that were understood."""
    return f"Nothing {_said(replace(conditions, without=()))} answers this."


def _said(conditions: Conditions) -> str:
    """Return the conditions as they follow "are"."""
    filters = conditions.filters
    same_authors = set(filters.authors) == set(conditions.together.authors)
    plain = filters.model_copy(update={"years": None, **dict.fromkeys(conditions.together.applied(), ())})
    jointly = _words_of(conditions.together, "and")
    shunned = [f"not {_words_of(f)}" for f in conditions.without if not (f.years and filters.years)]
    together = " together" if conditions.together.authors and same_authors else ""
    return " and ".join(filter(None, [_years_words(conditions), _words_of(plain), f"{jointly}{together}", *shunned]))


def _years_words(conditions: Conditions) -> str:
    if not conditions.filters.years:
        return ""
    left_out = [f.years for f in conditions.without if f.years and not f.model_copy(update={"years": None})]
    ranges = without_years(conditions.filters.years, left_out) or (conditions.filters.years,)
    return f"from {listed([_span(first, last) for first, last in ranges], 'or')}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _words_of(filters: Filters, joint: str = "or") -> str:
    parts = []
    if filters.years:
        parts.append(f"from {_span(*filters.years)}")
    if filters.authors:
        parts.append(f"by {listed(one_spelling(filters.authors), joint)}")
    places = (filters.countries, filters.regions, filters.categories)
    parts += [f"about {listed(named, joint)}" for named in dict.fromkeys(map(one_spelling, places)) if named]
    return " and ".join(parts)


def one_spelling(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values, of those that are spelt in several ways the first spelling."""
    return tuple({form_of(value): value for value in reversed(values)}.values())[::-1]


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


def _geography(conditions: Conditions) -> str:
    """Return in which part of the world the countries lie, where that was asked for: their records may not say so."""
    areas = {f.area: [g.value for g in conditions.found if g.area == f.area] for f in conditions.found if f.area}
    return "".join(f", which {'lies' if len(held) == 1 else 'lie'} in {area}" for area, held in areas.items())
