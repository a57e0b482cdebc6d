"""Where the index of a knowledge folder lives."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

BESIDE = ".briefing-index"
"""The index's folder inside the knowledge folder; hidden, so that it is never read as knowledge."""
APPLICATION = "briefing-bot"


def beside(knowledge: Path) -> Path:
    """The folder of an index that lies beside its knowledge."""
    return knowledge / BESIDE


def folder_for(knowledge: Path) -> Path:
    """Beside the knowledge or, where that cannot be written, in the user's cache folder."""
    own = beside(knowledge)
    if os.access(own if own.exists() else knowledge, os.W_OK):
        return own
    return cached(knowledge)


def cached(knowledge: Path) -> Path:
    """The folder of an index in the user's cache folder."""
    whole = str(knowledge.resolve())
    key = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return _caches() / APPLICATION / f"{knowledge.resolve().name}-{key}"


def _caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
