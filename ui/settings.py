"""The settings: the only place that reads the environment."""

import os
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import RefdeskError

DEFAULT_PORT = 7860
SHORTEST_PASSWORD = 12
# What a collection may be called: its name is also a folder's.
COLLECTION_NAME = r"^(?:[a-z0-9][a-z0-9-]{0,63})?$"
DEFAULT = "default"
_PROXIES = ("all_proxy", "http_proxy", "https_proxy")


def _parted(given: object) -> object:
    return [part.strip() for part in given.split(",") if part.strip()] if isinstance(given, str) else given


_List = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parted)]


class SettingsFailed(RefdeskError):
    """A setting that cannot be used."""


class Settings(BaseSettings):
    """What a user can set, by an option of the command line or by the environment variable `REFDESK_…`.

    `data` is the folder of the collections, `collection` the name of one of them: empty for the one that was chosen to
    be used (`refdesk collections use`), at first the default one. `model` is empty for the packaged model, otherwise
    the name or folder of a sentence-transformers model. `allowed_hosts` are the names under which others reach the
    page, `trusted_proxies` the addresses or networks of the proxies that say who asks; both are separated by commas in
    the environment. `openalex_key` is what OpenAlex gives to those who import from it, `import_hosts` are names in the
    own network that may be imported from, `owner_password` opens the page "Manage" to who is not on this machine.
    """

    model_config = SettingsConfigDict(env_prefix="REFDESK_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=lambda: user_data_path("refdesk", appauthor=False))
    collection: str = Field(default="", pattern=COLLECTION_NAME)
    model: str = ""
    openalex_key: str = ""
    import_hosts: _List = ()
    owner_password: SecretStr | None = Field(default=None, min_length=SHORTEST_PASSWORD)
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65535)
    allowed_hosts: _List = ()
    trusted_proxies: _List = ()

    @property
    def folder(self) -> Path:
        """Return the collection's folder: its database, its indexes, and the feedback left on the page."""
        # The first collection lies in the folder of all, where it lay when there was but one.
        own = self.collection or DEFAULT
        return self.data if own == DEFAULT else self.data / "collections" / own

    @property
    def database(self) -> Path:
        """Return the collection's SQLite file."""
        return self.folder / "collection.sqlite"

    @property
    def index(self) -> Path:
        """Return the folder of the derived indexes."""
        return self.folder / "index"

    @property
    def in_use(self) -> Path:
        """Return the file that names the collection which was chosen to be used."""
        return self.data / "collection-in-use"


def settings(**options: object) -> Settings:
    """Return the settings, where an option that was given wins over the environment.

    Raises `SettingsFailed` for a value that cannot be used.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        found = Settings(**given)  # type: ignore[arg-type]  # checked by pydantic
        if not found.collection and (name := chosen(found)):
            found = Settings(**(given | {"collection": name}))  # type: ignore[arg-type]
            _refuse_gone(found)
        return found
    except ValidationError as error:
        first = error.errors()[0]
        name = "REFDESK_" + str(first["loc"][0]).upper()
        # Nobody is told a password, not even a bad one.
        value = "what it is" if name == "REFDESK_OWNER_PASSWORD" else repr(first["input"])
        raise SettingsFailed(f"The setting {name} cannot be {value}: {first['msg']}.") from None


def _refuse_gone(found: Settings) -> None:
    """Refuse a collection that was in use and is not there any more, so that none is begun in its place."""
    if found.collection != DEFAULT and not found.database.exists():
        raise SettingsFailed(
            f"The collection {found.collection!r}, which is in use, is not there: put {found.database} back, or use"
            " another one by `refdesk collections use NAME` (`refdesk --collection default collections` lists them)."
        )


def chosen(found: Settings) -> str:
    """Return the name of the collection that was chosen to be used, empty for none.

    Raises `SettingsFailed` where it cannot be told which: no other one may take its place unasked.
    """
    try:
        name = found.in_use.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError):
        name = ""
    if not name:
        raise SettingsFailed(
            f"The file {found.in_use} does not say which collection is in use: write its name there, or remove the file"
            " to use the default one."
        )
    return name


def stay_silent() -> None:
    """Keep the libraries from calling home and from talking in the terminal; before they are imported.

    A user who names a model of the hub that is not on the machine yet is asking for a download, so the hub itself
    stays reachable; the packaged model is a folder and never asks it.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    # Gradio makes a client when it is imported, though nothing here uses it, and does not start with such a proxy.
    for name in [name for name in os.environ if name.lower() in _PROXIES]:
        if "://" in os.environ[name] and not os.environ[name].startswith(("http://", "https://")):
            del os.environ[name]
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
