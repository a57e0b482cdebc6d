"""What was not said though it stands between marks: words denied, refused, faked, supposed or asked about.

A quotation hangs on a verb of saying before it, else on one behind it; what the words before that verb
make of it is told by `scope`. What follows may take the words back as well: "...; she denies it".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.attribution import lexicon as lex
from bot.attribution.layout import ArticleLayout, Kind, Token
from bot.attribution.scope import Stance, is_cut, row_of, shunned, stance_of, unheard, utters

# The verb that a quotation hangs on is looked for among so many tokens before it, and behind it.
REACH_BEFORE = 24
REACH_AFTER = 14
# With no more words than this between it and the quotation a verb is sure to bring it in.
CLOSE = 4
# A verb of saying in so many tokens behind the quotation may have all before it as its object.
TAG_REACH = 8

# Behind marks these say that somebody gives the words to whoever follows.
_GIVEN = frozenset(("attributed", "ascribed", "credited", "pinned"))

_DENY = r"(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?)"
_FALSE = (
    r"(?:a |an |entirely |wholly |all )*(?:fake|false|untrue|fabricated|invented|made up|doctored|forged|hoax"
    r"|lie|myth|not (?:true|real)|bogus|baseless)\b"
)
_DISOWNED = re.compile(
    rf"\b{_DENY} (?:ever )?(?:having |saying |making|using|the (?:quot|remark|words))"
    r"|\bno (?:evidence|record|proof|trace|recording)\b.{0,40}\bs(?:aid|aying|ay)\b"
    r"|\bnever (?:said|wrote|uttered|tweeted|posted) (?:it|so|that|this|those|any|such|the words)\b"
    r"|\b(?:is|are|was|were)(?: not| never|n[’']t) (?:his|her|their|my|[\w ]{2,30}[’']s?)"
    r" (?:own )?(?:words?|phrase|lines?|remarks?)\b"
    r"|\bput in(?:to)? [\w ]{2,30}(?:[’']s?)? mouths?\b"
    r"|\bs(?:aid|ays) no such thing\b"
    r"|\bdid(?: not|n[’']t) (?:say|write|post) (?:it|so|that|this|those words|any such thing)\s*(?:[.,;]|$)"
    r"|\b(?:quot\w+|post|video|clip|remarks?|account|screenshot|recording|words)"
    rf" (?:is|was|were|are) {_FALSE}",
    re.IGNORECASE,
)
_DISOWNED_HERE = re.compile(
    r"[;,—–] ?(?:(?:but|though|although|and|yet) )?(?:which |(?:a|an) \w+ (?:that )?)?"
    r"(?:s?he|they|it|[A-Z]\w+)? ?(?:has |have )?(?:always |since |flatly |strongly )?"
    rf"{_DENY}(?: (?:it|this|that)\b|[.;,]|$)"
    r"|^\W*in(?:to)? [\w ]{2,30}(?:[’']s?)? mouths?\b"
    rf"|^\W*(?:is|was|were|are|proved|turned out)(?: to be)? {_FALSE}"
)

# A post, a letter or a recording gives words to somebody: "a post that had Roe saying".
_SHOWN = re.compile(
    r"\b(?:an?|one|the|this|that|[Aa]nother)\b[^“”\";:.]{0,40}\b(?:post|tweet|message|video|clip"
    r"|recording|tape|audio|letter|e-?mail|memo|note|leaflet|poster|screenshot|image|photo|photograph|picture"
    r"|statement|quote|page|article|transcript)s?\b[^“”\";]{0,80}\b(?:had|has|have|having|show(?:s|ed|ing|n)?"
    r"|in which|where|with|makes?|made|making|quot(?:ed|es|ing)|cit(?:ed|es|ing))\b",
    re.IGNORECASE,
)
_MADE_UP = (
    r"(?:an? |entirely |wholly |completely |in fact |a complete )*(?:(?:deep)?fakes?|deepfaked|faked"
    r"|fabricat(?:ed|ion)|invented|invention|made up|made-up|doctored|forged|forgery|hoax|bogus|staged)\b"
)
_NAMED_FAKE = re.compile(
    rf"^\W*(?:(?:on|in|at|last|this|from|to|late|early) [\w ]{{1,40}})??\s*(?:(?:is|was|were|are"
    r"|(?:has|had|have) been|proved|proves|turned out|turns out)"
    r"(?: (?:later|since|then|now|soon|quickly|\w+ly))?"
    r"(?: (?:called|named|branded|declared|found|exposed|revealed|shown|proven|proved|confirmed"
    r"|unmasked|judged))?"
    rf"(?: (?:to be|to have been|as))? {_MADE_UP}|(?:an? \w+ )?{_MADE_UP},)",
    re.IGNORECASE,
)
# Fewer words than these between marks may be a name that somebody says is fake: "the “letter” was fake".
_SAID_WHOLE = 3


def stances(page: ArticleLayout) -> tuple[Stance, ...]:
    """The article's stance to each of its quotations, in order."""
    found: list[Stance] = []
    for number in range(len(page.quotations)):
        found.append(_stance(page, number, found))
    return tuple(found)


