import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.collection import load_default
from corpus.draft import Rejected, Withdrawn
from corpus.errors import ImportFailed
from corpus.formats import read
from corpus.publication import Publication, Source, publication_id
from corpus.reasons.reason import because
from corpus.store import Store
from tests.corpus.formats.page import LISTING, records, rejected, taken

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
    assert records(LISTING) == [SOPS, REPORT, MANUAL]


def test_the_real_page_holds_exactly_the_nine_records_that_ship(shared: Path) -> None:
    name = "referral-mechanisms-listing.txt"
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    publications = records(text, name)
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
    assert without_source(records(text)) == without_source([SOPS, REPORT, MANUAL])


def test_a_blank_line_within_an_abstract_is_kept() -> None:
    text = LISTING.replace("“others”.\n", "“others”.\n \n\n")
    assert records(text)[1].abstract == "The report covers Kosovo1 , and “others”.\n\nIt has two lines."


@pytest.mark.parametrize(
    ("old", "new", "position", "reason"),
    [
        ("Year\n2013", "Colour\nRed\nYear\n2013", 15, '"Colour" looks like a label that is not known; say what'),
        ("Year\n2013", "Colour\n2013", 15, '"Colour" looks like a label'),
        ("Year\n2013", "Colour: red\nYear\n2013", 15, '"Colour" looks like a label'),
        ("Region\nMiddle", "Flavour\nSweet\nRegion\nMiddle", 10, '"Flavour" looks like a label'),
        ("Region\nMiddle", "Flavour\nMiddle", 10, '"Flavour" looks like a label'),
        ("Country\nLebanon", "Flavour\nLebanon", 8, '"Flavour" looks like a label'),
        ("Country\nLebanon", "Flavour\nSweet\nCountry\nLebanon", 8, '"Flavour" looks like a label'),
        ("Trainer's manual\n", "", 31, f'"{MANUAL.abstract}" stands alone, and may be a title or an abstract; put'),
        (f"{MANUAL.title}\n\n{MANUAL.abstract}\n", "", 30, "a record has neither a title nor an abstract; put them"),
        ("Trainer's manual", "T" * 401, 30, f'"{"T" * 80}…" stands in the place of a title; put the title on'),
        ("Year\n2012\n", "Year\n2012\n2013\n", 28, '"2013" is a second value below "Year"; leave one'),
        ("Madis Vainomaa", "Madis " * 20, 38, f'"{("Madis " * 14)[:80]}…" below "Authors" is too long for a value'),
        ("Madis Vainomaa", "2019", 38, '"2019" below "Authors" is no author; put the label that is missing'),
    ],
)
def test_a_dented_record_is_rejected_with_its_line_and_no_other(old: str, new: str, position: int, reason: str) -> None:
    assert LISTING.count(old) == 1
    found = taken(LISTING.replace(old, new))
    (fault,) = (entry for entry in found if isinstance(entry, Rejected))
    assert fault.position == f"line {position}"
    assert str(fault.reason).startswith(reason)
    assert len(found) == 3


def test_a_rejected_record_can_be_mended_and_read_again_without_its_page() -> None:
    for old, new in [("Year\n2013", "Colour\nYear\n2013"), ("Madis Vainomaa", "Colour\nMadis Vainomaa")]:
        (fault,) = rejected(LISTING.replace(old, new))
        (mended,) = records(fault.raw.replace("Colour\n", ""))
        assert without_source([mended])[0] in without_source([SOPS, MANUAL])


@pytest.mark.parametrize(
    ("old", "new", "year", "date", "kept"),
    [
        ("Year\n2013\n", "", None, "", None),
        ("2013\n", "", None, "", None),
        ("2013\n", "n.d.\n", None, "", ("n.d.",)),
        ("2013\n", "2004-2005\n", 2004, "2004/2005", ("2004-2005",)),
        ("2013\n", "15 May 2019\n", 2019, "2019-05-15", ("15 May 2019",)),
        ("2013\n", "MMXIII\n", None, "", ("MMXIII",)),
    ],
)
def test_a_date_comes_in_as_what_it_is(
    old: str, new: str, year: int | None, date: str, kept: tuple[str, ...] | None
) -> None:
    sops, *others = records(LISTING.replace(old, new))
    assert (sops.year, sops.date, sops.extra.get("date")) == (year, date, kept)
    assert [other.title for other in others] == [REPORT.title, MANUAL.title]


