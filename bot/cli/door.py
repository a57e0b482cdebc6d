"""The services, opened for a command: over which folder, with a progress bar while the index is built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot import settings
from bot.cards import DateStyle, ngettext, set_date_style
from bot.cli.draw import clean
from bot.cli.errors import RefusedError
from bot.cli.progress import building

if TYPE_CHECKING:
    from bot.services import Services


# Vectors worth waiting for before a single question: about two seconds' work on two cores.
SOON_MADE = 300
# Articles that are named where a line tells of several.
NAMED = 5


def settle(services: Services) -> None:
    """Wait for the vectors of a small folder; a large one is asked without them until they are made."""
    from bot.services import OPERATOR

    made, wanted = services.status(OPERATOR).vectors
    if wanted - made <= SOON_MADE:
        services.wait_for_vectors()


@contextmanager
def opened(
    knowledge: Path | None = None, *, vectors: bool = True, reader: bool = True, empty: bool = False
) -> Iterator[Services]:
    """The services over `knowledge`, or over the folder of the settings, which may be `empty`.

    Raises SettingsError, RefusedError where there is no article, and what else Services.open raises.
    """
    # The libraries behind them take half a second to load: --help and `check` need not wait for that.
    from bot.services import NOTHING_FOLLOWED, Services, address_of, why_nothing

    chosen = settings.load()
    set_date_style(DateStyle(chosen.date_style, chosen.zone()))
    # An index named in the settings belongs to the folder named there.
    own = knowledge in (None, chosen.knowledge)
    folder = knowledge or chosen.knowledge
    with building() as progress:
        services = Services.open(
            folder,
            index=chosen.index if own else None,
            progress=progress,
            vectors=vectors,
            reader=reader,
            zone=chosen.zone(),
            address=address_of(chosen) if own else None,
            indexes=chosen.indexes,
        )
    with services:
        if services.empty and not empty:
            raise RefusedError(NOTHING_FOLLOWED if services.follows else why_nothing(folder))
        _tell_kept(services, folder)
        yield services


def _tell_kept(services: Services, folder: Path) -> None:
    """Say which articles are shown as they were, for an edit has broken their files since."""
    kept = services.opened.kept
    if kept:
        names = ", ".join(kept[:NAMED])
        told = ngettext(
            "An edit has broken the file of this article, which is shown as it was before: {names}."
            " `briefing-bot check {folder}` says what is wrong.",
            "Edits have broken the files of {count} articles, which are shown as they were before: {names}."
            " `briefing-bot check {folder}` says what is wrong.",
            len(kept),
            names=names if len(kept) <= NAMED else f"{names} …",
            folder=folder,
        )
        typer.echo(clean(told), err=True)
