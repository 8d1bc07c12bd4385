"""A collection in which every kind of line has something to say, and several hundred questions to it."""

from itertools import product

from assistant.question import Asked, CatalogueRequest, Conditions, FoundCondition, Order, ValueCount
from corpus.filters import Filters
from corpus.publication import Publication

RECORDS = (
    Publication(
        id="maps",
        title="Maps of the River",
        abstract="Rivers are drawn. The Long River Board (LRB) paid for it.",
        authors=("Ann Aster", "Board of Rivers and Lakes"),
        year=2001,
        countries=("Peru", "Côte d'Ivoire"),
        regions=("South America",),
        categories=("Maps",),
    ),
    Publication(
        id="birds",
        title="Birds at the Lake",
        abstract="Herons nest in spring and eat fish.",
        authors=("Ann Aster",),
        year=2001,
        countries=("Peru", "Chile"),
        publisher="The Lake Press",
        categories=("Nature",),
    ),
    Publication(
        id="dams",
        title="Dams and Fish",
        abstract="Fish climb ladders.",
        authors=("Bo Berg",),
        year=2002,
        countries=("Chile", "Cote d’Ivoire"),
        categories=("Nature",),
    ),
    Publication(
        id="wells", title="Wells", abstract="Water rises.", countries=("Lebanon",), year=2004, categories=("Water",)
    ),
    Publication(
        id="tides",
        title="Annual Report of the Lake Board: Tide Tables of the Estuary",
        year=2005,
        categories=("Water",),
    ),
    Publication(
        id="nests",
        title="Annual Report of the Lake Board: Nests",
        abstract="Boats came.",
        year=2011,
        categories=("Nature",),
    ),
    Publication(id="notes", title="Loose Notes", abstract="Nothing more.", categories=("Nature",)),
)

