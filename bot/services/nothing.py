"""Where nothing is known: said to whoever asks, and why, to who keeps the folder."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import FolderError, check, is_bare
from bot.text import UserError

NOTHING_FOLLOWED = "The index has no article: see to the bot that indexes."
_FIRST = "`briefing-bot init` makes a folder with an article to start with."


class NothingKnownError(UserError):
    """Nothing is known at all, as where the knowledge folder's share is not there."""

    def __init__(self) -> None:
        super().__init__("No article can be read. The operator can find out why with `briefing-bot check`.")


def why_nothing(folder: Path) -> str:
    """A sentence on what keeps a folder without articles from being answered from, and one on what to do."""
    try:
        if is_bare(folder):
            return _bare(folder)
        report = check(folder)
    except FolderError as error:
        return str(error)
    broken = len({problem.path for problem in report.errors})
    if report.drafts:
        drafts = "a draft, which is" if report.drafts == 1 else f"drafts ({report.drafts}), which are"
        errors = f", and files with errors, which `briefing-bot check {folder}` explains" if broken else ""
        return (
            f"{folder} has only {drafts} not answered from{errors}. Check and publish them"
            " (`briefing-bot publish FILE`, or remove the line `draft: true`)."
        )
    if broken:
        files = "its file has" if broken == 1 else f"its {broken} files have"
        return (
            f"No article can be read in {folder}, for {files} errors."
            f" `briefing-bot check {folder}` names each with its line and how to fix it."
        )
    return f"{folder} has no article, only a list of persons or of rules. {_FIRST}"


def _bare(folder: Path) -> str:
    others = sum(1 for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith("."))
    what = "is empty"
    if others:
        files = "its only file" if others == 1 else f"none of its {others} files"
        verb = "does not end" if others == 1 else "ends"
        what = f"has no knowledge file: {files} {verb} in .yaml or .yml"
    return f"{folder} {what}. If there should be articles, check that its share is mounted. {_FIRST}"
