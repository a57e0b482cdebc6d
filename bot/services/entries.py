"""An entry by a key that was remembered: as it is now, also where its words and so its key have changed."""

from __future__ import annotations

import asyncio

from bot.knowledge import Item
from bot.records import Records
from bot.services.services import Services
from bot.services.viewer import Viewer


async def current_entry(key: str, viewer: Viewer, services: Services, records: Records) -> Item | None:
    """The entry of this key as the viewer may see it now; None where there is none any more."""
    item = await asyncio.to_thread(services.item, key, viewer)
    if item is not None:
        return item
    now = await records.changes.current(key)
    return await asyncio.to_thread(services.item, now, viewer) if now != key else None
