"""Names and numbers changed by rule: throughout, which keeps an answer an answer, or in the question alone."""

import random
import re
from collections.abc import Sequence

_COUNTRIES = """Albania|Algeria|Angola|Argentina|Armenia|Austria|Bahrain|Bangladesh|Belarus|Belgium|Benin|Bolivia
Botswana|Bulgaria|Burkina Faso|Cambodia|Cameroon|Chad|Chile|Colombia|Costa Rica|Croatia|Cyprus|Denmark
Ecuador|Egypt|Eritrea|Estonia|Ethiopia|Fiji|Finland|France|Georgia|Germany|Ghana|Greece|Guatemala|Haiti
Honduras|Hungary|India|Indonesia|Iraq|Ireland|Israel|Italy|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait
Kyrgyzstan|Laos|Latvia|Lebanon|Libya|Lithuania|Malawi|Mali|Malta|Mauritius|Mexico|Moldova|Mongolia
Morocco|Mozambique|Namibia|Nepal|Niger|Nigeria|North Macedonia|Norway|Pakistan|Paraguay|Peru|Poland
Portugal|Qatar|Romania|Russia|Rwanda|Senegal|Serbia|Slovakia|Slovenia|Somalia|Spain|Sri Lanka|Sudan
Sweden|Tajikistan|Thailand|Togo|Tunisia|Turkmenistan|Uganda|Ukraine|Uruguay|Uzbekistan|Vanuatu|Vietnam
Yemen|Zambia"""
_CITIES = """Abidjan|Agadir|Antwerp|Barcelona|Belgrade|Berlin|Bucharest|Buenos Aires|Dakar|Dhaka|Ghent|Geneva|Glasgow
Hyderabad|Kassala|Kathmandu|Kampala|Kigali|Kolkata|Kraków|Leeds|Lisbon|Ljubljana|Lyon|Manama|Manila
Marseille|Mombasa|Mumbai|Nairobi|Naples|Niamey|Odessa|Piraeus|Plovdiv|Porto|Riga|Rome|Rosario|Rotterdam
Sarajevo|Sofia|Tbilisi|Trieste|Tunis|Vienna|Vilnius|Warsaw|Zagreb"""
_YEARS = "|".join(map(str, range(2005, 2024)))

# Name kinds are swapped only within their kind: a country for a country.
_KINDS = [[value for line in kind.splitlines() for value in line.split("|")] for kind in (_COUNTRIES, _CITIES, _YEARS)]
_COUNT = re.compile(r"(?<![\w.,])(?:[2-9]\d|\d{3}|\d,\d{3})(?![\w.,]*\w)")


def swapped_everywhere(texts: Sequence[str], taken: str, chance: random.Random) -> list[str] | None:
    """Return the texts with every name and count of theirs replaced by another of its kind, none of them in `taken`.

    The same name becomes the same name in each text. None where there is nothing to replace.
    """
    joined = "\n".join(texts)
    changes: dict[str, str] = {}
    for kind in _KINDS:
        free = [value for value in kind if not _holds(taken, value)]
        found = [value for value in kind if _holds(joined, value)]
        changes.update(zip(found, chance.sample(free, len(found)), strict=True))
    if years := [old for old in changes if old.isdigit()]:
        # Years keep their order, so that "from 2012 to 2018" still reads forwards.
        changes.update(zip(years, sorted(changes[year] for year in years), strict=True))
    for count in dict.fromkeys(_COUNT.findall(joined)):
        changes.setdefault(count, _other_count(count, joined, chance))
    if not changes:
        return None
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(changes, key=len, reverse=True)))
    return [pattern.sub(lambda found: changes[found[0]], text) for text in texts]


def swapped_in_question(question: str, taken: str, chance: random.Random) -> str | None:
    """Return the question with its first country, city or year replaced by one that `taken` lacks, or None."""
    for kind in _KINDS:
        for value in kind:
            if _holds(question, value):
                other = chance.choice([v for v in kind if not _holds(taken, v)])
                return re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", other, question)
    return None


def placed(question: str, title: str, taken: str, chance: random.Random) -> tuple[str, str] | None:
    """Return the question asked of the only country that `taken` mentions, and of another.

    None unless there is one only and the title names it, since the text might else be about another place.
    """
    countries = [value for value in _KINDS[0] if _holds(taken, value)]
    if len(countries) != 1 or not _holds(title, countries[0]) or not question.endswith("?"):
        return None
    other = chance.choice([value for value in _KINDS[0] if value != countries[0]])
    return f"{question[:-1]} in {countries[0]}?", f"{question[:-1]} in {other}?"


def _holds(text: str, value: str) -> bool:
    # Most texts hold few of the names, and looking for their letters is quicker than for them as words.
    return value in text and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _other_count(count: str, joined: str, chance: random.Random) -> str:
    """Return another number with as many digits, none of them zero, that the texts do not hold."""
    while True:
        other = "".join(chance.choice("123456789") if c.isdigit() else c for c in count)
        if not _holds(joined, other):
            return other
