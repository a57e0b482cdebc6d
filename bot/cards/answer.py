"""An Answer as a card: answered, "did you mean", or an honest "not known"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cards.about import told_line
from bot.cards.beside import entry_blocks
from bot.cards.card import Action, ActionKind, Block, Card, CardStyle, Line, LineKind, block, line
from bot.cards.dates import day, during, span
from bot.cards.found import entry_actions, item_block, menu_entry
from bot.cards.language import _, ngettext
from bot.cards.places import place_spans
from bot.cards.search import kept_line
from bot.replies import (
    Answer,
    Dated,
    Differing,
    Differs,
    Found,
    Place,
    Questioned,
    Taken,
    Understood,
    Unknown,
)
from bot.text import folded

# What is read at a glance: two screens of a phone of what answers, and fewer of what may be meant.
LIST_SHOWN = 5
CANDIDATES_SHOWN = 3
# A Discord select menu holds 25 entries.
CHOICES = 25
NEAR_SHOWN = 5
# Namesakes that are named in a line of small print.
OTHERS_NAMED = 3


def answer_card(answer: Questioned, *, start: int = 0, count: int | None = None) -> Card:
    """What is offered from place `start` on, `count` of it (without it as much as reads well)."""
    if not isinstance(answer, Answer):
        return _unknown(answer)
    count = count or (LIST_SHOWN if answer.answered else CANDIDATES_SHOWN)
    offered = answer.offered
    shown = offered[start : start + count]
    told = told_line(answer) if answer.understood.aspect else None
    entries = (each for one in shown for each in entry_blocks(one))
    lead = block(*_understood_lines(answer.understood), *([told] if told else _doubt(answer)))
    return Card(
        title=answer.understood.question,
        style=CardStyle.ANSWER if answer.answered else CardStyle.UNSURE,
        blocks=(*([lead] if lead.lines else []), *entries),
        footer=_place_in_list(answer, start, len(shown)),
        actions=tuple(_actions(answer, shown, start + len(shown))),
        total=len(offered),
    )


def _understood_lines(asked: Understood) -> Iterator[Line]:
    if asked.repairs:
        written = {folded(word): word for name in asked.people for word in name.split()}
        read = ", ".join(f"{each.typed} → {written.get(each.read, each.read)}" for each in asked.repairs)
        yield line(_("Understood: {words}", words=read), LineKind.HINT)
    if asked.carried:
        yield line(_("About: {words}", words=" ".join(asked.carried)), LineKind.HINT)
    if asked.dated and not (asked.since or asked.until):
        yield line(_("There is no such day as “{typed}”.", typed=asked.dated.typed), LineKind.WARNING)
    elif asked.dated and not (asked.dated.full and asked.dated.other is None):
        yield line(_read_as(asked.dated, span(asked.since, asked.until)), LineKind.HINT)
    for one in asked.taken:
        yield line(_taken(one), LineKind.HINT)
    kept = kept_line(asked.kept_to) if asked.kept_to else None
    if kept:
        yield kept


def _read_as(dated: Dated, days: str) -> str:
    """Which days the words of a question were read as: numbers and "last week" leave room for others."""
    if dated.other:
        other = day(dated.other)
        return _("I read “{typed}” as {days}, not as {other}.", typed=dated.typed, days=days, other=other)
    return _("I read “{typed}” as {days}.", typed=dated.typed, days=days)


def _taken(one: Taken) -> str:
    """Whom a name of several people was taken for: those who read it must see that there are others."""
    named, rest = one.others[:OTHERS_NAMED], len(one.others) - OTHERS_NAMED
    others = ", ".join(named)
    if rest > 0:
        others = ngettext("{names} and {count} more", "{names} and {count} more", rest, names=others)
    return _(
        "I took “{typed}” to mean {name}. Others of that name: {others}.",
        typed=one.typed, name=one.name, others=others,
    )  # fmt: skip


def _doubt(answer: Answer) -> Iterator[Line]:
    for name in answer.understood.strangers:
        yield line(_("I don't know anybody named {name}.", name=name), LineKind.WARNING)
    if answer.understood.dated and not any(one.published for one in answer.offered):
        yield line(_("None of this has a date, so I don't know when it was said."), LineKind.WARNING)
    if answer.differs:
        yield line(_about_another(answer.differs), LineKind.WARNING)
    if not answer.answered:
        yield line(_doubtful(len(answer.offered)), LineKind.WARNING)


def _doubtful(offered: int) -> str:
    if offered == 1:
        return _("I found no sure answer. Did you mean this?")
    return _("I found no sure answer. Did you mean one of these?")


def _about_another(differs: Differs) -> str:
    """What the first entry tells of, where the question names something else of its kind."""
    match differs.kind:
        case Differing.OTHER:
            told, asked = differs.told, differs.asked
            return _("The closest match is about {told}, not {asked}.", told=told, asked=asked)
        case Differing.ONE:
            return _("The closest match is what {name} alone said.", name=differs.told)
        case Differing.TO_COME:
            return _("The closest match is about what was to come, not about what has happened.")
        case Differing.OPPOSITE:
            return _("The closest match says what is so. You asked what is not.")


def _place_in_list(answer: Answer, start: int, shown: int) -> str:
    total = len(answer.offered)
    if not answer.answered or answer.understood.aspect or (total <= shown and not start):
        return ""
    return _("{first} to {last} of {total}", first=start + 1, last=start + shown, total=total)


def _actions(answer: Answer, shown: Sequence[Found], following: int) -> Iterator[Action]:
    several = len(shown) > 1
    if answer.answered and shown:
        yield from entry_actions(shown[0], several=several)
    if following < len(answer.offered):
        yield Action(kind=ActionKind.MORE, label=_("More"))
    if not answer.answered:
        yield from (menu_entry(item) for item in answer.offered[:CHOICES])
    elif several:
        yield from (menu_entry(item) for item in shown)


def _unknown(answer: Questioned) -> Card:
    asked = answer.understood
    if isinstance(answer, Unknown) and (answer.nearest_before or answer.nearest_after):
        return _beside_days(answer)
    lines = (*_understood_lines(asked), line(_nothing_known(answer)))
    if isinstance(answer, Unknown) and answer.looked_through is not None and answer.answers:
        nearest = (block(line(_("The closest match:"), LineKind.HINT)), item_block(answer.answers[0]))
        return Card(title=asked.question, style=CardStyle.UNKNOWN, blocks=(block(*lines), *nearest))
    # Without anybody meant, what is "near" shares a word at most.
    near = tuple(_near(answer.near)) if asked.people else ()
    return Card(title=asked.question, style=CardStyle.UNKNOWN, blocks=(block(*lines), *near))


def _beside_days(answer: Unknown) -> Card:
    """That nothing is known of the days named, with the entries next to them."""
    sides = sum(map(bool, (answer.nearest_before, answer.nearest_after)))
    told = block(*_understood_lines(answer.understood), line(_nothing_then(answer)))
    blocks = (told, *map(item_block, answer.answers[:sides]))
    return Card(title=answer.understood.question, style=CardStyle.UNKNOWN, blocks=blocks)


def _nothing_then(answer: Unknown) -> str:
    """That nothing is known of the days named, and of which days something is."""
    asked, days = answer.understood, during(answer.understood.since, answer.understood.until)
    who = _(" or ").join(asked.heard)
    if who and asked.topic:
        nothing = _("I don't know of anything by {name} about that {days}.", name=who, days=days)
    elif who:
        nothing = _("I don't know of anything by {name} {days}.", name=who, days=days)
    elif asked.topic:
        nothing = _("I don't know of anything about that {days}.", days=days)
    else:
        nothing = _("I don't know of anything {days}.", days=days)
    return " ".join((nothing, _nearest(day(answer.nearest_before), day(answer.nearest_after))))


def _nearest(before: str, after: str) -> str:
    if before and after:
        return _(
            "The last one before that is from {before}, the first one after it from {after}.",
            before=before,
            after=after,
        )
    if before:
        return _("The last one before that is from {day}.", day=before)
    return _("The first one after that is from {day}.", day=after)


def _nothing_known(answer: Questioned) -> str:
    asked = answer.understood
    if isinstance(answer, Unknown) and answer.gone:
        return _("This quote is no longer in the knowledge base.")
    if asked.strangers:
        return _("I don't know anybody named {name}.", name=asked.strangers[0])
    if isinstance(answer, Unknown) and answer.exhausted and not asked.heard:
        return _("That is all I know.")
    if asked.heard:
        return _nothing_by(_(" or ").join(asked.heard), answer)
    if asked.spoken_of:
        return _("I don't know of anything like that about {name}.", name=_(" or ").join(asked.spoken_of))
    return _("I don't know anything about that.")


def _nothing_by(who: str, answer: Questioned) -> str:
    if isinstance(answer, Unknown) and answer.exhausted:
        return _("That is everything I have by {name}.", name=who)
    if isinstance(answer, Unknown) and answer.looked_through is not None:
        count = answer.looked_through
        return ngettext(
            "I don't know of any such statement by {name}. I looked through {count} statement.",
            "I don't know of any such statement by {name}. I looked through {count} statements.",
            count,
            name=who,
        )
    if answer.understood.topic:
        return _("I don't know of anything by {name} on that.", name=who)
    return _("I don't know of anything by {name}.", name=who)


def _near(places: tuple[Place, ...]) -> Iterator[Block]:
    if places:
        lines = (Line(spans=place_spans(place), kind=LineKind.BULLET) for place in places[:NEAR_SHOWN])
        yield block(line(_("Related articles:"), LineKind.HINT), *lines)
