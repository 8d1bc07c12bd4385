"""Names of authors: which ones are surely a person's, and where the family name begins.

Catalogues list persons and organisations alike, as one string. A wrong split ("International, Amnesty") is worse than
none, so a name is split only when its shape is a person's and no word of it is one that organisations use.
"""

import re
from dataclasses import dataclass

_INITIAL = r"[^\W\d_]\.(?:-[^\W\d_]\.)*"
_WORD = r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*"
_PARTICLE = r"(?:von|van|der|den|zu|bin|ibn)"
# Particles that only a name with a comma is read by: "Médecins du Monde" is no person.
_PARTICLES = rf"(?:{_PARTICLE}|d[aeiou]|del|della|dos|das|des|l[aeo]|las|los|[ae]l|ter|ten|te|zur|vom|af|abu|ben|bint)"
# The family name is no single letter: "O’Brien P" has its initial behind.
_GIVEN_FIRST = re.compile(
    rf"(?P<given>(?:{_WORD}|{_INITIAL})(?:\s*{_INITIAL})*)\s+"
    rf"(?P<family>(?:{_PARTICLE}\s+)*(?:(?![^\W\d_]\Z){_WORD}))",
    re.IGNORECASE,
)
_FAMILY = rf"(?:{_PARTICLES}\s+)*(?:(?:St|Ste|Sta)\.\s+)?{_WORD}(?:\s+(?:[yei]\s+)?{_WORD})?"
_FAMILY_FIRST = re.compile(
    rf"(?P<family>{_FAMILY}),\s*(?P<given>(?:{_WORD}|{_INITIAL})(?:\s*(?:{_PARTICLES}\b|{_WORD}|{_INITIAL}))*)"
)
# Nobody but a person has initials after a comma: "Law, P.", "Oh, S.-Y.", "da Silva, M. R."
_WITH_INITIALS = re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_INITIAL}(?:[\s-]*{_INITIAL})*)")
# Nor before one word: "P. Law", "S.-Y. Oh", "M. R. da Silva". "U.S. Congress" has none, but an abbreviation.
_INITIALS_FIRST = re.compile(rf"(?P<given>{_INITIAL}(?:\s+{_INITIAL})*)\s+(?P<family>(?:{_PARTICLES}\s+)*{_WORD})")
_PARTICLES_BETWEEN = rf"{_PARTICLES}|[yei]"
_EASTERN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_EASTERN_FAMILY_FIRST = re.compile(rf"(?P<family>[{_EASTERN}]{{1,3}})[,，]\s*(?P<given>[{_EASTERN}]{{1,4}})")
_LOWER_PREFIX = re.compile(r"(?:[ae][dlnrstz]h?|d|dell|l|o|t)['’ʼ-](?=\w)")
_LONGEST_NAME = 80  # characters; longer ones are organisations or lists of names

