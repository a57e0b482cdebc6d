"""What is followed, by whom, and the news of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.cards.card import Action, ActionKind, Block, Card, CardStyle, Line, LineKind, Span, block, line
from bot.cards.found import detail_lines, item_block
from bot.cards.language import _, ngettext
from bot.replies import Followed, Item, Rhythm

# Subjects named below a post; the rest is counted, for the list of all is a button away.
NAMED = 3
# Letters of a subject named there.
SUBJECT = 60


def followed_line(followed: Followed) -> Line:
    """One entry of the list: what is followed, who began it, and when news of it are posted."""
    kind = _("Topic") if followed.topic else _("Person")
    rhythm = f" · {rhythm_name(followed.rhythm)}" if followed.rhythm else ""
    begun = (Span(text=" · "), *_begun(followed)) if followed.begun_by else ()
    return Line(
        spans=(Span(text=f"{kind}: {followed.subject}"), *begun, Span(text=rhythm)), kind=LineKind.BULLET
    )


def rhythm_name(rhythm: Rhythm) -> str:
    """When news are posted, in a word or two."""
    return {
        Rhythm.AT_ONCE: _("at once"),
        Rhythm.DAILY: _("daily digest"),
        Rhythm.WEEKLY: _("weekly digest"),
    }[rhythm]


def news_blocks(items: Sequence[Item], corrected: Collection[str] = ()) -> tuple[Block, ...]:
    """Each item with a button to open it; those `corrected` (by key) were known in another form."""
    return tuple(_news(item, corrected=item.key in corrected) for item in items)


def taken_back_blocks(items: Mapping[str, Item | None], links: Mapping[str, str]) -> Iterator[Block]:
    """What was posted and holds no longer, by key: what was withdrawn, and None for what was taken out.

    :param links: the addresses of messages where it was posted, by key.
    """
    for key, item in items.items():
        url = links.get(key, "")
        where = Span(text=_("What was posted here"), url=url)
        if item is None:
            gone = Span(text=_(" is no longer in the knowledge base."))
            yield block(Line(spans=(where, gone), kind=LineKind.WARNING))
        else:
            yield block(*detail_lines(item), *([Line(spans=(where,), kind=LineKind.DETAIL)] if url else []))


def news_card(blocks: Sequence[Block], part: slice, title: str, follows: Sequence[Followed]) -> Card:
    """A part of a post; what comes after it is counted, and below the first part stands who follows."""
    rest = len(blocks) - part.stop
    more = ngettext("and {count} more", "and {count} more", rest)
    below = [line(more, LineKind.HINT)] if rest > 0 else []
    if follows and not part.start:
        below.append(_followed_here(follows))
    return Card(
        title=title,
        style=CardStyle.ANSWER,
        blocks=(*blocks[part], *([block(*below)] if below else [])),
        total=len(blocks),
    )


def news_title(rhythm: Rhythm, *, new: bool, taken: bool) -> str:
    """What a post is: a digest, or at once something new, something taken back, corrections alone."""
    if rhythm is Rhythm.DAILY:
        return _("News of the day on what is followed here")
    if rhythm is Rhythm.WEEKLY:
        return _("News of the week on what is followed here")
    if new:
        return _("New on what is followed here")
    return _("Taken back on what is followed here") if taken else _("Corrected on what is followed here")


def _news(item: Item, *, corrected: bool) -> Block:
    shown = item_block(item)
    # It is opened to be cited: with more than one button an entry, half as many would fit.
    lines = tuple(each.model_copy(update={"action": _opened(each.action)}) for each in shown.lines)
    above = (line(_("Corrected:"), LineKind.WARNING),) if corrected else ()
    return shown.model_copy(update={"lines": (*above, *lines)})


def _opened(action: Action | None) -> Action | None:
    return action if action and action.kind is ActionKind.OPEN else None


def _followed_here(follows: Sequence[Followed]) -> Line:
    """ "Followed here: seals (begun by Ann), Petronella Fisk and 2 more"."""
    spans: list[Span] = [Span(text=_("Followed here: "))]
    for number, each in enumerate(follows[:NAMED]):
        subject = each.subject if len(each.subject) <= SUBJECT else f"{each.subject[:SUBJECT]}…"
        spans.append(Span(text=f"{', ' if number else ''}{subject}"))
        if each.begun_by:
            spans += [Span(text=" ("), *_begun(each), Span(text=")")]
    rest = len(follows) - NAMED
    if rest > 0:
        spans.append(Span(text=ngettext(" and {count} more", " and {count} more", rest)))
    return Line(spans=tuple(spans), kind=LineKind.HINT)


def _begun(followed: Followed) -> tuple[Span, ...]:
    name = "{name}"
    before, _name, after = _("begun by {name}", name=name).partition(name)
    member = Span(text=_("somebody on Discord"), member=followed.begun_by)
    return (Span(text=before), member, Span(text=after))
