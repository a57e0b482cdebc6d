"""A knowledge file with its article and proof beside it, written as one: a kill leaves the old or the new.

The article and the proof are first laid aside under hidden names. The knowledge file itself, put in its
place in one step, decides: where it is the one that the proof laid aside was made of, they take their
places, now or when the file is next looked at; otherwise they are thrown away.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

from bot.ingest.publish.proof import Proof, proof_of, read_proof, text_of, to_json
from bot.text import sha256_of, write_whole

NEXT = ".next"
"""What the hidden name of a file ends with that is to take its place."""
ABANDONED = 600
"""Seconds after which the half-written twin of a file is nobody's any more: a write takes less than one."""

_TWIN = re.compile(r"\.[0-9a-f]{8}$")


def put(path: Path, content: str, text: str, proof: Proof) -> None:
    """Write the knowledge file `path`, its article and its proof.

    :raises OSError: it cannot be written; what was there stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    proof = proof.model_copy(update={"file": sha256_of(content)})
    write_whole(_aside(text_of(path)), text)
    write_whole(_aside(proof_of(path)), to_json(proof))
    write_whole(path, content)
    settle(path)


def settle(path: Path) -> None:
    """End what a kill broke off while the knowledge file `path` was written.

    :raises OSError: it cannot be ended.
    """
    waiting = (_aside(text_of(path)), text_of(path)), (_aside(proof_of(path)), proof_of(path))
    proof = read_proof(_aside(proof_of(path)))
    if proof is not None and proof.file == _digest(path):
        for aside, place in waiting:
            with suppress(FileNotFoundError):
                aside.replace(place)
    else:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)
    _sweep(path)


def take_away(path: Path) -> None:
    """Remove a knowledge file with its article and proof, the file itself first."""
    for each in (path, proof_of(path), text_of(path)):
        each.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what kills left half-written of the knowledge file, its article or its proof."""
    begun = time.time() - ABANDONED
    stem = re.escape(f".{path.stem}"[:40])
    for each in path.parent.glob(".*") if path.parent.is_dir() else ():
        if re.match(stem, each.name) and _TWIN.search(each.name):
            with suppress(OSError):
                if each.stat().st_mtime < begun:
                    each.unlink()


def _digest(path: Path) -> str:
    try:
        return sha256_of(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return ""


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}{NEXT}")
