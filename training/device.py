"""Where networks learn, and how exactly they reckon there."""

from __future__ import annotations

import torch


def device() -> torch.device:
    """An accelerator where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision(where: torch.device) -> torch.autocast:
    """Half precision for the layers where it saves time: processors that lack it are slower with it."""
    return torch.autocast(where.type, torch.bfloat16, enabled=where.type == "cuda")
