"""Everything that pages: a source says what is asked for, and its reply is drawn, nothing more.

A source is a small frozen record that is stored as JSON, so that a page can be turned after a restart.
A new list is a source in `bot.chat.sources` and a line in its register, and no new buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from bot.cards import ActionKind, Card, _, entry_actions, item_block, reply_card, shortened
from bot.chat.errors import UnknownError
from bot.chat.filling import Filled, Filling, first_needed
from bot.chat.render.draw import fits
from bot.chat.render.form import Form
from bot.replies import Choice, Entries, Item, Nobody, Reply, Timeline, WhichPerson
from bot.services import Part, Records, Services, Viewer

# Entries of a page at most: two screens of a phone.
ITEMS_PAGE = 5
LEADING_ON = (ActionKind.QUOTES, ActionKind.TIMELINE, ActionKind.ARTICLES, ActionKind.WORDS)
"""What leads on from a person or an article."""
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
    checked. `whole` is the key of an entry that is too long for the page and cut there, `back` the id of the
    view of the list that it was opened from.
    """

    card: Card
    keys: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    controls: tuple[Control, ...] = ()
    worth_sharing: bool = True
    is_check: bool = False
    whole: str = ""
    back: str = ""


class PageSource(BaseModel):
    """Base of what can be paged.

    `at` is where the page begins that a message shows now, `back` the id of the view of the list that it was
    opened from.
    """

    model_config = ConfigDict(frozen=True)

    at: int = 0
    back: str = ""

    def page(self, services: Services, viewer: Viewer, start: int, form: Form) -> Page:
        """The page from entry `start` on, as the viewer may see the knowledge now. Blocks.

        :raises UnknownError: a person or article that was typed is not known.
        """
        raise NotImplementedError

    async def current(self, viewer: Viewer, services: Services, records: Records) -> Self:
        """The source with the keys that what it remembers has now."""
        return self

    def amended(self, services: Services, viewer: Viewer, items: Sequence[Item], form: Form) -> Page:
        """The page of a message after a correction: these entries, which it showed and that are still there.

        That is the page itself where it shows the same, as most do. Blocks.
        """
        try:
            page = self.page(services, viewer, self.at, form)
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

    def page_of(self, reply: Reply, form: Form, start: int = 0, *, most: int = ITEMS_PAGE) -> Page:
        """A page of a reply at hand; a Choice gets a menu of those who may be meant.

        :param most: entries of a page of a list, at most.
        :raises UnknownError: nothing of the name is known.
        """
        if isinstance(reply, Nobody):
            raise UnknownError(shortened(reply.typed))
        if isinstance(reply, Choice):
            card = reply_card(reply)
            menu = choice_menu(reply, self.typed.index(reply.typed))
            return Page(card, card.touched, controls=(menu,), back=self.back)
        if isinstance(reply, Entries | Timeline):
            return _page_of_list(reply, form, start, most)._replace(back=self.back)
        card = reply_card(reply)
        keys = (*(item.key for item in reply.answers), *card.touched)
        return Page(card, known(keys), whole=too_long(card, form), back=self.back)


def part_for(start: int, most: int) -> Part:
    """The part of a list that the page from entry `start` on, and the one before it, are made of."""
    first = first_needed(start)
    return Part(first, start - first + most)


def filled_page(filled: Filled, form: Form) -> Page:
    """A page of a list: its buttons turn to those before and after it."""
    card = filled.card
    whole = too_long(card, form) if filled.entries == 1 else ""
    return Page(card, known((*card.keys, *card.touched)), filled.before, filled.after, whole=whole)


def known(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys that a message needs, each once."""
    return tuple(dict.fromkeys(keys))


def too_long(card: Card, form: Form) -> str:
    """The key of the entry that is cut on the card, as far as it is to be had in another way; "" for none."""
    return next(iter(card.imprints), "") if card.imprints and not fits(card, form) else ""


def _page_of_list(reply: Entries | Timeline, form: Form, start: int, most: int) -> Page:
    filling = Filling(lambda place, count: reply_card(reply.part(place, count)), form, most)
    return filled_page(filling.page(start, reply.start + reply.length, more=reply.more), form)


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
