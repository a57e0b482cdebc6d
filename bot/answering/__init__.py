"""A question in, an Answer out. Knows `bot.text` and `bot.knowledge`; its one door is `bot.answering.engine`."""
