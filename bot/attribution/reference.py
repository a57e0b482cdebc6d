"""Named evidence for whom a pronoun or a description means: "he", "the minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.evidence import Signals, bucket
from bot.attribution.mentions import Mention, Sort
from bot.attribution.people import Party
from bot.attribution.reading import Reading

# A description that means nobody named stands for itself.
ITSELF = -1


def antecedents(reading: Reading, number: int) -> list[int]:
    """The parties that the mention may mean: those named outside quotations up to the end of its sentence.

    For a description `ITSELF` is among them; a description of several people is only itself.
    """
    mention = reading.mentions[number]
    if mention.sort is Sort.DESCRIPTION and (mention.plural or _indefinite(mention)):
        return [ITSELF]
    found = [ITSELF] if mention.sort is Sort.DESCRIPTION else []
    for party in reading.cast.parties:
        if mention.sort is Sort.DESCRIPTION and not _possible(mention, party):
            continue
        if (
            any(_before(reading, n, mention) for n in party.mentions)
            or reading.mentions[party.mentions[0]].inside >= 0
        ):
            found.append(party.number)
    if mention.sort is Sort.PRONOUN:
        agreeing = [n for n in found if agreement(mention, reading.cast.parties[n]) != "clash"]
        return agreeing if mention.plural else agreeing or found
    fitting = [n for n in found if n != ITSELF and mention.head in reading.cast.parties[n].described]
    return [ITSELF, *fitting] if fitting else found


def _possible(mention: Mention, party: Party) -> bool:
    """Whether a description may mean the party: "the Texan governor" is no place, "the report" nobody."""
    named = mention.text.casefold()
    if party.name.casefold() in named or party.place:
        return False
    return not party.organisation if mention.person else not party.person


def _indefinite(mention: Mention) -> bool:
    first = mention.text.split()[0].lower()
    return first in ("a", "an", "one", "another", "some")


def _before(reading: Reading, number: int, mention: Mention) -> bool:
    other = reading.mentions[number]
    return other.inside < 0 and other.sentence <= mention.sentence


@dataclass(frozen=True, slots=True)
class ReferenceChoice:
    """Whom mention `number` means as the speaker of `quotation`: one of `options`.

    `last_party` spoke before, in the quotation `spoken`.
    """

    number: int
    quotation: int
    last_party: int | None
    spoken: int | None
    options: Sequence[int]


def reference_signals(reading: Reading, question: ReferenceChoice, party: int) -> Signals:
    """The evidence that the mention means this party."""
    number, quotation, last_party = question.number, question.quotation, question.last_party
    spoken = question.spoken
    since = spoken is not None and _since(reading, party, number, spoken)
    mention = reading.mentions[number]
    if party == ITSELF:
        return _itself(mention)
    someone = reading.cast.parties[party]
    signals = _salience(reading, mention, someone, quotation, last_party)
    if mention.sort is Sort.PRONOUN:
        signals.update(_pronoun(reading, mention, someone, question.options))
        signals.update(_focus(focus(reading, number), party, last_party, since))
    else:
        signals.update(_description(mention, someone))
        signals.update(_collective(reading, mention, someone))
    return signals


def _collective(reading: Reading, mention: Mention, party: Party) -> Signals:
    """Whether "the company", "the agency" means a party that is no person and was named just before."""
    kind = _sort_of_body(mention.head)
    if not kind:
        return {}
    last = max(
        (m.sentence for m in (reading.mentions[n] for n in party.mentions)
         if m.inside < 0 and (m.sentence, m.first) < (mention.sentence, mention.first)),
        default=-99,
    )  # fmt: skip
    apart = bucket(mention.sentence - last, (0, 1, 2, 4, 8))
    definite = mention.text.split()[0].lower() in ("the", "its", "their")
    first = party.number == 0
    return {
        f"body={kind}&kind={kind_of(party)}": 1.0,
        f"body={kind}&kind={kind_of(party)}&apart={apart}&definite={definite}": 1.0,
        f"body={kind}&kind={kind_of(party)}&leads={first}": 1.0,
    }


_BODIES = {
    "company": "company firm bank retailer airline carmaker manufacturer group chain brand business maker",
    "office": "agency department ministry administration commission committee bureau court union board",
    "paper": "paper newspaper magazine outlet network channel site website daily broadcaster blog",
    "club": "club team league university school college charity organisation organization party",
    "document": "statement letter report post tweet message email memo filing lawsuit complaint release",
    "family": "family couple parents",
}
_BODY_OF = {word: kind for kind, words in _BODIES.items() for word in words.split()}


def _sort_of_body(head: str) -> str:
    """What a body's noun is: "company" for "firm"; empty for words that are none."""
    return _BODY_OF.get(head, "")