def test_what_a_record_lacks_stays_empty() -> None:
    without = LISTING.replace("Country\nLebanon\n", "").replace("Region\nMiddle East\nNorth Africa\n", "")
    sops, _, manual = records(without.replace("The manual covers ten areas.\n", ""))
    assert (sops.countries, sops.regions, sops.authors) == ((), (), SOPS.authors)
    assert (manual.title, manual.abstract, manual.authors) == (MANUAL.title, "", MANUAL.authors)


@pytest.mark.parametrize(
    "text",
    [
        LISTING.replace("Category\n", "Category\nLime\nHeritage\n"),
        # Without empty lines, what comes up more than once is no title.
        LISTING.replace("Category\n", "Category\nLime\n").replace("\n\n", "\n"),
        LISTING.replace("Category\n", "Category\nLime\n").replace("\n", "\n\n"),
    ],
)
def test_a_category_of_its_own_is_no_title(text: str) -> None:
    sops, report, manual = records(text)
    assert (report.title, report.categories[0]) == (REPORT.title, "Lime")
    assert (manual.title, manual.categories[0], manual.abstract) == (MANUAL.title, "Lime", MANUAL.abstract)
    assert sops.categories == ("Referral Mechanisms",)


def test_where_nothing_tells_a_category_from_a_title_both_records_are_rejected() -> None:
    text = LISTING.replace("\n\n", "\n").replace("Trainer's manual\n", "Lime\nTrainer's manual\n")
    (sops, fault) = taken(text)
    assert isinstance(sops, Publication)
    assert isinstance(fault, Rejected)
    assert fault.reason == because("listing.no_end", label="Category")
    assert {"The Way Forward. A Report", "Lime", "Trainer's manual"} <= set(fault.raw.split("\n"))


def test_a_page_without_a_topic_begins_with_its_first_title() -> None:
    found = records(LISTING.replace("Referral Mechanisms\n\n", ""))
    assert [(p.title, p.categories) for p in found] == [(p.title, ()) for p in (SOPS, REPORT, MANUAL)]


def test_several_values_on_one_line_are_parted_where_that_is_certain() -> None:
    text = LISTING.replace("Lebanon\n", "Peru, Chile; Bolivia\n", 2).replace(
        "Markéta Von Hagen", "Ana Lima; Ben Moor\nhttps://example.org/team\nUNICEF: Innocenti\nEuropol\nRoe, Jane"
    )
    sops = records(text)[0]
    assert sops.countries == ("Peru", "Chile", "Bolivia")
    assert sops.authors == ("Ana Lima", "Ben Moor", "UNICEF: Innocenti", "Europol", "Jane Roe")
    assert sops.extra == {"Authors": ("https://example.org/team",)}


@pytest.mark.parametrize(
    ("labels", "mapped"),
    [
        (("Pays", "Région", "Auteurs", "Année", "Catégorie"), {}),
        (("País", "Región", "Autores", "Año", "Categoría"), {}),
        (("البلد", "المنطقة", "المؤلفون", "السنة", "الفئة"), {}),
        (("Страна", "Регион", "Авторы", "Год", "Категория"), {}),
        (
            ("Where", "Part", "Who", "When", "Kind"),
            {"Where": "countries", "part": "regions", "Who": "authors", "When": "year", "Kind": "categories"},
        ),
    ],
)
def test_labels_are_known_in_five_languages_or_mapped(labels: tuple[str, ...], mapped: dict[str, str]) -> None:
    text = LISTING
    for english, label in zip(("Country", "Region", "Authors", "Year", "Category"), labels, strict=True):
        text = text.replace(f"{english}\n", f"{label}\n")
    assert without_source(records(text, labels=mapped)) == without_source([SOPS, REPORT, MANUAL])


def test_labels_and_values_may_share_a_line() -> None:
    text = re.sub(r"\n(Country|Region|Authors|Year)\n", r"\n\1: ", LISTING.replace("Category\n", ""))
    text = text.replace("East\nNorth", "East; North").replace("Vainomaa\nIvanka", "Vainomaa; Ivanka")
    assert [p.fingerprint for p in records(text)] == [p.fingerprint for p in (SOPS, REPORT, MANUAL)]


def test_other_fields_are_read_by_their_labels_and_those_left_out_are_not() -> None:
    text = LISTING.replace("Year\n2013", "Publisher\nOSCE\nShelf\nB 12\nPrice\n5\nLanguage\nFrench\nYear\n2013")
    sops, *_ = records(text, labels={"Shelf": "", "Price": ""})
    assert (sops.publisher, sops.language, sops.year) == ("OSCE", "fr", 2013)
    with pytest.raises(ImportFailed, match=r'^"shelf mark" is no field to map "Shelf" to: name one of title, abstract'):
        taken(text, labels={"Shelf": "shelf mark"})


