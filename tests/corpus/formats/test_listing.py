from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import load_default
from corpus.errors import ImportFailed
from corpus.formats import read
from corpus.formats.listing import read_listing
from corpus.publication import Publication, Source, publication_id
from corpus.store import Store
from tests.corpus.formats.page import LISTING

SOPS, REPORT, MANUAL = (
    Publication(
        id=publication_id(title, year),
        title=title,
        abstract=abstract,
        authors=authors,
        year=year,
        countries=(country,),
        regions=regions,
        categories=("Referral Mechanisms",),
        source=Source(file="page.txt", position=position),
    )
    for title, abstract, authors, year, country, regions, position in [
        (
            "Standard Operating Procedures for Lebanon",
            "The procedures were drafted in Lebanon.They are short.",
            ("Markéta Von Hagen",),
            2013,
            "Lebanon",
            ("Middle East", "North Africa"),
            "line 5",
        ),
        (
            "The Way Forward. A Report",
            "The report covers Kosovo1 , and “others”.\nIt has two lines.",
            (),
            2012,
            "Worldwide",
            ("Worldwide",),
            "line 18",
        ),
        (
            "Trainer's manual",
            "The manual covers ten areas.",
            ("Madis Vainomaa", "Ivanka Heinzl"),
            2019,
            "Worldwide",
            ("Worldwide",),
            "line 30",
        ),
    ]
)


def without_source(publications: list[Publication]) -> list[Publication]:
    return [publication.model_copy(update={"source": Source()}) for publication in publications]


def test_a_page_is_read_record_by_record() -> None:
    assert read_listing(LISTING, "page.txt") == [SOPS, REPORT, MANUAL]


def test_the_real_page_holds_exactly_the_nine_records_that_ship(shared: Path) -> None:
    name = "referral-mechanisms-listing.txt"
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    publications = read_listing(text, name)
    assert publications == list(load_default().publications)
    assert [publication.year for publication in publications] == [2019, 2018, 2019, 2019, 2019, 2013, 2012, 2017, 2020]
    lines = text.split("\n")
    for publication in publications:
        place = int(publication.source.position.removeprefix("line ")) - 1
        assert (lines[place], lines[place + 2]) == (publication.title, publication.abstract)
        assert publication.categories == ("Referral Mechanisms",)


@pytest.mark.parametrize(
    "text",
    [
        LISTING.replace("\n\n", "\n"),
        LISTING.replace("\n\n", "\n\n\n \n"),
        LISTING.replace("\n", "\r\n"),
        LISTING.replace("\n", "\r"),
        "\ufeff" + LISTING,
        LISTING.replace("\n", " \t\u00a0\n"),
        LISTING.rstrip(),
        LISTING + "\n\n",
        LISTING.removeprefix("Skip to main content\n\n"),
        LISTING.replace("Skip to main", "Skip to Main"),
        LISTING.replace("\nCategory\n", "\n"),
        LISTING.replace("\nCategory\n", "\nCategory\nReferral Mechanisms\n"),
        LISTING.replace("Country\n", "Country:\n"),
        LISTING.replace("Authors\nMadis", "Authors\n\nMadis"),
        LISTING.replace("Year\n2012", "Authors\nYear\n2012"),
    ],
)
def test_what_copying_does_to_a_page_does_no_harm(text: str) -> None:
    assert without_source(read_listing(text, "page.txt")) == without_source([SOPS, REPORT, MANUAL])


