"""Named evidence for who speaks: what the text around a quotation says about each mention near it.

Every signal is a name with a value; what each is worth is learned (`data/attribution.json`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.ingest import lexicon as lex
from bot.ingest.layout import Kind, Page, Token, lay_out
from bot.ingest.mentions import Mention, Sort, find_mentions
from bot.ingest.people import Cast, find_parties
from bot.ingest.roles import find_roles
from bot.text.words import words

# How far from its quotation a speaker is looked for, in sentences.
SENTENCES_BEFORE = 4
SENTENCES_AFTER = 2

Signals = dict[str, float]


@dataclass(frozen=True)
class Reading:
    """An article read so far: its page, the mentions outside and inside quotations, the parties they name."""

    page: Page
    mentions: tuple[Mention, ...]
    cast: Cast
    roles: dict[int, str]

    @classmethod
    def of(cls, text: str) -> Reading:
        page = lay_out(text)
        mentions = tuple(find_mentions(page))
        cast = find_parties(mentions)
        return cls(page, mentions, cast, find_roles(page, mentions, cast))

    @cached_property
    def outside(self) -> tuple[int, ...]:
        """Mentions in the article's own words, by index."""
        return tuple(n for n, m in enumerate(self.mentions) if m.inside < 0)

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n in self.outside:
            found.setdefault(self.mentions[n].sentence, []).append(n)
        return found

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        return {n: _clause(self, n) for n in self.outside}

    @cached_property
    def governors(self) -> tuple[tuple[int | None, int | None], ...]:
        return tuple(governors(self, n) for n in range(len(self.page.quotations)))

    @cached_property
    def said(self) -> tuple[frozenset[str], ...]:
        """The folded words of each quotation."""
        return tuple(
            frozenset(w.text for w in words(self.page.text[q.start : q.end])) for q in self.page.quotations
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """A mention's part in its clause: `part`, the class of the verb it says with, and that verb's place (-1: none)."""

    part: str
    verb: str = ""
    place: int = -1


_VERB_CLASSES = (("say", lex.SAY), ("tell", lex.TELL), ("saying", lex.SAYING), ("call", lex.CALLING))


def verb_class(word: str) -> str:
    """The class of a verb of saying: "say", "tell", "saying", "call"; empty for every other word."""
    return next((name for name, verbs in _VERB_CLASSES if word in verbs), "")


def _clause(reading: Reading, number: int) -> Clause:
    mention = reading.mentions[number]
    tokens = reading.page.sentences[mention.sentence].tokens
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
    if ahead is not None and not (before and before.lower in lex.PREPOSITIONS and inverted is None):
        return Clause("says", verb_class(tokens[ahead].lower), ahead)
    if inverted is not None:
        return Clause("inverted", verb_class(tokens[inverted].lower), inverted)
    return _other_part(tokens, begin, mention, ahead)


def _other_part(tokens: Sequence[Token], begin: int, mention: Mention, ahead: int | None) -> Clause:
    before = tokens[begin - 1] if begin > 0 else None
    if before and before.kind is Kind.WORD and before.lower in lex.DETERMINERS and begin > 1:
        before = tokens[begin - 2]
    if before and before.lower in lex.TELL:
        return Clause("told")
    if before and before.lower in ("by", "from"):
        return Clause(before.lower, *(("say", ahead) if ahead is not None else ()))
    if before and before.lower in lex.PREPOSITIONS:
        return Clause("prepositional")
    if before and before.text in ("—", "–", "-", "―") and before.kind is Kind.SIGN:
        return Clause("dash")
    after = tokens[mention.last] if mention.last < len(tokens) else None
    if after and after.kind is Kind.WORD and (after.lower in lex.AUXILIARIES or after.lower.endswith("ed")):
        return Clause("subject")
    if before is None or before.kind is Kind.SIGN:
        return Clause("leads")
    return Clause("other")


# Between a speaker and the verb may stand an aside of so many words ("Roe, who ..., said").
LONGEST_ASIDE = 14
_STEP_OVER = lex.AUXILIARIES | frozenset("who to not been trying tried went on continued".split())


def _verb_after(tokens: Sequence[Token], place: int) -> int | None:
    """The verb of saying whose subject ends at this place: directly, after helpers, or after an aside in commas."""
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
                (n for n in range(place + 1, min(len(tokens), place + LONGEST_ASIDE)) if tokens[n].text == closing),
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
    """"Roe, who said": the verb of a relative clause that runs to the quotation."""
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


def bucket(value: int, limits: Sequence[int]) -> str:
    """The name of the range that a count falls into: limits (0, 2) give "<=0", "<=2", ">2"."""
    at = bisect_left(limits, value)
    return f"<={limits[at]}" if at < len(limits) else f">{limits[-1]}"


def candidates(reading: Reading, quotation: int) -> list[int]:
    """The mentions that may name the quotation's speaker, by index, in the order of the text."""
    sentence, _ = reading.page.places[quotation]
    found: list[int] = []
    for number in range(max(0, sentence - SENTENCES_BEFORE), sentence + SENTENCES_AFTER + 1):
        found.extend(n for n in reading.by_sentence.get(number, ()) if not reading.mentions[n].apposed)
    return found


def quotation_frame(reading: Reading, quotation: int) -> Signals:
    """How the quotation stands in its sentence: what comes right before and after it."""
    sentence, place = reading.page.places[quotation]
    tokens = reading.page.sentences[sentence].tokens
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return {f"before:{_sign(before)}": 1.0, f"after:{_sign(after)}": 1.0}


def _sign(token: Token | None) -> str:
    if token is None:
        return "edge"
    if token.kind is Kind.QUOTATION:
        return "quotation"
    if token.kind is Kind.SIGN:
        return token.text if token.text in ",:;.()" else "sign"
    if token.lower in ("that", "as", "and", "to", "a", "the", "is", "was", "by", "of"):
        return token.lower
    kind = verb_class(token.lower)
    return kind or ("pronoun" if token.lower in lex.PRONOUNS else "name" if token.capital else "word")


def mention_signals(reading: Reading, quotation: int, number: int, last_party: int | None) -> Signals:
    """The evidence that the mention names the quotation's speaker; `last_party` spoke the quotation before."""
    mention = reading.mentions[number]
    clause = reading.clauses[number]
    home, place = reading.page.places[quotation]
    where = _where(reading, quotation, mention)
    said = clause.place >= 0
    part = f"{clause.part}/{clause.verb}" if clause.verb else clause.part
    between = _between(reading, quotation, number)
    frame = list(quotation_frame(reading, quotation))
    signals: Signals = {
        f"where={where}": 1.0,
        f"part={part}": 1.0,
        f"where={where}&part={clause.part if not said else 'says'}": 1.0,
        f"where={where}&part={part}": 1.0,
        f"sort={mention.sort.name.lower()}": 1.0,
        f"sort={mention.sort.name.lower()}&where={where}": 1.0,
        f"rivals={bucket(between.sayers, (0, 1))}&says={said}&where={where}": 1.0,
        f"governs={_governs(reading, quotation, number)}": 1.0,
        f"governs={_governs(reading, quotation, number)}&part={part}": 1.0,
        f"mentions between={bucket(between.mentions, (0, 1, 2, 4))}&says={said}": 1.0,
    }
    side = "after" if where == "after" else "before" if where == "before" else "other"
    if side != "other":
        gap = _gap(clause, mention, place)
        signals[f"gap={bucket(gap, (0, 1, 3, 6, 12))}&says={said}&{side}"] = 1.0
        signals[f"quotations between={bucket(between.quotations, (0, 1))}&says={said}&{side}"] = 1.0
        signals[f"commas between={bucket(between.commas, (0, 1, 2))}&says={said}&{side}"] = 1.0
    for sign in frame:
        signals[f"{sign}&where={where}&says={said}"] = 1.0
        if said and side != "other":
            signals[f"{sign}&part={part}&{side}"] = 1.0
    signals.update(_kind_signals(reading, quotation, number, said, where))
    signals.update(_party_signals(reading, quotation, number, last_party, said))
    return signals


def _where(reading: Reading, quotation: int, mention: Mention) -> str:
    home, place = reading.page.places[quotation]
    sentences = reading.page.sentences
    if mention.sentence == home:
        return "before" if mention.first < place else "after"
    steps = mention.sentence - home
    apart = sentences[mention.sentence].paragraph - sentences[home].paragraph
    edge = "" if not apart else "p" if abs(apart) == 1 else "pp"
    return f"{steps:+d}{edge}"


@dataclass(frozen=True, slots=True)
class _Between:
    mentions: int
    sayers: int
    quotations: int
    commas: int


def _between(reading: Reading, quotation: int, number: int) -> _Between:
    """What stands between the mention and the quotation: other mentions, those with a verb of saying, ..."""
    mention = reading.mentions[number]
    home, place = reading.page.places[quotation]
    low, high = sorted([(mention.sentence, mention.first), (home, place)])
    others = sayers = marks = commas = 0
    for sentence in range(low[0], high[0] + 1):
        for n in reading.by_sentence.get(sentence, ()):
            other = reading.mentions[n]
            if n != number and low < (sentence, other.first) < high and not other.apposed:
                others += 1
                sayers += reading.clauses[n].place >= 0
        tokens = reading.page.sentences[sentence].tokens
        start = low[1] + 1 if sentence == low[0] else 0
        stop = high[1] if sentence == high[0] else len(tokens)
        marks += sum(t.kind is Kind.QUOTATION for t in tokens[start:stop])
        commas += sum(t.text in (",", ";", "—", "–") for t in tokens[start:stop])
    return _Between(others, sayers, marks, commas)


def _governs(reading: Reading, quotation: int, number: int) -> str:
    """Whether the mention is the subject of the verb that the quotation most likely hangs on."""
    before, after = reading.governors[quotation]
    if number == after:
        return "after" if before is None else "after, rival before"
    if number == before:
        return "before" if after is None else "before, rival after"
    return "other" if before is not None or after is not None else "none"


def governors(reading: Reading, quotation: int) -> tuple[int | None, int | None]:
    """The subjects of the nearest verbs of saying before and right after the quotation in its sentence."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    here = [n for n in reading.by_sentence.get(home, ()) if not reading.mentions[n].apposed]
    verb = next((n for n in range(place - 1, -1, -1) if verb_class(tokens[n].lower)), None)
    before = None if verb is None else _subject(reading, here, verb, tokens)
    ahead = next((n for n in range(place + 1, min(len(tokens), place + 12)) if verb_class(tokens[n].lower)), None)
    after = None if ahead is None else next((n for n in here if reading.clauses[n].place == ahead), None)
    if after is not None and reading.mentions[after].first < place:
        after = None
    return before, after


def _subject(reading: Reading, here: list[int], verb: int, tokens: Sequence[Token]) -> int | None:
    """Who does the verb: its own subject, or for "saying", "to say", "and said" the last subject before it."""
    own = [n for n in here if reading.clauses[n].place == verb and reading.mentions[n].first < verb + 6]
    if own:
        return own[-1]
    leading = [
        n for n in here
        if reading.mentions[n].last <= verb and reading.clauses[n].part in ("says", "subject", "leads", "according")
    ]  # fmt: skip
    loose = tokens[verb].lower.endswith("ing") or (verb and tokens[verb - 1].lower in ("to", "and", "also", "then", "but"))
    if not leading:
        return None
    return leading[0] if loose and tokens[verb].lower.endswith("ing") else leading[-1]


def _gap(clause: Clause, mention: Mention, place: int) -> int:
    """Tokens between the quotation and the nearer of the mention and its verb."""
    ends = [mention.first - 1, mention.last] + ([clause.place] if clause.place >= 0 else [])
    return min(abs(place - end) for end in ends) - 1 if ends else 0


def _kind_signals(reading: Reading, quotation: int, number: int, said: bool, where: str) -> Signals:
    mention = reading.mentions[number]
    told = reading.said[quotation]
    first_person = "i" if told & {"i", "my", "me", "im", "ive", "id"} else "we" if told & {"we", "our", "us"} else "none"
    what = "organisation" if mention.organisation else "person" if mention.person else "other"
    if mention.sort is Sort.PRONOUN:
        what = mention.head
    siblings = reading.by_sentence[mention.sentence]
    lead = "first" if siblings[0] == number else "later"
    return {
        f"what={what}": 1.0,
        f"what={what}&says={said}": 1.0,
        f"what={what}&speaks={first_person}": 1.0,
        f"plural={mention.plural}&speaks={first_person}": 1.0,
        f"sort={mention.sort.name.lower()}&says={said}": 1.0,
        f"in sentence={lead}&where={where}": 1.0,
        f"in sentence={lead}&says={said}": 1.0,
    }


def _party_signals(
    reading: Reading, quotation: int, number: int, last_party: int | None, said: bool
) -> Signals:
    party = reading.cast.named.get(number)
    if party is None:
        return {}
    someone = reading.cast.parties[party]
    surname = someone.key[-1] if someone.key else ""
    return {
        f"spoke last={party == last_party}&says={said}": 1.0,
        f"named in quotation={surname in reading.said[quotation]}": 1.0,
        f"times named={bucket(len(someone.mentions), (1, 2, 5, 12))}": 1.0,
        f"person={someone.person}&organisation={someone.organisation}&place={someone.place}": 1.0,
        f"place={someone.place}&says={said}": 1.0,
    }


def carry_signals(reading: Reading, quotation: int, spoken: int) -> Signals:
    """The evidence that whoever spoke the quotation `spoken`, the last speech before this one, speaks on."""
    home, place = reading.page.places[quotation]
    before, earlier = reading.page.places[spoken]
    sentences = reading.page.sentences
    here, there = reading.page.quotations[quotation], reading.page.quotations[spoken]
    apart = sentences[home].paragraph - sentences[before].paragraph
    step = "same sentence" if home == before else "same paragraph" if not apart else f"{min(apart, 3)} paragraphs"
    local = _sayers(reading, home)
    alone = len(sentences[home].tokens) <= 2
    text = reading.page.text
    lower = text[here.start : here.end].lstrip()[:1].islower()
    names = _names_between(reading, before, earlier, home, place)
    signals: Signals = {"carry": 1.0}
    for extra in (f"local sayers={bucket(local, (0, 1))}", f"alone={alone}", f"names between={bucket(names, (0, 1, 2))}"):
        signals[f"carry {step}&{extra}"] = 1.0
    signals[f"carry {step}"] = 1.0
    signals[f"carry continues={here.continues}&closed={there.closed}"] = 1.0
    signals[f"carry {step}&lower={lower}"] = 1.0
    for sign in quotation_frame(reading, quotation):
        signals[f"carry {step}&{sign}"] = 1.0
    return signals


def _sayers(reading: Reading, sentence: int) -> int:
    return sum(reading.clauses[n].place >= 0 for n in reading.by_sentence.get(sentence, ()))


def _names_between(reading: Reading, before: int, earlier: int, home: int, place: int) -> int:
    count = 0
    for sentence in range(before, home + 1):
        for n in reading.by_sentence.get(sentence, ()):
            mention = reading.mentions[n]
            if (before, earlier) < (sentence, mention.first) < (home, place) and mention.sort is not Sort.PRONOUN:
                count += 1
    return count
