"""Whom punctuation alone names for a quotation, whatever the verb: "...," shrugged Roe; Roe: "..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.attribution import lexicon as lex
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.reading import Reading
from bot.attribution.whose import quotes_another

# Tokens between the closing marks and the verb or name that the comma before them announces.
LONGEST_CLAUSE = 16
# Words of a name that make a label for a whole sentence: of "Theory: ..." the colon alone tells nothing.
WHOLE_NAME = 2
_OPEN_ENDS = ",?!…—–-"
_DASHES = frozenset("—–-―")
_SMALL = lex.AUXILIARIES | lex.PREPOSITIONS | lex.CONJUNCTIONS
_PASSIVE = frozenset(["was", "were", "is", "are", "been", "being", "got", "gets"])
_QUOTED = frozenset(["saying", "say", "as"])
_WORDS = lex.word_set("claim line phrase words remark comment quote statement assertion slogan saying")
_ELSE = (lex.DETERMINERS - {"that"}) | lex.POSSESSIVES.keys() | {"as", "while", "when"}
_NAMES = ("call", "label", "brand", "dub", "term", "deem", "nam")
"""Beginnings of verbs behind which the marks hold the subject's own words: "called the claim “...”"."""
_UTTERED = lex.word_set("made uttered voiced spoken shouted said whispered")
_GIVEN_BY = frozenset(["by", "from"])


def named_outright(reading: Reading, quotation: int) -> int | None:
    """The mention (by index) that the signs around the quotation name for it; None where they name none."""
    home, place = reading.page.places[quotation]
    here = [n for n in reading.by_sentence.get(home, ()) if not reading.mentions[n].owner]
    frame = _Frame(reading, quotation, reading.page.sentences[home].tokens, place, here)
    for found in (frame.made_by(), frame.behind(), frame.signed(), frame.label(), frame.announced()):
        if found is not None:
            return found
    below = _signed_below(reading, quotation)
    return _announced_above(reading, quotation) if below is None else below


