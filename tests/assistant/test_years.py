"""Years as questions say them: the tokens, each rule of the grammar, and what is no year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.conditions.years import chosen_years, find_years
from assistant.understanding.conditions.years.lexer import Kind, tokens

NOW = 2026


def years(text: str, that: tuple[int, int] | None = None) -> list[tuple[int, int]]:
    """What the text says in a collection whose records are from 1885 to 2024."""
    return [(found.first, found.last) for found in find_years(text, 1885, 2024, that, NOW)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2,000", Kind.AMOUNT, 0),
        ("1’999", Kind.AMOUNT, 0),
        ("1.5", Kind.AMOUNT, 0),
        ("€ 1999", Kind.AMOUNT, 0),
        ("50%", Kind.AMOUNT, 0),
        ("01.03.2019", Kind.DATE, 2019),
        ("2019-03-15", Kind.DATE, 2019),
        ("3/2019", Kind.DATE, 2019),
        ("1990s", Kind.DECADE, 1990),
        ("1990’s", Kind.DECADE, 1990),
        ("1885", Kind.YEAR, 1885),
        ("'90s", Kind.SHORT_DECADE, 90),
        ("Nineties", Kind.SHORT_DECADE, 90),
        ("’16", Kind.SHORT_YEAR, 16),
        ("19th", Kind.ORDINAL, 19),
        ("nineteenth", Kind.ORDINAL, 19),
        ("twenty-first", Kind.ORDINAL, 21),
        ("16", Kind.NUMBER, 16),
        ("ten", Kind.NUMBER, 10),
        ("20190", Kind.NUMBER, 0),
        ("March", Kind.MONTH, 3),
        ("decade's", Kind.PERIOD, 10),
        ("late", Kind.PART, 2),
        ("don’t", Kind.WORD, 0),
        ("2000kg", Kind.WORD, 0),
        ("–", Kind.MARK, 0),
    ],
)
def test_every_kind_of_token(text: str, kind: Kind, value: int) -> None:
    assert [(token.kind, token.value, token.end) for token in tokens(text)] == [(kind, value, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # plain
        ("2015", [(2015, 2015)]),
        ("from 1885?", [(1885, 1885)]),
        ("the year 1885", [(1885, 1885)]),
        ("the survey (1885)", [(1885, 1885)]),
        ("the 1885 survey", [(1885, 1885)]),
        ("in 1885, 1886 and 1890", [(1885, 1885), (1886, 1886), (1890, 1890)]),
        ("from '16", [(2016, 2016)]),
        ("in March 2019", [(2019, 2019)]),
        ("on 12 March 2019", [(2019, 2019)]),
        ("March 12th, 2019", [(2019, 2019)]),
        ("early 2015 and late in 2018", [(2015, 2015), (2018, 2018)]),
        ("the end of 2018", [(2018, 2018)]),
        # what has a number and no date
        ("Decree 205/2020", []),
        ("Circular 8/2023", []),
        ("law no. 14/2009", []),
        ("reports of 8/2023", [(2023, 2023)]),
        # ranges
        ("2014/15", [(2014, 2015)]),
        ("2014/2015", [(2014, 2015)]),
        ("2014-16", [(2014, 2016)]),
        ("2014 – 2016", [(2014, 2016)]),
        ("1999/00", [(1999, 2000)]),
        ("from 1998 to '05", [(1998, 2005)]),
        ("between 2014 and '16", [(2014, 2016)]),
        ("between 2014 and 16", [(2014, 2016)]),
        ("between the years 1998 and 2006", [(1998, 2006)]),
        ("1885-1920", [(1885, 1920)]),
        ("2015 and 16", [(2015, 2015), (2016, 2016)]),
        ("2015 and 16 countries", [(2015, 2015)]),
        ("from July 1982 to June 1983", [(1982, 1983)]),
        ("from the 1990s to 2005", [(1990, 2005)]),
        ("2015-2050", [(2015, NOW + 10)]),
        # bounds before a year
        ("before 2000", [(1885, 1999)]),
        ("pre-2000 books", [(1885, 1999)]),
        ("since 1885", [(1885, 2024)]),
        ("after 2012 and before 2018", [(2013, 2024), (1885, 2017)]),
        ("by the end of 2018", [(1885, 2018)]),
        ("up to and including 1999", [(1885, 1999)]),
        ("no earlier than 2015", [(2015, 2024)]),
        ("not before 2015", [(2015, 2024)]),
        ("no later than 2015", [(1885, 2015)]),
        ("at the earliest 2015", [(2015, 2024)]),
        ("at the latest by 2018", [(1885, 2018)]),
        ("since the 1990s", [(1990, 2024)]),
        ("after the 1990s", [(2000, 2024)]),
        ("before the nineties", [(1885, 1989)]),
        ("before May 2019", [(1885, 2019)]),
        ("after May 2019", [(2019, 2024)]),
        # bounds after a year
        ("2015 or later", [(2015, 2024)]),
        ("2015+", [(2015, 2024)]),
        ("2015 and earlier", [(1885, 2015)]),
        ("2015 at the earliest", [(2015, 2024)]),
        ("2018 at the latest", [(1885, 2018)]),
        ("from 2015 on", [(2015, 2024)]),
        ("from 2015 on rivers", [(2015, 2015)]),
        ("from 2015 to the present", [(2015, 2024)]),
        ("1999 or before 2003", [(1999, 1999), (1885, 2002)]),
        # decades and centuries
        ("the 90s", [(1990, 1999)]),
        ("the '90s", [(1990, 1999)]),
        ("the twenties", [(2020, 2029)]),
        ("the sixties and seventies", [(1960, 1969), (1970, 1979)]),
        ("between the 1930s and 1940s", [(1930, 1949)]),
        ("the early 2000s", [(2000, 2003)]),
        ("mid-2010s", [(2014, 2016)]),
        ("the late 1990s", [(1997, 1999)]),
        ("the 1880s", [(1880, 1889)]),
        ("the 1800s", [(1800, 1899)]),
        ("the 19th century", [(1801, 1900)]),
        ("the twentieth century", [(1901, 2000)]),
        ("18th-century", [(1701, 1800)]),
        ("the 18th and 19th centuries", [(1701, 1800), (1801, 1900)]),
        ("the early 19th century", [(1801, 1833)]),
        # from today
        ("this year", [(2026, 2026)]),
        ("last year's reports", [(2025, 2025)]),
        ("the year before last", [(2024, 2024)]),
        ("since last year", [(2025, 2025)]),
        ("this decade", [(2020, 2029)]),
        ("this century", [(2001, 2026)]),
        ("the previous decade", [(2010, 2019)]),
        ("the decade after 2010", [(2011, 2020)]),
        ("in the five years before 2015", [(2010, 2014)]),
        ("the first half of the 2010s", [(2010, 2014)]),
        ("the second half of the 19th century", [(1851, 1900)]),
        ("around 2015", [(2014, 2016)]),
        ("at least 2022", [(2022, 2024)]),
        ("no less than 2022", [(2022, 2024)]),
        ("at most 1890", [(1885, 1890)]),
        ("> 2020", [(2021, 2024)]),
        (">= 2022", [(2022, 2024)]),
        ("<1890", [(1885, 1889)]),
        ("2015 through the present", [(2015, 2024)]),
        ("2015 up to now", [(2015, 2024)]),
        ("last century", [(1901, 2000)]),
        ("the last 5 years", [(2022, 2026)]),
        ("in the past three years", [(2024, 2026)]),
        ("recent five years", [(2022, 2026)]),
        ("the last few years", [(2024, 2026)]),
        ("the last decade", [(2017, 2026)]),
        ("in the last year", [(2025, 2026)]),
        ("two years ago", [(2024, 2024)]),
        ("a decade ago", [(2016, 2016)]),
        # ages
        ("older than ten years", [(1885, 2015)]),
        ("more than ten years old", [(1885, 2015)]),
        ("at least ten years old", [(1885, 2016)]),
        ("at most three years old", [(2023, 2024)]),
        ("no older than 3 years", [(2023, 2024)]),
        ("less than three years ago", [(2024, 2024)]),
        ("three years old", [(2023, 2023)]),
    ],
)
def test_what_is_said_of_years(text: str, expected: list[tuple[int, int]]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and before?", (1885, 2004)),
        ("before that", (1885, 2004)),
        ("since that year", (2007, 2024)),
        ("and after then", (2007, 2024)),
        ("the year before", (2004, 2004)),
        ("the previous year", (2004, 2004)),
        ("and earlier?", (1885, 2004)),
        ("are there newer ones?", (2007, 2024)),
        ("the next year", (2007, 2007)),
        ("the year before 2015", (2014, 2014)),
    ],
)
def test_years_told_from_those_spoken_of_before(text: str, expected: tuple[int, int]) -> None:
    assert years(text, (2005, 2006)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1500 people",
        "in 1200 households",
        "in 1200 rural households",
        "between 1500 and 2000 people",
        "a sample of 2000 people",
        "1999 km",
        "2000 years",
        "€1999",
        "2,015",
        "20150",
        "Article 2019",
        "No. 2000",
        "resolution 1325",
        "room 1999",
        "Agenda 2030",
        "pages 2000-2010",
        "ISO 9001",
        "COVID-19",
        "10.1000/182",
        "2019-03",
        "'16 days of activism",
        "in her 90s",
        "children older than ten years",
        "the last five publications",
        "the last report",
        "the last year of the war",
        "it will last 10 years",
        "recent years",
        "before that",
        "since 2050",
    ],
)
def test_what_is_no_year(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize("text", ["no 2019 reports", "was it 2019, no 2020"])
def test_no_is_a_label_only_with_a_full_stop(text: str) -> None:
    assert years(text)


def test_people_are_no_count_after_a_word_for_time() -> None:
    assert years("in 2015 people fled") == [(2015, 2015)]


def test_the_characters_are_those_that_say_it_and_bounds_and_lists_are_told() -> None:
    text = "Reports since 2018, or in '16, none before that"
    found = find_years(text, 2000, 2024, this_year=NOW)
    assert [(text[f.start : f.end], f.bounds, f.listed) for f in found] == [
        ("since 2018", True, False),
        ("in '16", False, True),
    ]


def test_several_decades_are_chosen_together() -> None:
    assert chosen_years(find_years("the sixties and seventies", 1885, 2024, this_year=NOW)) == ((1960, 1979),)


def test_a_long_list_of_years_takes_one_token_for_each_word() -> None:
    for times in (111, 222, 444):
        text = "1999 and " * times
        assert len(list(tokens(text))) == 2 * times
        assert len(find_years(text, 1990, 2020, this_year=NOW)) == times


_PIECES = st.sampled_from(
    """the last past 5 ten years year decade century ago old older than at most least before after since until between
    and or to - – / + 2014 1885 '16 16 90s 1990s nineties 19th early late mid end of in from not no that it previous
    March 12 , . ( ) this next one a few couple people Article 2,000 2019-03-15""".split()
)


@given(
    st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)),
    st.integers(0, 3000),
    st.integers(0, 3000),
    st.none() | st.tuples(st.integers(1000, 2030), st.integers(1000, 2030)),
)
def test_any_text_gives_ranges_in_order_apart_and_within_it(
    text: str, earliest: int, latest: int, that: tuple[int, int] | None
) -> None:
    found = find_years(text, earliest, latest, that, NOW)
    ends = [0, *(place for one in found for place in (one.start, one.end)), len(text)]
    assert ends == sorted(ends)
    assert all(one.start < one.end and 1000 <= one.first <= one.last <= NOW + 10 for one in found)