def test_a_blank_line_within_an_abstract_is_kept() -> None:
    text = LISTING.replace("“others”.\n", "“others”.\n \n\n")
    assert (
        read_listing(text, "page.txt")[1].abstract == "The report covers Kosovo1 , and “others”.\n\nIt has two lines."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Year\n2013\n", "", f'line 5: the record "{SOPS.title}" has no year; put the line "Year"'),
        ("Year\n2012\n", "", f'line 18: the record "{REPORT.title}" has no year; put the line "Year"'),
        ("Year\n2012\nCategory\n", "", f'line 18: the record "{REPORT.title}" has no year; put the line "Year"'),
        ("Year\n2019\nCategory\n", "", f'line 30: the record "{MANUAL.title}" has no year; put the line "Year"'),
        (
            "Authors\nMadis Vainomaa\nIvanka Heinzl\nYear\n2019\nCategory\n",
            "",
            f'line 30: the record "{MANUAL.title}" has no year',
        ),
        ("2012\n", "", f'line 26: no year stands below "Year" in the record "{REPORT.title}"; put it there'),
        (
            "2013\n",
            "",
            f'line 17: "{REPORT.title}" stands below "Year" in the record "{SOPS.title}"; put its year there',
        ),
        (
            "2012\n",
            "MMXII\n",
            f'line 27: "MMXII" stands below "Year" in the record "{REPORT.title}"; put its year there',
        ),
        ("2012\n", "12\n", 'line 27: "12" stands below "Year"'),
        ("2012\n", "20123\n", 'line 27: "20123" stands below "Year"'),
        ("2012\n", "٢٠١٢\n", 'line 27: "٢٠١٢" stands below "Year"'),
        ("Country\nLebanon\n", "", f'line 5: the record "{SOPS.title}" has no country; put the line "Country"'),
        (
            "Region\nMiddle East\nNorth Africa\n",
            "",
            f'line 5: the record "{SOPS.title}" has no region; put the line "Region"',
        ),
        ("Year\n2013", "Colour\nRed\nYear\n2013", f'line 15: "Colour" in the record "{SOPS.title}" looks like a label'),
        ("Year\n2013", "Colour\n2013", f'line 15: "Colour" in the record "{SOPS.title}" looks like a label'),
        (
            "Year\n2013",
            "Colour: red\nYear\n2013",
            f'line 15: "Colour: red" in the record "{SOPS.title}" looks like a label',
        ),
        ("Authors\nMark", "Publisher\nMark", f'line 13: "Publisher" in the record "{SOPS.title}" looks like a label'),
        (
            "Region\nMiddle",
            "Flavour\nSweet\nRegion\nMiddle",
            f'line 10: "Flavour" in the record "{SOPS.title}" looks like',
        ),
        ("Region\nMiddle", "Flavour\nMiddle", f'line 10: "Flavour" in the record "{SOPS.title}" looks like a label'),
        ("Country\nLebanon", "Flavour\nLebanon", f'line 8: "Flavour" in the record "{SOPS.title}" looks like a label'),
        (
            "Country\nLebanon",
            "Flavour\nSweet\nCountry\nLebanon",
            f'line 8: "Flavour" in the record "{SOPS.title}" looks',
        ),
        ("The manual covers ten areas.\n", "", f'line 30: the record "{MANUAL.title}" has no abstract; put one below'),
        ("Trainer's manual\n", "", 'line 31: the record "The manual covers ten areas." has no abstract; put one below'),
        (
            "Trainer's manual\n\nThe manual covers ten areas.\n",
            "",
            f'line 30: a second "Country" stands in the record "{REPORT.title}"; put the title and',
        ),
        ("Trainer's manual", "T" * 401, f'line 30: "{"T" * 80}…" stands in the place of a title; put the title on'),
        (
            "Trainer's manual",
            "T" * 201 + ".",
            f'line 30: "{"T" * 80}…" stands in the place of a title; put the title on',
        ),
        ("Year\n2012\n", "Year\n2012\n2013\n", 'line 28: "2013" stands in the place of a title; put the title on'),
        (
            "Madis Vainomaa",
            "Madis " * 20,
            f'line 38: "{("Madis " * 14)[:80]}…" stands below "Authors" in the record "{MANUAL.title}"',
        ),
        (
            "Referral Mechanisms\n\n",
            "",
            "line 6: above this label the topic of the page, its first title or its first abstract is missing",
        ),
    ],
)
def test_a_dent_in_a_record_is_named_with_its_line(old: str, new: str, message: str) -> None:
    assert LISTING.count(old) == 1
    with pytest.raises(ImportFailed) as failed:
        read_listing(LISTING.replace(old, new), "page.txt")
    assert str(failed.value).startswith(f"page.txt, {message}")