def test_a_page_whose_every_line_is_labelled_is_read() -> None:
    text = "Lime\nTitle\nKilns of Kent\nAbstract\nTwelve kilns.\n\nAll burned chalk.\nYear\n2015\n"
    first, second = records(text + "Title\nMills\nYear\n2016\nCategory\nOats\n")
    assert (first.title, first.abstract, first.year) == ("Kilns of Kent", "Twelve kilns.\n\nAll burned chalk.", 2015)
    assert (first.categories, second.title, second.categories) == (("Lime",), "Mills", ("Oats",))


def test_countries_of_one_word_and_organisations_are_no_labels() -> None:
    text = LISTING.replace("Country\nLebanon", "Country\nJordan\nLebanon\nEgypt").replace(
        "Markéta", "UNHCR\nIOM\nMarkéta"
    )
    sops = records(text)[0]
    assert sops.countries == ("Jordan", "Lebanon", "Egypt")
    assert sops.authors == ("UNHCR", "IOM", "Markéta Von Hagen")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "page.txt is empty: save it again"),
        (" \n\ufeff\r\n", "page.txt is empty: save it again, with its records."),
        ("Dear all,\nplease find the minutes attached.", "page.txt is no listing page: hardly a line holds a label"),
        ("Country", "page.txt is no listing page"),
        ("Topic\nCountry", "page.txt, line 2: above this label the topic of the page, its first title or its first"),
        ("Lime\nKilns\nCountry\nOman", "page.txt, line 3: above this label the topic of the page, its first title"),
    ],
)
def test_a_page_that_is_no_listing_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        taken(text)
    assert str(failed.value).startswith(message)


def test_what_stands_below_the_last_record_is_rejected() -> None:
    (fault,) = rejected(LISTING + "\nA title\n\nAn abstract that")
    assert (fault.position, str(fault.reason).split(";")[0]) == (
        "line 46",
        'the record "A title" breaks off, without a country or a year',
    )


# A first record, and two more that are told apart by an empty line or by the label that comes round.
BELOW = """\
Topic

Report on kilns
Author
Ana Lima
Year
2017
{label}The first text tells of lime.

Report on mills
Author
WHO
Year
2018
{label}The second text tells of oats.
"""


@pytest.mark.parametrize("label", ["", "Abstract\n", "Summary\n"])
@pytest.mark.parametrize("topic", ["Topic", ""])
def test_abstracts_may_stand_below_the_labels(label: str, topic: str) -> None:
    found = records(BELOW.format(label=label).replace("Topic\n\n", topic and f"{topic}\n\n"))
    assert [(p.title, p.abstract, p.authors, p.year) for p in found] == [
        ("Report on kilns", "The first text tells of lime.", ("Ana Lima",), 2017),
        ("Report on mills", "The second text tells of oats.", ("WHO",), 2018),
    ]
    assert {p.categories for p in found} == {(topic,) if topic else ()}


def test_an_abstract_below_labels_without_a_mark_of_the_next_title_is_no_title() -> None:
    text = "Topic\n\n" + BELOW.format(label="").partition("\n\n")[2].replace("\n\n", "\n")
    first, *others = taken(text.replace("Report on kilns", "Report on kilns\nIt is long."))
    assert isinstance(first, Publication)
    assert all(isinstance(entry, Rejected) for entry in others)
    assert len(others) == 2


@pytest.mark.parametrize(
    ("old", "new", "position", "reason"),
    [
        ("Year\n2013", "Publisher\nOUP\nFunder\nThe Union\nYear\n2013", 17, '"Funder" looks like a label that'),
        ("Year\n2013", "Publisher\nOUP\nThe Union\nYear\n2013", 17, '"The Union" is a second value below "Publisher"'),
        ("Year\n2013", "Language\nEnglish\nAudience\nAll\nYear\n2013", 17, '"Audience" looks like a label that'),
        ("Lebanon\nRegion", "Lebanon\nTema principal\nSalud\nRegion", 10, '"Tema principal" looks like a label'),
        ("Year\n2013", "Keywords\nlime\nNotes\nOut of print.\nYear\n2013", 18, '"Out of print." below "Keywords" is a'),
        ("Country\nLebanon", "Tema principal\nSalud\nCountry\nLebanon", 8, '"Tema principal" looks like a label'),
        ("Standard Operating", "Standard\noperating", 5, '"Standard" seems to go on in the next line; put'),
    ],
)
def test_what_is_no_value_is_not_taken_for_one(old: str, new: str, position: int, reason: str) -> None:
    found = taken(LISTING.replace(old, new, 1))
    (fault,) = (entry for entry in found if isinstance(entry, Rejected))
    assert (fault.position, str(fault.reason).startswith(reason)) == (f"line {position}", True), fault
    assert len(found) == 3


