"""How a command explains itself: its usage line, and its lists of arguments and options."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from typer.core import TyperCommand

from bot import settings

# Columns of help at most: longer lines are hard to read, and 80 cut sentences that a terminal has room for.
WIDTH = 110


def _knowledge() -> str:
    """The folder that is really meant where none is named; the built-in one where the settings are wrong."""
    with contextlib.suppress(settings.SettingsError):
        return str(settings.load().knowledge)
    return str(settings.Settings.model_fields["knowledge"].default)


# Defaults that hang on the settings, by the parameter's name.
DEFAULTS: dict[str, Callable[[], str]] = {"knowledge": _knowledge, "folder": _knowledge}


class Command(TyperCommand):
    """A command whose help is written here.

    typer's own puts types beside the names ("QUESTION <list[str]>") and doubles brackets.
    """

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return ["[OPTIONS]", *(_usage(each) for each in self.params if each.param_type_name == "argument")]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        arguments = [each for each in self.params if each.param_type_name == "argument"]
        options = [each for each in self.get_params(ctx) if each.param_type_name == "option"]
        rows = (
            ("Arguments", [_row(each) for each in arguments]),
            ("Options", [_row(each) for each in options]),
        )
        for heading, lines in rows:
            if lines:
                with formatter.section(heading):
                    formatter.write_dl(lines)


def _usage(argument: Any) -> str:
    name = _name(argument) if argument.required else f"[{_name(argument)}]"
    return f"{name}..." if argument.nargs == -1 else name


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _row(parameter: Any) -> tuple[str, str]:
    """What stands left and right of a parameter in its list."""
    if parameter.param_type_name == "argument":
        name = _name(parameter)
    else:
        name = ", ".join(sorted(parameter.opts, key=len))
        name += "" if parameter.is_flag else f" {_name(parameter)}"
    return name, "  ".join((parameter.help or "", *_default(parameter)))


def _default(parameter: Any) -> Iterator[str]:
    if parameter.name in DEFAULTS:
        yield f"[default: {DEFAULTS[parameter.name]()}]"
    elif parameter.default not in (None, False, "", ()) and not callable(parameter.default):
        yield f"[default: {parameter.default}]"
