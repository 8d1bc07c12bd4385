"""The nine records and the catalogues in `tests/data/catalogues`, each with the questions that were asked of it."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from assistant.evaluation.judged import Judged
from corpus.collection import load_default
from corpus.formats import read
from corpus.publication import Publication
from corpus.store import Store

DATA = Path(__file__).resolve().parents[1] / "data"
NINE = "nine"
CATALOGUES = ("coast", "water", "archive")
COLLECTIONS = (NINE, *CATALOGUES)


def store_of(name: str, folder: Path, more: Iterable[Publication] = ()) -> closing[Store]:
    """The collection in a fresh store, with other records behind its own."""
    store = Store.open(folder / "c.sqlite")
    if name == NINE:
        load_default().put_into(store)
    else:
        store.put(read(DATA / "catalogues" / name / "listing.txt"))
    store.put(more)
    return closing(store)


def content_questions(name: str) -> list[Judged]:
    """The content questions that the collection was developed on."""
    file = "referral_mechanisms_questions.jsonl" if name == NINE else f"catalogues/{name}/questions_development.jsonl"
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [judged for line in lines if (judged := Judged.model_validate_json(line)).kind == "content"]
