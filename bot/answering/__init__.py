"""A question in, an Answer out. Its one door is `bot.answering.engine`."""
