"""What can be replied: frozen models without rules, shared by whoever finds, keeps and draws them.

What replies have of the knowledge (`Item`, `Place`, `Problem`, `Speech`) is handed out with them.
"""

from bot.knowledge import (
    Correction,
    Dispute,
    Item,
    Place,
    Problem,
    Speech,
    Trait,
    Withdrawal,
    imprint,
)
from bot.replies.administration import Reload, Status
from bot.replies.answer import Answer, Questioned, Talk, Unknown
from bot.replies.context import Context
from bot.replies.draft import DraftLeftOut, DraftPerson, DraftPreview, DraftQuote
from bot.replies.found import Evidence, Found
from bot.replies.lists import (
    ArticleReply,
    Choice,
    Comparison,
    Done,
    Entries,
    Help,
    Nobody,
    PersonReply,
    RoleHeld,
    Side,
    Speaker,
    Summary,
    Timeline,
)
from bot.replies.recalls import RecalledAnswer, RecalledEntry, RecallKind, RecallNote, RecallState
from bot.replies.reply import Reply
from bot.replies.schema import REPLIES, schema, schema_text
from bot.replies.understood import Repair, Understood, Wanted
from bot.replies.verdict import (
    Attribution,
    Change,
    Checked,
    Coverage,
    DifferenceKind,
    Match,
    Outcome,
    Reason,
    Remark,
    RemarkKind,
    Report,
    Segment,
    Verdict,
)

__all__ = [
    "REPLIES",
    "Answer",
    "ArticleReply",
    "Attribution",
    "Change",
    "Checked",
    "Choice",
    "Comparison",
    "Context",
    "Correction",
    "Coverage",
    "DifferenceKind",
    "Dispute",
    "Done",
    "DraftLeftOut",
    "DraftPerson",
    "DraftPreview",
    "DraftQuote",
    "Entries",
    "Evidence",
    "Found",
    "Help",
    "Item",
    "Match",
    "Nobody",
    "Outcome",
    "PersonReply",
    "Place",
    "Problem",
    "Questioned",
    "Reason",
    "RecallKind",
    "RecallNote",
    "RecallState",
    "RecalledAnswer",
    "RecalledEntry",
    "Reload",
    "Remark",
    "RemarkKind",
    "Repair",
    "Reply",
    "Report",
    "RoleHeld",
    "Segment",
    "Side",
    "Speaker",
    "Speech",
    "Status",
    "Summary",
    "Talk",
    "Timeline",
    "Trait",
    "Understood",
    "Unknown",
    "Verdict",
    "Wanted",
    "Withdrawal",
    "imprint",
    "schema",
    "schema_text",
]
