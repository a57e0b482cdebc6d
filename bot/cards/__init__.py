"""Answers, verdicts and lists as cards of lines, fields and actions. Knows replies, not who makes them.

A card holds plain text only: the terminal and Discord each escape it in their own way when they draw it.
A new card is a new module here; nothing else needs to know of it but who shows it.
"""

from bot.cards import citation
from bot.cards.answer import answer_card
from bot.cards.card import (
    Action,
    ActionKind,
    Block,
    Card,
    CardStyle,
    Column,
    Line,
    LineKind,
    Span,
    TextStyle,
    block,
    line,
)
from bot.cards.catalogues import catalogue, edition
from bot.cards.checked import checked_card
from bot.cards.dates import DateStyle, day, instant, set_date_style
from bot.cards.doing import done_card, help_card, talk_card
from bot.cards.draft import draft_card, facts_card, left_out_card
from bot.cards.following import news_blocks, news_card, news_title, taken_back_blocks
from bot.cards.found import entry_actions, found_card, item_actions, item_block, menu_entry, shortened
from bot.cards.keeping import published_card, reload_card, status_card
from bot.cards.language import _, ngettext, set_locale
from bot.cards.lists import summary_card
from bot.cards.notice import error_card, notice_card
from bot.cards.person import person_card
from bot.cards.recall import amended_card, note_line, recall_sentence, recalls_card, state_name
from bot.cards.reply import reply_card
from bot.cards.said import compared_card, timeline_card, who_said_card
from bot.cards.verdict import verdict_card
from bot.cards.why import why_card

__all__ = [
    "Action",
    "ActionKind",
    "Block",
    "Card",
    "CardStyle",
    "Column",
    "DateStyle",
    "Line",
    "LineKind",
    "Span",
    "TextStyle",
    "_",
    "amended_card",
    "answer_card",
    "block",
    "catalogue",
    "checked_card",
    "citation",
    "compared_card",
    "day",
    "done_card",
    "draft_card",
    "edition",
    "entry_actions",
    "error_card",
    "facts_card",
    "found_card",
    "help_card",
    "instant",
    "item_actions",
    "item_block",
    "left_out_card",
    "line",
    "menu_entry",
    "news_blocks",
    "news_card",
    "news_title",
    "ngettext",
    "note_line",
    "notice_card",
    "person_card",
    "published_card",
    "recall_sentence",
    "recalls_card",
    "reload_card",
    "reply_card",
    "set_date_style",
    "set_locale",
    "shortened",
    "state_name",
    "status_card",
    "summary_card",
    "taken_back_blocks",
    "talk_card",
    "timeline_card",
    "verdict_card",
    "who_said_card",
    "why_card",
]
