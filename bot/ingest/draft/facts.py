"""The sentences of an article that are no direct speech, whole and letter for letter, without boilerplate."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.attribution import Prose, Reading, asks, prose
from bot.text import ABBREVIATIONS

SHORTEST_FACT = 2
"""Words of a sentence that tells something: "He resigned."; one word alone ("Yes.") tells nothing without its
neighbours."""
SHORTEST_LEAD = 5
"""Words of a sentence that ends with a colon; what is shorter leads in somebody's speech ("He said:")."""
SUMMARY_SENTENCES = 2
"""How many leading sentences make the summary."""
SUMMARY_LENGTH = 600
"""The most characters that they may have together."""

QUESTION = "a question by somebody who is not named"
FRAGMENT = "not a complete sentence: a caption, heading or fragment"

_ENDS = (".", "!", "?", "…", ":", "。", "！", "？")
_CLOSING = "\"'”’)]»›“‘*_"
_LISTED = re.compile(r"(?:[•●▪◦‣]|[-*](?=\s))\s*")
"""The sign of a list's line: it belongs to the page, not to the sentence."""
_CLOCK = re.compile(r"^\W*\d{1,2}(?:[:.h]\d\d)?\s*+(?:[ap]\.?m\.?)?\s*+(?:[A-Z]{2,5})?\W*$")
_ABBREVIATED = re.compile(rf"(?:\b(?:{ABBREVIATIONS})|\b(?:[A-Za-z]\.)+[A-Za-z])\.$")
_LONGEST_ABBREVIATION = 16
"""Characters at the end of a sentence in which an abbreviation, or two initials, are looked for."""
_BOILERPLATE = re.compile(
    r"""^\W*(?:
        (?:read|see|find\ out|learn)\ (?:more|the\ (?:rest|full)|also|next|it\ here)\b
      | (?:click|tap|scroll|swipe)\ (?:here|on|the|through|to|down|for|below|any|left|right)\b
      | (?:sign\ up|subscribe|log\ in|register|download|donate)
        (?:\ (?:to|for|now|here|today|our|the|your|via|with|in|at|and)\b|\W*$)
      | enter\ your\b
      | (?:follow|like|find|join|reach|contact|email|e-mail)
        \ (?:us|me|him|her|them|[A-Z][\w.]+(?:\ [A-Z][\w.]+)*)\ (?:on|at|via|by|directly)\b
      | (?:photo|image|picture|video|caption|credit|graphic|illustration|related)s?\ *[:|(]
      | (?:advertisement|watch|listen|topics?|tags?|share)\ *[:|(]
      | (?:copyright|©|\(c\)|all\ rights\ reserved|getty|reuters/|ap\ photo)
      | (?:this\ (?:article|story|post|report)\ (?:was|is|has\ been|first|originally|appeared|will\ be))\b
      | (?:correction|editor[’']s\ note|update)\s*:
      | (?:get|receive)\ (?:the|our|all)\ .*\b(?:newsletter|inbox|alerts?)\b
      | (?:like\ what\ you|want\ more|have\ a\ tip|thank\ you\ for\ (?:reading|subscribing))
      | (?:written\ |reporting\ |editing\ |additional\ reporting\ )?by\ [A-Z]\S++(?:\ [A-Z]\S++){1,3}\W*$
      | (?:additional\ )?(?:reporting|writing|editing|graphics?)\ by\b
      | the\ (?:post|article|story)\ .*\b(?:first\ appeared|appeared\ first)\ (?:on|in|at)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ANYWHERE = re.compile(r"https?://|pic\.twitter\.com|@\w+\.\w+", re.IGNORECASE)
_IN_ORDER = (
    (re.compile(r"\bnewsletter\b", re.IGNORECASE), re.compile(r".*\b(?:sign|subscri|inbox)", re.IGNORECASE)),
    (re.compile(r"<\w+"), re.compile(r"[^>]*>")),
)
"""What the site's own words have, and what must follow the first of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article: `text` stands at characters `start` to `end`."""

    text: str
    start: int
    end: int

    def behind(self, count: int) -> Passage:
        """The same without its first characters."""
        return Passage(self.text[count:], self.start + count, self.end)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the article that are neither a quote nor a fact, and why."""

    text: str
    why: str


def facts(
    reading: Reading, spoken: Collection[int], body: int = 0, header: Collection[tuple[int, int]] = ()
) -> tuple[list[Passage], list[LeftOut]]:
    """The sentences that hold none of the quotations `spoken` (by index), from character `body` on.

    Beside them what was left out, in the article's order; `header` are the lines that say who wrote it, and
    when.
    """
    text = reading.page.text
    kept: list[Passage] = []
    left: list[LeftOut] = []
    asked = (turn for turn in reading.turns.values() if turn.start >= body and asks(turn))
    left += [LeftOut(" ".join(text[turn.at : turn.end].split()), QUESTION) for turn in asked]
    for sentence in prose(reading, spoken):
        if sentence.start < body:
            continue
        sign = _LISTED.match(text, sentence.start, sentence.end)
        start = sign.end() if sign else sentence.start
        written = text[start : sentence.end]
        told = any(start <= sentence.start < end for start, end in header)
        why = "byline, source or date" if told else why_no_fact(sentence, written)
        if not any(letter.isalnum() for letter in written):
            continue
        if why:
            left.append(LeftOut(" ".join(written.split()), why))
        else:
            kept.append(Passage(written, start, sentence.end))
    return kept, left


def summary(found: list[Passage]) -> str:
    """The article's leading sentences, no more than fit."""
    chosen: list[str] = []
    for passage in found[:SUMMARY_SENTENCES]:
        if chosen and sum(map(len, chosen)) + len(passage.text) > SUMMARY_LENGTH:
            break
        chosen.append(passage.text)
    return " ".join(chosen)


def is_boilerplate(text: str) -> bool:
    """Whether the sentence is the site's, not the article's: "Read more", "Follow us on", a credit."""
    if _BOILERPLATE.match(text) or _ANYWHERE.search(text):
        return True
    firsts = ((first.search(text), follows) for first, follows in _IN_ORDER)
    return any(first is not None and follows.match(text, first.end()) for first, follows in firsts)


def why_no_fact(sentence: Prose, text: str) -> str:
    """Why a sentence is no fact: it is no whole one, a heading, or the site's own; empty where it is one."""
    bare = text.rstrip(_CLOSING)
    whole = bare.endswith(_ENDS)
    few = SHORTEST_LEAD if bare.endswith(":") else SHORTEST_FACT
    # Newspapers write headings without a full stop; a sentence full of names has one.
    unstopped = (
        not bare.endswith((".", "…")) or _ABBREVIATED.search(bare[-_LONGEST_ABBREVIATION:]) is not None
    )
    reasons = (
        ("a time stamp", _CLOCK.match(text) is not None),
        ("the site's own words", is_boilerplate(text)),
        (FRAGMENT, not whole or (text[0].islower() and sentence.words < SHORTEST_LEAD)),
        ("a heading", text.isupper() or (sentence.heading and unstopped)),
        ("too short to say anything", sentence.words < few and not (sentence.marked and sentence.words)),
    )
    return next((why for why, holds in reasons if holds), "")
