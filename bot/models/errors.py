"""What can be wrong with a shipped model."""

from __future__ import annotations

from pathlib import Path

from bot.text import UserError


class ModelError(UserError):
    """A shipped model cannot be used.

    :param path: the file that is missing or damaged.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}. The models come with the package; install it again: "
            "pip install --force-reinstall --no-deps briefing-bot"
        )
        self.path = path


def existing(path: Path) -> Path:
    """The path of a shipped file.

    :raises ModelError: there is no such file.
    """
    if not path.is_file():
        raise ModelError(path, "the file is missing")
    return path
