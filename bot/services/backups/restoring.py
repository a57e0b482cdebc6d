"""A backup is restored: all of it is checked before anything is replaced, and then all of it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import settings as operator
from bot.records import (
    Place,
    Records,
    check_records,
    finish_restore,
    replace_records,
    require_all_tables,
)
from bot.search import are_rules, keep_rules
from bot.services.backups.archive import RECORDS, Archive, BackupError, Manifest, opened_archive
from bot.services.backups.saving import OWNER_ONLY, STAGING
from bot.services.backups.settings_file import write_settings
from bot.services.newsrooms import SETTINGS, example_settings
from bot.services.running import none_running
from bot.settings import Settings, SettingsError
from bot.text import replacing


@dataclass(frozen=True)
class Restorable:
    """A backup in which everything was found right, and what restoring it would do.

    `settings` by their variables, None where they are left as they are; `passed_over` are those that this
    version has not; `missing` are the variables of secrets that are set nowhere; `replaced` are the files
    that are there already.
    """

    manifest: Manifest
    records: Place
    settings: Mapping[str, str] | None
    passed_over: tuple[str, ...]
    missing: tuple[str, ...]
    replaced: tuple[Place, ...]
    _staged: Path
    _rules: str
    _after: Settings

    def apply(self, secrets: Mapping[str, str]) -> None:
        """Put all of it in its place, the secrets given by their variables, too; or nothing. Blocks.

        :raises RunningError: a bot runs with the records.
        :raises BackupError: the settings cannot be written.
        :raises RecordsError: the records cannot be written.
        """
        values = {**(self.settings or {}), **{name: text for name, text in secrets.items() if text}}
        with none_running(self.records):
            self._keep_rules()
            if self.settings is None and not values:
                replace_records(self._staged, self.records, unfinished=False)
                return
            try:
                content = _settings_text(self._staged.parent, values, replaced=self.settings is not None)
                # Written and on the disk before the records are replaced; what is left then is its new name.
                with replacing(Path(SETTINGS), new_mode=OWNER_ONLY) as file:
                    file.write(content)
                    file.flush()
                    replace_records(self._staged, self.records, unfinished=True)
            except OSError as error:
                raise BackupError(f"{SETTINGS} cannot be written: {error.strerror}.") from error
            finish_restore(self.records)

    def _keep_rules(self) -> None:
        """Close what was closed; what is known by now of a folder counts more.

        Before anything else: should the rest fail, a folder is closed too long rather than open too early.
        """
        try:
            keep_rules(self._after.knowledge, self._after.index, self._rules)
        except OSError as error:
            raise BackupError(
                f"The rules of collections cannot be kept beside the index: {error.strerror}."
            ) from error


@contextmanager
def checked_backup(file: Path, *, keep_settings: bool = False) -> Iterator[Restorable]:
    """A backup to be restored, unpacked beside the records and checked. Blocks.

    :param keep_settings: restore the records alone.
    :raises BackupError: it is damaged, a newer version's, or its settings cannot be used here.
    :raises RecordsError: its records are damaged, or a newer version's.
    """
    with opened_archive(file) as archive:
        known = frozenset(operator.names().values()) - _secret_variables()
        packed = {} if keep_settings else archive.settings()
        values = {name: text for name, text in packed.items() if name in known}
        chosen = _settings_after(file, None if keep_settings else values)
        written: tuple[Place, ...] = (chosen.records,) if keep_settings else (chosen.records, Path(SETTINGS))
        with _staging(_beside(chosen.records)) as staging:
            staged = Path(staging) / RECORDS
            _unpack(archive, staged, file)
            rules = archive.rules()
            if rules and not are_rules(rules):
                raise BackupError(f"{file} is damaged: its rules of collections cannot be read.")
            yield Restorable(
                manifest=archive.manifest,
                records=chosen.records,
                settings=None if keep_settings else values,
                passed_over=tuple(sorted(packed.keys() - known)),
                missing=_missing(chosen),
                replaced=tuple(each for each in written if not isinstance(each, Path) or each.exists()),
                _staged=staged,
                _rules=rules,
                _after=chosen,
            )


def _beside(records: Place) -> Path:
    """The folder of a file; for a server the one that the settings are in."""
    return records.parent if isinstance(records, Path) else Path(SETTINGS).absolute().parent


def _staging(folder: Path) -> TemporaryDirectory[str]:
    """A folder, its owner's alone, on the same disk as the records."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(prefix=STAGING, dir=folder)
    except OSError as error:
        raise BackupError(f"{folder} cannot be written: {error.strerror}.") from error


def _unpack(archive: Archive, staged: Path, file: Path) -> None:
    """Have the records of an archive in a file, whole and brought up to date."""
    called = f"The records in {file}"
    archive.unpack_records(staged)
    check_records(staged, called)
    asyncio.run(_brought_up_to_date(staged))
    require_all_tables(staged, called)


async def _brought_up_to_date(staged: Path) -> None:
    await (await Records.open(staged)).close()


def _settings_after(file: Path, values: Mapping[str, str] | None) -> Settings:
    """The settings as they would be read afterwards; as they are, for None."""
    if values is None:
        return operator.load()
    with TemporaryDirectory(prefix=STAGING) as folder:
        trial = Path(folder) / SETTINGS
        try:
            trial.write_bytes(_settings_text(Path(folder), values, replaced=True))
        except OSError as error:
            raise BackupError(f"{SETTINGS} cannot be read: {error.strerror}.") from error
        try:
            return operator.load(_env_file=trial)
        except SettingsError as error:
            raise BackupError(
                f"The settings in {file} cannot be used here: {error}. Mend the environment, or restore with"
                " --keep-settings."
            ) from None


def _settings_text(folder: Path, values: Mapping[str, str], *, replaced: bool) -> bytes:
    """The file of settings as it would be.

    :param folder: where it is worked on.
    :param replaced: whether settings that are not among the values get their defaults.
    """
    here, work = Path(SETTINGS), folder / "settings"
    work.touch(OWNER_ONLY)
    work.write_bytes(here.read_bytes() if here.exists() else example_settings())
    write_settings(work, values, others=not replaced)
    return work.read_bytes()


def _missing(chosen: Settings) -> tuple[str, ...]:
    # Other secrets are needed where something is set that not everybody has: nobody is asked for those.
    return () if chosen.token else (operator.names()["token"],)


def _secret_variables() -> frozenset[str]:
    names = operator.names()
    return frozenset(names[field] for field in operator.secrets())
