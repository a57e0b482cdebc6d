"""`schema`: the JSON Schema of a knowledge file, or of the replies."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import replies

EXAMPLES = """\
\b
Examples:
    briefing-bot schema > knowledge.schema.json
    briefing-bot schema --replies > replies.schema.json

Let a knowledge file begin with the line "# yaml-language-server: $schema=knowledge.schema.json", and
editors with YAML support complete and check it as you type.
"""


def schema(
    of_replies: Annotated[
        bool, typer.Option("--replies", help="The schema of what `--json` and `--batch` write, instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a knowledge file, or of the replies."""
    from bot.services import knowledge_schema

    typer.echo(replies.schema_text() if of_replies else knowledge_schema(), nl=False)
