"""What is said beside answers: help, small talk, and what became of what was asked for in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.cards.card import Card, CardStyle, Line, LineKind, block, line
from bot.cards.following import followed_line
from bot.cards.language import _
from bot.replies import Done, DoneState, Help, Talk, Tone


def help_card(reply: Help, commands: Iterable[Line] = ()) -> Card:
    """What can be asked, in words; below it the `commands` of the door."""
    about = block(
        line(
            _("I am a program, and I make nothing up: I answer only with the words that editors wrote down.")
        ),
        line(_("Ask in plain words, and go on from there. For example:")),
        *_examples(reply),
    )
    listed = tuple(commands)
    return Card(title=_("Briefing Bot"), blocks=(about, *([block(*listed)] if listed else [])))


def _examples(reply: Help) -> Iterator[Line]:
    examples = (
        *_examples_of_people(reply),
        *([_("what is the article “{title}” about?", title=reply.title)] if reply.title else ()),
        _("is this a real quote: “…” … who said “…”?"),
        _("what's new? … list the articles … list the people"),
        _("that's wrong (I note it and ask what you meant)"),
    )
    for each in examples:
        yield line(each, LineKind.BULLET)


def _examples_of_people(reply: Help) -> Iterator[str]:
    if not reply.people:
        return
    (person, *others), topics = reply.people, reply.topics
    if topics:
        yield _("what did {person} say about {topic}? … when was that?", person=person, topic=topics[0])
        for other in topics[1:]:
            yield _("what did {person} say? … and about {topic}?", person=person, topic=other)
    else:
        yield _("what did {person} say? … when was that?", person=person)
    yield _("who is {person}? … timeline of {person}", person=person)
    for other in others:
        yield _("compare {person} and {other}", person=person, other=other)
    yield _("follow {person} … what do you follow here? … stop following {person}", person=person)


def talk_card(reply: Talk) -> Card:
    """One friendly line."""
    return Card(blocks=(block(line(_friendly(reply.tone))),))


def _friendly(tone: Tone) -> str:
    other = _("Ask me what somebody said, who said it, when, where or how much.")
    return {
        Tone.HELLO: _("Hello! Ask me who said what, when and where. /help shows more."),
        Tone.THANKS: _("You're welcome! Ask me more whenever you like."),
        Tone.BYE: _("Goodbye! Ask again whenever you like."),
        Tone.FINE: _("All right. Ask me more whenever you like."),
        Tone.DOUBT: _(
            "I only show what editors wrote down. Ask “where was that?” to see where an answer comes from."
        ),
        Tone.FEWER: _("Fewer than that were shown."),
    }.get(tone, other)


def done_card(reply: Done) -> Card:
    """What became of what was asked for: a follow, a complaint."""
    good = reply.what in ("follow", "unfollow") and reply.state is DoneState.DONE
    style = CardStyle.GOOD if good else CardStyle.NOTICE
    title = _("Followed here") if reply.what == "following" and reply.subjects else ""
    return Card(title=title, style=style, blocks=(block(*_became(reply)),))


def _became(reply: Done) -> Iterator[Line]:
    match reply.what:
        case "complaint":
            if reply.state is DoneState.DONE:
                yield line(_("Thank you, I noted that it is wrong."))
            else:
                yield line(_("I'm sorry."))
            yield line(_("What did you mean? Try other words, or name the person, the article or the day."))
        case "administer":
            yield line(
                _("Only the people who manage the knowledge can do that: on Discord, they use /knowledge.")
            )
        case "following" if reply.state is DoneState.DONE:
            yield from map(followed_line, reply.follows)
            if not reply.subjects:
                yield line(_("Nothing is followed here. Use /follow to start."))
        case _:
            yield line(_followed(reply))
            if reply.unmatched:
                yield line(
                    _("Nothing here matches it so far. Is it spelled as in the articles?"), LineKind.HINT
                )


def _followed(reply: Done) -> str:
    subject = reply.subject
    match reply.what, reply.state:
        case _, DoneState.ASKED:
            return _(
                "Following works in channels and direct messages on Discord: ask me there, or use /follow."
            )
        case "follow", DoneState.DONE:
            return _("I will post news about {subject} here.", subject=subject)
        case "follow", _:
            return _("{subject} is followed here already.", subject=subject)
        case _, DoneState.DONE:
            return _("{subject} is no longer followed here.", subject=subject)
    return _("{subject} is not followed here.", subject=subject)
