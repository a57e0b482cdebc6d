"""The quotations of a text with their speakers, and nothing else: for measuring."""

from __future__ import annotations

from bot.attribution import Reading
from bot.ingest.said import said_in


def quotes_of(text: str) -> list[dict[str, str | bool]]:
    """Each quotation of an article as {"speaker", "text", "unsure"}.

    The text is all that stands between the marks; `unsure` is true where a draft has a comment on the line.
    """
    reading = Reading.of(text)
    said = ((reading.page.quotations[one.quotation], one) for one in said_in(reading))
    return [
        {"speaker": one.speaker, "text": text[marks.start : marks.end], "unsure": not one.sure}
        for marks, one in said
    ]
