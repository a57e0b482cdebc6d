"""News of what is followed, as they were posted to a channel or to a member directly."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from bot.cards import Card, _, news_blocks, news_card, news_title, taken_back_blocks
from bot.chat.filling import Filling
from bot.chat.paging import Control, Page, PageSource, filled_page, known
from bot.chat.render.form import Form
from bot.replies import Followed, Rhythm
from bot.services import Records, Services, Viewer, posted_before, renamed_keys, taken_back, who_follows

# Items shown in one post, at most: two screens of a phone; the rest is a button away.
SHOWN = 8


class NewsSource(PageSource):
    """The items of a post by their keys: those known in another form are `corrected`, others `taken` back.

    `follows` (who follows what) and `links` (to where an item was posted before) are looked up each time, by
    `current`, and not kept.
    """

    kind: Literal["news"] = "news"
    channel: int
    items: tuple[str, ...]
    corrected: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    rhythm: Rhythm = Rhythm.AT_ONCE
    follows: tuple[Followed, ...] = Field((), exclude=True)
    links: dict[str, str] = Field({}, exclude=True)

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        items = tuple(services.entries(self.items, viewer).values())
        back = tuple(taken_back_blocks(taken_back(services, self.taken, viewer), self.links))
        blocks = (*news_blocks(items, self.corrected), *back)
        new = any(item.key not in self.corrected for item in items) or not blocks

        title = news_title(self.rhythm, new=new, taken=bool(back))

        def drawn(place: int, count: int) -> Card:
            return news_card(blocks, slice(place, place + count), title, self.follows)

        filling = Filling(drawn, form, SHOWN)
        page = filled_page(filling.page(start if start < len(blocks) else 0, len(blocks)), form)
        keys = known((*(item.key for item in items), *page.card.touched))
        return page._replace(keys=keys, controls=(Control("followed", _("Followed here")),))

    async def current(self, viewer: Viewer, services: Services, records: Records) -> Self:
        items = await renamed_keys(self.items, viewer, services, records)
        corrected = await renamed_keys(self.corrected, viewer, services, records)
        follows = await who_follows(self.channel, (*self.items, *self.taken), viewer, services, records)
        links = await posted_before(self.channel, self.taken, records)
        now = {"items": items, "corrected": corrected, "follows": follows, "links": links}
        return self.model_copy(update=now)
