"""The operator's settings as text: to be packed, and to be written into a file of settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values, set_key

from bot import settings as operator
from bot.services.backups.archive import BackupError
from bot.settings import Settings


def packable(chosen: Settings) -> dict[str, str]:
    """What the operator set, by variables as the environment would have it, without secrets."""
    given = {name: getattr(chosen, name) for name in operator.names() if name in chosen.model_fields_set}
    names = operator.names()
    return {names[name]: _text(value) for name, value in given.items() if not operator.is_secret(name, value)}


def write_settings(file: Path, values: Mapping[str, str], *, others: bool) -> None:
    """Set these variables in a file of settings; its comments, secrets and what is not ours stay.

    :param others: whether other settings stay, too; without it they get their defaults.
    :raises BackupError: a value cannot be written so that it is read as it was.
    """
    names = operator.names()
    there = dotenv_values(file)
    wanted = dict(values)
    if not others:
        standard = Settings.model_construct()
        left = [
            name
            for name in names
            if names[name] in there.keys() - values.keys()
            and not operator.is_secret(name, there[names[name]])
        ]
        wanted |= {names[name]: _text(getattr(standard, name)) for name in left}
    for variable, value in wanted.items():
        if there.get(variable) != value:
            set_key(file, variable, value, quote_mode="auto")
    # Older versions of the library do not escape every character.
    read = dotenv_values(file)
    for variable, value in wanted.items():
        if read.get(variable) != value:
            raise BackupError(
                f"{variable} cannot be written into a file of settings. Restore with --keep-settings, and set"
                " it in the environment."
            )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)
