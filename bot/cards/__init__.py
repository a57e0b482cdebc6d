"""Answers, verdicts and lists as cards of lines, fields and actions. Knows `bot.answering`.

A card holds plain text only: the terminal and Discord each escape it in their own way when they draw it.
A new card is a new module here; nothing else needs to know of it but who shows it.
"""
