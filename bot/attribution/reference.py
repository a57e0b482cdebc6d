"""Named evidence for whom a pronoun or a description means: "he", "the minister"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.attribution import lexicon as lex
from bot.attribution.counts import Place
from bot.attribution.evidence import Signals, bucket
from bot.attribution.mentions import Mention, Sort
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.attribution.traces import SUBJECTS

# A description that means nobody named stands for itself.
ITSELF = -1
# An article has some dozens of people: of more, so many may be meant, those named last in so many mentions.
MOST_PARTIES = 150
MOST_NAMINGS = 1000


def antecedents(reading: Reading, number: int) -> list[int]:
    """The parties that the mention may mean: those named outside quotations up to the end of its sentence.

    For a description `ITSELF` is among them; a description of several people is only itself.
    """
    mention = reading.mentions[number]
    if mention.sort is Sort.DESCRIPTION and (mention.plural or _indefinite(mention)):
        return [ITSELF]
    found = [ITSELF] if mention.sort is Sort.DESCRIPTION else []
    for candidate in _named_before(reading, mention.sentence):
        party = reading.cast.parties[candidate]
        if mention.sort is Sort.DESCRIPTION and not _possible(mention, party):
            continue
        named = reading.traces.of[candidate].places
        if (named and named[0][0] <= mention.sentence) or reading.mentions[party.mentions[0]].inside >= 0:
            found.append(candidate)
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


def _named_before(reading: Reading, sentence: int) -> Sequence[int]:
    """The parties (by number) that may be meant in a sentence: all, of very many those named last."""
    if len(reading.cast.parties) <= MOST_PARTIES:
        return range(len(reading.cast.parties))
    found: set[int] = set()
    for party in islice(reading.traces.lately(sentence), MOST_NAMINGS):
        found.add(party)
        if len(found) == MOST_PARTIES:
            break
    return sorted(found)


@dataclass(frozen=True)
class ReferenceChoice:
    """Whom mention `number` means as the speaker of `quotation`: one of `options`.

    `last_party` spoke before, in the quotation `spoken`.
    """

    reading: Reading
    number: int
    quotation: int
    last_party: int | None
    spoken: int | None
    options: Sequence[int]

    @cached_property
    def place(self) -> Place:
        mention = self.reading.mentions[self.number]
        return mention.sentence, mention.first

    @cached_property
    def focus(self) -> list[tuple[int, int]]:
        return focus(self.reading, self.number)

    @cached_property
    def fitting(self) -> list[Place]:
        """Where those of the options that agree with the mention were named last before it, in order."""
        mention, cast = self.reading.mentions[self.number], self.reading.cast
        agreeing = (p for p in self.options if p != ITSELF and agreement(mention, cast.parties[p]) == "fits")
        return sorted(self.latest(p) for p in agreeing)

    def latest(self, party: int) -> Place:
        """Where a party was named last before the mention."""
        return self.reading.traces.of[party].last(self.place) or (-1, -1)


def reference_signals(question: ReferenceChoice, party: int) -> Signals:
    """The evidence that the mention means this party."""
    reading = question.reading
    mention = reading.mentions[question.number]
    if party == ITSELF:
        return _itself(mention)
    someone = reading.cast.parties[party]
    signals = _salience(question, mention, someone)
    if mention.sort is Sort.PRONOUN:
        signals.update(_pronoun(question, mention, someone))
        signals.update(_focus(question, party))
    else:
        signals.update(_description(mention, someone))
        signals.update(_collective(question, mention, someone))
    return signals


def _collective(question: ReferenceChoice, mention: Mention, party: Party) -> Signals:
    """Whether "the company", "the agency" means a party that is no person and was named just before."""
    kind = _sort_of_body(mention.head)
    if not kind:
        return {}
    last = question.reading.traces.of[party.number].last(question.place) or (-99, 0)
    apart = bucket(mention.sentence - last[0], (0, 1, 2, 4, 8))
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


def _salience(question: ReferenceChoice, mention: Mention, party: Party) -> Signals:
    reading, last_party = question.reading, question.last_party
    trace = reading.traces.of[party.number]
    earlier = trace.before(question.place)
    number = trace.numbers[earlier - 1] if earlier else None
    last = None if number is None else reading.mentions[number]
    apart = mention.sentence - last.sentence if last else 99
    agrees = agreement(mention, party)
    sort = mention.sort.name.lower()
    part = "none" if number is None else reading.clauses[number].part
    paragraph = reading.page.sentences[mention.sentence].paragraph
    opens = last is not None and reading.by_sentence[last.sentence][0] == number
    surname = party.key[-1] if party.key else ""
    near = bucket(apart, (0, 1, 2, 4, 8, 20))
    same = last is not None and reading.page.sentences[last.sentence].paragraph == paragraph
    return {
        f"{sort} agrees={agrees}": 1.0,
        f"{sort} apart={near}": 1.0,
        f"{sort} apart={near}&part={part}": 1.0,
        f"{sort} apart={near}&opens sentence={opens}": 1.0,
        f"{sort} same paragraph={same}&opens sentence={opens}": 1.0,
        f"{sort} times={bucket(earlier, (0, 1, 2, 5, 12))}": 1.0,
        f"{sort} spoke last={party.number == last_party}": 1.0,
        f"{sort} spoke last={party.number == last_party}&apart={near}": 1.0,
        f"{sort} in heading={trace.places[:1] != () and trace.places[0][0] == 0}": 1.0,
        f"{sort} named in quotation={surname in reading.said[question.quotation]}": 1.0,
        f"{sort} kind={kind_of(party)}": 1.0,
    }


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
            n for n in here if reading.clauses[n].part in SUBJECTS and not reading.mentions[n].apposed
        ]
        for n in subjects:
            party = reading.cast.named[n]
            if party not in found and agreement(mention, reading.cast.parties[party]) != "clash":
                found[party] = steps
    return list(found.items())


def _pronoun(question: ReferenceChoice, mention: Mention, party: Party) -> Signals:
    """How many others that the pronoun fits as well were named since."""
    agrees = agreement(mention, party)
    fitting = question.fitting
    since = len(fitting) - bisect_right(fitting, question.latest(party.number))
    rivals = len(fitting) > (agrees == "fits")
    return {
        f"pronoun rivals since={bucket(since, (0, 1, 2))}&agrees={agrees}": 1.0,
        f"pronoun any rival={rivals}&agrees={agrees}": 1.0,
        f"pronoun {mention.head}&agrees={agrees}": 1.0,
        f"pronoun {mention.head}&kind={kind_of(party)}": 1.0,
    }


def _focus(question: ReferenceChoice, party: int) -> Signals:
    """Where the party stands among those lately in focus, and whether whoever spoke last is among them."""
    ranked, last_party, spoken = question.focus, question.last_party, question.spoken
    # Whether the party was a subject between the last speech and the mention.
    since = spoken is not None and question.reading.traces.of[party].is_subject(
        question.reading.page.places[spoken], question.place
    )
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
