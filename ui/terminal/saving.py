"""`refdesk ask --save`: an answer as a document, in the format that the file's ending names."""

from pathlib import Path

from assistant.answer import Answer
from corpus.errors import RefdeskError
from corpus.filters import Filters
from ui.desk import Desk
from ui.documents.document import Setting, document_of
from ui.documents.written import FORMS, Form, written
from ui.settings import DEFAULT_PORT


class SavingFailed(RefdeskError):
    """A document that cannot be written."""


def form_of(path: Path) -> Form:
    """Return the form that the ending names; raises `SavingFailed` for another ending."""
    for form in FORMS:
        if path.suffix.lower() == f".{form}":
            return form
    raise SavingFailed(f"{path.name} names no format by its ending: end it in {', '.join(f'.{f}' for f in FORMS)}.")


def save_answer(path: Path, form: Form, answer: Answer, filters: Filters, desk: Desk) -> None:
    """Write the answer into the file, its links as the page on this machine has them.

    Raises `SavingFailed` where it cannot be written.
    """
    settings, store = desk.settings, desk.store
    origin = f"http://{settings.host}:{settings.port or DEFAULT_PORT}"
    setting = Setting(store.setting("name") or "", "en", origin, "apa")
    foot = [said for key in ("notice", "rights") if (said := store.setting(key))]
    file = written(document_of([(answer, filters)], setting, foot), form)
    try:
        path.write_bytes(file.content)
    except OSError as error:
        raise SavingFailed(f"{path} cannot be written ({error.strerror}): name another file.") from error