CONDITIONS = (
    "about Peru",
    "about Peru or Chile",
    "about Kenya",
    "about South America",
    "not about Peru",
    "by Ann Aster",
    "by Ann Aster or Bo Berg",
    "by Carl Crane",
    "not by Ann Aster",
    "from 2001",
    "from 2001 or 2004",
    "from 2001 to 2003",
    "from 1999",
    "not from 2001",
    "from 2001 to 2004 but not from 2002",
    "without an author",
    "with an author",
    "without a category",
    "with two authors",
    "with three authors",
    "with more than one country",
    "with at most one country",
    "by Ann Aster from 2001 about Chile",
    "about Peru not by Bo Berg",
    "about Lebanon by Bo Berg",
    "in South America",
)
ASKED = (
    "Which publications are there {}?",
    "How many publications are there {}?",
    "List the publications {} by title",
    "List the publications {}, the newest first",
    "What is the most recent publication {}?",
    "What are the two oldest publications {}?",
    "Which countries do the publications {} name?",
    "Which authors wrote publications {}?",
)
ALONE = (
    "List all publications",
    "List all publications, the oldest first",
    "How many publications are there in all?",
    "What is the most recent publication?",
    "Which countries are there?",
    "Which publishers are there?",
    "Which authors have more than one publication?",
    "Who wrote the most?",
    "Which regions are named more than once?",
    "Which languages are there?",
    "Who wrote Maps of the River?",
    "Who wrote Loose Notes?",
    "Who wrote it?",
    "When was Wells published?",
    "When was Loose Notes published?",
    "Which countries is Birds at the Lake about?",
    "Who published Birds at the Lake?",
    "Who published Wells?",
    "Who published Dams and Fish?",
    "Who wrote the manual? " * 12,
    "How many annual reports of the lake board are there?",
    "What do tide tables say of the estuary?",
    "How high are the tides of the estuary?",
    "Where do I begin on tide tables?",
    "What should I read on the tides of the estuary?",
    "Show me the abstract of Tide Tables of the Estuary",
    "Where can I download Wells?",
    "Show me the abstract of Dams and Fish",
    "Show me the abstracts of Dams and Fish and Wells",
    "Did Ann Aster and Board of Rivers and Lakes write a publication together?",
    "Which publications are about both Peru and Chile?",
    "Which publications do not name more than one country?",
    "Which publications do not name two authors?",
    "all publications apart from Wells",
    "What does LRB stand for?",
    "Who wrote the guide to moons?",
    "Who wrote Wells? When was Wells published?",
    "Who wrote Wells? What are the penalties in Brazil?",
    "What of moons in Brazil? Who wrote it?",
    "What do herons do?",
    "What do fish climb?",
    "What do herons from 2004 do?",
    "How many herons nest at the lake?",
    "What of tides and moons?",
    "Which publications are about herons?",
    "Which publications from 2001 are about herons?",
    "Which publications about Chile mention fish?",
    "Which publications mention boats or rivers in spring?",
    "What is the latest on the lake?",
    "What is the oldest study of the lake?",
    "the latest publication that mentions fish",
    "the oldest publication that mentions fish",
    "Which publications are about notes on water and fish?",
    "Hello",
    "Thanks",
    "What can I ask?",
    "Write me a poem",
    "I am being held and they took my passport",
    "?!",
    "x" * 4001,
    "Quelles sont les raisons de la traite des êtres humains ?",
    "¿Cuáles son las causas de la trata de personas?",
    "ما هي أسباب الاتجار بالبشر في أوروبا؟",
    "Каковы причины торговли людьми в Европе?",
    "Was sind die Ursachen des Menschenhandels in Europa?",
)
FIRST = ("Which publications are about Peru?", "Who wrote Wells?", "List all publications")
AFTER = (
    "Which of them is the most recent?",
    "Which of them are the two oldest?",
    "How many of them are about Chile?",
    "Which of them are by Ann Aster?",
    "How many are they?",
    "List them",
    "Which of them are about Kenya?",
    "Which countries are they about?",
    "Which other publications are from 2001?",
    "How many other publications are there?",
    "Which others are there?",
    "And from 2002?",
    "Which of them mention herons?",
    "Which of them are about herons?",
)
FIELDS = ("countries", "regions", "authors", "years", "categories", "publisher", "language", "url", "doi")
COUNTS = ((0, 0), (1, None), (2, None), (3, None), (1, 1), (2, 2), (0, 1), (0, 3))
IN_AREA = FoundCondition("countries", "Peru", "South America", area="South America")
MADE = (
    Conditions(),
    *(
        Conditions(counts=(ValueCount(field, least, most, excluded),))
        for field, (least, most), excluded in product(FIELDS, COUNTS, (False, True))
    ),
    *(Conditions(counts=(ValueCount("abstract", *some),)) for some in ((0, 0), (1, None))),
    Conditions(filters=Filters(countries=("Peru",)), found=(IN_AREA,)),
    Conditions(filters=Filters(years=(2001, 2001))),
    Conditions(filters=Filters(years=(2001, 2001)), counts=(ValueCount("regions", 0, 0),)),
    Conditions(without=(Filters(years=(2001, 2001)), Filters(authors=("Bo Berg",)), Filters(countries=("Peru",)))),
    Conditions(without=(Filters(years=(2001, 2001), authors=("Ann Aster",)),), filters=Filters(countries=("Chile",))),
    Conditions(together=Filters(countries=("Peru", "Chile"), authors=("Ann Aster", "Bo Berg"))),
    Conditions(filters=Filters(authors=("Ann Aster", "Bo Berg")), together=Filters(authors=("Ann Aster", "Bo Berg"))),
    Conditions(filters=Filters(categories=("Nature",)), without=(Filters(categories=("Maps",)),)),
    Conditions(together=Filters(categories=("Nature", "Water"))),
    Conditions(chosen=Filters(years=(2001, 2002))),
    Conditions(chosen=Filters(countries=("Lebanon",)), filters=Filters(countries=("Peru",))),
    Conditions(chosen=Filters(authors=("Ann Aster",), years=(2004, 2004))),
)
_OF_MANY: tuple[Asked, ...] = ("list", "count", "latest", "oldest", "authors", "year", "record")
_DESCRIBED: tuple[Asked, ...] = ("latest", "year")
_OF_FIELDS: tuple[Asked, ...] = ("values", "field")
_ORDERS: tuple[Order, ...] = ("latest", "oldest", "title")
REQUESTS = (
    *(CatalogueRequest(asked) for asked in _OF_MANY),
    *(CatalogueRequest("list", order=order) for order in _ORDERS),
    *(CatalogueRequest(asked, subject=subject) for asked, subject in product(_DESCRIBED, ("Wells", "Moons"))),
    *(CatalogueRequest(asked, field) for asked, field in product(_OF_FIELDS, FIELDS)),
    *(CatalogueRequest("values", field, least=2) for field in FIELDS),
)
ALL = tuple(record.id for record in RECORDS)
AMONG = (((), ()), (ALL[:3], ()), (("notes",), ()), ((), ALL[:1]), ((), ALL[:4]), ((), ALL), (ALL[:2], ALL[:2]))
CHOSEN = (
    Filters(years=(2001, 2002)),
    Filters(countries=("Lebanon",)),
    Filters(authors=("Ann Aster",), years=(2004, 2004)),
)
UNDER_CHOSEN = (
    "What do herons do?",
    "What do fish climb?",
    "What rises?",
    "What of moons?",
    "Which publications are about Peru?",
    "How many publications are there?",
    "Which publications are by Bo Berg?",
    "Which countries are there?",
    "What is the most recent publication?",
)
