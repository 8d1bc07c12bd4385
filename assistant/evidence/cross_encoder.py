"""The trained scorer: reads a question and a sentence together and says how likely the sentence answers.

A low-rank adapter (LoRA, Hu et al. 2021) on the packaged model, trained by `python -m assistant.training.train_gate`
and merged into the packaged weights when it is loaded.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from embeddings.models.batches import by_length
from embeddings.models.bert import hidden_states, padded
from embeddings.models.model_files import find_model

if TYPE_CHECKING:
    from torch import Tensor

# Special tokens among them; in training a pair was cut at 96. The longest sentence of the default collection takes 119
# with its title and a short question.
LONGEST = 128
_HEADS = 12
_WEIGHTS = files("assistant") / "weights"


class CrossEncoder:
    """Scores pairs of question and sentence; loads itself when it is first used, and may be shared between threads."""

    def __init__(self) -> None:
        self._loading = threading.Lock()

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return one logit for each sentence: above 0 it answers rather than not."""
        import torch
        from torch.nn import functional

        logits = np.zeros(len(sentences))
        if not sentences:
            return logits
        with self._loading:
            tokenizer, weights = self._loaded
        read = tokenizer.encode_batch([(question, sentence) for sentence in sentences])
        for batch in by_length([len(pair.ids) for pair in read]):
            with torch.inference_mode():
                ids, mask = padded([read[i].ids for i in batch])
                types, _ = padded([read[i].type_ids for i in batch])
                first = hidden_states(weights, ids, types, mask, _HEADS)[-1][:, 0]
                pooled = functional.linear(first, weights["pooler.dense.weight"], weights["pooler.dense.bias"]).tanh()
                scored = functional.linear(pooled, weights["classifier.weight"], weights["classifier.bias"])
            logits[batch] = scored[:, 0].double().numpy()
        return logits

    @cached_property
    def _loaded(self) -> "tuple[Any, Mapping[str, Tensor]]":
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        folder = find_model("")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        with as_file(_WEIGHTS) as adapter:
            return tokenizer, merged(load_file(folder / "model.safetensors"), adapter)


def merged(weights: "Mapping[str, Tensor]", folder: Path) -> "Mapping[str, Tensor]":
    """Return the weights with the adapter in the folder: W + (alpha / r) B A for each pair of small matrices."""
    from safetensors.torch import load_file

    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    scale = config["lora_alpha"] / config["r"]
    learnt = load_file(folder / "adapter_model.safetensors")
    adapter = {name.removeprefix("base_model.model.").removeprefix("bert."): w.float() for name, w in learnt.items()}
    found = dict(weights)
    for name, matrix in adapter.items():
        if name.endswith("lora_A.weight"):
            layer = name.removesuffix("lora_A.weight")
            found[f"{layer}weight"] = found[f"{layer}weight"] + scale * adapter[f"{layer}lora_B.weight"] @ matrix
        elif not name.endswith("lora_B.weight"):
            found[name] = matrix
    return found
