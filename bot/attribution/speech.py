"""Which words in quotation marks somebody said: no titles of works, nicknames and scare quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.attribution import lexicon as lex
from bot.attribution.clauses import verb_class
from bot.attribution.evidence import Signals, bucket, quotation_frame
from bot.attribution.frames import named_outright
from bot.attribution.layout import Kind, Token
from bot.attribution.reading import Reading
from bot.attribution.titles import title_case
from bot.names import first_names

# From this probability on a quotation is taken for speech. Of the articles decided by hand .055 of the quotes
# are nobody's with it, .066 with .5; of the short ones as many are found, 93 of 104 (`training.folds`).
SPEECH_LIMIT = 0.55

# A verb of saying within so many tokens may have words with capitals as its object: "called her “...”".
VERB_NEAR = 3
# Words that bring in a name stand among so many tokens before the marks.
CUES_BEFORE = 4
# Cue words are looked for among so many tokens before the marks.
CUE_REACH = 5
# Words of a nickname.
LONGEST_NICKNAME = 3
# Letters of a number with which an item of a list begins.
LONGEST_NUMBER = 8
# Characters of a page's tag that are looked through.
LONGEST_TAG = 1000
_NUMBERED = re.compile(r"\s*\d+[.)]\s+")
_FIRST_PERSON = lex.word_set("i me my we us our i'm i’m we're we’re i've i’ve we've we’ve i'd i’d")


def is_title(reading: Reading, quotation: int) -> bool:
    """Whether it is surely a name: "a book titled “...”", "so-called “...”, a nickname, a list's."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    before = [token.lower for token in tokens[max(0, place - 2) : place]]
    if before[-1:] == ["so-called"]:
        return True
    if reading.titled[quotation] == "few":
        return False
    named = before[-1:] and before[-1] in lex.WORKS
    apposed = before[-1:] == [","] and before[0] in lex.WORK_NOUNS
    return bool(named or apposed) or _is_nickname(reading, quotation) or _is_listed(reading, quotation)


def _is_nickname(reading: Reading, quotation: int) -> bool:
    """Whether it stands within a name: Ann “Silver” Roe."""
    home, place = reading.page.places[quotation]
    around = reading.page.sentences[home].tokens[max(0, place - 1) : place + 2]
    if len(around) < 3 or len(reading.words_in(quotation)) > LONGEST_NICKNAME:
        return False
    family = around[2].capital and around[2].lower not in lex.STARTERS
    return around[0].capital and around[0].lower in first_names() and family


def _is_listed(reading: Reading, quotation: int) -> bool:
    """Whether it begins an item of a numbered list: 3. “Silver Shore,” five million."""
    start = reading.page.quotations[quotation].open
    first = max(0, start - LONGEST_NUMBER - 1)
    line = reading.page.text.rfind("\n", first, start) + 1
    return start - line <= LONGEST_NUMBER and _NUMBERED.fullmatch(reading.page.text[line:start]) is not None


def speaks_of_oneself(reading: Reading, quotation: int) -> bool:
    """Whether it says "I" or "we" and somebody is named whose verb of saying it hangs on."""
    told = {token.lower for token in reading.words_in(quotation)}
    hangs = any(number is not None for number in reading.governors[quotation])
    return hangs and bool(told & _FIRST_PERSON) and reading.titled[quotation] in ("few", "one")


