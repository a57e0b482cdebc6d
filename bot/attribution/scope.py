"""How far a denial reaches: the words before a verb of saying as a row of letters, and patterns for rows.

Each kind of word in `data/denial.txt` has its letter. A pattern is what the scope of negation is in NegEx
(Chapman et al., 2001, "A simple algorithm for identifying negated findings"): a cue reaches the verb only
over words that pass it on, and another subject, predicate or object ends its reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.text import by_kind


class Stance(IntEnum):
    """Whether the article says that the words were said."""

    SAID = 0
    DOUBTFUL = 1
    DENIED = 2


# Letters of the rows; a word of several kinds has the letter that comes first.
_LETTERS = (
    ("negator", "N"), ("nobody", "Z"), ("nothing", "n"), ("untrue", "U"), ("misquote", "m"), ("true", "r"),
    ("false", "f"), ("wording", "G"), ("cut", "K"), ("unfit", "B"), ("idea", "i"), ("play", "L"),
    ("stop", "h"), ("urge", "E"),
    ("would", "W"), ("fake", "F"), ("suspect", "S"), ("accuse", "a"), ("hinder", "H"), ("only", "O"),
    ("aux", "A"), ("modal", "M"), ("suppose", "Y"), ("fiction", "I"), ("report", "R"), ("pass", "P"),
)  # fmt: skip
# Further ones: c comma, s other signs, d determiner, p name or pronoun, w any other word, and these.
_LINKS = {
    "that": "q", "what": "q", "how": "q", "to": "t", "who": "k", "of": "T", "as": "T", "from": "T", "by": "T",
    "at": "T", "in": "T", "than": "T", "and": "x", "or": "x", "but": "x", "whom": "x", "whose": "x",
    "which": "x", "when": "x", "where": "x", "while": "x", "because": "x", "after": "x", "before": "x",
    "since": "x",
}  # fmt: skip
# After "no" these say that something is certain: "no doubt Roe said".
_CERTAIN = frozenset(
    ("doubt", "wonder", "surprise", "question", "longer", "less", "matter", "secret", "mistake", "sooner")
)

_NOUN = "[dpwG]"
# Reports with whom they are about: "heard her", "quoted as", "evidence that he".
_CHAIN = rf"(?:[RA][TtqPA]*(?:[dp]{_NOUN}{{0,5}}[TtqPA]*)?)*"
_NOT_AFTER_NOT = "(?<!N)(?<!NP)(?<!NA)"
_DENIED = re.compile(
    "|".join((
        rf"N(?!O)[PtTAMWY]*{_CHAIN}V$",  # did not say; has never been heard to say
        rf"(?:N|Nd?r)q{_NOUN}{{1,5}}[PA]*V$",  # is not what Roe said; it is not true that Roe said
        rf"N[dpw]{{0,3}}G[qk]?{_NOUN}{{1,5}}[PAMW]*V$",  # was not a word that Roe had used
        rf"(?:^|[cqxk])n[dpwT]{{0,6}}[AR][PA]*{_NOUN}{{1,6}}[PAt]*V$",  # nothing on the tape has Roe saying
        rf"n[dpwTt]{{0,6}}R[Tq]*{_NOUN}{{0,6}}[PA]*V$",  # nothing to suggest that Roe said
        rf"N[dp]{_NOUN}{{0,3}}k[PA]*V$",  # was not the one who said
        r"(?:^|[cqxk])(?:Z|Nd)[dpwGTPAMWRkZ]{0,8}V$",  # nobody who was there said
        r"Z[PA]*V$",  # neither said nor wrote
        rf"(?:[NZ]w{{0,2}}|Z[wdGT]{{0,4}})[AMW]{_NOUN}{{1,6}}P*V$",  # nor did Roe say; nowhere does Roe say
        rf"Zw?R[Tq]*{_NOUN}{{0,6}}[PA]*V$",  # no evidence that Roe ever said
        rf"f[wR]{{0,3}}q{_NOUN}{{1,6}}[PA]*{_CHAIN}V$",  # the false report that Roe said
        rf"{_NOT_AFTER_NOT}H[PTtq]*{_CHAIN}[PTtqA]*V$",  # refused to say; denied having said
        rf"{_NOT_AFTER_NOT}H[PA]*[dpwR]{{0,5}}q{_NOUN}{{1,6}}[PA]*{_CHAIN}V$",  # denied that Roe had said
        rf"{_NOT_AFTER_NOT}H[PA]*(?:R?pp{{0,3}}|{_NOUN}{{1,4}}T)[PA]*{_CHAIN}V$",  # denied she had said
        rf"m[PA]*R?[PTtqA]*(?:{_NOUN}{{1,6}}[PATtq]*)?{_CHAIN}V$",  # was misquoted as saying
        # was falsely quoted as saying; falsely told the court that Roe said; not: falsely said
        rf"U[PA]*(?:R|wT|A{_NOUN})[PTtqA]*(?:{_NOUN}{{1,6}}[PATtq]*)?(?:{_NOUN}{{1,6}}[PA]*)?{_CHAIN}V$",
        rf"(?:^T?|[cqxk])d?[pw]?F{_NOUN}{{0,6}}(?:T{_NOUN}{{1,4}})?(?:St|[PAS])*{_CHAIN}V$",  # a fake said
        rf"F{_NOUN}{{0,3}}c?Tx{_NOUN}{{1,5}}[PA]*V$",  # a forged letter, in which Roe says
        rf"^Td?[pw]?Fw{{0,3}}c{_NOUN}{{1,5}}[PA]*V$",  # in a doctored video, Roe says
        rf"(?<!N)[Bf]tP*[RY][qP]*{_NOUN}{{1,6}}[PA]*V$",  # it would be wrong to say that Roe said
        rf"Y{_NOUN}{{1,6}}[PAtMW]*V$",  # if Roe says
        rf"^s*[AMW]{_NOUN}{{1,5}}[PAt]*V$",  # did Roe say; had Roe said
        rf"H[PA]*{_NOUN}{{1,5}}tP*V$",  # declined a request to say
        rf"h[PA]*{_NOUN}{{0,5}}TP*V$",  # was stopped from saying
        r"[MW](?:Tw)?P*A+P*V$",  # should have said; might as well have said
    ))
)  # fmt: skip
_DOUBTFUL = re.compile(
    "|".join((
        rf"S[Pt]*A*P*V$|Sq?{_NOUN}{{1,6}}[PA]*V$",  # is alleged to have said; alleged that Roe said
        rf"St?R[TtqPA]*{_NOUN}{{1,6}}[TtPA]*V$",  # appears to show Roe saying
        rf"a(?:T{_NOUN}{{1,4}})?TP*A*V$",  # is accused of saying
        rf"^Td?w{{0,2}}I{_NOUN}{{0,3}}c{_NOUN}{{1,6}}[PA]*V$",  # in the joke, Roe says
        rf"E[PT]*{_NOUN}{{0,4}}p{_NOUN}{{0,3}}tP*V$",  # urged Roe to say
        rf"i(?:q|T){_NOUN}{{1,6}}[PAMW]*V$",  # the idea that Roe would say
        rf"LT?{_NOUN}{{1,5}}[PA]*V$",  # an actor playing Roe says
        rf"[YSL]tA{_NOUN}{{1,5}}[PA]*V$",  # somebody pretending to be Roe says
        rf"Z[dw]?[MW][PA]*Rq?{_NOUN}{{1,6}}[PA]*V$",  # nobody should think that Roe said
        rf"(?:^|[cqxk])tRq?{_NOUN}{{1,6}}[PA]*V$",  # to claim that Roe said
        r"MP*V$",  # might say
    ))
)  # fmt: skip
# Before marks no verb of saying is needed to tell that it was not said.
_SHUNNED = re.compile(
    r"(?<!N)(?<!NP)(?<!NA)H[PTtA]*[dw]{0,2}G$"  # avoided the word
    r"|U[PA]*[RSaw][Tw][dw]{0,2}G$"  # wrongly credited with the line
    r"|m[PA]*s$"  # was misquoted:
    r"|(?:^|[cxqR])[TpwdAP]{0,6}F[dw]{0,2}G$"  # the police had invented the confession
)
# Before a colon: a forged letter in Roe's name was read out; a letter, forged by a student, ran.
_FORGED = re.compile(r"^T?d?[pw]{0,2}F|^d[pwT]{1,8}c[PA]*FT")
# It would be wrong to say that Roe endorsed: with no verb of saying it is left open whose the words are.
_UNFIT = re.compile(rf"(?<!N)[Bf]tP*[RY][qP]*{_NOUN}{{1,8}}$")
_CUT_BEFORE = re.compile(r"(?<!N)(?<!NP)(?<!NA)Kw?(?P<what>[dw]{0,2}G)?$")  # crossed out the line
_CUT_BEHIND = re.compile(rf"c?[dw]{{0,2}}Gq?{_NOUN}{{0,4}}[PA]*K|A[PA]*K")  # a line that Roe cut; was deleted
# What words are taken out of stands behind these: "deleted “...” from her speech".
_OUT_OF = "from"
# With "out" these mean what the words of "cut" do.
_WITH_OUT = lex.word_set("cross crosses crossed crossing leave leaves left leaving edit edited rule ruled")
# "..." were words that nobody remembered: behind marks.
_UNHEARD = re.compile(rf"A[dw]{{0,2}}Gq?(?:Z|{_NOUN}{{1,4}}A?N)")
# Past forms, which take a helper after "refused" and its like: "those who refused said" denies nothing.
_PAST = frozenset(("said", "told", "called", "wrote", "spoke"))
# Kinds whose words make the clause before a comma tell of this one, too: "in a fake video, Roe says".
_BEYOND_COMMA = frozenset("FI")


def utters(token: Token) -> bool:
    """Whether the token is a verb of saying that a denial is looked up for."""
    return token.kind is Kind.WORD and token.lower in _listed()["utter"]


def stance_of(tokens: Sequence[Token], begin: int, verb: int) -> Stance:
    """Whether the saying that the token `verb` tells of took place, by the words from token `begin` on."""
    word = tokens[verb].lower
    row = _clause(row_of(tokens, begin, verb), word)
    if any(not _own_predicate(match.group(), word) for match in _DENIED.finditer(row + "V")):
        return Stance.DENIED
    wished = verb - begin >= 2 and tokens[verb - 1].lower == "to"
    if _DOUBTFUL.search(row + "V") or (wished and tokens[verb - 2].lower in _listed()["wish"]):
        return Stance.DOUBTFUL
    return Stance.SAID


def unheard(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether the clause behind marks says that they hold what nobody heard: "are words nobody knows"."""
    return _UNHEARD.match(row_of(tokens, begin, end)) is not None


