from assistant.collection.vocabulary import vocabulary_among
from assistant.evidence.coverage import coverage, holding_names
from assistant.understanding.query import query_of
from corpus.publication import Publication

LEBANON = Publication(
    id="lebanon",
    title="Standard procedures in Lebanon",
    abstract="The curriculum was paid for by the United States. It trains trainers on TRM and on organisations.",
    countries=("Lebanon",),
)
ROUTES = Publication(
    id="routes", title="Routes to Europe", abstract="Smugglers ask for money.", authors=("Claire Healy",)
)
RECORDS = vocabulary_among([LEBANON, ROUTES])


def test_a_name_that_no_record_mentions_is_missing() -> None:
    lacks = coverage(query_of("Who pays smugglers in Brazil?"), ROUTES, RECORDS)
    assert lacks.missing_names == ("Brazil",)
    assert lacks.missing_words == ("pays",)
    assert lacks.missing_share == 2 / 3


def test_neighbouring_words_of_a_name_stay_together() -> None:
    assert coverage(query_of("Does the New Zealand office help?"), ROUTES, RECORDS).missing_names == ("New Zealand",)


def test_a_country_is_a_name_however_it_is_typed() -> None:
    assert coverage(query_of("smugglers in brazil"), ROUTES, RECORDS).missing_names == ("brazil",)


def test_a_number_that_no_record_mentions_is_missing() -> None:
    assert coverage(query_of("What happened to smugglers in 1987?"), ROUTES, RECORDS).missing_names == ("1987",)


def test_an_ordinary_word_is_no_name() -> None:
    lacks = coverage(query_of("Do smugglers sleep?"), ROUTES, RECORDS)
    assert (lacks.missing_names, lacks.missing_words) == ((), ("sleep",))


def test_a_word_with_a_common_beginning_is_no_name() -> None:
    assert coverage(query_of("Why do smugglers go unreported?"), ROUTES, RECORDS).missing_names == ()


def test_a_rare_word_of_who_types_no_capitals_is_no_name() -> None:
    lacks = coverage(query_of("how do middlemen find the loo"), ROUTES, RECORDS)
    assert (lacks.missing_names, lacks.missing_words) == ((), ("middlemen", "loo"))
    assert coverage(query_of("what does kowalczyk say of smugglers"), ROUTES, RECORDS).missing_names == ("kowalczyk",)


def test_a_people_is_mentioned_where_their_place_is() -> None:
    gaza = Publication(id="gaza", title="Cement in Gaza", abstract="Builders in Java and Gaza crush rubble.")
    known = vocabulary_among([gaza, ROUTES])
    for asked in ("What do Gazans build with?", "Do the Javanese crush rubble?"):
        assert coverage(query_of(asked), gaza, known).missing_names == ()
        assert coverage(query_of(asked), ROUTES, known).names_elsewhere
    assert coverage(query_of("What do the Balinese build with?"), gaza, known).missing_names == ("Balinese",)


def test_a_name_that_another_record_mentions_is_elsewhere() -> None:
    lacks = coverage(query_of("What do smugglers do in Lebanon?"), ROUTES, RECORDS)
    assert (lacks.missing_names, lacks.names_elsewhere, lacks.absent_here) == ((), ("Lebanon",), ("Lebanon",))


def test_adjectives_spellings_plurals_and_short_names_meet() -> None:
    for question in ("the Lebanese curriculum", "the American curriculum", "the organization", "procedures for TRMs"):
        lacks = coverage(query_of(question), LEBANON, RECORDS)
        assert (question, lacks.missing_names, lacks.missing_words) == (question, (), ())
        assert lacks.absent_here == ()


def test_the_people_of_a_place_that_a_text_names_are_mentioned() -> None:
    croatia = LEBANON.model_copy(update={"abstract": "Croatia took part.", "countries": ()})
    assert coverage(query_of("the Croatian office"), croatia, vocabulary_among([croatia])).missing_names == ()
    assert coverage(query_of("the Serbian office"), croatia, vocabulary_among([croatia])).missing_names == ("Serbian",)


def test_nothing_lacks_where_nothing_weighty_is_asked() -> None:
    lacks = coverage(query_of("What is there?"), ROUTES, RECORDS)
    assert (lacks.missing_share, lacks.absent_here) == (0.0, ())


def test_everyday_words_are_not_told_as_what_is_missing() -> None:
    lacks = coverage(query_of("How do smugglers come together with butchers?"), ROUTES, RECORDS)
    assert lacks.missing_words == ("butchers",)
    assert lacks.missing_share == 1 / 4


def test_a_record_that_lacks_a_name_of_the_question_gives_way_to_those_that_hold_it() -> None:
    both = (ROUTES, LEBANON)
    assert holding_names(query_of("What was drafted in Lebanon?"), both, RECORDS) == [LEBANON]
    assert holding_names(query_of("What was drafted in Brazil?"), both, RECORDS) == [ROUTES, LEBANON]
    assert holding_names(query_of("What was drafted?"), both, RECORDS) == [ROUTES, LEBANON]


def test_two_english_words_written_as_one_are_no_name() -> None:
    lacks = coverage(query_of("do smugglers phone the helpdesk"), ROUTES, RECORDS)
    assert (lacks.missing_names, lacks.missing_words) == ((), ("phone", "helpdesk"))


def test_a_name_is_told_without_its_possessive() -> None:
    assert coverage(query_of("Who pays Brazil's smugglers?"), ROUTES, RECORDS).missing_names == ("Brazil",)
