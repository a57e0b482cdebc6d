"""Everything that pages: a source says what is asked for, and its reply is drawn, nothing more.

A source is a small frozen record that is stored as JSON, so that a page can be turned after a restart.
A new list is a source in `bot.chat.sources` and a line in its register, and no new buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from bot.cards import ActionKind, Card, _, entry_actions, item_block, reply_card, shortened
from bot.chat.errors import UnknownError
from bot.replies import Choice, Item, Nobody, Reply, WhichPerson
from bot.services import Records, Services, Viewer

# Entries of a page: two screens of a phone.
ITEMS_PAGE = 5
# Discord's limit for the value of a menu's entry, in characters.
OPTION_VALUE = 100


class Control(NamedTuple):
    """A button of a source's own; with `options` (value, label) it is a menu.

    `action` names its handler, which is given `place`, too.
    """

    action: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    place: int = 0


class Page(NamedTuple):
    """A page's card, the keys of its items, where the pages before and after begin, buttons of its own.

    `worth_sharing` is false where it has nothing to show to others; `is_check` says that quotations were
    checked.
    """

    card: Card
    keys: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    controls: tuple[Control, ...] = ()
    worth_sharing: bool = True
    is_check: bool = False


class PageSource(BaseModel):
    """Base of what can be paged."""

    model_config = ConfigDict(frozen=True)

    def page(self, services: Services, viewer: Viewer, start: int) -> Page:
        """The page from entry `start` on, as the viewer may see the knowledge now. Blocks.

        :raises UnknownError: a person or article that was typed is not known.
        """
        raise NotImplementedError

    async def current(self, viewer: Viewer, services: Services, records: Records) -> Self:
        """The source with the keys that what it remembers has now."""
        return self

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item]) -> Page:
        """The page of a message after a correction: these entries, which it showed and that are still there.

        That is the first page where it shows the same, as most messages do. Blocks.
        """
        try:
            page = self.page(services, viewer, 0)
        except UnknownError:
            return Page(Card(blocks=tuple(item_block(item) for item in items)))
        same = set(page.card.imprints) == {item.key for item in items}
        return page if same else _kept_to(items, page)

    @property
    def typed(self) -> tuple[str, ...]:
        """What was typed of it that may mean several people or articles."""
        return ()

    def chosen(self, place: int, meant: str) -> PageSource:
        """The source with what was meant instead of what was `typed` at this place."""
        return self

    def page_of(self, reply: Reply, start: int = 0, *, size: int = 0, more: bool = False) -> Page:
        """A page of a reply at hand; a Choice gets a menu of those who may be meant.

        :param size: entries of a page, 0 where there is one page only.
        :param more: whether other entries follow.
        :raises UnknownError: nothing of the name is known.
        """
        if isinstance(reply, Nobody):
            raise UnknownError(shortened(reply.typed))
        if isinstance(reply, Choice):
            return Page(reply_card(reply), controls=(choice_menu(reply, self.typed.index(reply.typed)),))
        before = max(0, start - size) if start else None
        after = start + size if more else None
        return Page(reply_card(reply), tuple(item.key for item in reply.answers), before, after)


def _kept_to(items: Sequence[Item], page: Page) -> Page:
    """A page that shows these entries, under the title of another and with the way to that one."""
    if not items:
        return Page(Card(title=page.card.title))
    kinds = {each.kind for each in page.card.actions}
    own = entry_actions(items[0], several=len(items) > 1)
    menu = (each for each in page.card.actions if each.kind is ActionKind.OPEN)
    changed = {
        "blocks": tuple(item_block(item) for item in items),
        "columns": (),
        "fields": (),
        "footer": "",
        "actions": (*(each for each in own if each.kind in kinds), *menu),
    }
    return Page(page.card.model_copy(update=changed), page.keys, before=0)


def choice_menu(choice: Choice | WhichPerson, place: int = 0) -> Control:
    """The menu of those who may be meant by what was `typed` at this place."""
    people: Sequence[tuple[str, str]] = [(each.name, each.name) for each in choice.people]
    articles = [(each.article, each.title) for each in choice.articles]
    options = tuple(
        (value, shortened(label)) for value, label in (*people, *articles) if len(value) <= OPTION_VALUE
    )
    return Control("meant", _("Which one did you mean? Choose here"), options, place)
