"""Letters, words and quotation marks: what every room needs to compare texts. Imports no other room."""

from bot.text import escape
from bot.text.addresses import ServerAddress
from bot.text.codes import lines_without_codes, without_codes
from bot.text.compounds import Compound, compounds, forms_in
from bot.text.errors import LONGEST, TooLongError, UserError, WrongUsageError, require_length
from bot.text.escape import discord_line
from bot.text.files import replacing, write_whole
from bot.text.fingerprint import article_hash, file_digest, sha256_of, text_fingerprint
from bot.text.links import link_to_moment, link_to_words
from bot.text.locks import holding, holding_folder
from bot.text.marks import Family, Quotation, quotations
from bot.text.months import MONTH_NUMBERS, MONTHS
from bot.text.reasons import DAY, reason_of
from bot.text.rows import rows_of
from bot.text.saying import beginnings, verbs
from bot.text.sentences import ABBREVIATIONS, sentence_around, sentences
from bot.text.tracing import (
    Trace,
    begin_question,
    candidates_read,
    question_id,
    resume_question,
    step,
    tracing,
    went_through,
)
from bot.text.wordlists import by_kind, lines
from bot.text.words import Word, encodable, fold, folded, names_and_numbers, words

__all__ = [
    "ABBREVIATIONS",
    "DAY",
    "LONGEST",
    "MONTHS",
    "MONTH_NUMBERS",
    "Compound",
    "Family",
    "Quotation",
    "ServerAddress",
    "TooLongError",
    "Trace",
    "UserError",
    "Word",
    "WrongUsageError",
    "article_hash",
    "begin_question",
    "beginnings",
    "by_kind",
    "candidates_read",
    "compounds",
    "discord_line",
    "encodable",
    "escape",
    "file_digest",
    "fold",
    "folded",
    "forms_in",
    "holding",
    "holding_folder",
    "lines",
    "lines_without_codes",
    "link_to_moment",
    "link_to_words",
    "names_and_numbers",
    "question_id",
    "quotations",
    "reason_of",
    "replacing",
    "require_length",
    "resume_question",
    "rows_of",
    "sentence_around",
    "sentences",
    "sha256_of",
    "step",
    "text_fingerprint",
    "tracing",
    "verbs",
    "went_through",
    "without_codes",
    "words",
    "write_whole",
]
