"""The services, opened for a command: over which folder, with a progress bar while the index is built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot import settings
from bot.cards import DateStyle, set_date_style
from bot.cli.errors import RefusedError
from bot.cli.progress import building

if TYPE_CHECKING:
    from bot.services import Services


# Vectors worth waiting for before a single question: about two seconds' work on two cores.
SOON_MADE = 300


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
        yield services
