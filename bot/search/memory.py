"""How much memory this process takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

KIBIBYTE = 1024


def most_memory() -> int:
    """The most memory, in bytes, that this process has taken so far; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows has no such module
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, all others kibibytes.
    return most if sys.platform == "darwin" else most * KIBIBYTE


def own_memory() -> int:
    """The memory, in bytes, that this process has for itself now, without files that it shares with others.

    The most that it has taken so far where the system does not say more.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return most_memory()
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE")