_ORGANISATION = frozenset(
    """
    academy action affairs agency alliance amnesty assembly association authority bank board bureau caritas center
    centre charity children church coalition college commission committee community confederation conference congress
    consortium corporation council court crescent cross department desk directorate division doctors eurojust
    europol faculty federal federation forum foundation free fund global government group house human immigration
    initiative institut institute instituto inter interior international interpol iom justice labor labour law
    league medical migration ministry mission monde movement médecins national nations network observatory office
    ombudsman online organisation organization oxfam parliament partnership platform polaris police press program
    programme project red refugee refugees relief republic rescue research rights save school secretariat section
    senate service services shelter society solidarity state strada task team terre the trade trafficking trust un
    unicef union unit united university vision walk war watch welfare without women workers working world
    """.split()
)
# What the name of an organisation ends with and none consists of, so that it stands first only where a program took it
# for a family name: "Organization, World Health".
_HEADS = frozenset(
    """
    agency alliance assembly association bank board center centre coalition college commission committee confederation
    consortium corporation council cross department federation forum foundation fund group initiative institute
    international league ministry mission movement nations network office organisation organization partnership
    programme program secretariat service services society union university watch
    """.split()
)
_OF = re.compile(r"\b(?:of|for|on|de|des|du|del|für)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in its two parts."""

    family: str
    given: str


def as_person(author: str) -> Person | str:
    """Return the name in its parts where they are sure, otherwise as it is.

    >>> as_person("Markéta Von Hagen"), as_person("Amnesty International")
    (Person(family='Von Hagen', given='Markéta'), 'Amnesty International')
    >>> as_person("da Silva, M. R."), as_person("van der Meer, Jan")
    (Person(family='da Silva', given='M. R.'), Person(family='van der Meer', given='Jan'))
    >>> as_person("S.-Y. Oh"), as_person("P. Law"), as_person("U.S. Congress")
    (Person(family='Oh', given='S.-Y.'), Person(family='Law', given='P.'), 'U.S. Congress')
    """
    if len(author) > _LONGEST_NAME:
        return author
    shapes = (_WITH_INITIALS, _EASTERN_FAMILY_FIRST, _INITIALS_FIRST)
    if surely := next(filter(None, (shape.fullmatch(author) for shape in shapes)), None):
        return Person(surely["family"], surely["given"])
    words = re.findall(_WORD, author)
    particles = _PARTICLES_BETWEEN if "," in author else _PARTICLE
    if any(word.casefold() in _ORGANISATION or not _is_cased_as_a_name(word, particles) for word in words):
        return author
    found = _FAMILY_FIRST.fullmatch(author) or _GIVEN_FIRST.fullmatch(author)
    return Person(found["family"], found["given"]) if found else author


def _is_cased_as_a_name(word: str, particles: str) -> bool:
    """Tell "Healy", "O’Brien", "al-Rashid", "J" and "von" from "ICMPD" and from words of a script without capitals."""
    bare = _LOWER_PREFIX.sub("", word, count=1)
    return re.fullmatch(particles, word) is not None or (bare[0].isupper() and (len(bare) == 1 or not bare.isupper()))


def has_word_of_organisation(name: str) -> bool:
    """Tell whether a word of the name is one that organisations use; a person's may be one too ("Ann Church")."""
    return any(word.casefold() in _ORGANISATION for word in re.findall(_WORD, name))


def has_word_of_no_name(name: str) -> bool:
    """Tell whether a word in small letters stands in the name that no person's has.

    >>> has_word_of_no_name("Centers for Disease Control"), has_word_of_no_name("Vincent van Gogh")
    (True, False)
    """
    words = (_LOWER_PREFIX.sub("", word, count=1) for word in re.findall(_WORD, name))
    return any(word[0].islower() and not re.fullmatch(_PARTICLES_BETWEEN, word) for word in words)


def organisation_in_order(family: str, given: str) -> str:
    """Return the name of an organisation that a program turned round as if it were a person's; "" for any other.

    >>> organisation_in_order("Organization", "World Health"), organisation_in_order("Church", "Ann")
    ('World Health Organization', '')
    """
    bare = family.casefold().split()
    is_head = len(bare) == 1 and bare[0] in _HEADS
    is_rest = len(bare) == 2 and _OF.fullmatch(bare[0]) is not None
    return f"{given} {family}" if (is_head or is_rest) and has_word_of_organisation(given) else ""


def may_be_one_organisation(left: str, right: str) -> bool:
    """Tell whether an "and" may stand within the name of one organisation, where two names would look the same.

    >>> may_be_one_organisation("Ministry of Health", "Social Affairs"), may_be_one_organisation("World Bank", "UNICEF")
    (True, False)
    """
    if right.isupper() or left.isupper():
        return False
    if _OF.search(left) and has_word_of_organisation(left):
        return not any(word.casefold() in _HEADS for word in re.findall(_WORD, right))
    if has_word_of_no_name(left) and " " not in right:
        return not has_word_of_organisation(right)
    return " " not in left and not has_word_of_organisation(left) and has_word_of_organisation(right)


def may_be_whole_name(name: str) -> bool:
    """Tell whether the text may be one person's whole name, given and family, rather than a part of one.

    >>> may_be_whole_name("Juan de la Cruz"), may_be_whole_name("Cruz"), may_be_whole_name("Human Rights Watch")
    (True, False, False)
    """
    words = name.split()
    bare = [word.strip(".").casefold() for word in words]
    return (
        2 <= len(words) <= 5
        and not any(word in _ORGANISATION for word in bare)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and all(re.fullmatch(rf"{_WORD}\.?", word) for word in words)
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not all(word.isupper() for word in words)
    )
