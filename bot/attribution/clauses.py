"""A mention's part in its sentence: whether it says something, with which verb, or only stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention
from bot.attribution.spans import behind_letters


@dataclass(frozen=True, slots=True)
class Clause:
    """A mention's `part` in its clause, and the class and token of the verb it says with (-1: none)."""

    part: str
    verb: str = ""
    place: int = -1


_BRINGS_IN = lex.SAY | lex.SAYING
_NO_NOUNS = lex.AUXILIARIES | lex.PRONOUNS.keys()
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
    enclosed = before is not None and before.text == ","
    ahead = _verb_after(tokens, mention.last, enclosed=enclosed)
    # "footage of Roe saying": a participle right behind makes even the object of a preposition speak.
    speaking = ahead == mention.last and tokens[mention.last].lower.endswith("ing")
    ruler = tokens[begin - 2] if _of_the(tokens, begin) and mention.organisation else before
    prepositional = ruler is not None and ruler.lower in lex.PREPOSITIONS and inverted is None
    if ahead is not None and (speaking or not prepositional):
        return Clause("says", verb_class(tokens[ahead].lower), ahead)
    if inverted is not None:
        return Clause("inverted", verb_class(tokens[inverted].lower), inverted)
    return _other_part(tokens, begin, mention, ahead)


def _of_the(tokens: Sequence[Token], begin: int) -> bool:
    """Whether "of the" and its like stand before: "Roe of the Harbour Board said" is said by Roe."""
    return begin > 2 and tokens[begin - 1].lower == "the" and tokens[begin - 2].lower in lex.WHERE_FROM


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


def _verb_after(tokens: Sequence[Token], place: int, *, enclosed: bool = False) -> int | None:
    """The verb of saying whose subject ends here: next to it, after helpers, or after an aside in commas.

    Of a name `enclosed` in commas ("his deputy, Ann Roe, said") the closing comma is stepped over.
    """
    steps = 0
    place = _behind_complement(tokens, place)
    if enclosed and place + 1 < len(tokens) and tokens[place].text == ",":
        after = tokens[place + 1]
        if verb_class(after.lower) or after.lower in lex.AUXILIARIES:
            place += 1
    while place < len(tokens) and steps < 5:
        token = tokens[place]
        if verb_class(token.lower):
            return place
        if token.kind is Kind.WORD and (token.lower in _STEP_OVER or token.lower.endswith("ly")):
            place, steps = place + 1, steps + 1
            continue
        if token.text in (",", "(", "—", "–") and steps == 0:
            closing = {"(": ")", "—": "—", "–": "–", ",": ","}[token.text]
            stop = _aside_end(tokens, place, closing)
            if stop is None or _no_aside(tokens[place + 1 : stop]):
                return _relative(tokens, place)
            place = stop + 1
            if closing == ")" and place < len(tokens) and tokens[place].text == ",":
                continue
            steps = 1
            continue
        return None
    return None


def _aside_end(tokens: Sequence[Token], place: int, closing: str) -> int | None:
    """Where an aside that begins at `place` ends: before a verb ("Roe, 61, a baker, said"), else soonest."""
    reach = range(place + 1, min(len(tokens) - 1, place + LONGEST_ASIDE))
    stops = [n for n in reach if tokens[n].text == closing]
    before_verb = (n for n in stops if verb_class(tokens[n + 1].lower) in ("say", "tell", "saying"))
    return next(before_verb, next(iter(stops), None))


# "Roe of the Fennmoor Harbour Board said": so many words at most say where a speaker is from.
LONGEST_COMPLEMENT = 8


def _behind_complement(tokens: Sequence[Token], place: int) -> int:
    """The token behind "]", "KC", or "of the Harbour Board" where a verb of saying follows at once."""
    place = behind_letters(tokens, place + (place < len(tokens) and tokens[place].text == "]"))
    if place >= len(tokens) or tokens[place].lower not in lex.WHERE_FROM:
        return place
    for at in range(place + 1, min(len(tokens), place + LONGEST_COMPLEMENT + 1)):
        token = tokens[at]
        if verb_class(token.lower) in ("say", "tell", "saying") and at > place + 1 and not token.capital:
            return at
        if token.text == "," and verb_class(tokens[min(at + 1, len(tokens) - 1)].lower):
            return at
        if token.kind not in (Kind.WORD, Kind.POSSESSIVE) or token.lower in _NO_NOUNS:
            break
    return place


def _no_aside(tokens: Sequence[Token]) -> bool:
    """Whether what stands between two commas says something itself: "Jane Roe, her son Ned said, ..."."""
    if any(t.kind is Kind.QUOTATION for t in tokens):
        return True
    said = any(t.lower in lex.SAY for t in tokens)
    return said and bool(tokens) and tokens[0].lower not in ("who", "which")


def _relative(tokens: Sequence[Token], comma: int) -> int | None:
    """ "Roe, who said": the verb of a relative clause that runs to the quotation."""
    if comma + 1 < len(tokens) and tokens[comma + 1].lower == "who":
        for place in range(comma + 2, min(len(tokens), comma + 6)):
            if verb_class(tokens[place].lower):
                return place
    return None


# So many words of a role may stand between the verb and the name: "said BBC political editor Ann Roe".
LONGEST_ROLE = 9


def _inverted(tokens: Sequence[Token], begin: int) -> int | None:
    """The verb in "said Roe", "says the retired Roe", "said Velden's trade minister, Ann Roe"."""
    for at in range(begin - 1, max(-1, begin - 1 - LONGEST_ROLE), -1):
        token = tokens[at]
        if token.lower in _BRINGS_IN and token.kind is Kind.WORD:
            opens = at == 0 or tokens[at - 1].kind in (Kind.QUOTATION, Kind.SIGN)
            return at if opens or at == begin - 1 else None
        comma = token.text == "," and at == begin - 1
        if not (comma or token.kind in (Kind.WORD, Kind.POSSESSIVE)) or breaks_role(token):
            return None
    return None


def breaks_role(token: Token) -> bool:
    """Whether the word can be no part of what stands before a name to say what somebody is."""
    word = token.lower
    if word in ("of", "for", "and", "first", "then"):
        return False
    return (
        word in lex.AUXILIARIES
        or word in lex.PREPOSITIONS
        or word in lex.CONJUNCTIONS
        or word in lex.PRONOUNS
        or (word in lex.SPEECH_VERBS and word not in lex.PERSON_NOUNS)
    )
