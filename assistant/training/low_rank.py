"""Low-rank adaptation of a model's linear layers (LoRA, Hu et al. 2021): W stays, and W + (alpha / r) B A is learnt."""

import math
from typing import Any

import torch
from torch import nn

RANK = 64
ALPHA = 128
# Trained whole beside the adapted layers, because they are small and the task is theirs.
WHOLE = ("bert.pooler.dense", "classifier")
_PREFIX = "base_model.model."


class Adapted(nn.Module):
    """A linear layer with a low-rank correction that begins at zero."""

    def __init__(self, frozen: nn.Linear) -> None:
        super().__init__()
        self.frozen = frozen
        self.lora_A = nn.Linear(frozen.in_features, RANK, bias=False)
        self.lora_B = nn.Linear(RANK, frozen.out_features, bias=False)
        nn.init.kaiming_uniform_(self.lora_A.weight, a=math.sqrt(5))
        nn.init.zeros_(self.lora_B.weight)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the layer's output with the correction."""
        corrected: torch.Tensor = self.frozen(rows) + ALPHA / RANK * self.lora_B(self.lora_A(rows))
        return corrected


def adapt(model: Any) -> None:
    """Freeze the model but for the layers in `WHOLE`, and adapt every linear layer of its encoder."""
    model.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and ".encoder." in name:
            parent, _, own = name.rpartition(".")
            setattr(model.get_submodule(parent), own, Adapted(module))
    for name in WHOLE:
        model.get_submodule(name).requires_grad_(True)


def adapter_of(model: Any) -> dict[str, torch.Tensor]:
    """Return what was learnt, by the names that PEFT gives."""
    return {f"{_PREFIX}{name}": p.detach().cpu() for name, p in model.named_parameters() if p.requires_grad}


def load_adapter(model: Any, adapter: dict[str, torch.Tensor]) -> None:
    """Set what was learnt before, at this rank or, with the same alpha / r, at a lower one.

    What a lower rank leaves over stays as it is: B at zero, so that the model begins by saying the same.
    """
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                learnt = adapter[f"{_PREFIX}{name}"]
                parameter[tuple(slice(size) for size in learnt.shape)].copy_(learnt)
