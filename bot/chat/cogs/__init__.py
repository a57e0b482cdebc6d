"""The commands, a cog a module. A new one is a new module and a line in `COGS`."""

from bot.chat.cogs.ask import AskCog
from bot.chat.cogs.follow import FollowCog
from bot.chat.cogs.guide import HelpCog
from bot.chat.cogs.knowledge import KnowledgeCog
from bot.chat.cogs.listening import ListeningCog
from bot.chat.cogs.lists import ListsCog
from bot.chat.cogs.overhearing import OverhearingCog
from bot.chat.cogs.privacy import PrivacyCog
from bot.chat.cogs.recall import RecallCog
from bot.chat.cogs.reloading import ReloadingCog
from bot.chat.cogs.said import SaidCog
from bot.chat.cogs.search import SearchCog
from bot.chat.cogs.servers import ServersCog
from bot.chat.cogs.settings import SettingsCog
from bot.chat.cogs.verify import VerifyCog
from bot.chat.cogs.watching import WatchingCog

COGS = (
    ListeningCog,
    OverhearingCog,
    AskCog,
    VerifyCog,
    SearchCog,
    SaidCog,
    ListsCog,
    FollowCog,
    KnowledgeCog,
    SettingsCog,
    ServersCog,
    PrivacyCog,
    HelpCog,
    WatchingCog,
    ReloadingCog,
    RecallCog,
)
