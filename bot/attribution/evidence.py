"""Named evidence for who speaks: what the text around a quotation says about each mention near it.

Every signal is a name with a value; what each is worth is learned (`data/attribution.json`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.clauses import Clause, verb_class
from bot.attribution.frames import acts_on_another, is_passive
from bot.attribution.layout import Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.reading import Reading

# How far from its quotation a speaker is looked for, in sentences.
SENTENCES_BEFORE = 4
SENTENCES_AFTER = 2
# Of so many mentions the nearest to the quotation are looked at; an article of ordinary sentences has fewer.
MOST_MENTIONS = 60

Signals = dict[str, float]


def bucket(value: int, limits: Sequence[int]) -> str:
    """The name of the range that a count falls into: limits (0, 2) give "<=0", "<=2", ">2"."""
    at = bisect_left(limits, value)
    return f"<={limits[at]}" if at < len(limits) else f">{limits[-1]}"


def candidates(reading: Reading, quotation: int) -> list[int]:
    """The mentions that may name the quotation's speaker, by index, in the order of the text."""
    sentence, _ = reading.page.places[quotation]
    alone = names_its_own(reading, quotation)
    first = sentence if alone else max(0, sentence - SENTENCES_BEFORE)
    found: list[int] = []
    for number in range(first, sentence + (0 if alone else SENTENCES_AFTER) + 1):
        found.extend(n for n in reading.by_sentence.get(number, ()) if not reading.mentions[n].apposed)
    if len(found) > MOST_MENTIONS:
        here = reading.page.quotations[quotation].open
        nearest = sorted(found, key=lambda n: abs(reading.mentions[n].start - here))[:MOST_MENTIONS]
        found = sorted(nearest)
    return found


def names_its_own(reading: Reading, quotation: int) -> bool:
    """Whether the quotation's sentence names who says it: "Roe said “...”", "According to Roe, it is “...”".

    Then nobody outside of the sentence is meant, whoever spoke before.
    """
    home, place = reading.page.places[quotation]
    sayer, _ = reading.governors[quotation]
    if sayer is None:
        here = (n for n in reading.by_sentence.get(home, ()) if reading.mentions[n].last <= place)
        sayer = next((n for n in here if reading.clauses[n].part == "according"), None)
    if sayer is None or reading.mentions[sayer].sort is not Sort.NAME:
        return False
    tokens, end = reading.page.sentences[home].tokens, reading.mentions[sayer].last
    return not (is_passive(tokens[end:place]) or acts_on_another(tokens, end, place))


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
    """The evidence that the mention names the speaker; `last_party` spoke the quotation before."""
    mention = reading.mentions[number]
    clause = reading.clauses[number]
    _, place = reading.page.places[quotation]
    where = _where(reading, quotation, mention)
    said = clause.place >= 0
    part = f"{clause.part}/{clause.verb}" if clause.verb else clause.part
    between = _between(reading, quotation, number)
    frame = list(quotation_frame(reading, quotation))
    governs = _governs(reading, quotation, number)
    signals: Signals = {
        f"where={where}": 1.0,
        f"part={part}": 1.0,
        f"where={where}&part={clause.part if not said else 'says'}": 1.0,
        f"where={where}&part={part}": 1.0,
        f"sort={mention.sort.name.lower()}": 1.0,
        f"sort={mention.sort.name.lower()}&where={where}": 1.0,
        f"rivals={bucket(between.sayers, (0, 1))}&says={said}&where={where}": 1.0,
        f"governs={governs}": 1.0,
        f"governs={governs}&part={part}": 1.0,
        f"governs={governs}&rivals={bucket(between.sayers, (0, 1))}&says={said}": 1.0,
        f"mentions between={bucket(between.mentions, (0, 1, 2, 4))}&says={said}": 1.0,
    }
    side = "after" if where == "after" else "before" if where == "before" else "other"
    if side != "other":
        gap = bucket(_gap(clause, mention, place), (0, 1, 3, 6, 12))
        signals[f"gap={gap}&says={said}&{side}"] = 1.0
        signals[f"gap={gap}&governs={governs}"] = 1.0
        signals[f"quotations between={bucket(between.quotations, (0, 1))}&says={said}&{side}"] = 1.0
        signals[f"commas between={bucket(between.commas, (0, 1, 2))}&says={said}&{side}"] = 1.0
    for sign in frame:
        signals[f"{sign}&governs={governs}"] = 1.0
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
    counts = reading.counts
    mentions, sayers, _ = counts.between(low, high)
    quotations, commas = counts.signs(low, high)
    return _Between(mentions, sayers, quotations, commas)


def _governs(reading: Reading, quotation: int, number: int) -> str:
    """Whether the mention is the subject of the verb that the quotation most likely hangs on."""
    before, after = reading.governors[quotation]
    if number == after:
        return "after" if before is None else "after, rival before"
    if number == before:
        return "before" if after is None else "before, rival after"
    return "other" if before is not None or after is not None else "none"


def _gap(clause: Clause, mention: Mention, place: int) -> int:
    """Tokens between the quotation and the nearer of the mention and its verb."""
    ends = [mention.first - 1, mention.last] + ([clause.place] if clause.place >= 0 else [])
    return min(abs(place - end) for end in ends) - 1 if ends else 0


def _kind_signals(reading: Reading, quotation: int, number: int, said: bool, where: str) -> Signals:
    mention = reading.mentions[number]
    told = reading.said[quotation]
    first_person = (
        "i" if told & {"i", "my", "me", "im", "ive", "id"} else "we" if told & {"we", "our", "us"} else "none"
    )
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


def may_speak_on(reading: Reading, quotation: int, spoken: int) -> bool:
    """Whether the speaker of the quotation `spoken` may speak this one, too, without being named for it."""
    same = reading.page.places[quotation][0] == reading.page.places[spoken][0]
    return same or not names_its_own(reading, quotation)


def carry_signals(reading: Reading, quotation: int, spoken: int) -> Signals:
    """The evidence that whoever spoke the quotation `spoken`, the last speech before this one, speaks on."""
    home, place = reading.page.places[quotation]
    before, earlier = reading.page.places[spoken]
    sentences = reading.page.sentences
    here, there = reading.page.quotations[quotation], reading.page.quotations[spoken]
    apart = sentences[home].paragraph - sentences[before].paragraph
    step = (
        "same sentence"
        if home == before
        else "same paragraph"
        if not apart
        else f"{min(apart, 3)} paragraphs"
    )
    local = _sayers(reading, home)
    alone = len(sentences[home].tokens) <= 2
    text = reading.page.text
    lower = text[here.start : here.end].lstrip()[:1].islower()
    _, _, names = reading.counts.between((before, earlier), (home, place))
    signals: Signals = {"carry": 1.0}
    for extra in (
        f"local sayers={bucket(local, (0, 1))}",
        f"alone={alone}",
        f"names between={bucket(names, (0, 1, 2))}",
    ):
        signals[f"carry {step}&{extra}"] = 1.0
    signals[f"carry {step}"] = 1.0
    signals[f"carry continues={here.continues}&closed={there.closed}"] = 1.0
    signals[f"carry {step}&lower={lower}"] = 1.0
    for sign in quotation_frame(reading, quotation):
        signals[f"carry {step}&{sign}"] = 1.0
    return signals


def _sayers(reading: Reading, sentence: int) -> int:
    return sum(reading.clauses[n].place >= 0 for n in reading.by_sentence.get(sentence, ()))
