"""Where networks learn, and how exactly they reckon there."""

from __future__ import annotations

import torch


def device() -> torch.device:
    """An accelerator where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision(where: torch.device) -> torch.autocast:
    """Half precision for the layers where it saves time: processors that lack it are slower with it."""
    # Private, but the only word on it: the flags of /proc/cpuinfo are Linux's alone.
    fast = where.type == "cuda" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast(where.type, torch.bfloat16, enabled=fast)
