"""The sentences of an article that are no direct speech, whole and letter for letter, without boilerplate."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.attribution import Prose, Reading, prose

# A fact has at least so many words; what is shorter is a caption, a place or a heading.
SHORTEST_FACT = 5
# The same where it has words in marks that nobody said.
SHORTEST_MARKED = 2
# How many leading sentences make the summary, and the most characters they may have together.
SUMMARY_SENTENCES = 2
SUMMARY_LENGTH = 600

_BOILERPLATE = re.compile(
    r"""^\W*(?:
        (?:read|see|find\ out|learn)\ (?:more|the\ (?:rest|full)|also|next|it\ here)\b
      | (?:click|tap|scroll|swipe|sign\ up|subscribe|log\ in|register|download|donate|enter\ your)\b
      | (?:follow|like|find|join|reach|contact|email|e-mail)
        \ (?:us|me|him|her|them|[A-Z][\w.]+(?:\ [A-Z][\w.]+)*)\ (?:on|at|via|by|directly)\b
      | (?:photo|image|picture|video|caption|credit|graphic|illustration|related)s?\ *[:|(]
      | (?:advertisement|watch|listen|topics?|tags?|share)\ *[:|(]
      | (?:copyright|©|\(c\)|all\ rights\ reserved|getty|reuters/|ap\ photo)
      | (?:this\ (?:article|story|post|report)\ (?:was|is|has\ been|first|originally|appeared|will\ be))\b
      | (?:correction|editor[’']s\ note|update)\s*:
      | (?:get|receive)\ (?:the|our|all)\ .*\b(?:newsletter|inbox|alerts?)\b
      | (?:like\ what\ you|want\ more|have\ a\ tip|thank\ you\ for\ (?:reading|subscribing))
      | (?:written\ |reporting\ |editing\ |additional\ reporting\ )?by\ [A-Z]\S+(?:\ [A-Z]\S+){1,3}\W*$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"https?://|pic\.twitter\.com|\bnewsletter\b.*\b(?:sign|subscri|inbox)|<\w+[^>]*>|@\w+\.\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article: `text` stands at characters `start` to `end`."""

    text: str
    start: int
    end: int


def facts(reading: Reading, spoken: Collection[int], body: int = 0) -> list[Passage]:
    """The sentences that hold none of the quotations `spoken` (by index), from character `body` on."""
    text = reading.page.text
    own = (sentence for sentence in prose(reading, spoken) if sentence.start >= body)
    return [
        Passage(text[sentence.start : sentence.end], sentence.start, sentence.end)
        for sentence in own
        if _is_fact(sentence, text[sentence.start : sentence.end])
    ]


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
    return bool(_BOILERPLATE.match(text) or _ANYWHERE.search(text))


def _is_fact(sentence: Prose, text: str) -> bool:
    """Whether the sentence is whole and the article's: no caption, heading or boilerplate."""
    if sentence.heading or (
        sentence.words < SHORTEST_FACT and not (sentence.marked and sentence.words >= SHORTEST_MARKED)
    ):
        return False
    return text.rstrip("\"'”’)]").endswith((".", "!", "?", "…", ":")) and not is_boilerplate(text)
