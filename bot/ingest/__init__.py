"""From what a newsroom has (text, HTML, feeds) to a draft an editor only has to check.

The door: `read_article` and `read_inputs` give articles, `draft_of` a draft; `to_yaml` writes it, `save` and
`publish` put it on disk with its proof, `check_folder` checks proofs, `quotes_of` lists quotations only.
"""

from bot.ingest.batch import quotes_of, run_batch
from bot.ingest.draft import Draft, Source
from bot.ingest.drafting import draft_of, read_article
from bot.ingest.errors import IngestError, MissingToolError, ProofError, UnreadableError
from bot.ingest.inputs import read_data, read_inputs
from bot.ingest.proof import check_folder
from bot.ingest.shelf import Outcome, Saved, publish, save
from bot.ingest.statements import Line
from bot.ingest.writer import comments, to_yaml

__all__ = [
    "Draft",
    "IngestError",
    "Line",
    "MissingToolError",
    "Outcome",
    "ProofError",
    "Saved",
    "Source",
    "UnreadableError",
    "check_folder",
    "comments",
    "draft_of",
    "publish",
    "quotes_of",
    "read_article",
    "read_data",
    "read_inputs",
    "run_batch",
    "save",
    "to_yaml",
]
