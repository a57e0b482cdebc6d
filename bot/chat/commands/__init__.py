"""The commands, a cog a module. A new one is a new module and a line in `COGS`."""

from bot.chat.commands.ask import Ask
from bot.chat.commands.guide import Guide
from bot.chat.commands.knowledge import Knowledge
from bot.chat.commands.lists import Lists
from bot.chat.listening import Listening

COGS = (Listening, Ask, Lists, Knowledge, Guide)
