"""From what a newsroom has (text, HTML, feeds) to a draft an editor only has to check.

The door: `read_article`, `files_in` and `read_input` give articles, `draft_of` a draft; `to_yaml` writes it,
`save` and `publish` put it on disk with its proof, `check_folder` checks proofs, `quotes_of` lists
quotations only.
"""

from bot.ingest.draft.drafting import draft_of, read_article
from bot.ingest.draft.model import Draft, Source
from bot.ingest.draft.writer import comments, to_yaml
from bot.ingest.errors import (
    IngestError,
    MissingToolError,
    ProofError,
    UnforeseenError,
    UnreadableError,
)
from bot.ingest.publish.amending import Amended, amend
from bot.ingest.publish.checked import add_lines, draft_path, publish_draft_file
from bot.ingest.publish.files import Saved, SaveOutcome, publish, save
from bot.ingest.publish.proofs import ProofReport, check_folder
from bot.ingest.publish.traces import traces_of
from bot.ingest.quotes import quotes_of
from bot.ingest.sources.inputs import files_in, read_data, read_input
from bot.ingest.sources.well_known import well_known_of

__all__ = [
    "Amended",
    "Draft",
    "IngestError",
    "MissingToolError",
    "ProofError",
    "ProofReport",
    "SaveOutcome",
    "Saved",
    "Source",
    "UnforeseenError",
    "UnreadableError",
    "add_lines",
    "amend",
    "check_folder",
    "comments",
    "draft_of",
    "draft_path",
    "files_in",
    "publish",
    "publish_draft_file",
    "quotes_of",
    "read_article",
    "read_data",
    "read_input",
    "save",
    "to_yaml",
    "traces_of",
    "well_known_of",
]
