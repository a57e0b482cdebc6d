"""Files that are sent along with a message, read to be checked."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.ingest import IngestError, read_data
from bot.services.pointing import Passage

log = logging.getLogger(__name__)

LARGEST_FILE = 2**20
"""Bytes of a file that is checked: a long draft with all its mark-up. More is for `verify --file`."""
LARGEST_TEXT = 100_000
"""Letters of its text: forty pages, which are checked in seconds."""


def passage_in(data: bytes, filename: str) -> Passage | None:
    """The text of a file (text, HTML, .docx, .pdf, mail); None where it has none that can be read. Blocks."""
    if len(data) > LARGEST_FILE:
        return None
    try:
        found = list(read_data(data, filename, suffix=Path(filename).suffix.lower()))
    except IngestError as error:
        log.info("An attached file was not checked: %s", error)
        return None
    except Exception:
        # Whoever asked is told that it was not read; the log has why.
        log.exception("An attached file could not be read.")
        return None
    text = "\n\n".join(part for each in found for part in (each.title, each.text) if part.strip())
    return Passage(text=text, file=filename) if text and len(text) <= LARGEST_TEXT else None
