"""How much memory this process takes."""

from __future__ import annotations

import sys

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
