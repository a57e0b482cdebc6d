"""`schema`: the JSON Schema of a knowledge file."""

from __future__ import annotations

import typer

from bot.knowledge.schema import schema_text

EXAMPLES = """\
\b
Example:
    briefing-bot schema > knowledge.schema.json

Editors with YAML support complete and check a knowledge file as you type that begins with the line
"# yaml-language-server: $schema=knowledge.schema.json".
"""


def schema() -> None:
    """Print the JSON Schema of a knowledge file."""
    typer.echo(schema_text(), nl=False)
