import socket
from functools import partial

import pytest

from corpus.errors import ImportFailed
from corpus.sources import fetch as fetching
from corpus.sources.fetch import fetch
from tests.corpus.sources.served import served

HERE = partial(fetch, allowed_hosts=["127.0.0.1"])


def test_what_an_address_answers_comes_as_it_is() -> None:
    with served(lambda path: (200, {"Content-Type": "text/csv"}, b"Title\nA")) as (address, asked):
        found = HERE(f"{address}/caf\u00e9 list.csv?a=1&b=2")
    assert found.data == b"Title\nA"
    assert asked == ["/caf%C3%A9%20list.csv?a=1&b=2"]


def test_a_redirect_is_followed_and_its_address_told() -> None:
    with served(lambda p: (301, {"Location": "/b"}, b"") if p == "/a" else (200, {}, b"here")) as (address, _):
        assert HERE(f"{address}/a") == fetching.Fetched(f"{address}/b", b"here")


def test_redirects_come_to_an_end() -> None:
    with (
        served(lambda path: (302, {"Location": path + "x"}, b"")) as (address, asked),
        pytest.raises(ImportFailed, match="redirects more than 5 times"),
    ):
        HERE(f"{address}/a")
    assert len(asked) == 6


def test_one_that_asks_to_wait_is_asked_again() -> None:
    answers = iter([(503, {"Retry-After": "0"}, b""), (429, {"Retry-After": "0"}, b""), (200, {}, b"now")])
    with served(lambda path: next(answers)) as (address, asked):
        assert HERE(address).data == b"now"
    assert len(asked) == 3


def test_one_that_asks_to_wait_for_ever_is_left() -> None:
    with (
        served(lambda path: (503, {"Retry-After": "0"}, b"")) as (address, asked),
        pytest.raises(ImportFailed, match="asks to come back later"),
    ):
        HERE(address)
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("status", "said"),
    [
        *((404, r"There is nothing at http\S+ \(status 404\)"), (410, "There is nothing at")),
        *((500, "answers with the status 500"), (204, "answers with the status 204")),
    ],
)
def test_another_status_is_refused(status: int, said: str) -> None:
    with (
        served(lambda path: (status, {}, b"")) as (address, _),
        pytest.raises(ImportFailed, match=f"{said}.*: check the address"),
    ):
        HERE(address)


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_ANSWER", 1_000)
    with served(lambda path: (200, {}, b"x" * 1_001)) as (address, _), pytest.raises(ImportFailed, match="more than"):
        HERE(address)


def test_one_that_is_not_there_is_refused_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(ImportFailed, match="refuses the connection: check the address"):
        HERE(f"http://127.0.0.1:{port}/")


def test_one_that_says_nothing_or_speaks_otherwise_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_LONGEST_SILENCE", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(ImportFailed, match="does not answer within 0 s"),
    ):
        HERE(f"http://127.0.0.1:{server.getsockname()[1]}/")
    with (
        served(lambda path: (200, {}, b"")) as (address, _),
        pytest.raises(ImportFailed, match=r"cannot be fetched \(.+\): check it and try again"),
    ):
        HERE(address.replace("http", "https"))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://2130706433:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
    ],
)
def test_this_machine_and_private_networks_are_not_asked(address: str) -> None:
    with served(lambda path: (200, {}, b"secret")) as (here, asked):
        with pytest.raises(ImportFailed, match=r"(private network or on this machine|is not known)"):
            fetch(address.format(port=here.rpartition(":")[2]))
        assert asked == []


def test_a_redirect_to_a_place_that_is_not_allowed_is_not_followed() -> None:
    with served(lambda path: (200, {}, b"secret")) as (inner, asked):
        port = inner.rpartition(":")[2]
        with (
            served(lambda path: (302, {"Location": f"http://localhost:{port}/"}, b"")) as (outer, _),
            pytest.raises(ImportFailed, match="localhost lies in a private network or on this machine"),
        ):
            HERE(outer)
        assert asked == []


def test_a_key_and_a_password_of_an_address_are_told_nobody() -> None:
    with served(lambda path: (404, {}, b"")) as (address, _):
        secret = address.replace("//", "//user:hidden@") + "/works?api_key=hidden"
        with pytest.raises(ImportFailed, match="There is nothing at") as raised:
            HERE(secret)
    assert "hidden" not in str(raised.value)


def test_a_redirect_to_no_address_is_refused_in_words() -> None:
    with (
        served(lambda path: (302, {"Location": "http://[bad"}, b"")) as (address, _),
        pytest.raises(ImportFailed, match="give an address that begins with http"),
    ):
        HERE(address)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/a", "http://", "//example.org", "a b", "http://[bad", "http://a:99999/"],
)
def test_only_the_web_is_fetched(address: str) -> None:
    with pytest.raises(ImportFailed, match="give an address that begins with http"):
        fetch(address)
