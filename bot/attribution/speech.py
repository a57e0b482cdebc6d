"""Which words in quotation marks somebody said: no titles of works, nicknames and scare quotes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attribution import lexicon as lex
from bot.attribution.clauses import verb_class
from bot.attribution.evidence import Signals, bucket, quotation_frame
from bot.attribution.frames import named_outright
from bot.attribution.layout import Kind, Token, words_of
from bot.attribution.reading import Reading
from bot.attribution.spans import is_heading

# From this probability on a quotation is taken for speech. Below one half, since a missed quotation
# costs an editor more than one too many; chosen on the articles kept aside in training.
SPEECH_LIMIT = 0.3

# A verb of saying within so many tokens may have words with capitals as its object: "called her “...”".
VERB_NEAR = 3
# Quotations of more words than this are no title.
LONGEST_TITLE = 8


def is_title(reading: Reading, quotation: int) -> bool:
    """Whether the quotation is surely the name of a work: "a book titled “Harbours of the North”"."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    named = place > 0 and tokens[place - 1].lower in lex.WORKS
    return named and _title_case(_inner(reading, quotation)) != "few"


def may_be_title(reading: Reading, quotation: int) -> bool:
    """Whether the quotation is written like a title and nothing near it says that it was spoken."""
    if named_outright(reading, quotation) is not None or _title_case(_inner(reading, quotation)) != "all":
        return False
    marks = reading.page.quotations[quotation]
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    ends = reading.page.text[marks.start : marks.end].rstrip()[-1:] in ".,?!…"
    near = tokens[max(0, place - VERB_NEAR) : place + VERB_NEAR + 1]
    return not ends and not any(verb_class(token.lower) for token in near)


def _inner(reading: Reading, quotation: int) -> list[Token]:
    marks = reading.page.quotations[quotation]
    return [t for t in words_of(reading.page.text, marks.start, marks.end) if t.kind is Kind.WORD]


def speech_signals(reading: Reading, quotation: int) -> Signals:
    """The evidence that the quotation is speech."""
    marks = reading.page.quotations[quotation]
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    inner = _inner(reading, quotation)
    length = bucket(len(inner), (1, 2, 3, 5, 8, 15, 40))
    capitals = _title_case(inner)
    said = _verbs(reading, home, place)
    last = reading.page.text[marks.start : marks.end].rstrip()[-1:]
    ends = last if last in ",.?!…" else "word"
    around = list(quotation_frame(reading, quotation))
    cue = any(t.lower in lex.TITLE_CUES for t in tokens[max(0, place - 4) : place])
    letters = any(t.text[0].isalpha() for t in inner)
    signals = {
        "speech": 1.0,
        f"words={length}": 1.0,
        f"words={length}&says={said}": 1.0,
        f"words={length}&title case={capitals}": 1.0,
        f"title cue={cue}&title case={capitals}": 1.0,
        f"title cue={cue}&words={length}": 1.0,
        f"says={said}&title case={capitals}": 1.0,
        f"family={marks.family}&words={length}": 1.0,
        f"closed={marks.closed}&words={length}": 1.0,
        f"continues={marks.continues}": 1.0,
        f"ends={ends}&words={length}": 1.0,
        f"heading={_in_heading(tokens, home)}&family={marks.family}": 1.0,
        f"letters={letters}": 1.0,
        f"in a tag={_in_tag(reading, marks.open)}": 1.0,
        f"many here={bucket(sum(t.kind is Kind.QUOTATION for t in tokens), (1, 2, 4))}&says={said}": 1.0,
        f"alone={len(tokens) <= 2}&words={length}": 1.0,
    }
    for sign in around:
        signals[sign] = 1.0
        signals[f"{sign}&words={length}"] = 1.0
        signals[f"{sign}&says={said}"] = 1.0
    return signals


def _title_case(inner: Sequence[Token]) -> str:
    """Whether it is written like a title: "all", "most" or "few" of the longer words with a capital."""
    longer = [t for t in inner if len(t.text) > 3 or t is inner[0]]
    if not longer or len(inner) > LONGEST_TITLE:
        return "few"
    share = sum(t.text[0].isupper() or t.text[0].isdigit() for t in longer) / len(longer)
    return (
        "all" if share == 1 and len(longer) > 1 else "one" if share == 1 else "most" if share > 0.5 else "few"
    )


def _verbs(reading: Reading, home: int, place: int) -> str:
    """The nearest verb of saying in the quotation's sentence: its class, side and distance."""
    tokens = reading.page.sentences[home].tokens
    marked = [n for n, t in enumerate(tokens) if verb_class(t.lower)]
    if not marked:
        return "none"
    nearest = min(marked, key=lambda n: abs(n - place))
    side = "before" if nearest < place else "after"
    return f"{verb_class(tokens[nearest].lower)} {side} {bucket(abs(nearest - place), (1, 3, 8))}"


def _in_heading(tokens: Sequence[Token], sentence: int) -> bool:
    return sentence == 0 or is_heading(tokens)


def _in_tag(reading: Reading, offset: int) -> bool:
    """Whether the marks stand in a tag of a page ("<tweet id=...>") that was left in the text."""
    text = reading.page.text
    start = max(text.rfind("<", 0, offset), text.rfind("\n", 0, offset))
    return text[start : start + 1] == "<" and ">" not in text[start:offset]
