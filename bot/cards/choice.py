"""Which of several was meant, and a name that nobody has."""

from __future__ import annotations

from bot.cards.card import ActionKind, Card, CardStyle, LineKind, block, line
from bot.cards.language import _
from bot.cards.lists import article_block, introduced, person_block
from bot.cards.sentences import join_or
from bot.replies import Choice, Nobody, WhichPerson


def choice_card(choice: Choice) -> Card:
    """The people or articles that a typed name or title may mean."""
    heading = block(line(_("Several fit “{typed}”. Which one did you mean?", typed=choice.typed)))
    people = (person_block(each, ActionKind.MEANT) for each in choice.people)
    articles = (article_block(each, ActionKind.MEANT) for each in choice.articles)
    return Card(style=CardStyle.UNSURE, blocks=(heading, *people, *articles))


def which_person_card(choice: WhichPerson) -> Card:
    """Whom a question may mean: several of one name, or those whose name is like one that nobody has."""
    if choice.known:
        sentence = _("“{typed}” could be any of several people. Who did you mean?", typed=choice.typed)
        heading = line(sentence)
    else:
        names = join_or([introduced(each) for each in choice.people])
        heading = line(
            _("I don't know anybody named {typed}. Did you mean {names}?", typed=choice.typed, names=names)
        )
    people = (person_block(each, ActionKind.MEANT) for each in choice.people)
    return Card(title=choice.understood.question, style=CardStyle.UNSURE, blocks=(block(heading), *people))


def nobody_card(nobody: Nobody) -> Card:
    """That nothing of this name is known, and what has a name like it."""
    if nobody.kind == "source":
        return _no_source(nobody)
    lines = [line(_("I don't know “{typed}”.", typed=nobody.typed))]
    lines += [line(name, LineKind.BULLET) for name in nobody.near]
    return Card(style=CardStyle.UNKNOWN, blocks=(block(*lines),))


def _no_source(nobody: Nobody) -> Card:
    lines = [line(_("No article here is from “{typed}”.", typed=nobody.typed))]
    if nobody.near:
        lines.append(line(_("Sources are, for example: {names}.", names=join_or(nobody.near)), LineKind.HINT))
    return Card(style=CardStyle.UNKNOWN, blocks=(block(*lines),))