def _stance(page: ArticleLayout, number: int, earlier: Sequence[Stance]) -> Stance:
    home, place = page.places[number]
    tokens = page.sentences[home].tokens
    without = shunned(tokens, max(0, place - REACH_BEFORE), place)
    if _contrasted(tokens, place) or without is Stance.DENIED or _shown_in_a_fake(page, number):
        return Stance.DENIED
    hangs_on = _before(tokens, place, earlier)
    if hangs_on is None:
        hangs_on = _after(tokens, place)
    return max(hangs_on, without, _disowned(page, number))


def _shown_in_a_fake(page: ArticleLayout, number: int) -> bool:
    """Whether a post or the like gives the words to somebody and is named fake then: "... “...” was fake"."""
    sentence, marks = page.sentences[page.places[number][0]], page.quotations[number]
    before, behind = page.text[sentence.start : marks.open], page.text[marks.close : sentence.end]
    words = page.text[marks.open : marks.close].split()
    return len(words) >= _SAID_WHOLE and bool(_SHOWN.search(before) and _NAMED_FAKE.search(behind))


def _contrasted(tokens: Sequence[Token], place: int) -> bool:
    """Whether only "not" stands between this quotation and the one before: "...," not "..."."""
    left = [t for t in tokens[max(0, place - 3) : place] if t.kind is not Kind.SIGN]
    return len(left) >= 2 and left[-1].lower == "not" and left[-2].kind is Kind.QUOTATION


def _before(tokens: Sequence[Token], place: int, earlier: Sequence[Stance]) -> Stance | None:
    """What the verb of saying before the quotation makes of it; none if it hangs on no such verb."""
    for at in range(place - 1, max(-1, place - REACH_BEFORE), -1):
        token, between = tokens[at], tokens[at + 1 : place]
        if token.kind is Kind.QUOTATION:
            joined = not any(t.lower in ("but", ":", ";") or utters(t) for t in between)
            return earlier[token.quotation] or None if joined and len(between) <= CLOSE + 1 else None
        if token.text in (";", "—", "–") or (token.text == ":" and at != place - 1):
            return None
        if utters(token):
            return _from(tokens, at, place) if _brings_in(token, between) else None
    return None


def _brings_in(verb: Token, between: Sequence[Token]) -> bool:
    """Whether the quotation hangs on the verb: no object with a colon, no new predicate stands between."""
    lower = [t.lower for t in between]
    if {"but", "because", "while", "since"} & set(lower) or {"only", "instead"} & set(lower[-2:]):
        return False
    for word, after in pairwise(lower):
        if word == "and" and (after in lex.AUXILIARIES or after.endswith(("ed", "s"))):
            return False
    if lower and lower[-1] == ":":
        return len(lower) == 1 or (verb.lower in lex.TELL and len(lower) <= CLOSE)
    return True


def _from(tokens: Sequence[Token], verb: int, place: int) -> Stance | None:
    """What a verb before the quotation makes of it; less, the more stands between."""
    between = tokens[verb + 1 : place]
    loose = sum(t.text == "," for t in between[:-1]) == 1
    near = len(between) <= CLOSE and not loose
    found = _of_verb(tokens, verb)
    if near or found is not Stance.DENIED:
        return found if near or found else None
    if loose:
        return Stance.DOUBTFUL
    tagged = any(t.lower in lex.SAY | lex.TELL for t in tokens[place + 1 : place + TAG_REACH])
    return None if tagged else found


def _after(tokens: Sequence[Token], place: int) -> Stance:
    """What the verb of saying behind the quotation makes of it: "...," Roe never said."""
    reach = min(len(tokens), place + REACH_AFTER)
    if unheard(tokens, place + 1, reach):
        return Stance.DENIED
    if is_cut(tokens, place + 1, reach):
        return Stance.DOUBTFUL
    for at in range(place + 1, reach):
        token = tokens[at]
        if token.kind is Kind.QUOTATION or token.text in (";", ".", ":"):
            return Stance.SAID
        if token.lower in _GIVEN and at + 1 < len(tokens) and tokens[at + 1].lower in ("to", "on"):
            row = row_of(tokens, place + 1, at)
            return Stance.DENIED if {"U", "N"} & set(row) else Stance.DOUBTFUL
        if utters(token) and not {"x", "k"} & set(row_of(tokens, place + 1, at)):
            return _of_verb(tokens, at, place + 1)
    return Stance.SAID


def _of_verb(tokens: Sequence[Token], verb: int, first: int = 0) -> Stance:
    """Whether the saying that the verb tells of took place; its clause begins at `first` at the earliest."""
    begin = verb
    while begin > max(first, verb - REACH_BEFORE):
        token = tokens[begin - 1]
        if token.kind is Kind.QUOTATION or token.text in (";", ":", "—", "–", "(", ")"):
            break
        begin -= 1
    return stance_of(tokens, begin, verb)


def _disowned(page: ArticleLayout, number: int) -> Stance:
    """Whether what follows takes the words back: "...; she denies it", "There is no evidence of it"."""
    home, _ = page.places[number]
    close = page.quotations[number].close
    sentence = page.sentences[home]
    rest = page.text[close : max(sentence.end, close)]
    if _DISOWNED.search(rest) or _DISOWNED_HERE.search(rest):
        return Stance.DOUBTFUL
    following = page.sentences[home + 1] if home + 1 < len(page.sentences) else None
    if following is None or following.paragraph != sentence.paragraph:
        return Stance.SAID
    own = all(t.kind is not Kind.QUOTATION for t in following.tokens)
    return Stance(own and _DISOWNED.search(page.text[following.start : following.end]) is not None)
