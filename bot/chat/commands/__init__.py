"""The commands, a cog a module. A new one is a new module and a line in `COGS`."""

from bot.chat.commands.ask import Ask
from bot.chat.commands.follow import Following
from bot.chat.commands.guide import Guide
from bot.chat.commands.knowledge import Knowledge
from bot.chat.commands.lists import Lists
from bot.chat.commands.privacy import Privacy
from bot.chat.commands.said import Said
from bot.chat.commands.verify import Verify
from bot.chat.listening import Listening
from bot.chat.watching import Watching

COGS = (Listening, Ask, Verify, Said, Lists, Following, Knowledge, Privacy, Guide, Watching)
