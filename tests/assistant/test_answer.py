import json

import pytest

from assistant.answer import Citation
from assistant.reply.compose import quoted
from corpus.publication import Publication

STUDY = Publication(id="study", title="A study", abstract="It counts 69 cases. Kosovo1 , too.", year=2019)


def test_a_citation_is_a_slice_of_its_record() -> None:
    assert Citation(1, STUDY, "abstract", 20, 29).text == "Kosovo1 ,"
    assert Citation(1, STUDY, "title", 0, 7).text == "A study"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 1000)])
def test_no_citation_without_a_slice(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"no slice {start}:{end} in the abstract of study"):
        Citation(1, STUDY, "abstract", start, end)


def test_the_json_form_has_the_promised_keys() -> None:
    answer = quoted("how many?", [(STUDY, "abstract", 0, 19)], 9).as_json()
    assert json.loads(json.dumps(answer)) == answer
    assert answer["statements"] == [
        {"text": "One of the 9 publications answers this:", "citations": [1]},
        {"text": "It counts 69 cases.", "citations": [1]},
    ]
    assert answer["sources"] == [
        {
            "number": 1,
            "id": "study",
            "title": "A study",
            "authors": [],
            "year": 2019,
            "countries": [],
            "regions": [],
            "categories": [],
            "url": "",
            "quotes": [{"field": "abstract", "start": 0, "end": 19, "text": "It counts 69 cases."}],
        }
    ]
    assert {"question", "status", "reason", "closest", "filters", "timings_ms"} <= set(answer)
