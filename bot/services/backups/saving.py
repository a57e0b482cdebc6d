"""A backup is made: records as they are at one moment, settings, rules of collections, while the bot runs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.records import copy_records
from bot.search import kept_rules
from bot.services.backups.archive import RECORDS, RULES, SETTINGS, BackupError, Manifest, pack
from bot.services.backups.settings_file import packable
from bot.settings import Settings, has_records
from bot.text import replacing

OWNER_ONLY = 0o600
"""Permissions of a backup, and of settings with a token in them."""

STAGING = ".briefing-bot-"
"""Begins the name of the folder, its owner's alone, in which records lie meanwhile."""


def back_up(chosen: Settings, file: Path, now: datetime) -> Manifest:
    """Write records, settings and rules of collections into an archive that its owner alone reads. Blocks.

    :raises BackupError: there is a file already, there are no records, or the archive cannot be written.
    :raises RecordsError: the records cannot be read, or are damaged.
    """
    if file.exists() or file.is_symlink():
        raise BackupError(f"{file} is there already, and a backup replaces nothing. Name another file.")
    if not has_records(chosen):
        raise BackupError(f"There are no records at {chosen.records} yet; the bot makes them when it runs.")
    try:
        with (
            TemporaryDirectory(prefix=STAGING, dir=file.parent) as staging,
            replacing(file, new_mode=OWNER_ONLY) as out,
        ):
            copied = Path(staging) / RECORDS
            revision = copy_records(chosen.records, copied)
            texts = {SETTINGS: json.dumps(packable(chosen), ensure_ascii=False, indent=2)}
            if rules := kept_rules(chosen.knowledge, chosen.index):
                texts[RULES] = rules
            return pack(out, texts, copied, made=now, revision=revision)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}. Name another file.") from error