@dataclass(frozen=True, slots=True)
class _Frame:
    """A quotation, token `place` of its sentence's `tokens`, with the mentions `here` that own nothing."""

    reading: Reading
    quotation: int
    tokens: Sequence[Token]
    place: int
    here: Sequence[int]

    def behind(self) -> int | None:
        """The subject of the clause behind a quotation that a comma, or its own last sign, leaves open."""
        tokens, begin = self.tokens, self.place + 1
        marks = self.reading.page.quotations[self.quotation]
        last = self.reading.page.text[marks.start : marks.end].rstrip()[-1:]
        comma = begin < len(tokens) and tokens[begin].text == ","
        begin += comma
        if not (comma or last in _OPEN_ENDS) or begin >= len(tokens) or tokens[begin].kind is not Kind.WORD:
            return None
        stop = _clause_end(tokens, begin)
        first = next((n for n in self.here if begin in (self._start(n), self._mention(n).first)), None)
        if first is not None and self._acts(self._mention(first).last, stop):
            return self._quoted_by(first, stop) or first
        if tokens[begin].lower == "according":
            return self._head(begin + 2, stop)
        return self._head(begin + 1, stop) if _verb_like(tokens[begin]) else None

    def made_by(self) -> int | None:
        """Roe in "the remark “...”, made by Roe": whoever stands behind "by"."""
        tokens, begin = self.tokens, self.place + 1
        begin += begin < len(tokens) and tokens[begin].text == ","
        made = [token.lower for token in tokens[begin : begin + 2]]
        if len(made) < 2 or made[0] not in _UTTERED or made[1] != "by":
            return None
        if self.reading.titled[self.quotation] == "all":
            return None
        return next((n for n in self.here if self._start(n) == begin + 2), None)

    def signed(self) -> int | None:
        """Roe in "..." – Roe and in "..." (Roe): a name that ends the quotation's line or item."""
        tokens, begin = self.tokens, self.place + 1
        while begin < len(tokens) and (tokens[begin].text in _DASHES or tokens[begin].text == "("):
            begin += 1
        if begin == self.place + 1:
            return None
        first = next((n for n in self.here if begin in (self._start(n), self._mention(n).first)), None)
        if first is None or self._mention(first).sort is not Sort.NAME:
            return None
        last = self._mention(first).last
        return first if last >= len(tokens) or tokens[last].text in (",", ";", ".", ")", "(") else None

    def label(self) -> int | None:
        """Roe in "Roe, of Orlow: ...", whatever of it stands in marks; the label that is nearest before."""
        if self.reading.governors[self.quotation][0] is not None:
            return None
        home, _ = self.reading.page.places[self.quotation]
        colons = self.reading.shapes[home].colons_before(self.place)
        open_ones = (n for n in colons if not quotes_another(self.tokens[n + 1 : self.place]))
        return next((found for n in open_ones if (found := self._labels(n)) is not None), None)

    def announced(self) -> int | None:
        """The subject of a clause that ends in a colon before the quotation: "Roe kept it brief: ..."."""
        if not self.place or self.tokens[self.place - 1].text != ":":
            return None
        begin = self._segment(self.place - 1)
        clause = [n for n in self.here if begin <= self._mention(n).first < self.place]
        parts = {n: self.reading.clauses[n].part for n in clause}
        said = [n for n in clause if parts[n] in ("says", "inverted", "according", "label")]
        given_by = [n for n in clause if parts[n] in _GIVEN_BY]
        passive = is_passive(self.tokens[begin : self.place])
        if passive or (given_by and not said):
            return given_by[-1] if given_by else None
        if said:
            return said[-1]
        speaks = next((n for n in clause if self._mention(n).last == self.place - 2), None)
        if speaks is not None and self.tokens[self.place - 2].lower in lex.SPEECH_VERBS:
            return speaks  # "Doe listened as Roe said: ..."
        subjects = [n for n in clause if not (self._governed(n) or self._mention(n).apposed)]
        return subjects[0] if subjects else None

    def _mention(self, number: int) -> Mention:
        return self.reading.mentions[number]

    def _start(self, number: int) -> int:
        """Where the noun phrase of a mention begins, its titles, owner and describing words among it."""
        mention, tokens = self._mention(number), self.tokens
        begin = mention.first - len(mention.title)
        while begin > 0 and tokens[begin - 1].kind in (Kind.WORD, Kind.POSSESSIVE):
            if tokens[begin - 1].lower in _SMALL or tokens[begin - 1].lower in lex.SPEECH_VERBS:
                break
            begin -= 1
        return begin

    def _acts(self, place: int, stop: int) -> bool:
        """Whether a verb follows the subject, directly or behind an aside between commas."""
        tokens = self.tokens
        if place < stop and tokens[place].text in (",", "("):
            closing = ")" if tokens[place].text == "(" else ","
            place = next((n + 1 for n in range(place + 1, stop) if tokens[n].text == closing), stop)
        while place < stop and (tokens[place].lower in lex.AUXILIARIES or tokens[place].lower.endswith("ly")):
            if tokens[place].lower in _PASSIVE:
                return False
            place += 1
        return place < stop and _verb_like(tokens[place])

    def _quoted_by(self, subject: int, stop: int) -> int | None:
        """Whose words the subject only tells: Doe's in "Roe remembers Doe saying"."""
        others = [n for n in self.here if self._mention(subject).last < self._mention(n).first < stop]
        ends = ((n, self._mention(n).last) for n in others)
        return next(
            (n for n, end in ends if end < len(self.tokens) and self.tokens[end].lower in _QUOTED), None
        )

    def _head(self, begin: int, stop: int) -> int | None:
        """The name at the end of the noun phrase that begins here: Roe in "recalls the captain Ann Roe"."""
        end = begin
        while end < stop and self.tokens[end].kind in (Kind.WORD, Kind.POSSESSIVE):
            if self.tokens[end].lower in _SMALL:
                break
            end += 1
        inside = [n for n in self.here if begin <= self._mention(n).first < end]
        names = [n for n in inside if self._mention(n).sort is Sort.NAME and self._mention(n).last == end]
        others = [n for n in inside if self._mention(n).sort is not Sort.NAME]
        return next(iter(names or others), None)

    def _labels(self, colon: int) -> int | None:
        begin = self._segment(colon)
        begin += self.tokens[begin].lower in lex.CONJUNCTIONS
        first = next((n for n in self.here if begin <= self._mention(n).first < colon), None)
        if first is None or self._start(first) > begin:
            return None
        mention = self._mention(first)
        last = mention.last
        if colon != self.place - 1 and last - mention.first < WHOLE_NAME:
            return None
        after = self.tokens[last].text
        apposed = last == colon or after in (",", "(") or after.startswith("@")
        return first if apposed and not any(map(_verb_like, self.tokens[last:colon])) else None

    def _segment(self, colon: int) -> int:
        """The first token of what stands before a colon, up to another one, a semicolon or a quotation."""
        ends = (
            n
            for n in range(colon - 1, -1, -1)
            if self.tokens[n].text in (";", ":") or _is_marked(self.tokens[n])
        )
        begin = next(ends, -1) + 1
        while begin < colon and self.tokens[begin].kind is Kind.SIGN:
            begin += 1
        return begin

    def _governed(self, number: int) -> bool:
        """Whether a preposition stands before the mention's noun phrase."""
        begin = self._start(number)
        return begin > 0 and self.tokens[begin - 1].lower in lex.PREPOSITIONS


