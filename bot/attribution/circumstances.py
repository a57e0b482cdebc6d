"""Where, when and to whom something was said, out of a sentence that says nothing else beside who spoke."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution import lexicon as lex
from bot.attribution.clauses import verb_class
from bot.attribution.layout import Kind, Token

_BEGINS = (lex.PREPOSITIONS - {"of", "from", "for", "with"}) | {"when"}
# Between a quotation and its verb stand at most so many tokens of whoever spoke.
LONGEST_SPEAKER = 12


def circumstances(text: str, tokens: Sequence[Token]) -> str | None:
    """Of "“...,” Roe said in Orlow on Monday." what stands behind the verb: "In Orlow on Monday."

    `tokens` are those of a sentence that begins with the quotation. Empty where nothing more is said; none
    where the sentence is no such one, and has to be read whole.
    """
    rest = tokens[1:]
    verb = next(
        (n for n, t in enumerate(rest[:LONGEST_SPEAKER]) if verb_class(t.lower) in ("say", "tell")), None
    )
    if verb is None or any(t.kind is Kind.QUOTATION for t in rest):
        return None
    told = verb_class(rest[verb].lower) == "tell"
    inverted = all(t.kind is Kind.SIGN for t in rest[:verb])
    behind = rest[verb + 1 :]
    if inverted:
        first = next(
            (n for n, t in enumerate(behind) if t.kind is Kind.SIGN or t.lower in _BEGINS), len(behind)
        )
        behind = behind[first:]
    words = [t for t in behind if t.kind is Kind.WORD]
    if not words:
        return ""
    if told and behind[0].kind is Kind.WORD and not inverted:
        return _sentence("To " + text[behind[0].start : behind[-1].end])
    return _sentence(text[behind[0].start : behind[-1].end]) if behind[0].lower in _BEGINS else None


def _sentence(words: str) -> str:
    said = " ".join(words.split())
    return said[0].upper() + said[1:]
