"""Exports of two databases that overlap, with what differs between such exports and with records that only look alike.

The records are invented from lists of words, the same on every machine.
"""

import random
import unicodedata
from dataclasses import dataclass

from corpus.publication import Publication, Source, publication_id


def _lines(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


_SUBJECTS = _lines(
    """gambling harm, malaria nets, school meals, urban flooding, child labour, soil salinity, refugee housing,
    hand hygiene, river pollution, maternal health, land tenure, fishing quotas, road safety, seed banks,
    drought insurance, cash transfers, mobile money, water metering, court interpreters, asylum interviews,
    victim referral, trafficking routes, night shelters, forest fires, heat stress, telephone counselling,
    informal markets, mine clearance, teacher absence, vaccine storage, hypertension, hypotension"""
)
_APPROACHES = _lines(
    """A randomised trial of, Evaluating, Costs and benefits of, Barriers to, The politics of, Measuring,
    A cohort study on, Perceptions of, Monitoring, Lessons from ten years of, Determinants of, A framework for,
    Gender and, Community responses to, Immigration and, Emigration and"""
)
_PLACES = _lines(
    """rural Ghana, northern Kenya, coastal Peru, Lebanon, eastern Nepal, western Nepal, Moldova, highland Bolivia,
    Bangladesh, Senegal, Serbia, Siberia, Sri Lanka, Mozambique, the Sahel, Georgia, Armenia, Tunisia, Paraguay,
    Laos, Malawi, Mali, Iran, Iraq, Albania, Niger, Nigeria"""
)
_GIVEN = (
    "Ana Ben Chloé Dmitri Elif Farid Grace Hannah Ivan José Kofi Léa Maria Noor Olga Pedro Quentin Rania Søren Tomás"
).split()
_FAMILY = (
    "Haddad Okafor Müller García Sørensen Ivanov Kowalski Nguyen Petrov Silva Diallo Tanaka Rossi Novák O’Brien Khan"
    " Costa Mensah Popescu Çelik Andersson Fernández Yılmaz Abebe Weiss Martin Dubois Chen Rahman Lund"
).split()


@dataclass(frozen=True)
class Exports:
    """Two exports, and which of their records are one work: pairs of positions in `one` and `other`."""

    one: list[Publication]
    other: list[Publication]
    pairs: set[tuple[str, str]]


def record(file: str, number: int, title: str, year: int | None, **fields: object) -> Publication:
    return Publication.model_validate(
        {
            "id": publication_id(title, year),
            "title": title,
            "year": year,
            "source": Source(file=file, position=f"entry {number}"),
            **fields,
        }
    )


def work(chance: random.Random) -> tuple[str, int, list[tuple[str, str]], str, str]:
    """Return an invented work: its title, year, authors (given, family), abstract and DOI."""
    subject, place = chance.choice(_SUBJECTS), chance.choice(_PLACES)
    second = chance.choice(_SUBJECTS)
    title = f"{chance.choice(_APPROACHES)} {subject} and {second} in {place}"
    year = chance.randint(1995, 2024)
    authors = [(chance.choice(_GIVEN), chance.choice(_FAMILY)) for _ in range(chance.randint(1, 5))]
    numbers = chance.sample(range(10, 900), 3)
    abstract = (
        f"We studied {subject} in {place} with {numbers[0]} households. {chance.choice(_APPROACHES)} {second} is rarely"
        f" reported. Between {year - 3} and {year - 1}, {numbers[1]} interviews were held; {numbers[2]} were used."
    )
    return title, year, authors, abstract, f"10.{chance.randint(1000, 9999)}/{chance.randrange(10**7)}"


def in_other_style(chance: random.Random, title: str) -> str:
    """Return the title as another database writes it: case, punctuation, an accent, a typing error."""
    for change in chance.sample(_CHANGES, chance.randint(0, 2)):
        title = change(chance, title)
    return title


def _mistyped(chance: random.Random, title: str) -> str:
    words = title.split()
    long = [place for place, word in enumerate(words) if len(word) >= 6]
    if not long:
        return title
    at = chance.choice(long)
    word = words[at]
    cut = chance.randrange(1, len(word) - 2)
    words[at] = chance.choice((word[:cut] + word[cut + 1 :], word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]))
    return " ".join(words)


_CHANGES = [
    lambda chance, title: title.upper(),
    lambda chance, title: title.lower(),
    lambda chance, title: f"{title}.",
    lambda chance, title: title.replace(" and ", " & "),
    lambda chance, title: title.replace(" ", "  ", 1),
    lambda chance, title: "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c)),
    _mistyped,
]


def overlapping(seed: int, count: int = 400) -> Exports:
    """Return two exports that share half of their records, among hard negatives on both sides."""
    chance = random.Random(seed)
    one: list[Publication] = []
    other: list[Publication] = []
    pairs: set[tuple[str, str]] = set()
    for number in range(count):
        title, year, authors, abstract, doi = work(chance)
        full = [f"{given} {family}" for given, family in authors]
        short = [f"{family} {given[0]}" for given, family in authors]
        left = record("one.ris", len(one), title, year, authors=full, abstract=abstract, doi=doi)
        kind = number % 4
        if kind in (0, 1):
            # The same work elsewhere: other style, names with initials, often no DOI or no abstract.
            one.append(left)
            fields: dict[str, object] = {"authors": short if chance.random() < 0.7 else full[:3]}
            if chance.random() < 0.1:
                fields["authors"] = ()
            if chance.random() < 0.4:
                fields["doi"] = doi
            if chance.random() < 0.5:
                fields["abstract"] = abstract[: chance.choice((150, 10_000))]
            other.append(record("other.bib", len(other), in_other_style(chance, title), year, **fields))
            pairs.add((one[-1].source.position, other[-1].source.position))
        elif kind == 2:
            one.append(left)
            other.append(_hard_negative(chance, len(other), title, year, full, abstract, doi))
        else:
            other.append(record("other.bib", len(other), title, year, authors=short, abstract=abstract))
    chance.shuffle(other)
    return Exports(one, other, pairs)


def _hard_negative(
    chance: random.Random, number: int, title: str, year: int, authors: list[str], abstract: str, doi: str
) -> Publication:
    """Return another work that looks like the given one."""
    new = abstract.replace("We studied", "This volume continues the work on").replace("interviews", "visits")
    match chance.randrange(7):
        case 0:
            return record("other.bib", number, f"{title}: Part II", year, authors=authors, abstract=abstract)
        case 1:
            return record("other.bib", number, f"{title} (2nd edition)", year, authors=authors, abstract=abstract)
        case 2:
            return record("other.bib", number, title, year + 1, authors=authors, abstract=abstract)
        case 3:
            others = [f"{chance.choice(_GIVEN)} Zzyzx", "Xanthippe Quux"]
            return record("other.bib", number, title, year, authors=others, abstract=new)
        case 4:
            return record("other.bib", number, title, year, authors=authors, abstract=abstract, doi=f"{doi}9")
        case 5:
            place = next(p for p in _PLACES if title.endswith(p))
            elsewhere = chance.choice([p for p in _PLACES if p != place])
            return record(
                "other.bib", number, title.removesuffix(place) + elsewhere, year, authors=authors, abstract=new
            )
        case _:
            return record("other.bib", number, f"Reply to: {title}", year, authors=authors)
