"""What is made of a collection belongs to the open collection, and is made once for each state of it."""

import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store


class Titles(list[str]):
    """The titles of the records, marked."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as opened:
        opened.put([Publication(id="one", title="One")])
        yield opened


def titles(store: Store, *marks: str) -> Titles:
    return Titles(publication.title + "".join(marks) for publication in store.all())


def test_it_is_made_again_only_after_a_change(store: Store) -> None:
    first = store.derived(titles)
    assert (first, store.derived(titles)) == (["One"], first)
    assert store.derived(titles) is first
    store.put([Publication(id="one", title="One")])
    assert store.derived(titles) is first
    store.put([Publication(id="two", title="Two")])
    assert store.derived(titles) == ["One", "Two"]
    store.remove(["one"])
    assert store.derived(titles) == ["Two"]


def test_a_change_by_another_process_is_seen(store: Store) -> None:
    assert store.derived(titles) == ["One"]
    with Store.open(store.path) as other:
        other.put([Publication(id="two", title="Two")])
    assert store.derived(titles) == ["One", "Two"]


def test_what_is_given_counts_by_its_value(store: Store) -> None:
    first = store.derived(titles, "!")
    assert (first, store.derived(titles, "!")) == (["One!"], first)
    assert store.derived(titles, "!") is first
    assert store.derived(titles, "?") == ["One?"]


def test_any_number_of_open_collections_keep_what_is_theirs(tmp_path: Path) -> None:
    stores = [Store.open(tmp_path / f"{number}.sqlite") for number in range(6)]
    made = [store.derived(titles) for store in stores]
    assert all(store.derived(titles) is first for store, first in zip(stores, made, strict=True))
    for store in stores:
        store.close()


def test_a_closed_collection_keeps_nothing_in_memory(store: Store) -> None:
    kept = weakref.ref(store.derived(titles))
    assert kept() == ["One"]
    store.close()
    assert kept() is None


def test_threads_that_ask_at_once_wait_for_one_to_make_it(store: Store) -> None:
    made = []
    together = threading.Barrier(4)

    def slow(store: Store) -> Titles:
        made.append(threading.current_thread())
        return titles(store)

    def ask() -> None:
        together.wait()
        assert store.derived(slow) == ["One"]

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_what_cannot_be_made_is_tried_again(store: Store) -> None:
    tries = []

    def once_broken(store: Store) -> Titles:
        tries.append(store)
        if len(tries) == 1:
            raise ValueError("not now")
        return titles(store)

    with pytest.raises(ValueError, match="not now"):
        store.derived(once_broken)
    assert store.derived(once_broken) == ["One"]
