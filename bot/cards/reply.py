"""Every reply as a card: one function for each kind of reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.cards.answer import answer_card
from bot.cards.card import Card
from bot.cards.checked import checked_card
from bot.cards.choice import choice_card, nobody_card, which_person_card
from bot.cards.doing import done_card, help_card, talk_card
from bot.cards.lists import articles_card, people_card, quotes_card, summary_card
from bot.cards.person import person_card
from bot.cards.said import compared_card, on_topic, timeline_card, who_said_card
from bot.cards.search import search_card
from bot.cards.verdict import verdict_card
from bot.replies import (
    Answer,
    ArticleReply,
    Choice,
    Comparison,
    Done,
    Entries,
    Help,
    Nobody,
    PersonReply,
    Reply,
    Report,
    Talk,
    Timeline,
    Unknown,
    Verdict,
    WhichPerson,
)


def reply_card(reply: Reply) -> Card:
    """The reply as it reads best by itself; see `answer_card` for pages of an answer."""
    return CARDS[type(reply)](reply)


def _list(reply: Entries) -> Card:
    place = {"start": reply.start, "total": reply.total}
    if reply.kind == "articles":
        return articles_card(reply.articles, person=reply.person, **place)
    if reply.kind == "people":
        return people_card(reply.people, **place)
    if reply.kind == "whose":
        return who_said_card(reply.title, reply.answers, reply.withdrawn)
    if reply.kind == "found":
        return search_card(reply)
    return quotes_card(on_topic(reply.title, reply.topic), reply.answers, **place)


def _timeline(reply: Timeline) -> Card:
    return timeline_card(reply.person, reply.topic, reply.answers, start=reply.start, total=reply.total)


def _comparison(reply: Comparison) -> Card:
    return compared_card(reply.topic, {side.person: side.quotes for side in reply.sides})


CARDS: dict[type[Reply], Callable[[Any], Card]] = {
    Answer: answer_card,
    Unknown: answer_card,
    Talk: talk_card,
    Help: help_card,
    Done: done_card,
    Verdict: verdict_card,
    Report: checked_card,
    PersonReply: lambda reply: person_card(reply.person, reply.topics, reply.answers),
    ArticleReply: lambda reply: summary_card(reply.article),
    Entries: _list,
    Timeline: _timeline,
    Comparison: _comparison,
    Choice: choice_card,
    WhichPerson: which_person_card,
    Nobody: nobody_card,
}
