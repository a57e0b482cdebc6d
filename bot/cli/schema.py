"""`schema`: the JSON Schema of a knowledge file, of what stands beside them, or of the replies."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import replies

EXAMPLES = """\
\b
Examples:
    briefing-bot schema > knowledge.schema.json
    briefing-bot schema --people > people.schema.json
    briefing-bot schema --collection > collection.schema.json
    briefing-bot schema --replies > replies.schema.json

Begin a knowledge file with the line "# yaml-language-server: $schema=knowledge.schema.json", and text editors
with YAML support complete and check it as you type.
"""


def schema(
    of_replies: Annotated[
        bool, typer.Option("--replies", help="Print the schema of what `--json` and `--batch` write instead.")
    ] = False,
    of_people: Annotated[
        bool, typer.Option("--people", help="Print the schema of people.yaml, the list of people, instead.")
    ] = False,
    of_collection: Annotated[
        bool, typer.Option("--collection", help="Print the schema of collection.yaml instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a knowledge file, of people.yaml, collection.yaml, or the replies."""
    if sum((of_replies, of_people, of_collection)) > 1:
        raise typer.BadParameter("Name one of --replies, --people and --collection.")
    if of_replies:
        typer.echo(replies.schema_text(), nl=False)
        return
    from bot.services import collection_schema, knowledge_schema, people_schema

    chosen = collection_schema if of_collection else people_schema if of_people else knowledge_schema
    typer.echo(chosen(), nl=False)
