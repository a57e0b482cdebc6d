"""Entries by keys that were remembered: as they are now, also where their words or ids have changed since.

The one place where an old key is compared with a new one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.knowledge import Item
from bot.records import Records, StoredView
from bot.replies import Context
from bot.services.services import Services
from bot.services.viewer import Viewer


async def current_entry(key: str, viewer: Viewer, services: Services, records: Records) -> Item | None:
    """The entry of this key as the viewer may see it now; None where there is none any more."""
    (item,) = await _current([key], viewer, services, records)
    return item


async def current_view(
    view: StoredView, shown: Collection[str], viewer: Viewer, services: Services, records: Records
) -> StoredView:
    """A shown message with its entries under the keys that they have now, each in its old place.

    :param shown: the keys of what it is to show. Where it had all of them already, nothing is looked up.
    """
    if set(shown) <= set(view.items):
        return view
    others = [key for key in view.items if key not in shown]
    found = await _current(others, viewer, services, records)
    now = {key: item.key for key, item in zip(others, found, strict=True) if item is not None}
    return replace(view, items=tuple(now.get(key, key) for key in view.items))


async def current_context(
    context: Context | None, viewer: Viewer, services: Services, records: Records
) -> Context | None:
    """What a conversation remembers, with the keys that its entries have now; what is gone keeps its key."""
    if context is None or not context.items:
        return context
    found = await _current(context.items, viewer, services, records)
    keys = (item.key if item else key for key, item in zip(context.items, found, strict=True))
    return context.model_copy(update={"items": tuple(keys)})


async def _current(
    keys: Sequence[str], viewer: Viewer, services: Services, records: Records
) -> list[Item | None]:
    """The entries of these keys, in their order."""
    found = await asyncio.to_thread(lambda: [services.item(key, viewer) for key in keys])
    for place, key in enumerate(keys):
        if found[place] is None:
            now = await records.changes.current(key)
            found[place] = await asyncio.to_thread(services.item, now, viewer) if now != key else None
    return found
