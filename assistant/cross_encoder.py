"""The trained scorer: reads a question and a sentence together and says how likely the sentence answers.

A LoRA adapter (Hu et al. 2021) on the packaged model, trained by `python -m assistant.training.train_gate`; it is merged
into the packaged weights when it is loaded.
"""

import json
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.model_files import find_model

LONGEST = 128
_BATCH = 16
_WEIGHTS = files("assistant") / "weights"


class CrossEncoder:
    """Scores pairs of question and sentence; loads itself when it is first used, and may be shared between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return one logit for each sentence: above 0 it answers rather than not."""
        import torch

        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        logits = np.zeros(len(sentences))
        with self._lock, torch.inference_mode():
            tokenizer, model = self._loaded
            for first in range(0, len(order), _BATCH):
                batch = order[first : first + _BATCH]
                pairs = [question] * len(batch), [sentences[i] for i in batch]
                read = tokenizer(*pairs, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
                logits[batch] = model(**read).logits[:, 0].double().numpy()
        return logits

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        folder = find_model("")
        model = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1, local_files_only=True)
        with as_file(_WEIGHTS) as weights:
            merge_adapter(model, weights)
        return AutoTokenizer.from_pretrained(folder, local_files_only=True), model.eval()


def merge_adapter(model: Any, folder: Path) -> None:
    """Add the adapter in the folder to the model's weights: W + (alpha / r) B A for each pair of small matrices."""
    import torch
    from safetensors.torch import load_file

    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    scale = config["lora_alpha"] / config["r"]
    adapter = {name.removeprefix("base_model.model."): w.float() for name, w in load_file(folder / "adapter_model.safetensors").items()}
    weights = model.state_dict()
    with torch.no_grad():
        for name, matrix in adapter.items():
            if name.endswith("lora_A.weight"):
                layer = name.removesuffix("lora_A.weight")
                weights[f"{layer}weight"] += scale * adapter[f"{layer}lora_B.weight"] @ matrix
            elif not name.endswith("lora_B.weight"):
                weights[name].copy_(matrix)
