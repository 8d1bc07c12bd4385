from pathlib import Path

from corpus.collection import load_default
from corpus.publication import publication_id
from corpus.store import Store


def test_the_default_collection_is_the_nine_publications() -> None:
    collection = load_default()
    assert collection.name == "Referral mechanisms"
    assert [(publication.year, len(publication.regions)) for publication in collection.publications] == [
        (2019, 2),
        (2018, 1),
        (2019, 3),
        (2019, 1),
        (2019, 1),
        (2013, 2),
        (2012, 1),
        (2017, 1),
        (2020, 1),
    ]
    assert {publication.categories for publication in collection.publications} == {("Referral Mechanisms",)}
    assert sum(not publication.authors for publication in collection.publications) == 4
    for publication in collection.publications:
        assert publication.id == publication_id(publication.title, publication.year)
        assert (publication.url, publication.doi, publication.publisher) == ("", "", "")


def test_its_notice_is_no_hotline_and_makes_no_number_up() -> None:
    collection = load_default()
    assert "no hotline" in collection.notice
    assert "legal advice" in collection.notice
    assert not any(character.isdigit() for character in collection.notice)
    assert "belong to their publishers" in collection.rights


def test_putting_it_into_a_store_twice_changes_nothing(tmp_path: Path) -> None:
    collection = load_default()
    with Store.open(tmp_path / "desk.db") as store:
        collection.put_into(store)
        collection.put_into(store)
        assert store.all() == list(collection.publications)
        assert store.seq() == 9
        assert store.setting("name") == collection.name
        assert store.setting("description") == collection.description
        assert store.setting("notice") == collection.notice
        assert store.setting("rights") == collection.rights
        assert (store.setting("questions") or "").splitlines() == list(collection.questions)
