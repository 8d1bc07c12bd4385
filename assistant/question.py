"""What a question can be, with all that was understood of it: decided once, and read by every later stage."""

from dataclasses import dataclass
from typing import Literal

from corpus.filters import Filters

Asked = Literal[
    "list", "count", "authors", "year", "field", "latest", "oldest", "values", "compare", "record", "abbreviation"
]
Order = Literal["", "latest", "oldest", "title", "most", "fewest"]
AnswerKind = Literal[
    "phone",
    "address",
    "money",
    "duration",
    "share",
    "number",
    "time",
    "language",
    "country",
    "names",
    "reason",
    "person",
    "place",
    "definition",
    "",
]
# The kinds that a sentence shows by its form; whether it names a person or a place is a guess.
EXACT_KINDS = frozenset(
    {"phone", "address", "money", "duration", "share", "number", "time", "language", "country", "names", "definition"}
)

# The kinds whose sentences are preferred.
TOLD_KINDS = EXACT_KINDS | {"reason"}
# A misspelt word, and what it was read as.
Correction = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition that the words of a question name.

    `area` is the part of the world that the words name, where `value` is a country in it. `excluded` says that the
    records shall not meet the condition, as in "not about Azerbaijan".
    """

    field: str
    value: str
    words: str
    area: str = ""
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A condition on how many values a record names in a field: from `least` to `most`, or not, where `excluded`."""

    field: str
    least: int = 0
    most: int | None = None
    excluded: bool = False

    def accept(self, held: int) -> bool:
        """Tell whether a record with so many values meets the condition."""
        return (self.least <= held and (self.most is None or held <= self.most)) is not self.excluded


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the records meet that a question is asked of.

    They meet `chosen`, which the user set and no word of the question replaces, and what was understood of the
    question: `filters`, every value of `together` that other words name, none of `without` (each for itself) and all of
    `counts`. `found` says which words these came from.
    """

    chosen: Filters = Filters()
    filters: Filters = Filters()
    without: tuple[Filters, ...] = ()
    together: Filters = Filters()
    counts: tuple[ValueCount, ...] = ()
    found: tuple[FoundCondition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen or self.understood)

    @property
    def understood(self) -> bool:
        """Tell whether the question itself names a condition."""
        return bool(self.filters or self.without or self.together or self.counts)

    @property
    def meeting(self) -> tuple[Filters, ...]:
        """Return the filters that the records meet, all of them."""
        each = (
            Filters.model_validate({field: values})
            for field in self.together.applied()
            for _, values in self.each_together(field)
        )
        return tuple(filters for filters in (self.chosen, self.filters, *each) if filters)

    def each_together(self, field: str) -> list[tuple[str, tuple[str, ...]]]:
        """Return the values of `together` that the same words name, with the words; a record has one of them.

        "Okafor and Ng together" is either Okafor with Ng.
        """
        named = {f.value: f.words for f in self.found if f.field == field and not f.excluded}
        groups: dict[str, list[str]] = {}
        for value in getattr(self.together, field):
            groups.setdefault(named.get(value, value), []).append(value)
        return [(words, tuple(values)) for words, values in groups.items()]

    @property
    def applied(self) -> Filters:
        """Return the filters as one, to be shown: of a field that both name, what the user chose."""
        chosen = {name: getattr(self.chosen, name) for name in self.chosen.applied()}
        return self.filters.model_copy(update=chosen)


NO_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True)
class CatalogueRequest:
    """What is asked of the catalogue.

    `field` names the field for "values" (which countries are there) and "field" (which country is the manual about);
    `least` and `most` bound how many records name a value; with `most` 0 those are asked for that none of the records
    names and others do. `limit` is how many are asked for ("the latest two"), `order` how they are sorted. `subject` is
    the description of a record ("the trainer's manual"), an abbreviation, or an author or a place that no record names:
    then `lacks` is the word between, as in "by" or "about". It is "topic" where the records shall not be about the
    subject; of a language it is "in" or "not in"; "month" where the subject is the first and the last month in ISO 8601
    ("2015-03/2015-05"), a month of any year ("--03"), or empty for another part of a year.
    """

    asked: Asked
    field: str = ""
    limit: int = 1
    order: Order = ""
    least: int = 1
    most: int | None = None
    subject: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A weighty word of a question: as typed, its plain form, the key of its variants, and whether it is a name.

    `start` and `end` are its characters in the text of the `Query`.
    """

    typed: str
    plain: str
    key: str
    start: int
    end: int
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What sentences are compared with: the text, the kind of answer that it asks for, and its weighty words.

    `term` is what is to be defined, where the kind is "definition"; `year` the one year in which the question places
    what it asks. `said` is what the question itself says, in small letters, which is no answer to it, and `several` how
    many things it asks for the names of, 0 where it says no number.
    """

    text: str
    answer_kind: AnswerKind = ""
    terms: tuple[Term, ...] = ()
    term: str = ""
    year: str = ""
    said: str = ""
    several: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """That all records on a topic are asked for: which they are, how many, or the `limit` latest or oldest of them.

    "each" asks what each of them says of it. `mentions` asks for those that hold its very words.
    """

    asked: Literal["list", "count", "latest", "oldest", "each"] = "list"
    limit: int = 1
    mentions: bool = False


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What is said to the desk itself (`intent` "greeting", "thanks", "about"), or asks what it does not do."""

    text: str
    intent: str


@dataclass(frozen=True, slots=True)
class ForeignQuestion:
    """A question in another language, by its code, which the model may not read; `content` is it as it stands.

    Where it asks the catalogue for something of one record, `request` says what and `subject` describes the record.
    """

    text: str
    language: str
    content: "ContentQuestion"
    request: "CatalogueRequest | None" = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question that the fields of the records answer.

    `about` holds the ids of the records that it is confined to, empty for all, `left_out` of those that it leaves out.
    `referred` names what it takes from the conversation, or the record that its words mean; `language` is the code of
    the language that it is asked in, where that is another than English.
    """

    text: str
    request: CatalogueRequest
    conditions: Conditions = NO_CONDITIONS
    about: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    referred: str = ""
    corrections: tuple[Correction, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class ContentQuestion:
    """A question that sentences of the records answer.

    `search` is what is looked for, complete without the conversation; `topic` is it without the words that only ask.
    `points` says that records are asked for, `compares` that something is asked of each of several, `listing` that all
    records on the topic are. `raised` are conditions that may be meant: they confine nothing and only raise the rank of
    the records that meet them.
    `set_aside` are conditions that were understood and under which nothing answers: the question is asked without them.
    `may_stand_alone` says that `about` came from the conversation and it might as well be asked of all records.
    `carried` is the question before it that `search` begins with, where it adds a topic of its own to that.
    """

    text: str
    search: str
    query: Query
    topic: Query
    points: bool = False
    compares: bool = False
    listing: Listing | None = None
    conditions: Conditions = NO_CONDITIONS
    raised: tuple[FoundCondition, ...] = ()
    set_aside: tuple[FoundCondition, ...] = ()
    about: tuple[str, ...] = ()
    referred: str = ""
    may_stand_alone: bool = False
    carried: str = ""
    corrections: tuple[Correction, ...] = ()

    @property
    def sought(self) -> Query:
        """Return what sentences are compared with."""
        return self.topic if self.points else self.query


Question = CatalogueQuestion | ContentQuestion | SmallTalk | ForeignQuestion