def _announced_above(reading: Reading, quotation: int) -> int | None:
    """The subject of the line above that ends in a colon, of a quotation that begins its own line."""
    home, place = reading.page.places[quotation]
    sentences = reading.page.sentences
    if not home or any(token.kind is not Kind.SIGN for token in sentences[home].tokens[:place]):
        return None
    above = sentences[home - 1]
    if above.tokens[-1].text != ":" or any(map(_is_marked, above.tokens)):
        return None
    here = [n for n in reading.by_sentence.get(home - 1, ()) if not reading.mentions[n].owner]
    return _Frame(reading, quotation, above.tokens, len(above.tokens), here).announced()


def _signed_below(reading: Reading, quotation: int) -> int | None:
    """Roe where the next line is "— Roe, mayor of Orlow" and the quotation ends its own."""
    home, place = reading.page.places[quotation]
    sentences = reading.page.sentences
    if home + 1 >= len(sentences) or reading.shapes[home].last_word > place:
        return None
    below = sentences[home + 1]
    dash = next((n for n, token in enumerate(below.tokens) if token.text != ">"), 0)
    if below.paragraph == sentences[home].paragraph or below.tokens[dash].text not in _DASHES:
        return None
    if any(map(_is_marked, below.tokens)):
        return None
    mentions = (n for n in reading.by_sentence.get(home + 1, ()) if not reading.mentions[n].owner)
    first = next(mentions, None)
    if first is None or reading.mentions[first].sort is not Sort.NAME:
        return None
    last = reading.mentions[first].last
    if last < len(below.tokens) and below.tokens[last].kind is Kind.WORD:
        return None  # "— Ann Roe contributed to this article"
    lead = below.tokens[dash + 1 : reading.mentions[first].first - len(reading.mentions[first].title)]
    return None if any(t.kind is Kind.WORD for t in lead) else first


def acts_on_another(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Whether the subject that ends here does something to a thing instead of saying it, or is told it.

    "Roe hates the phrase “...”", "Roe nodded as Doe said “...”", "Roe was told that “...”"; an unknown verb
    before "that" or marks may say it. `stop` is the token of the marks.
    """
    passive = False
    while place < stop and (tokens[place].lower in lex.AUXILIARIES or tokens[place].lower.endswith("ly")):
        passive = passive or tokens[place].lower in _PASSIVE
        place += 1
    if place + 1 >= stop or not _verb_like(tokens[place]):
        return False
    verb, after = tokens[place].lower, tokens[place + 1]
    if verb in lex.SPEECH_VERBS:
        told = passive and verb in lex.TELL
        judges = verb in lex.CALLING and not verb.startswith(_NAMES)
        return told or (judges and _ends_in_words(tokens[place + 1 : stop]))
    return after.lower in _ELSE


def _ends_in_words(tokens: Sequence[Token]) -> bool:
    """Whether somebody's words are spoken of: "Doe's claim that", "the line,"."""
    said = [token for token in tokens if token.kind is Kind.WORD and token.lower != "that"]
    whose = tokens[0].lower == "the" or any(token.kind is Kind.POSSESSIVE for token in tokens)
    return whose and bool(said) and said[-1].lower in _WORDS


def _clause_end(tokens: Sequence[Token], begin: int) -> int:
    last = min(len(tokens), begin + LONGEST_CLAUSE)
    ends = (n for n in range(begin, last) if _is_marked(tokens[n]) or tokens[n].text in (";", ":", "."))
    return next(ends, last)


def _is_marked(token: Token) -> bool:
    return token.kind is Kind.QUOTATION


def is_passive(tokens: Sequence[Token]) -> bool:
    """Whether the subject is told something: "Roe was told"."""
    return any(
        one.lower in _PASSIVE and (other.lower in lex.TELL or other.lower in ("warned", "asked"))
        for one, other in pairwise(tokens)
    )


def _verb_like(token: Token) -> bool:
    """Whether the word may be a verb in a tense of telling: "shrugged", "says"; no list has them all."""
    word = token.lower
    if token.kind is not Kind.WORD or token.capital or word in _SMALL or word in lex.DETERMINERS:
        return False
    return not word.endswith("ing") and (word in lex.SPEECH_VERBS or word.endswith(("s", "ed")))
