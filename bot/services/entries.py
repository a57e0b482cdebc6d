"""Entries by keys that were remembered: as they are now, also where their words or ids have changed since.

The one place where an old key is compared with a new one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bot.knowledge import Item
from bot.records import Records, StoredView, unless_away
from bot.replies import Context
from bot.services.services import Services
from bot.services.viewer import Viewer


async def current_entry(key: str, viewer: Viewer, services: Services, records: Records) -> Item | None:
    """The entry of this key as the viewer may see it now; None where there is none any more."""
    return (await current_entries([key], viewer, services, records)).get(key)


async def current_view(
    view: StoredView, shown: Collection[str], viewer: Viewer, services: Services, records: Records
) -> StoredView:
    """A shown message with its entries under the keys that they have now, each in its old place.

    :param shown: the keys of what it is to show. Where it had all of them already, nothing is looked up.
    """
    if set(shown) <= set(view.items):
        return view
    others = [key for key in view.items if key not in shown]
    found = await current_entries(others, viewer, services, records)
    return replace(view, items=_renamed(view.items, found))


async def current_context(
    context: Context | None, viewer: Viewer, services: Services, records: Records
) -> Context | None:
    """What a conversation remembers, with the keys that its entries have now; what is gone keeps its key."""
    if context is None or not context.items:
        return context
    found = await current_entries(context.items, viewer, services, records)
    return context.model_copy(update={"items": _renamed(context.items, found)})


async def renamed_keys(
    keys: tuple[str, ...], viewer: Viewer, services: Services, records: Records
) -> tuple[str, ...]:
    """The keys that remembered entries have now; what is gone, or not to be seen, keeps its key."""
    return _renamed(keys, await current_entries(keys, viewer, services, records)) if keys else ()


def _renamed(keys: Iterable[str], found: Mapping[str, Item]) -> tuple[str, ...]:
    return tuple(found[key].key if key in found else key for key in keys)


async def current_entries(
    keys: Collection[str], viewer: Viewer, services: Services, records: Records, *, withdrawn: bool = False
) -> dict[str, Item]:
    """The entries of these keys, by them; what is there no more is left out.

    :param withdrawn: whether those are handed out, too, that were taken back.
    """
    found = await asyncio.to_thread(services.entries, keys, viewer, withdrawn=withdrawn)
    moved = {key: await unless_away(records.changes.current(key), key) for key in keys if key not in found}
    moved = {key: now for key, now in moved.items() if now != key}
    if moved:
        later = await asyncio.to_thread(services.entries, set(moved.values()), viewer, withdrawn=withdrawn)
        found |= {key: later[now] for key, now in moved.items() if now in later}
    return found
