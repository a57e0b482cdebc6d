"""Recalled answers: those of the last days that showed what was corrected or taken out since, amended once.

They are looked for as a reload takes changes up, and at the start among all: whatever took the changes up
meanwhile, or was cut off while it did, a message shows an entry in another form than it has now, or does not.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import NamedTuple, Protocol

from bot.knowledge import EntryChanges, Item, Trait, date_of, differing, imprint
from bot.records import (
    AMEND,
    SENT_WITHIN,
    EntryShown,
    Finding,
    Outgoing,
    Recall,
    Records,
    Showing,
    ShownIn,
)
from bot.replies import RecalledAnswer, RecalledEntry, RecallKind, RecallNote, RecallState
from bot.services.days import day_of
from bot.services.entries import current_entries
from bot.services.posts import Delivery
from bot.services.server_settings import ServerSettings
from bot.services.services import Services
from bot.services.viewer import OPERATOR, Viewer
from bot.settings import Settings

log = logging.getLogger(__name__)

# Between two tries to amend a message, doubled each time: within a day it is clear that it cannot be done.
AGAIN = timedelta(hours=1)
TRIES = 5
# For so long after a change an answer may still be on its way that was made before it.
ON_ITS_WAY = timedelta(minutes=5)
_SETTLED = {
    Delivery.SENT: RecallState.AMENDED,
    Delivery.GONE: RecallState.GONE,
    Delivery.REFUSED: RecallState.REFUSED,
    Delivery.DELAYED: RecallState.REFUSED,
}


class Amendment(NamedTuple):
    """A message that is to be amended: its entries that are still there, as they are, and notes on all.

    `gone` are those that are there no more, which may come back; `viewer` is whoever looks there.
    """

    showing: Showing
    items: tuple[Item, ...]
    notes: tuple[RecallNote, ...]
    gone: tuple[EntryShown, ...]
    viewer: Viewer


class Amender(Protocol):
    """What amends messages where they stand."""

    async def viewer_in(self, channel: int) -> Viewer:
        """Who looks in a channel."""

    async def __call__(self, amendment: Amendment) -> Delivery:
        """Show the message as it is to be now; what became of it."""


class Recaller:
    """Finds what is to be recalled, and has it amended.

    :param settings: which time zone a day is of.
    :param zone: the operator's.
    :param clock: the moment now.
    """

    def __init__(
        self,
        services: Services,
        records: Records,
        settings: ServerSettings,
        zone: tzinfo | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._services = services
        self._records = records
        self._settings = settings
        self._zone = zone
        self._clock = clock
        self._round = asyncio.Lock()
        self._recent: dict[str, datetime] = {}

    async def changed(self, entries: EntryChanges) -> None:
        """Look for messages that show what a reload changed, took out or brought back."""
        came = await self._records.messages.missing() & set(entries.came) if entries.came else ()
        touched = {*entries.went, *entries.edited, *entries.withdrawn, *came}
        touched |= {old for old, _ in entries.rekeyed}
        now = self._clock()
        self._recent = {key: made for key, made in self._recent.items() if now - made < ON_ITS_WAY}
        self._recent |= dict.fromkeys(touched, now)
        if touched:
            await self.look(touched)

    async def sent(self, entries: Collection[EntryShown]) -> None:
        """Look again where an answer has gone out that may have been made before the last change."""
        late = {each.key for each in entries} & self._recent.keys()
        if late:
            await self.look(late)

    async def look(self, keys: Collection[str] | None = None) -> None:
        """Note the messages that show these entries (None: any) otherwise than they are now."""
        if self._services.empty and not self._services.emptied:
            log.warning("Nothing is known any more; no answers are recalled. Is the folder's share there?")
            return
        now = self._clock()
        shown = await self._records.messages.showing(now, keys)
        asked = dict.fromkeys(each.entry.key for each in shown)
        found = await current_entries(asked, OPERATOR, self._services, self._records, withdrawn=True)
        await self._records.recalls.note(tuple(_findings(shown, found)), now)

    async def deliver(self, amend: Amender) -> None:
        """Amend the messages that wait for it; one round at a time."""
        async with self._round:
            while job := await self._records.outbox.claim(self._clock(), (AMEND,)):
                await self._amend(job, amend)

    async def _amend(self, job: Outgoing, amend: Amender) -> None:
        shown = await self._records.messages.of(job.message)
        recalls = await self._records.recalls.of(job.message)
        viewer = await self._settings.zoned(await amend.viewer_in(job.channel))
        keys = [each.entry.key for each in shown if not each.entry.offered]
        asked = {*keys, *(each.key for each in recalls)}
        found = await current_entries(asked, viewer, self._services, self._records, withdrawn=True)
        showing = shown[0].showing if shown else Showing(job.message, job.channel)
        items = tuple(found[key] for key in keys if key in found and not found[key].withdrawn)
        notes = tuple(self._notes(recalls, found, viewer))
        gone = tuple(each.entry for each in shown if not each.entry.imprint)
        try:
            async with asyncio.timeout(SENT_WITHIN):
                done = await amend(Amendment(showing, items, notes, gone, viewer))
        except TimeoutError:
            done = Delivery.DELAYED
        except Exception:
            # One message that cannot be drawn must not keep the others from being amended.
            log.exception("Message %d could not be amended.", job.message)
            done = Delivery.DELAYED
        now = self._clock()
        if done is Delivery.DELAYED and job.tries + 1 < TRIES:
            await self._records.outbox.again(job.id, now + AGAIN * 2**job.tries)
            return
        drawn = [each.id for each in recalls]
        await self._records.recalls.settle(job.id, job.message, drawn, _SETTLED[done], now)
        if done is Delivery.GONE:
            await self._records.messages.forget(job.message)

    def _notes(
        self, recalls: Iterable[Recall], found: Mapping[str, Item], viewer: Viewer
    ) -> Iterator[RecallNote]:
        """What is to be said of entries: every correction of what is still there, else the last word."""
        told: dict[str, list[Recall]] = {}
        for each in recalls:
            # A second correction finds the entry under the key that the first one gave it.
            before = told.pop(each.key, [])
            told[each.now or each.key] = [*before, each] if each.kind is RecallKind.CORRECTED else [each]
        for key, rows in told.items():
            for each in rows:
                day, note = _said_of(each, found.get(key))
                yield RecallNote(
                    kind=each.kind,
                    day=day or day_of(each.made, viewer, self._zone),
                    key=key if each.now else "",
                    traits=each.traits,
                    note=note,
                )


def _said_of(recall: Recall, item: Item | None) -> tuple[date | None, str]:
    """The day and the sentence that the editors give for what became of an entry, where they do."""
    if item is None:
        return None, ""
    if recall.kind is RecallKind.WITHDRAWN and item.withdrawn:
        return date_of(item.withdrawn.date), item.withdrawn.note
    if recall.kind is RecallKind.DISPUTED and item.disputed:
        return None, item.disputed.note
    if Trait.CORRECTION in recall.traits and item.corrected:
        return date_of(item.corrected.date), item.corrected.note
    return None, ""


async def recalled_seen(
    records: Records, services: Services, viewer: Viewer, zone: tzinfo | None
) -> tuple[RecalledEntry, ...]:
    """What was recalled of late of articles that the viewer may see, or that are gone: in their server."""
    found = await records.recalls.all()
    articles = {_article_of(each) for each in found}
    seen = await asyncio.to_thread(services.seen_of, articles, viewer)
    there = await asyncio.to_thread(services.seen_of, articles, OPERATOR)
    here = [
        each
        for each in found
        if _article_of(each) in seen or (each.server == viewer.server and _article_of(each) not in there)
    ]
    return _listed(here, viewer, zone)


async def recalled(records: Records, viewer: Viewer, zone: tzinfo | None) -> tuple[RecalledEntry, ...]:
    """What was recalled of late, newest first: an entry with all answers that had shown it."""
    return _listed(await records.recalls.all(), viewer, zone)


def _article_of(recall: Recall) -> str:
    return recall.key.rpartition("#")[0]


def _listed(found: Iterable[Recall], viewer: Viewer, zone: tzinfo | None) -> tuple[RecalledEntry, ...]:
    ordered = sorted(found, key=_recalled_as, reverse=True)
    return tuple(
        RecalledEntry(
            kind=kind,
            day=day_of(made, viewer, zone),
            key=key,
            traits=traits,
            answers=tuple(RecalledAnswer(state=each.state, url=_url(each)) for each in found),
        )
        for (made, key, kind, traits), found in groupby(ordered, key=_recalled_as)
    )


async def operators_recalls(operator: Settings) -> tuple[RecalledEntry, ...]:
    """What was recalled of late, out of the operator's records.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        return await recalled(records, OPERATOR, operator.zone())
    finally:
        await records.close()


