"""The encoder with a tiny model made here, and with the packaged one."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import load_default
from corpus.errors import ModelFailed
from corpus.filters import Filters
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.models.encoder import SentenceEncoder
from embeddings.models.minilm import PROJECTION, MiniLM
from embeddings.models.model_files import find_model
from embeddings.models.sentence_model import SentenceModel
from embeddings.reading.passages import passages_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.embeddings.tiny_model import make_tiny_model

    return make_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> SentenceEncoder:
    return SentenceEncoder(str(tiny_folder))


@pytest.fixture(scope="module")
def packaged() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# --- Vectors ----------------------------------------------------------------------------------------------------------


def test_rows_have_length_one_in_the_order_given(tiny: SentenceEncoder) -> None:
    texts = ["red cross", "the blue moon and the red cross", "a", ""]
    rows = tiny.encode(texts)
    assert rows.shape == (4, 8)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-6)
    for text, row in zip(texts, rows, strict=True):
        assert tiny.encode([text])[0] == pytest.approx(row, abs=1e-6)
    assert tiny.encode([]).shape == (0, 8)
    assert tiny.longest == 14


def test_tokens_are_counted_beyond_what_the_model_reads(tiny: SentenceEncoder) -> None:
    assert tiny.count_tokens(["", "red", "Red cross societies.", "moon " * 50]) == [0, 1, 4, 50]
    assert tiny.count_tokens([]) == []


def test_prompts_of_the_model_stand_before_questions_and_passages(tmp_path: Path) -> None:
    from tests.embeddings.tiny_model import make_tiny_model

    prompts = {"query": "question : ", "document": "passage : "}
    prompted = SentenceEncoder(str(make_tiny_model(tmp_path / "prompted", prompts)))
    plain = SentenceEncoder(str(make_tiny_model(tmp_path / "plain")))
    assert prompted.encode_query("red moon") == pytest.approx(plain.encode(["question : red moon"])[0], abs=1e-6)
    assert prompted.encode(["red moon"])[0] == pytest.approx(plain.encode(["passage : red moon"])[0], abs=1e-6)


def test_token_vectors_leave_out_special_tokens_and_say_what_is_cut(tiny: SentenceEncoder) -> None:
    from tests.embeddings.tiny_model import WORDS

    # Two batches, which are sorted by length.
    texts = ["red cross", "", "the moon " * 10, *["a red moon"] * 20, "unheard red"]
    found = tiny.tokens(texts)
    assert [len(one.ids) for one in found] == [2, 0, 14, *[3] * 20, 2]
    assert [one.vectors.shape for one in found] == [(len(one.ids), 8) for one in found]
    # Five special tokens come first; an unknown word, id 1, is kept.
    assert found[0].ids.tolist() == [5 + WORDS.index("red"), 5 + WORDS.index("cross")]
    assert found[-1].ids.tolist() == [1, 5 + WORDS.index("red")]
    assert (found[0].starts.tolist(), found[-1].starts.tolist()) == ([0, 4], [0, 8])
    assert np.linalg.norm(np.concatenate([one.vectors for one in found]), axis=1) == pytest.approx(1, abs=1e-6)
    for text, one in zip(texts, found, strict=True):
        assert tiny.tokens([text])[0].vectors == pytest.approx(one.vectors, abs=1e-5)


# --- Names and refusals -----------------------------------------------------------------------------------------------


def test_the_name_changes_with_the_weights_and_not_with_the_place(tiny_folder: Path, tmp_path: Path) -> None:
    from tests.embeddings.tiny_model import make_tiny_model

    copy = Path(shutil.copytree(tiny_folder, tmp_path / "copy"))
    other = make_tiny_model(tmp_path / "other", seed=1)
    digests = [SentenceEncoder(str(folder)).name.rpartition("@")[2] for folder in (tiny_folder, copy, other)]
    assert digests[0] == digests[1] != digests[2]
    assert SentenceEncoder(f"{tiny_folder}/").name == f"tiny@{digests[0]}"
    assert SentenceEncoder().name == "all-MiniLM-L6-v2"


def test_the_name_of_the_token_vectors_changes_with_their_projection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = SentenceEncoder().token_model
    assert shipped.startswith("all-MiniLM-L6-v2@")
    other = tmp_path / PROJECTION.name
    other.write_bytes(b"another projection")
    monkeypatch.setattr("embeddings.models.encoder.PROJECTION", other)
    assert SentenceEncoder().token_model != shipped


def test_weights_that_are_damaged_are_told(tiny_folder: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(tiny_folder, tmp_path / "broken"))
    weights = next(broken.rglob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(
        ModelFailed, match=rf"^The model {re.escape(str(broken))} cannot be loaded \(.+\): name another"
    ):
        SentenceEncoder(str(broken)).encode(["red"])


# --- The packaged model -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_network")
def test_the_packaged_model_loads_without_a_word_and_without_the_network(capfd: pytest.CaptureFixture[str]) -> None:
    encoder = SentenceEncoder()
    assert encoder.encode(["a text"]).shape == (1, 384)
    assert encoder.encode_query("a text") == pytest.approx(encoder.encode(["a text"])[0], abs=1e-6)
    assert encoder.count_tokens(["word " * 600]) == [600]
    assert capfd.readouterr() == ("", "")


def test_the_packaged_model_gives_the_vectors_of_sentence_transformers(packaged: SentenceEncoder) -> None:
    reference = SentenceModel(find_model(""), "reference")
    abstracts = [publication.abstract for publication in load_default().publications[:2]]
    texts = [*abstracts, "", "a", "Ünïcödé ქართული 🙂 \x00", "word " * 254, "word " * 255, "x" * 5000, "one [SEP] two"]
    assert packaged.encode(texts) == pytest.approx(reference.encode(texts), abs=1e-5)
    assert packaged.encode_query(texts[0]) == pytest.approx(reference.encode_query(texts[0]), abs=1e-5)
    assert packaged.count_tokens(texts) == reference.count_tokens(texts)
    assert packaged.longest == reference.longest == 254
    for ours, theirs in zip(packaged.tokens(texts[:-1]), reference.tokens(texts[:-1]), strict=True):
        assert ours.ids.tolist() == theirs.ids.tolist()
        assert ours.starts.tolist() == theirs.starts.tolist()


def test_its_token_vectors_are_those_after_four_layers_projected(packaged: SentenceEncoder) -> None:
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModel, AutoTokenizer

    text = load_default().publications[0].title
    tokenizer, model = (part.from_pretrained(find_model("")) for part in (AutoTokenizer, AutoModel))
    with torch.inference_mode():
        layers = model(**tokenizer(text, return_tensors="pt"), output_hidden_states=True).hidden_states
    # The embeddings that the first layer reads stand first.
    expected = torch.nn.functional.normalize(layers[4][0, 1:-1], dim=1)
    unprojected = MiniLM(find_model(""), projection=None).tokens([text])[0].vectors
    assert unprojected == pytest.approx(expected.numpy(), abs=1e-5)
    projected = torch.nn.functional.normalize(expected @ load_file(PROJECTION)["projection"].float(), dim=1)
    assert packaged.tokens([text])[0].vectors == pytest.approx(projected.numpy(), abs=1e-5)


def test_the_packaged_model_needs_no_library_that_is_slow_to_import() -> None:
    code = (
        "import sys\nfrom embeddings.models.encoder import SentenceEncoder\n"
        "assert 'torch' not in sys.modules\nSentenceEncoder().tokens(['a text'])\n"
        "assert not {'transformers', 'sentence_transformers', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_packaged_model_knows_what_belongs_together(packaged: SentenceEncoder) -> None:
    same, near, far = packaged.encode(["human trafficking", "modern slavery", "apple pie"]) @ packaged.encode_query(
        "Human Trafficking"
    )
    assert same == pytest.approx(1, abs=1e-5)
    assert near > 2 * abs(far)
    (tokens,) = packaged.tokens(["word " * 600])
    assert tokens.vectors.shape == (254, 128)


def test_every_passage_of_the_default_collection_is_read_whole(packaged: SentenceEncoder) -> None:
    publications = load_default().publications
    for publication, passages in zip(publications, passages_of(publications, packaged), strict=True):
        assert max(packaged.count_tokens([passage.text for passage in passages])) <= packaged.longest
        covered = "".join(publication.abstract[p.start : p.end] for p in passages)
        assert "".join(covered.split()) == "".join(publication.abstract.split())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what guidance exists for Red Cross societies", "Action to Assist and Protect Trafficked Persons"),
        ("resilience of people who travel to Europe", "How to Prevent Human Trafficking"),
        ("Who paid for the Lebanon training curriculum?", "Training-of-Trainers Curriculum"),
        ("Which project piloted longer-term support for survivors?", "Hope For the Future"),
        ("national action plan of Azerbaijan", "Report on the National Action Plan"),
        ("victims assisted by IOM in Cox's Bazar", "IOM Case Data Analysis"),
    ],
)
def test_the_default_collection_is_found_by_meaning(nine: HybridEngine, question: str, expected: str) -> None:
    hits = nine.search(question, 9)
    assert hits[0].publication.title.startswith(expected)
    assert len(hits) == 9


@pytest.fixture(scope="module")
def nine(packaged: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> HybridEngine:
    folder = tmp_path_factory.mktemp("nine")
    store = Store.open(folder / "collection.sqlite")
    store.put(load_default().publications)
    return HybridEngine(store, packaged, folder / "index")


def test_a_filter_holds_for_the_default_collection(nine: HybridEngine) -> None:
    (hit,) = nine.search("training for trainers", 9, [Filters(countries=("Lebanon",))])
    assert hit.publication.countries == ("Lebanon",)
