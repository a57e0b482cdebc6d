"""Many articles at once, for measuring: a file of texts in, a file of quotations out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.attribution import Reading, statements
from bot.ingest.errors import UnreadableError


def quotes_of(text: str) -> list[dict[str, str]]:
    """Each quotation of an article as {"speaker", "text"}; the text is all that stands between the marks."""
    reading = Reading.of(text)
    said = ((reading.page.quotations[one.quotation], one.speaker) for one in statements(reading))
    return [{"speaker": speaker, "text": text[marks.start : marks.end]} for marks, speaker in said]


def run_batch(articles: Path, out: Path) -> int:
    """Read `{"id", "text"}` lines, write `{"id", "quotes"}` lines, and give the number of articles.

    Raises UnreadableError for a file or line that cannot be read.
    """
    count = 0
    with out.open("w", encoding="utf-8") as written:
        for article in _articles(articles):
            row = {"id": article["id"], "quotes": quotes_of(article["text"])}
            written.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(str(path), "the file cannot be read as UTF-8 text.") from error


def _article(line: str, shown: str) -> dict[str, Any]:
    try:
        article = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(shown, f"this line is no JSON: {error.msg}.") from error
    if not isinstance(article, dict) or "id" not in article or not isinstance(article.get("text"), str):
        raise UnreadableError(shown, 'a line needs an "id" and a "text".')
    return article