def _recalled_as(recall: Recall) -> tuple[datetime, str, RecallKind, tuple[Trait, ...]]:
    return recall.made, recall.key, recall.kind, recall.traits


def _findings(shown: Iterable[ShownIn], found: Mapping[str, Item]) -> Iterator[Finding]:
    """What messages show otherwise than it is now."""
    for each in shown:
        entry, item = each.entry, found.get(each.entry.key)
        now = EntryShown(
            item.key if item else entry.key, imprint(item) if item and not item.withdrawn else ""
        )
        if now.imprint != entry.imprint:
            traits = differing(entry.imprint, now.imprint) if entry.imprint and now.imprint else ()
            yield Finding(each, now, None if entry.offered else _kind(entry, item, traits), traits)
        elif now.key != entry.key:
            yield Finding(each, now, None)


def _kind(before: EntryShown, item: Item | None, traits: Collection[Trait]) -> RecallKind:
    """What became of an entry that is shown otherwise now."""
    if item is None:
        return RecallKind.REMOVED
    if item.withdrawn:
        return RecallKind.WITHDRAWN
    if not before.imprint:
        return RecallKind.RESTORED
    if item.disputed and set(traits) == {Trait.DISPUTE}:
        return RecallKind.DISPUTED
    if item.superseded_by and not item.corrected and set(traits) == {Trait.CORRECTION}:
        return RecallKind.SUPERSEDED
    return RecallKind.CORRECTED


def _url(recall: Recall) -> str:
    """Where a message of a server can be looked at; nobody but the member can where it is private."""
    if recall.state is RecallState.PRIVATE or not recall.server:
        return ""
    return f"https://discord.com/channels/{recall.server}/{recall.channel}/{recall.message}"
