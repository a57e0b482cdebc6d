"""The commands, a cog a module. A new one is a new module and a line in `COGS`."""

from bot.chat.cogs.ask import Ask
from bot.chat.cogs.follow import Following
from bot.chat.cogs.guide import Guide
from bot.chat.cogs.knowledge import Knowledge
from bot.chat.cogs.listening import Listening
from bot.chat.cogs.lists import Lists
from bot.chat.cogs.privacy import Privacy
from bot.chat.cogs.said import Said
from bot.chat.cogs.verify import Verify
from bot.chat.cogs.watching import Watching

COGS = (Listening, Ask, Verify, Said, Lists, Following, Knowledge, Privacy, Guide, Watching)
