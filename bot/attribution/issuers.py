"""Whose a text is that is said to say something: "the statement said" is said by who gave the statement."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.reading import Reading

# So many sentences back the text is looked for that "the statement" takes up.
REACH = 3
# Tokens between "in" or a verb and the noun: "in a joint emailed statement".
LONGEST_PHRASE = 6
TEXTS = lex.word_set("statement post tweet message letter email e-mail memo note blog release announcement")
"""Texts in which somebody speaks; a report, a study, a poll speaks for itself."""
_GIVES = lex.word_set(
    """
    issued issue issues issuing released release releases releasing published publish publishes publishing
    sent send sends sending posted post posts posting wrote write writes writing put gave give gives giving
    made shared share shares sharing"""
)
_SUBJECTS = frozenset(("says", "inverted", "according", "subject", "leads", "by", "from"))


def issuer(reading: Reading, number: int) -> int | None:
    """The mention (by index) of whoever gave the text that this mention is; None for what is no such text."""
    mention = reading.mentions[number]
    if mention.sort is not Sort.DESCRIPTION or mention.head not in TEXTS:
        return None
    tokens = reading.page.sentences[mention.sentence].tokens
    if _is_new(tokens, mention.last - 1):
        return _giver(reading, mention.sentence, mention.last - 1) if _given(tokens, mention.first) else None
    for sentence in range(mention.sentence, max(-1, mention.sentence - REACH - 1), -1):
        row = reading.page.sentences[sentence].tokens
        stop = mention.first if sentence == mention.sentence else len(row)
        places = [n for n in range(stop) if row[n].lower == mention.head and _is_new(row, n)]
        if places:
            return _giver(reading, sentence, places[-1])
    return None


def _is_new(tokens: Sequence[Token], noun: int) -> bool:
    """Whether the noun brings the text in: "a statement", "her statement", "in an emailed statement"."""
    for token in reversed(tokens[max(0, noun - LONGEST_PHRASE) : noun]):
        if token.lower in ("a", "an") or token.lower in lex.POSSESSIVES or token.kind is Kind.POSSESSIVE:
            return True
        if token.kind is not Kind.WORD or token.lower in lex.DETERMINERS | lex.PREPOSITIONS:
            return False
    return False


def _given(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].lower in _GIVES


def _giver(reading: Reading, sentence: int, noun: int) -> int | None:
    """Who says something in the sentence beside the text, its owner if it has one, else the first subject."""
    here = [n for n in reading.by_sentence.get(sentence, ()) if not _is_text(reading.mentions[n])]
    owners = [n for n in here if reading.mentions[n].owner and reading.mentions[n].last < noun]
    if owners and noun - reading.mentions[owners[-1]].last <= LONGEST_PHRASE // 2:
        return owners[-1]
    parts = {n: reading.clauses[n].part for n in here if not reading.mentions[n].apposed}
    said = [n for n, part in parts.items() if part in ("says", "inverted")]
    if said:
        return min(said, key=lambda n: abs(reading.mentions[n].first - noun))
    return next((n for n, part in parts.items() if part in _SUBJECTS), None)


def _is_text(mention: Mention) -> bool:
    return mention.sort is Sort.DESCRIPTION and mention.head in TEXTS