def shunned(tokens: Sequence[Token], begin: int, place: int) -> Stance:
    """What is told right before token `place` of words that somebody does without, verb of saying or not."""
    row = row_of(tokens, begin, place)
    colon = place > begin and tokens[place - 1].text == ":" and not any(map(utters, tokens[begin:place]))
    if _SHUNNED.search(row) or (colon and _FORGED.search(row)):
        return Stance.DENIED
    if _UNFIT.search(row):
        return Stance.DOUBTFUL
    cut = _CUT_BEFORE.search(row)
    if cut is None:
        return Stance.SAID
    behind = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    return Stance.DOUBTFUL if cut["what"] or behind == _OUT_OF else Stance.SAID


def is_cut(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether the clause behind marks says that they hold what was taken out: "was deleted"."""
    return _CUT_BEHIND.match(row_of(tokens, begin, end)) is not None


def row_of(tokens: Sequence[Token], begin: int, end: int) -> str:
    """The tokens from `begin` to `end` (excluded), a letter each."""
    return "".join(_letters(tokens, begin, end))


def _clause(row: str, verb: str) -> str:
    """The row of the verb's clause: behind the last comma, or over an aside in commas back to its subject."""
    parts = row.split("c")
    if len(parts) == 1 or (verb.endswith("ing") and not parts[-1]):
        return parts[-1]
    if len(parts) >= 3 and parts[-3] and not set(parts[-1]) & set("dpw"):
        return parts[-3] + parts[-1]
    return f"{parts[-2]}c{parts[-1]}" if _BEYOND_COMMA & set(parts[-2]) else parts[-1]


def _own_predicate(match: str, verb: str) -> bool:
    """Whether a past form stands right behind a word that takes none: "those who refused said"."""
    return verb in _PAST and match[0] == "H" and re.fullmatch("H[PTt]*V", match) is not None


@cache
def _listed() -> dict[str, frozenset[str]]:
    return by_kind(__package__, "denial.txt")


@cache
def _kinds() -> dict[str, str]:
    return {word: letter for kind, letter in reversed(_LETTERS) for word in _listed()[kind]}


def _letters(tokens: Sequence[Token], begin: int, end: int) -> Iterator[str]:
    first = True
    for at in range(begin, end):
        token, word = tokens[at], tokens[at].lower
        if token.kind is Kind.POSSESSIVE:
            yield "w"
        elif token.kind is not Kind.WORD:
            yield "c" if token.text == "," else "s"
        elif word == "though" and at > begin and tokens[at - 1].lower == "as":
            yield "Y"
        elif word == "no" and tokens[at + 1].lower in _CERTAIN:
            yield "w"
        elif word == "but" and at > begin and tokens[at - 1].lower == "all":
            yield "S"
        elif word in ("clear", "better") and at + 1 < end and tokens[at + 1].lower == "of":
            yield "H"
        elif word in _WITH_OUT and at + 1 < end and tokens[at + 1].lower == "out":
            yield "K"
        else:
            yield _letter(token, first=first)
        first = first and token.kind is Kind.SIGN


def _letter(token: Token, *, first: bool) -> str:
    word = token.lower
    known = _kinds().get(word, "") if first or not token.capital or word in ("not", "never") else ""
    if word.endswith(("n't", "n’t")):
        return "N"
    if word in lex.DETERMINERS or word in lex.POSSESSIVES:
        return _LINKS.get(word) or known or "d"
    if token.text == "May" or word in lex.PRONOUNS or word in ("him", "her", "them"):
        return "p"
    plain = "p" if token.capital else "P" if word.endswith("ly") else "w"
    return _LINKS.get(word) or known or plain