def _itself(mention: Mention) -> Signals:
    first = mention.text.split()[0].lower()
    office = mention.head in lex.OFFICES or mention.head[0].isdigit()
    kind = (
        "paper"
        if mention.head in lex.SOURCE_NOUNS
        else "office"
        if office
        else "person"
        if mention.person
        else "other"
    )
    owned = "owned" if "'s " in mention.text or "’s " in mention.text else "free"
    longer = mention.end - mention.start < len(mention.text)
    body = _sort_of_body(mention.head)
    return {
        "itself": 1.0,
        f"itself first={first if first in lex.DETERMINERS or first in lex.POSSESSIVES else 'word'}": 1.0,
        f"itself kind={kind}": 1.0,
        f"itself kind={kind}&the={first == 'the'}": 1.0,
        f"itself plural={mention.plural}": 1.0,
        f"itself {owned}": 1.0,
        f"itself body={body}&the={first == 'the'}": 1.0,
        f"itself complement={longer}": 1.0,
        f"itself words={bucket(len(mention.text.split()), (2, 3, 5))}": 1.0,
    }


def kind_of(party: Party) -> str:
    """ "place", "organisation", "person" or "other", as far as the article's words tell."""
    if party.place:
        return "place"
    return "organisation" if party.organisation else "person" if party.person else "other"


def agreement(mention: Mention, party: Party) -> str:
    """Whether gender and number allow it: "fits", "open" or "clash"."""
    wanted = mention.gender
    if wanted in ("m", "f"):
        if party.organisation or party.place:
            return "clash"
        return "open" if not party.gender else "fits" if party.gender == wanted else "clash"
    if wanted in ("n", "p"):
        if party.organisation or party.place:
            return "fits"
        return "clash" if party.person or party.gender else "open"
    return "open"


def _salience(
    reading: Reading, mention: Mention, party: Party, quotation: int, last_party: int | None
) -> Signals:
    place = (mention.sentence, mention.first)
    outside = [reading.mentions[n] for n in party.mentions if reading.mentions[n].inside < 0]
    earlier = [m for m in outside if (m.sentence, m.first) < place]
    last = earlier[-1] if earlier else None
    apart = mention.sentence - last.sentence if last else 99
    agrees = agreement(mention, party)
    sort = mention.sort.name.lower()
    part = "none"
    if last is not None:
        number = next(n for n in reversed(party.mentions) if reading.mentions[n] is last)
        part = reading.clauses[number].part
    paragraph = reading.page.sentences[mention.sentence].paragraph
    opens = last is not None and reading.mentions[reading.by_sentence[last.sentence][0]] is last
    surname = party.key[-1] if party.key else ""
    near = bucket(apart, (0, 1, 2, 4, 8, 20))
    same = last is not None and reading.page.sentences[last.sentence].paragraph == paragraph
    return {
        f"{sort} agrees={agrees}": 1.0,
        f"{sort} apart={near}": 1.0,
        f"{sort} apart={near}&part={part}": 1.0,
        f"{sort} apart={near}&opens sentence={opens}": 1.0,
        f"{sort} same paragraph={same}&opens sentence={opens}": 1.0,
        f"{sort} times={bucket(len(earlier), (0, 1, 2, 5, 12))}": 1.0,
        f"{sort} spoke last={party.number == last_party}": 1.0,
        f"{sort} spoke last={party.number == last_party}&apart={near}": 1.0,
        f"{sort} in heading={any(m.sentence == 0 for m in outside)}": 1.0,
        f"{sort} named in quotation={surname in reading.said[quotation]}": 1.0,
        f"{sort} kind={kind_of(party)}": 1.0,
    }


_SUBJECTS = frozenset(("says", "inverted", "subject", "leads", "label", "according"))
# So many sentences back a pronoun's antecedent is looked for among subjects.
FOCUS_REACH = 12


