"""A collection that ships with the desk: its records, and what it says about itself."""

from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from corpus.publication import Publication
from corpus.store import Store

DEFAULT_COLLECTION = "referral_mechanisms"
_SETTINGS = ("name", "description", "notice", "rights")


class Collection(BaseModel):
    """Records with a name, what must be read first (`notice`), and whose the texts are (`rights`).

    `questions` are examples that the records answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    description: str
    notice: str
    rights: str
    questions: tuple[str, ...] = ()
    publications: tuple[Publication, ...]

    def put_into(self, store: Store) -> None:
        """Put the records, and what the collection says about itself, into a store that is new, all or none."""
        said = {key: str(getattr(self, key)) for key in _SETTINGS}
        store.begin(self.publications, {**said, "questions": "\n".join(self.questions)})


def load_default() -> Collection:
    """Return the collection that the desk begins with."""
    return Collection.model_validate_json((files("corpus") / "collections" / f"{DEFAULT_COLLECTION}.json").read_bytes())
