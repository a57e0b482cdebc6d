"""Answers, verdicts and lists as cards of lines and actions, drawn nowhere yet. Knows `bot.answering`."""