def focus(reading: Reading, number: int) -> list[tuple[int, int]]:
    """The parties a pronoun fits, those that were subjects last first, each with its distance in sentences.

    Within a sentence the first subject leads, as in centering theory (Grosz, Joshi and Weinstein 1995).
    """
    mention = reading.mentions[number]
    found: dict[int, int] = {}
    for steps in range(FOCUS_REACH):
        here = [
            n for n in reading.by_sentence.get(mention.sentence - steps, ())
            if (steps or reading.mentions[n].first < mention.first) and n in reading.cast.named
        ]  # fmt: skip
        subjects = [
            n for n in here if reading.clauses[n].part in _SUBJECTS and not reading.mentions[n].apposed
        ]
        for n in subjects:
            party = reading.cast.named[n]
            if party not in found and agreement(mention, reading.cast.parties[party]) != "clash":
                found[party] = steps
    return list(found.items())


def _pronoun(reading: Reading, mention: Mention, party: Party, options: Sequence[int]) -> Signals:
    """How many others that the pronoun fits as well were named since."""

    def latest(number: int) -> tuple[int, int]:
        places = [
            (m.sentence, m.first)
            for m in (reading.mentions[n] for n in reading.cast.parties[number].mentions)
            if m.inside < 0 and (m.sentence, m.first) < (mention.sentence, mention.first)
        ]
        return max(places, default=(-1, -1))

    mine = latest(party.number)
    rivals = [n for n in options if n not in (ITSELF, party.number)]
    fitting = [n for n in rivals if agreement(mention, reading.cast.parties[n]) == "fits"]
    since = sum(latest(n) > mine for n in fitting)
    agrees = agreement(mention, party)
    return {
        f"pronoun rivals since={bucket(since, (0, 1, 2))}&agrees={agrees}": 1.0,
        f"pronoun any rival={bool(fitting)}&agrees={agrees}": 1.0,
        f"pronoun {mention.head}&agrees={agrees}": 1.0,
        f"pronoun {mention.head}&kind={kind_of(party)}": 1.0,
    }


def _since(reading: Reading, party: int, number: int, spoken: int) -> bool:
    """Whether the party was a subject between the last speech and the mention."""
    if party == ITSELF:
        return False
    mention = reading.mentions[number]
    low, high = reading.page.places[spoken], (mention.sentence, mention.first)
    return any(
        low < (reading.mentions[n].sentence, reading.mentions[n].first) < high
        and reading.clauses[n].part in _SUBJECTS
        for n in reading.cast.parties[party].mentions
        if reading.mentions[n].inside < 0
    )


def _focus(ranked: list[tuple[int, int]], party: int, last_party: int | None, since: bool) -> Signals:
    """Where the party stands among those lately in focus, and whether whoever spoke last is among them."""
    place = next((n for n, (number, _) in enumerate(ranked) if number == party), None)
    if place is None:
        return {f"focus=none&spoke last={party == last_party}": 1.0, f"since last speech={since}": 1.0}
    steps = bucket(ranked[place][1], (0, 1, 2, 4))
    rank = bucket(place, (0, 1, 2))
    speaker_first = bool(ranked) and ranked[0][0] == last_party
    return {
        f"focus={rank}": 1.0,
        f"focus={rank}&apart={steps}": 1.0,
        f"focus={rank}&spoke last={party == last_party}": 1.0,
        f"focus={rank}&apart={steps}&spoke last={party == last_party}": 1.0,
        f"focus={rank}&last speaker leads={speaker_first}": 1.0,
        f"focus={rank}&alone={len(ranked) == 1}": 1.0,
        f"since last speech={since}": 1.0,
        f"since last speech={since}&focus={rank}": 1.0,
        f"since last speech={since}&spoke last={party == last_party}": 1.0,
        f"since last speech={since}&apart={steps}": 1.0,
    }


def _description(mention: Mention, party: Party) -> Signals:
    """How the description's words fit what the article says of the party."""
    said = {w.lower().strip(".,'’") for w in mention.text.split()} - lex.DETERMINERS - lex.PREPOSITIONS
    head = mention.head in party.described
    fitting = len((said & party.described) - {mention.head})
    named = mention.head in party.key
    in_name = bool(said & set(party.key))
    organisation = mention.head in lex.SOURCE_NOUNS
    known = bool(party.described)
    return {
        f"description head described={head}": 1.0,
        f"description other words described={bucket(fitting, (0, 1))}": 1.0,
        f"description head described={head}&others={bucket(fitting, (0, 1))}&known={known}": 1.0,
        f"description head in name={named}": 1.0,
        f"description name in it={in_name}": 1.0,
        f"description paper={organisation}&party organisation={party.organisation}": 1.0,
        f"description paper={organisation}&party person={party.person}": 1.0,
    }
