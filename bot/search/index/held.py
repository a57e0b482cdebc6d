"""What became of the knowledge between two moments, whoever brought it about."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.search.backend import Snapshot
from bot.search.index.generation import Generation
from bot.search.index.manifest import File
from bot.search.index.report import UpdatedFiles
from bot.search.index.seals import DamagedError, damage_told

_log = logging.getLogger(__name__)


class Held(NamedTuple):
    """What is answered from at a moment of an update; `files` is another object once they were read anew."""

    generation: Generation | None
    snapshot: Snapshot | None
    files: Mapping[str, File] | None


def with_others(done: UpdatedFiles, before: Held, followed: Held, now: Held) -> UpdatedFiles:
    """What an update did, with what other processes took up since: that is news here, too.

    :param before: what was answered from till now.
    :param followed: what others had made of it when the update began.
    """
    if before.snapshot is None or before.files is None or now.snapshot is None:
        return done
    rebuilt = now.generation is not followed.generation
    if not rebuilt and followed.files is before.files:
        return done
    all_of_it = compared(UpdatedFiles(before.files, now.files or {}), before.snapshot, now.snapshot)
    return all_of_it if rebuilt else replace(done, entries=all_of_it.entries)


def compared(done: UpdatedFiles, before: Snapshot, after: Snapshot) -> UpdatedFiles:
    """An update with what became of single entries, as far as what was there before can still be read."""
    try:
        with damage_told():
            return done.with_entries(before, after)
    except DamagedError as error:
        _log.warning("Of what changed in single entries nothing is known: the index was damaged (%s).", error)
        return done
