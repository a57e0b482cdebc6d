"""Draws the README's pictures from the program itself: real questions, real answers, no retouching.

.venv/bin/python docs/make_pictures.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from bot.cards.reply import reply_card
from bot.cli.draw import rendered
from bot.services import OPERATOR, Request, Services

DOCS = Path(__file__).parent
KNOWLEDGE = DOCS.parent / "knowledge"
# Columns: what a README page shows without making the letters small.
WIDTH = 96

PICTURES = {
    "answer.svg": "waht did hegset say abuot china",
    "unknown.svg": "what did Macron say about wine",
}

# rich's picture names a web font, which no reader should have to fetch.
_WEB_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Write every picture beside this file."""
    with Services.open(KNOWLEDGE) as services:
        for name, question in PICTURES.items():
            card = reply_card(services.ask(Request(question, OPERATOR)))
            prompt = Text.assemble(("$ ", "green"), f'briefing-bot ask "{question}"')
            draw(DOCS / name, Group(prompt, Text(), rendered(card, title=False)))


def draw(path: Path, what: RenderableType) -> None:
    """One picture of a terminal that shows `what`."""
    console = Console(record=True, file=io.StringIO(), force_terminal=True, width=WIDTH)
    console.print(what)
    picture = console.export_svg(title="Briefing Bot", theme=DIMMED_MONOKAI, unique_id=path.stem)
    path.write_text(_WEB_FONTS.sub("", picture), encoding="utf-8")


if __name__ == "__main__":
    main()
