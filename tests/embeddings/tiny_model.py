"""A sentence-transformers model of two layers and a dozen words, made in a moment."""

from pathlib import Path

from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from transformers import BertConfig, BertModel, BertTokenizerFast

WORDS = ["red", "cross", "blue", "moon", "societies", "and", "a", "the", "question", "passage", ":", "."]
READS = 16


def make_tiny_model(folder: Path, prompts: dict[str, str] | None = None, seed: int = 0) -> Path:
    """Save the model into the folder and return it; it reads 16 tokens, two of them special."""
    import torch

    torch.manual_seed(seed)
    bare = folder.with_name(folder.name + "-bare")
    bare.mkdir(parents=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (bare / "vocab.txt").write_text("\n".join(vocabulary))
    BertTokenizerFast(vocab=str(bare / "vocab.txt"), model_max_length=READS).save_pretrained(bare)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=READS,
    )
    BertModel(config).save_pretrained(bare)
    transformer = Transformer(str(bare))
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    SentenceTransformer(modules=[transformer, pooling], prompts=prompts, device="cpu").save(str(folder))
    return folder
