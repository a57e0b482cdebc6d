"""What the article says a person is: "Republican nominee Ann Roe", "Ben Doe, a spokesman for Ms. Roe"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.attribution import lexicon as lex
from bot.attribution.clauses import breaks_role
from bot.attribution.layout import ArticleLayout, Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.people import Cast
from bot.attribution.spans import behind_letters
from bot.names import HONORIFICS

# "Ann Roe (R-Tex.)": what the letter before the hyphen says.
PARTY_LETTERS = {"r": "republican", "d": "democrat", "i": "independent", "l": "libertarian"}
LONGEST_ROLE = 7


def find_roles(page: ArticleLayout, mentions: Sequence[Mention], cast: Cast) -> tuple[dict[int, str], Cast]:
    """The role of each party (by number) in the article's own words, the first that it gives.

    The cast comes back with the words of every role in its parties' `described`, so that "the senator" can be
    resolved.
    """
    roles: dict[int, str] = {}
    said: defaultdict[int, set[str]] = defaultdict(set)
    beside = _Apposed.among(mentions)
    for index, number in cast.named.items():
        mention = mentions[index]
        if mention.inside >= 0 or mention.sort is not Sort.NAME:
            continue
        tokens = page.sentences[mention.sentence].tokens
        texts = [_before(page.text, tokens, mention, beside), *beside.texts(page.text, tokens, mention)]
        said[number].update(*map(_content, texts), _parenthesis(tokens, mention.last))
        role = next((role for role in map(standing_alone, texts) if role), "")
        if role and number not in roles:
            roles[number] = role
    parties = (replace(party, described=party.described | said[party.number]) for party in cast.parties)
    return roles, replace(cast, parties=tuple(parties))


@dataclass(frozen=True, slots=True)
class _Apposed:
    """Descriptions that only explain a name, by where they begin and end, and where names end."""

    begins: dict[tuple[int, int], Mention]
    ends: dict[tuple[int, int], Mention]
    names: frozenset[tuple[int, int]]

    @classmethod
    def among(cls, mentions: Sequence[Mention]) -> _Apposed:
        apposed = [m for m in mentions if m.apposed]
        names = (m for m in mentions if m.sort is Sort.NAME and m.inside < 0 and not m.owner)
        return cls(
            {(m.sentence, m.first): m for m in apposed},
            {(m.sentence, m.last): m for m in apposed},
            frozenset((m.sentence, m.last) for m in names),
        )

    def texts(self, text: str, tokens: Sequence[Token], mention: Mention) -> Iterator[str]:
        """What is said of a name behind it ("Ann Roe, the mayor") and before it ("The mayor, Ann Roe,")."""
        behind = behind_letters(tokens, mention.last) + 1
        aged = behind + 1 < len(tokens) and tokens[behind].text.isdigit() and tokens[behind + 1].text == ","
        after = self.begins.get((mention.sentence, behind + 2 if aged else behind))
        yield after.text if after else ""
        comma = mention.first - len(mention.title) - 1
        if comma > 0 and tokens[comma].text == ",":
            ahead = self.ends.get((mention.sentence, comma))
            yield ahead.text if ahead else _list_of_offices(text, tokens, mention, comma)


# So many words may stand before the comma in "The minister of trade, industry and energy, Ann Roe, said".
LONGEST_OFFICE = 14


def _list_of_offices(text: str, tokens: Sequence[Token], mention: Mention, comma: int) -> str:
    """An office with all that it is for, from the sentence's beginning to the comma before a name."""
    closed = mention.last < len(tokens) and tokens[mention.last].text in (",", ".")
    if not closed or comma > LONGEST_OFFICE:
        return ""
    words = tokens[:comma]
    plain = all(
        t.text == "," or (t.kind in (Kind.WORD, Kind.POSSESSIVE) and not breaks_role(t)) for t in words
    )
    office = next((n for n, t in enumerate(words) if _is_office(t.lower)), None)
    linked = any(t.lower in ("of", "for") for t in words[office or 0 :])
    return text[words[0].start : words[-1].end] if plain and office is not None and linked else ""


def _begins_role(token: Token) -> bool:
    return token.capital or token.lower in lex.PERSON_NOUNS or token.lower in lex.NAME_PREFIXES


def _is_office(word: str) -> bool:
    return word in lex.PERSON_NOUNS or ("-" in word and bool(set(word.split("-")) & lex.PERSON_NOUNS))


# Of somebody else in the article: "his deputy", "their son" means nothing outside of it.
_RELATIVE = lex.word_set(
    """
    employer son daughter wife husband father mother brother sister cousin uncle aunt niece nephew deputy
    predecessor successor colleague counterpart rival opponent friend partner ally boss aide assistant
    co-author teammate neighbour neighbor lawyer attorney client"""
)


def standing_alone(role: str) -> str:
    """The role without "his" or "its", by which it says nothing alone; empty where nothing is left."""
    first, _, rest = role.partition(" ")
    if first.lower() not in lex.POSSESSIVES:
        return role if role.lower() not in _RELATIVE else ""
    return rest if not set(rest.lower().split()) & _RELATIVE else ""


def _content(text: str) -> set[str]:
    words = (word.lower().strip(".,'’") for word in text.replace("’s", "").replace("'s", "").split())
    return {w for w in words if w not in lex.DETERMINERS and w not in lex.PREPOSITIONS and len(w) > 1}


def _before(text: str, tokens: Sequence[Token], mention: Mention, beside: _Apposed) -> str:
    """The role that stands right before the name, titles with a capital among it; "Mr." is none."""
    first = place = mention.first
    while place > 0 and first - place < LONGEST_ROLE:
        token = tokens[place - 1]
        word = token.lower.strip(".")
        if token.kind is not Kind.WORD or word in lex.AUXILIARIES or word in lex.CONJUNCTIONS:
            break
        if word[0].isdigit():
            break
        if (mention.sentence, place) in beside.names and place < first:
            # What a name is followed by is a verb first: "Senator Roe met Minister Doe".
            place = next((n for n in range(place, first) if _begins_role(tokens[n])), first)
            break
        if word in lex.DETERMINERS | lex.PREPOSITIONS | frozenset(lex.POSSESSIVES) | frozenset(lex.PRONOUNS):
            break
        if (word in lex.SPEECH_VERBS and word not in lex.PERSON_NOUNS) or word.endswith(("ly", "ing", "ed")):
            break
        place -= 1
    if place == first:
        return ""
    if place > 1 and tokens[place - 1].kind is Kind.POSSESSIVE and tokens[place - 2].capital:
        place -= 2
        while place > 0 and tokens[place - 1].capital and tokens[place - 1].lower not in lex.STARTERS:
            place -= 1
    last = tokens[first - 1].lower.strip(".")
    if last in HONORIFICS or (last not in lex.PERSON_NOUNS and last not in lex.NAME_PREFIXES):
        return ""
    return text[tokens[place].start : tokens[first - 1].end]


def _parenthesis(tokens: Sequence[Token], place: int) -> set[str]:
    """ "(R-Tex.)" after a name: the party and the state."""
    if place + 1 >= len(tokens) or tokens[place].text != "(":
        return set()
    letter, hyphen, state = tokens[place + 1].lower.partition("-")
    if not hyphen or letter not in PARTY_LETTERS:
        return set()
    return {PARTY_LETTERS[letter], state.strip(".")}
