"""The authors of a collection by the names that may mean them, looked up in its terms."""

from collections.abc import Callable, Iterator, Mapping

from assistant.collection.authors import Alias, Form, form_of, without_abbreviation
from assistant.collection.reading import ALIAS, EXPLAINED_LONG, EXPLAINED_PLAIN, PART, RUN, joined
from assistant.language.words import plain
from corpus.names import Person, as_person
from corpus.terms import KeptTerms


class AuthorNames:
    """Finds authors; `long_of` gives the long form of a short one that a record or the user's `own` table explains."""

    def __init__(self, terms: KeptTerms, own: Mapping[str, str], long_of: Callable[[str], str | None]) -> None:
        self._terms, self._own, self._long_of = terms, own, long_of

    def alias(self, name: Form) -> Alias | None:
        """Return the one author, or the spellings of one, that the plain words mean as a name.

        These are the whole name, in both orders where it is a person's, an organisation's name without the abbreviation
        in brackets, that abbreviation, the one that its initials make, and what is explained elsewhere. A name that
        would mean two different authors means neither, unless it is the whole name of one of them.
        """
        whole = [author for author, _ in self._terms.values("authors", joined(name))] if name else []
        other = dict(self._terms.values(ALIAS, joined(name))) | dict(self._by_abbreviations(name))
        if whole:
            return Alias(whole[0], tuple(dict.fromkeys((*whole, *other))))
        # One author may stand in the records by the long name and by the short one.
        if len({form_of(author) for author in other}) == 1:
            return Alias(next(iter(other.values())), tuple(other))
        return None

    def by_part(self, part: str) -> tuple[str, ...] | None:
        """Return the authors whom a word of their names may mean, where there are any."""
        held = self._terms.values(PART, part)
        may_tell = any(bearing == "means alone" for _, bearing in held)
        tells = may_tell and len({form_of(author) for author, bearing in held if bearing != "joined"}) == 1
        means = {"means", "joined", *(["means alone"] if tells else [])}
        return tuple(dict.fromkeys(author for author, bearing in held if bearing in means)) or None

    def by_run(self, run: Form) -> tuple[str, ...] | None:
        """Return the organisations in whose names the words stand one after another, where there are any."""
        return tuple(author for author, _ in self._terms.values(RUN, joined(run))) or None

    def _by_abbreviations(self, name: Form) -> Iterator[tuple[str, str]]:
        """Yield the authors of whose name the words are the short or the long form, as it is explained elsewhere."""
        written = "-".join(name)
        shorts = [detail.split(" ", 2)[2] for detail in self._terms.details(EXPLAINED_PLAIN, written)]
        for short in dict.fromkeys((*shorts, *(short for short in self._own if form_of(short) == name))):
            long = self._long_of(short) or ""
            form = joined(form_of(long))
            for author, _ in (*self._terms.values("authors", form), *self._terms.values(ALIAS, form)):
                if plain(without_abbreviation(author)) == plain(long):
                    yield author, short
        longs = (short for short, long in self._own.items() if form_of(long) == name)
        for short in dict.fromkeys((*self._terms.details(EXPLAINED_LONG, joined(name)), *longs)):
            long = self._long_of(short) or ""
            for author, _ in self._terms.values("authors", joined(form_of(short))):
                if author.strip() == short and form_of(long) == name and not isinstance(as_person(author), Person):
                    yield author, long
