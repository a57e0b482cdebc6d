"""The quotations of a text with their speakers, and nothing else: for measuring."""

from __future__ import annotations

from bot.attribution import Reading, statements


def quotes_of(text: str) -> list[dict[str, str]]:
    """Each quotation of an article as {"speaker", "text"}; the text is all that stands between the marks."""
    reading = Reading.of(text)
    said = ((reading.page.quotations[one.quotation], one.speaker) for one in statements(reading))
    return [{"speaker": speaker, "text": text[marks.start : marks.end]} for marks, speaker in said]