def test_an_unknown_label_says_which_labels_there_are() -> None:
    with pytest.raises(ImportFailed) as failed:
        read_listing(LISTING.replace("Year\n2013", "Colour\nRed\nYear\n2013"), "page.txt")
    assert str(failed.value) == (
        'page.txt, line 15: "Colour" in the record "Standard Operating Procedures for Lebanon" looks like a label that '
        "is not known; the labels are Country, Region, Authors, Year and Category; remove this one with its values, or "
        "move a value to the end."
    )


def test_countries_of_one_word_and_organisations_are_no_labels() -> None:
    text = LISTING.replace("Country\nLebanon", "Country\nJordan\nLebanon\nEgypt").replace(
        "Markéta", "UNHCR\nIOM\nMarkéta"
    )
    sops = read_listing(text, "page.txt")[0]
    assert sops.countries == ("Jordan", "Lebanon", "Egypt")
    assert sops.authors == ("UNHCR", "IOM", "Markéta Von Hagen")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "page.txt is empty: save the listing page again."),
        (" \n\ufeff\r\n", "page.txt is empty: save the listing page again."),
        ("Dear all,\nplease find the minutes attached.", "page.txt is no listing page: no line holds a label"),
        ("Country", "page.txt, line 1: here the topic of the page is missing"),
        ("Topic\nCountry", "page.txt, line 2: a record has neither a title nor an abstract"),
        (LISTING + "\nA title\n\nAn abstract that", 'page.txt, line 46: the record "A title" breaks off'),
        (
            LISTING + LISTING.split("Mechanisms\n")[1],
            f'page.txt, line 44: the record "{SOPS.title}" stands in line 5 already; remove one of the two.',
        ),
    ],
)
def test_a_page_that_is_no_whole_listing_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        read_listing(text, "page.txt")
    assert message in str(failed.value)


LINES = LISTING.split("\n")
PLACES = st.integers(0, len(LINES) - 1)
DENTS = st.lists(
    st.one_of(
        st.tuples(st.just("delete"), PLACES, st.just("")),
        st.tuples(st.just("double"), PLACES, st.just("")),
        st.tuples(st.just("truncate"), PLACES, st.just("")),
        st.tuples(st.just("swap"), PLACES, st.just("")),
        st.tuples(st.just("insert"), PLACES, st.text(max_size=30) | st.sampled_from(LINES)),
    ),
    min_size=1,
    max_size=6,
)


def mangled(dents: list[tuple[str, int, str]]) -> str:
    lines = list(LINES)
    for what, place, text in dents:
        place %= max(len(lines), 1)
        if what == "insert" or not lines:
            lines.insert(place, text)
        elif what == "delete":
            del lines[place]
        elif what == "double":
            lines.insert(place, lines[place])
        elif what == "swap":
            lines[place - 1], lines[place] = lines[place], lines[place - 1]
        else:
            lines[place] = lines[place][: len(lines[place]) // 2]
            del lines[place + 1 :]
    return "\n".join(lines)


def read_or_refuse(text: str) -> list[Publication] | None:
    try:
        return read_listing(text, "page.txt")
    except ImportFailed as failed:
        message = str(failed)
    assert message.startswith("page.txt")
    return None


@settings(max_examples=300, deadline=None)
@given(DENTS)
def test_a_mangled_page_is_read_or_refused(dents: list[tuple[str, int, str]]) -> None:
    publications = read_or_refuse(mangled(dents))
    if publications is None:
        return
    assert len({publication.id for publication in publications}) == len(publications) > 0
    for publication in publications:
        assert Publication.model_validate(publication.model_dump()) == publication
        assert publication.year is not None
        assert publication.abstract
        assert publication.categories


@settings(max_examples=30, deadline=None)
@given(DENTS)
def test_importing_a_mangled_page_takes_all_of_it_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, dents: list[tuple[str, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("mangled")
    page = folder / "page.txt"
    page.write_bytes(mangled(dents).encode())
    earlier = Publication(id="earlier", title="An earlier record")
    with Store.open(folder / "desk.db") as store:
        store.put([earlier])
        try:
            publications = read(page)
        except ImportFailed:
            assert (store.all(), store.seq()) == ([earlier], 1)
        else:
            store.put(publications)
            assert store.all() == [earlier, *publications]


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["Country", "Region", "Year", "2019", "Category", "Authors", "Title", "A b."])).map(
        "\n".join
    )
)
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    read_or_refuse(text)
