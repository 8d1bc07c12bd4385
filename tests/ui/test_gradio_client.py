"""The desk as a program asks it through Gradio's own client, over the network, and what of Gradio is closed to it."""

import gc
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

QUESTION = "What guidance exists for Red Cross societies?"

# Gradio opens event loops that it leaves to the garbage collector.
pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def client(site: str) -> Iterator[Any]:
    opened = Client(site, verbose=False)
    yield opened
    opened.close()
    gc.collect()


def test_the_answer_is_that_of_the_json_interface(client: Any, site: str) -> None:
    answer = client.predict(QUESTION, api_name="/ask")
    posted = httpx.post(f"{site}/api/ask", json={"question": QUESTION}, timeout=60).json()
    assert answer["status"] == "answered"
    assert answer.pop("timings_ms").keys() == posted.pop("timings_ms").keys()
    assert answer == posted


def test_asking_is_all_that_gradio_offers(client: Any, site: str) -> None:
    offered = client.view_api(return_format="dict", print_info=False)
    assert list(offered["named_endpoints"]) == ["/ask"]
    assert offered["unnamed_endpoints"] == {}
    refused = httpx.post(f"{site}/gradio_api/call/judge", json={"data": [{}]})
    assert refused.status_code >= 400


def test_a_question_that_cannot_be_asked_is_refused_in_one_sentence(client: Any) -> None:
    with pytest.raises(AppError, match="The field “question” may have 4,000 characters at most"):
        client.predict("why " * 1_100, api_name="/ask")