def test_values_that_end_in_a_full_stop_are_no_sentences() -> None:
    text = LISTING.replace("Year\n2013", "Publisher\nJohn Wiley & Sons, Ltd.\nYear\n2013").replace(
        "Madis", "Roe, J.\nMadis"
    )
    sops, _, manual = records(text)
    assert (sops.publisher, manual.authors[0]) == ("John Wiley & Sons, Ltd.", "J. Roe")


def test_a_first_title_that_is_wrapped_is_refused_and_the_topic_is_no_title() -> None:
    text = "Topic\n\nA long title that goes\non here\nThe text of it which\nis wrapped.\nCountry\nPeru\nYear\n2011\n"
    fault, short = taken(text + "\nShort one\nThe abstract.\nCountry\nPeru\nYear\n2012\n")
    assert isinstance(fault, Rejected)
    assert fault.value == "A long title that goes"
    assert isinstance(short, Publication)
    assert (short.title, short.categories) == ("Short one", ("Topic",))


def test_buttons_of_a_page_are_no_part_of_its_records() -> None:
    with_buttons = LISTING.replace("short.\n", "short.\nRead more\n") + "Share\nFacebook\nTwitter\n1 2 Next\n"
    assert without_source(records(with_buttons)) == without_source([SOPS, REPORT, MANUAL])


def test_a_year_in_arabic_digits_is_a_year() -> None:
    assert records(LISTING.replace("2013", "٢٠١٣"))[0].year == 2013


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


THREE = (
    ("Kilns of the Coast", "Ada Byrne", "2019", "Twelve kilns were counted. Four of them are in use."),
    ("Mills of the Hills", "Tom Reed", "2018", "Two mills stand. One of them turns.\nBoth are old."),
    ("Wells of the Plain", "Ana Ruiz", "2017", "Nine wells are dry."),
)


@pytest.mark.parametrize(
    "form",
    [
        "{title}\nAbstract\n{abstract}\nAuthors\n{author}\nYear\n{year}\n",
        "{title}\nAuthors\n{author}\nYear\n{year}\nAbstract\n{abstract}\n",
        "{title}\nAuthors: {author}\nYear: {year}\nAbstract: {abstract}\n",
        "{title}\nAuthors\n{author}\nYear\n{year}\n{abstract}\n",
        "{title}\nAbstract\n{abstract}\nYear\n{year}\nAuthors\n{author}\n",
    ],
)
@pytest.mark.parametrize("topic", ["", "Old Buildings\n"])
def test_an_abstract_below_its_label_or_below_all_labels_needs_no_empty_line(form: str, topic: str) -> None:
    page = topic + "".join(form.format(title=t, author=a, year=y, abstract=b) for t, a, y, b in THREE)
    assert [(p.title, p.authors, str(p.year), p.abstract) for p in records(page)] == [
        (title, (author,), year, abstract) for title, author, year, abstract in THREE
    ]


def test_what_stands_unlabelled_above_a_labelled_abstract_is_not_guessed() -> None:
    page = "Kilns of the Coast\nAda Byrne\nAbstract\nTwelve kilns were counted.\nYear\n2019\n"
    (entry,) = rejected(f"Old Buildings\n{page}")
    assert (entry.position, entry.value) == ("line 3", "Ada Byrne")
    assert "stands between a title and its first label" in str(entry.reason)


def read_or_refuse(text: str) -> list[Publication | Rejected | Withdrawn]:
    try:
        return taken(text)
    except ImportFailed as failed:
        message = str(failed)
    assert message.startswith("page.txt")
    return []


@settings(max_examples=300, deadline=None)
@given(DENTS)
def test_a_mangled_page_is_read_or_refused(dents: list[tuple[str, int, str]]) -> None:
    for entry in read_or_refuse(mangled(dents)):
        if isinstance(entry, Rejected):
            assert entry.position.startswith("line ")
            assert entry.raw
        else:
            assert isinstance(entry, Publication)
            assert Publication.model_validate(entry.model_dump()) == entry


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
@example("|")  # a table of two blank cells
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    read_or_refuse(text)
