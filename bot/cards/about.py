"""What is told of an entry that was shown: who said it, when, where it stands, who wrote the article."""

from __future__ import annotations

from bot.cards.card import Line, LineKind, line
from bot.cards.dates import day
from bot.cards.language import _
from bot.replies import Answer, Aspect, Item, Speech


def told_line(answer: Answer) -> Line | None:
    """The sentence on the aspect that was asked about; None where the entry alone tells it."""
    item, aspect = answer.answers[0], answer.understood.aspect
    if not answer.answered:
        return line(_not_told(aspect), LineKind.WARNING)
    told = _told(item, aspect)
    return line(told) if told else None


def _told(item: Item, aspect: Aspect | None) -> str:
    match aspect:
        case Aspect.AUTHOR:
            return _("The article is by {author}.", author=item.author)
        case Aspect.DATE:
            return _("It was published on {day}.", day=day(item.published))
        case Aspect.ADDRESS:
            return item.url
        case Aspect.SOURCE if item.source:
            return _("It was published in {source}.", source=item.source)
        case Aspect.WORDING:
            return _wording(item)
    return _speaker(item, aspect)


def _speaker(item: Item, aspect: Aspect | None) -> str:
    if aspect is Aspect.ROLE:
        return _("{speaker}: {role}.", speaker=item.speaker, role=item.role)
    if aspect is not Aspect.SPEAKER:
        return ""
    if item.kind == "quote":
        return _("{speaker} said that.", speaker=item.speaker)
    return _("The article says this itself, without quoting anybody.")


def _wording(item: Item) -> str:
    if item.kind == "fact":
        return _("No, this is a sentence from the article, not a quotation.")
    if item.speech is Speech.INDIRECT:
        return _("No, the article reports it in its own words.")
    if item.speech is Speech.TRANSLATED:
        return _("It is word for word as in the article, which translated it.")
    return _("Yes, it is word for word as in the article.")


def _not_told(aspect: Aspect | None) -> str:
    match aspect:
        case Aspect.AUTHOR:
            return _("I don't know who wrote the article.")
        case Aspect.DATE:
            return _("I have no date for the article.")
        case Aspect.SOURCE:
            return _("I don't know where the article was published.")
        case Aspect.ADDRESS:
            return _("I have no link to the article.")
        case Aspect.ROLE:
            return _("The article does not say what office or role they have.")
    return _("The article does not say so.")
