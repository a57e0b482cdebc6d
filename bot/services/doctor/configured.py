"""What the operator set: settings, the token's form, who may read them, and libraries that they need."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bot import settings as operator
from bot.services.doctor.finding import Finding, advice, fault, fine
from bot.services.newsrooms import SETTINGS
from bot.services.process.opening import worker_count
from bot.services.tokens import COPY_ANEW, token_fault
from bot.services.turns import cores
from bot.settings import Settings

# Permissions of anybody but the owner.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# The libraries that a setting needs, and the extra of the package that brings them.
_EXTRAS = {
    "watch": (("watchfiles",), "watch"),
    "web": (("fastapi", "prometheus_client", "uvicorn"), "web"),
}


def settings_found(chosen: Settings) -> Iterator[Finding]:
    """Settings that can be used: how many, and those that set nothing."""
    yield fine("settings", f"{len(chosen.model_fields_set)} are set, and all can be used.")
    for line in operator.unknown():
        yield advice("settings", line, f"Correct the name in {SETTINGS} or the environment, or delete it.")


def broken_settings(error: operator.SettingsError) -> Iterator[Finding]:
    """Settings that cannot be used."""
    for line in str(error).splitlines():
        yield fault("settings", f"{line}.", f"Correct it in {SETTINGS} or the environment.")


def token_found(chosen: Settings) -> Iterator[Finding]:
    """The token's form; whether Discord takes it is known to Discord alone."""
    if chosen.token is None:
        yield advice("token", "No token is set; only `briefing-bot run` needs one.", COPY_ANEW)
        return
    wrong = token_fault(chosen.token.get_secret_value())
    yield fault("token", wrong, COPY_ANEW) if wrong else fine("token", "It looks like a bot's token.")


def workers_found(chosen: Settings) -> Iterator[Finding]:
    """In how many processes questions are answered."""
    count, there = worker_count(chosen), cores()
    told = f"Questions are answered in {count} processes beside the program's own, on {there} cores."
    if not count:
        told = f"Questions are answered in the program's own process, on {there} cores."
    if count > there:
        yield advice("workers", told, f"Set BRIEFING_WORKERS to {there}, or to nothing.")
        return
    yield fine("workers", told)


def permissions_found() -> Iterator[Finding]:
    """Who may read the settings' file, where a token stands in it."""
    path = Path(SETTINGS)
    if os.name != "posix" or not path.is_file():
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        yield fault(
            "permissions", f"Others may read {path} and the token in it ({mode:o}).", f"chmod 600 {path}"
        )
    else:
        yield fine("permissions", f"{path} can only be read by its owner.")


def extras_found(chosen: Settings) -> Iterator[Finding]:
    """Libraries that a setting needs."""
    for name, (libraries, extra) in _EXTRAS.items():
        lacking = [each for each in libraries if getattr(chosen, name) and find_spec(each) is None]
        if lacking:
            variable = operator.names()[name]
            yield fault(
                "libraries", f"{variable} needs {', '.join(lacking)}.", f"pip install 'briefing-bot[{extra}]'"
            )
