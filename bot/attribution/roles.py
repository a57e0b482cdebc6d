"""What the article says a person is: "Republican nominee Ann Roe", "Ben Doe, a spokesman for Ms. Roe"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bot.attribution import lexicon as lex
from bot.attribution.layout import ArticleLayout, Kind, Token
from bot.attribution.mentions import Mention, Sort
from bot.attribution.people import Cast
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
    apposed = {(m.sentence, m.first): m for m in mentions if m.apposed}
    before = {(m.sentence, m.last): m for m in mentions if m.apposed}
    for index, number in cast.named.items():
        mention = mentions[index]
        if mention.inside >= 0 or mention.sort is not Sort.NAME:
            continue
        tokens = page.sentences[mention.sentence].tokens
        after = apposed.get((mention.sentence, mention.last + 1))
        ahead = before.get((mention.sentence, mention.first - len(mention.title) - 1))
        texts = [
            _before(page.text, tokens, mention),
            after.text if after else "",
            ahead.text if ahead else "",
        ]
        said[number].update(*map(_content, texts), _parenthesis(tokens, mention.last))
        role = next((text for text in texts if text), "")
        if role and number not in roles:
            roles[number] = role
    parties = (replace(party, described=party.described | said[party.number]) for party in cast.parties)
    return roles, replace(cast, parties=tuple(parties))


def _content(text: str) -> set[str]:
    words = (word.lower().strip(".,'’") for word in text.replace("’s", "").replace("'s", "").split())
    return {w for w in words if w not in lex.DETERMINERS and w not in lex.PREPOSITIONS and len(w) > 1}


def _before(text: str, tokens: Sequence[Token], mention: Mention) -> str:
    """The role that stands right before the name, titles with a capital among it; "Mr." is none."""
    first = place = mention.first
    while place > 0 and first - place < LONGEST_ROLE:
        token = tokens[place - 1]
        word = token.lower.strip(".")
        if token.kind is not Kind.WORD or word in lex.AUXILIARIES or word in lex.CONJUNCTIONS:
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
