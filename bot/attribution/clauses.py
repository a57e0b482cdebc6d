"""A mention's part in its sentence: whether it says something, with which verb, or only stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention


@dataclass(frozen=True, slots=True)
class Clause:
    """A mention's `part` in its clause, and the class and token of the verb it says with (-1: none)."""

    part: str
    verb: str = ""
    place: int = -1


_DASHES = frozenset("—–-―")
# The last kind in this order is the class of a verb that has several.
_CLASSES = {
    verb: name
    for name, verbs in (
        ("call", lex.CALLING), ("saying", lex.SAYING), ("tell", lex.TELL), ("say", lex.SAY)
    )
    for verb in verbs
}  # fmt: skip


def verb_class(word: str) -> str:
    """The class of a verb of saying: "say", "tell", "saying", "call"; empty for every other word."""
    return _CLASSES.get(word, "")


def clause_of(tokens: Sequence[Token], mention: Mention) -> Clause:
    """The part that the mention plays in its sentence."""
    if mention.owner:
        return Clause("owner")
    begin = mention.first - len(mention.title)
    before = tokens[begin - 1] if begin > 0 else None
    if before and before.lower == "to" and begin > 1 and tokens[begin - 2].lower == "according":
        return Clause("according", "say", begin - 2)
    after = tokens[mention.last] if mention.last < len(tokens) else None
    if after and after.text == ":" and begin == 0:
        return Clause("label", "say", mention.last)
    inverted = _inverted(tokens, begin)
    ahead = _verb_after(tokens, mention.last)
    # "footage of Roe saying": a participle right behind makes even the object of a preposition speak.
    speaking = ahead == mention.last and tokens[mention.last].lower.endswith("ing")
    prepositional = before is not None and before.lower in lex.PREPOSITIONS and inverted is None
    if ahead is not None and (speaking or not prepositional):
        return Clause("says", verb_class(tokens[ahead].lower), ahead)
    if inverted is not None:
        return Clause("inverted", verb_class(tokens[inverted].lower), inverted)
    return _other_part(tokens, begin, mention, ahead)


def _other_part(tokens: Sequence[Token], begin: int, mention: Mention, ahead: int | None) -> Clause:
    """The part of a mention that says nothing: told by what stands before it, else by what follows."""
    before = tokens[begin - 1] if begin > 0 else None
    if before and before.kind is Kind.WORD and before.lower in lex.DETERMINERS and begin > 1:
        before = tokens[begin - 2]
    if before and before.lower in ("by", "from"):
        return Clause(before.lower, *(("say", ahead) if ahead is not None else ()))
    if before and before.kind is Kind.WORD:
        part = (
            "told"
            if before.lower in lex.TELL
            else "prepositional"
            if before.lower in lex.PREPOSITIONS
            else ""
        )
    else:
        part = "dash" if before and before.text in _DASHES else ""
    if part:
        return Clause(part)
    after = tokens[mention.last] if mention.last < len(tokens) else None
    if after and after.kind is Kind.WORD and (after.lower in lex.AUXILIARIES or after.lower.endswith("ed")):
        return Clause("subject")
    return Clause("leads" if before is None or before.kind is Kind.SIGN else "other")


# Between a speaker and the verb may stand an aside of so many words ("Roe, who ..., said").
LONGEST_ASIDE = 14
_STEP_OVER = lex.AUXILIARIES | frozenset(
    ["who", "to", "not", "been", "trying", "tried", "went", "on", "continued"]
)


def _verb_after(tokens: Sequence[Token], place: int) -> int | None:
    """The verb of saying whose subject ends here: next to it, after helpers, or after an aside in commas."""
    steps = 0
    while place < len(tokens) and steps < 5:
        token = tokens[place]
        if verb_class(token.lower):
            return place
        if token.kind is Kind.WORD and (token.lower in _STEP_OVER or token.lower.endswith("ly")):
            place, steps = place + 1, steps + 1
            continue
        if token.text in (",", "(", "—", "–") and steps == 0:
            closing = {"(": ")", "—": "—", "–": "–", ",": ","}[token.text]
            stop = next(
                (
                    n
                    for n in range(place + 1, min(len(tokens), place + LONGEST_ASIDE))
                    if tokens[n].text == closing
                ),
                None,
            )
            if stop is None or any(t.kind is Kind.QUOTATION for t in tokens[place:stop]):
                return _relative(tokens, place)
            place = stop + 1
            if closing == ")" and place < len(tokens) and tokens[place].text == ",":
                continue
            steps = 1
            continue
        return None
    return None


def _relative(tokens: Sequence[Token], comma: int) -> int | None:
    """ "Roe, who said": the verb of a relative clause that runs to the quotation."""
    if comma + 1 < len(tokens) and tokens[comma + 1].lower == "who":
        for place in range(comma + 2, min(len(tokens), comma + 6)):
            if verb_class(tokens[place].lower):
                return place
    return None


def _inverted(tokens: Sequence[Token], begin: int) -> int | None:
    """The verb in "said Roe", "says the retired Roe"."""
    place = begin - 1
    if place >= 0 and tokens[place].lower in lex.DETERMINERS:
        place -= 1
    for steps in range(4):
        at = place - steps
        if at < 0 or tokens[at].kind is not Kind.WORD:
            return None
        if tokens[at].lower in lex.SAY | lex.SAYING:
            return at if at == 0 or tokens[at - 1].kind in (Kind.QUOTATION, Kind.SIGN) or steps == 0 else None
        if tokens[at].lower not in lex.PERSON_NOUNS and tokens[at].lower not in lex.NAME_PREFIXES:
            return None
    return None
