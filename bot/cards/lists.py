"""Articles, people, quotes and summaries as cards; `total` counts the whole list that they are a page of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.amendments import amendment_lines
from bot.cards.card import (
    Action,
    ActionKind,
    Block,
    Card,
    CardStyle,
    Line,
    LineKind,
    Span,
    TextStyle,
    block,
    line,
)
from bot.cards.dates import days
from bot.cards.found import item_block
from bot.cards.language import _, ngettext
from bot.cards.places import place_spans
from bot.replies import Item, Place, Speaker, Summary


def summary_card(summary: Summary) -> Card:
    """An article in short; where no editor wrote a summary it says so and shows the first facts as facts."""
    place = Line(spans=place_spans(summary), kind=LineKind.DETAIL)
    notes = tuple(amendment_lines(summary))
    if summary.withdrawn:
        return Card(title=summary.title, style=CardStyle.UNKNOWN, blocks=(block(*notes), block(place)))
    if summary.written:
        blocks: tuple[Block, ...] = (block(line(summary.text), key=summary.article), block(place))
    else:
        none = line(
            _("No summary is written. The article's first facts:")
            if summary.facts
            else _("No summary is written, and no facts are."),
            LineKind.HINT,
        )
        facts = (line(fact, LineKind.STATEMENT) for fact in summary.facts)
        blocks = (block(none), *(block(fact) for fact in facts), block(place))
    blocks = (block(*notes), *blocks) if notes else blocks
    source = Action(kind=ActionKind.SOURCE, label=_("Source"), key=summary.article, url=summary.url)
    quotes = Action(kind=ActionKind.WORDS, label=_("Quotes"), key=summary.article)
    actions = (*((source,) if summary.url else ()), quotes)
    return Card(title=summary.title, url=summary.url, style=CardStyle.ANSWER, blocks=blocks, actions=actions)


def quotes_card(title: str, items: Sequence[Item], *, start: int = 0, total: int = 0) -> Card:
    """A page of quotes, such as all that one person said."""
    blocks = tuple(item_block(item) for item in items)
    return page_of(title, blocks, start, total)


def articles_card(articles: Sequence[Place], *, person: str = "", start: int = 0, total: int = 0) -> Card:
    """A page of the list of articles, or of those that name a person."""
    blocks = tuple(article_block(each) for each in articles)
    title = _("Articles on {name}", name=person) if person else _("Articles")
    return page_of(title, blocks, start, total)


def people_card(people: Sequence[Speaker], *, start: int = 0, total: int = 0) -> Card:
    """A page of the list of people."""
    return page_of(_("People"), tuple(person_block(each) for each in people), start, total)


def page_of(title: str, blocks: tuple[Block, ...], start: int, total: int) -> Card:
    """A page of a list: its blocks, and where in the list they stand if they are not all of it."""
    total = max(total, start + len(blocks))
    if not blocks:
        blocks = (block(line(_("Nothing to show."))),)
    whole = not start and total <= len(blocks)
    footer = (
        ""
        if whole
        else _("{first} to {last} of {total}", first=start + 1, last=start + len(blocks), total=total)
    )
    return Card(title=title, blocks=blocks, footer=footer, total=total)


def article_block(article: Place, kind: ActionKind = ActionKind.ARTICLE) -> Block:
    """An article of a list; `kind` is what is done with the one that is chosen."""
    action = Action(kind=kind, label=_open(kind), key=article.article)
    return block(Line(spans=place_spans(article), kind=LineKind.BULLET, action=action), key=article.article)


def _open(kind: ActionKind) -> str:
    return _("This one") if kind is ActionKind.MEANT else _("Open")


def introduced(speaker: Speaker) -> str:
    """Name and newest role: "Alan Hendry, chief executive of Tunnel North"."""
    return f"{speaker.name}, {speaker.roles[0]}" if speaker.roles else speaker.name


def person_block(speaker: Speaker, kind: ActionKind = ActionKind.PERSON) -> Block:
    """A person of a list: name, newest role, how many quotes and from when; `kind` as of an article."""
    action = Action(kind=kind, label=_open(kind), key=speaker.name)
    quotes = ngettext("{count} quote", "{count} quotes", speaker.quotes)
    name = Span(text=speaker.name, style=TextStyle.STRONG)
    role = Span(text=f", {speaker.roles[0]}") if speaker.roles else Span(text="")
    about = " · ".join(part for part in (quotes, days(speaker.first, speaker.latest)) if part)
    return block(
        Line(spans=(name, role), kind=LineKind.BULLET, action=action),
        line(about, LineKind.DETAIL),
        key=speaker.name,
    )