def names_something(reading: Reading, quotation: int) -> bool:
    """Whether it may be a name though somebody speaks beside it: "the list known as “amber”, Roe says"."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    before, after = tokens[max(0, place - CUES_BEFORE) : place], tokens[place + 1 : place + 2]
    if any(token.lower in lex.TITLE_CUES for token in before):
        return True
    governed = bool(before) and before[-1].lower in lex.PREPOSITIONS
    goes_on = any(t.kind is Kind.WORD and not t.capital and not verb_class(t.lower) for t in after)
    return reading.titled[quotation] == "all" and (governed or goes_on)


def may_be_title(reading: Reading, quotation: int) -> bool:
    """Whether the quotation is written like a title and nothing near it says that it was spoken."""
    if named_outright(reading, quotation) is not None or reading.titled[quotation] != "all":
        return False
    marks = reading.page.quotations[quotation]
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    ends = reading.page.text[marks.start : marks.end].rstrip()[-1:] in ".,?!…"
    near = tokens[max(0, place - VERB_NEAR) : place + VERB_NEAR + 1]
    return not ends and not any(verb_class(token.lower) for token in near)


def speech_signals(reading: Reading, quotation: int) -> Signals:
    """The evidence that the quotation is speech."""
    marks = reading.page.quotations[quotation]
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    shape = reading.shapes[home]
    inner = reading.words_in(quotation)
    length = bucket(len(inner), (1, 2, 3, 5, 8, 15, 40))
    capitals = title_case(inner)
    said = _verbs(reading, home, place)
    last = reading.page.text[marks.start : marks.end].rstrip()[-1:]
    ends = last if last in ",.?!…" else "word"
    around = list(quotation_frame(reading, quotation))
    cue = any(t.lower in lex.TITLE_CUES for t in tokens[max(0, place - CUES_BEFORE) : place])
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
        f"heading={home == 0 or shape.heading}&family={marks.family}": 1.0,
        f"letters={letters}": 1.0,
        f"in a tag={_in_tag(reading, marks.open)}": 1.0,
        f"many here={bucket(shape.quotations, (1, 2, 4))}&says={said}": 1.0,
        f"alone={len(tokens) <= 2}&words={length}": 1.0,
    }
    signals.update(_voice(inner, length, said))
    signals.update(_neighbourhood(reading, home, place, length))
    for sign in around:
        signals[sign] = 1.0
        signals[f"{sign}&words={length}"] = 1.0
        signals[f"{sign}&says={said}"] = 1.0
    return signals


def _voice(inner: Sequence[Token], length: str, said: str) -> Signals:
    """Whether the words sound spoken: by somebody who says "I" or "we", with a verb, in lower case."""
    told = {token.lower for token in inner}
    speaks = "first" if told & _FIRST_PERSON else "second" if told & {"you", "your"} else "none"
    verb = any(t.lower in lex.AUXILIARIES or t.lower.endswith(("n't", "n’t", "’s", "’re")) for t in inner)
    lower = bool(inner) and inner[0].text[0].islower()
    return {
        f"voice={speaks}": 1.0,
        f"voice={speaks}&verb={verb}&words={length}": 1.0,
        f"verb={verb}&lower={lower}&says={said == 'none'}": 1.0,
        f"lower={lower}&words={length}": 1.0,
    }


def _neighbourhood(reading: Reading, home: int, place: int, length: str) -> Signals:
    """The words beside the marks, and whether the same words stand elsewhere in the article."""
    tokens = reading.page.sentences[home].tokens
    number = tokens[place].quotation
    before, after = tokens[max(0, place - CUE_REACH) : place], tokens[place + 1 : place + 3]
    signals = {f"near={t.lower}": 1.0 for t in before if t.kind is Kind.WORD and not t.capital}
    signals |= {f"then={t.lower}": 1.0 for t in after if t.kind is Kind.WORD and not t.capital}
    if before:
        signals[f"prev={_beside(before[-1])}"] = 1.0
        signals[f"prev={_beside(before[-1])}&words={length}"] = 1.0
    if after:
        signals[f"next={_beside(after[0])}&words={length}"] = 1.0
    again = len(reading.alike[number]) > 1
    like = reading.shapes[home].quotations > 1
    mine = reading.titled[number]
    signals[f"again={again}&title case={mine}"] = 1.0
    signals[f"titles beside={like}&title case={mine}&any={like}"] = 1.0
    return signals


_SMALL = lex.PREPOSITIONS | lex.DETERMINERS | lex.CONJUNCTIONS | frozenset(lex.POSSESSIVES)


def _beside(token: Token) -> str:
    """The word that stands beside the marks if it is a small one, else of what kind it is."""
    if token.kind is Kind.POSSESSIVE:
        return "'s"
    if token.kind is not Kind.WORD:
        return token.text or "quotation"
    return (
        token.lower
        if token.lower in _SMALL
        else verb_class(token.lower) or ("name" if token.capital else "word")
    )


def _verbs(reading: Reading, home: int, place: int) -> str:
    """The nearest verb of saying in the quotation's sentence: its class, side and distance."""
    tokens = reading.page.sentences[home].tokens
    nearest = reading.shapes[home].nearest_verb(place)
    if nearest is None:
        return "none"
    side = "before" if nearest < place else "after"
    return f"{verb_class(tokens[nearest].lower)} {side} {bucket(abs(nearest - place), (1, 3, 8))}"


def _in_tag(reading: Reading, offset: int) -> bool:
    """Whether the marks stand in a tag of a page ("<tweet id=...>") that was left in the text."""
    text, first = reading.page.text, max(0, offset - LONGEST_TAG)
    start = max(text.rfind("<", first, offset), text.rfind("\n", first, offset))
    return text[start : start + 1] == "<" and ">" not in text[start:offset]
