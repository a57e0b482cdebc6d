"""Whether the shipped models are the files that they should be, and run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from bot.models.encoder import ENCODER, Encoder
from bot.models.errors import ModelError, existing
from bot.models.runtime import MODELS

PROVENANCE = "PROVENANCE.json"


def check_models(folder: Path = MODELS) -> tuple[str, ...]:
    """The names of the shipped models, each file of which has the hash that was noted when it was made.

    :raises ModelError: a file is missing or another one, or the first of the models does not run.
    """
    names = tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
    for name in names:
        for path, noted in _noted(folder / name):
            with existing(path).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != noted:
                    raise ModelError(path, "the file is damaged or another one")
    Encoder(folder / ENCODER.name).encode(["One sentence."])
    return names


def _noted(model: Path) -> Iterator[tuple[Path, str]]:
    """Each file of a model, with the hash that was noted of it."""
    path = existing(model / PROVENANCE)
    try:
        files = json.loads(path.read_bytes())["files"]
        for name, entry in files.items():
            yield model / name, entry["sha256"]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ModelError(path, "the file is damaged") from error
