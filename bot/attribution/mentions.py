"""Who is mentioned in an article, and where: names, pronouns, descriptions ("a spokesman for Mr. Roe")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import zip_longest

from bot.attribution import lexicon as lex
from bot.attribution.layout import ArticleLayout, Kind, Sentence, Token, words_of
from bot.attribution.spans import NameSpan, Vocabulary, behind_letters, name_spans
from bot.names import HONORIFICS, MAN, TITLES, WOMAN, first_names

# A noun phrase longer than this many words is a misreading.
LONGEST_PHRASE = 8


class Sort(IntEnum):
    """How somebody is mentioned."""

    NAME = 0
    PRONOUN = 1
    DESCRIPTION = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may stand for a speaker: tokens `first` to `last` (excluded) of a sentence.

    `inside` is the quotation that the words stand in, -1 outside of any; there `first` counts the
    quotation's own tokens. `head` is the word that says what it is, `title` what stands before a name,
    `owner` is true of "Roe" in "Roe's lawyer", `apposed` of words that only explain a name beside them.
    """

    sort: Sort
    text: str
    start: int
    end: int
    sentence: int
    first: int
    last: int
    head: str
    gender: str = ""
    title: tuple[str, ...] = ()
    plural: bool = False
    organisation: bool = False
    person: bool = False
    owner: bool = False
    apposed: bool = False
    place: bool = False
    inside: int = -1


def find_mentions(page: ArticleLayout) -> list[Mention]:
    """All mentions of the page in the order of the text, those inside quotations among them."""
    vocabulary = Vocabulary.of(page)
    found: list[Mention] = []
    for sentence in page.sentences:
        found.extend(_in_sentence(page, sentence, vocabulary))
        for token in sentence.tokens:
            if token.kind is Kind.QUOTATION:
                found.extend(_inside(page, sentence, token.quotation, vocabulary))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def _inside(
    page: ArticleLayout, sentence: Sentence, number: int, vocabulary: Vocabulary
) -> Iterator[Mention]:
    """The names in a quotation: its speaker is seldom among them, but full names are found there."""
    quotation = page.quotations[number]
    tokens = words_of(page.text, quotation.start, quotation.end)
    for span in name_spans(tokens, vocabulary):
        if not span.bare_title:
            yield replace(_name(tokens, span, sentence.index), inside=number)


def _in_sentence(page: ArticleLayout, sentence: Sentence, vocabulary: Vocabulary) -> list[Mention]:
    tokens = sentence.tokens
    spans = list(name_spans(tokens, vocabulary))
    names = [_name(tokens, span, sentence.index) for span in spans]
    names = [_with_shared_surname(tokens, name, after) for name, after in zip_longest(names, names[1:])]
    phrases = list(_descriptions(page.text, sentence, {span.first: span for span in spans}))
    covered = {place for phrase in phrases for place in range(phrase.first, phrase.last)}
    names = [name for name in names if name.owner or name.first not in covered]
    pronouns = [
        Mention(
            Sort.PRONOUN, t.text, t.start, t.end, sentence.index, n, n + 1, t.lower,
            gender=lex.PRONOUNS[t.lower], plural=t.lower in ("they", "we"),
        )
        for n, t in enumerate(tokens)
        if t.kind is Kind.WORD and t.lower in lex.PRONOUNS
    ]  # fmt: skip
    return [*names, *phrases, *pronouns]


def _name(tokens: Sequence[Token], span: NameSpan, sentence: int) -> Mention:
    first, last = span.first, span.last
    words = [t.text for t in tokens[first:last]]
    given = first_names().get(words[0].lower())
    title = tuple(t.lower.strip(".") for t in tokens[span.titled : first])
    gender = next((HONORIFICS[w] for w in title if HONORIFICS.get(w)), "") or given or ""
    owner = last < len(tokens) and tokens[last].kind is Kind.POSSESSIVE
    organisation = span.organisation
    owner = owner or _describes_next(tokens, last)
    sort = Sort.DESCRIPTION if span.bare_title else Sort.NAME
    place = words[-1].lower().strip(".") in lex.PLACES or "-".join(words).lower() in lex.PLACE_NAMES
    known = given is not None and len(words) > 1
    within = first > 0 and tokens[first - 1].lower in ("in", "near", "outside") and not owner
    place = (place or within) and not title and not known
    return Mention(
        sort, _joined(tokens[first:last]), tokens[first].start, tokens[last - 1].end, sentence, first, last,
        tokens[last - 1].lower.strip("."),
        gender="" if organisation else gender, title=title, owner=owner, organisation=organisation,
        person=not organisation and (known or any(w in TITLES for w in title)),
        place=place,
    )  # fmt: skip


def _joined(tokens: Sequence[Token]) -> str:
    """The words of a name; "Passengers' Council" keeps its apostrophe where it stands."""
    return "".join(
        token.text if n == 0 or token.kind is Kind.POSSESSIVE else f" {token.text}"
        for n, token in enumerate(tokens)
    )


def _with_shared_surname(tokens: Sequence[Token], name: Mention, after: Mention | None) -> Mention:
    """ "Ian" of "Ian and Stuart Roe" is Ian Roe."""
    if after is None or " " in name.text or " " not in after.text or after.first != name.last + 1:
        return name
    given = first_names()
    joined = tokens[name.last].lower in ("and", "&") and not name.title and not after.title
    first, *_, surname = after.text.split()
    if not (joined and name.text.lower() in given and first.lower() in given):
        return name
    return replace(name, text=f"{name.text} {surname}", person=True)


def _describes_next(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name only says whose the next person is: "Roe spokesman Ben Doe"."""
    for place in range(last, min(last + 3, len(tokens) - 1)):
        token = tokens[place]
        if token.kind is not Kind.WORD or token.capital or verb_like(token.lower):
            return False
        if token.lower in lex.PERSON_NOUNS:
            return tokens[place + 1].capital
    return False


def verb_like(word: str) -> bool:
    """Whether the word ends a noun phrase: a verb of saying, a helper, a preposition or a conjunction."""
    return (
        word in lex.SPEECH_VERBS
        or word in lex.AUXILIARIES
        or word in lex.PREPOSITIONS
        or word in lex.CONJUNCTIONS
    )


def _descriptions(text: str, sentence: Sentence, spans: dict[int, NameSpan]) -> Iterator[Mention]:
    tokens = sentence.tokens
    place, owner = 0, (-1, -1)
    while place < len(tokens):
        phrase = _phrase(tokens, place, spans)
        if phrase is None:
            place += 1
            continue
        first, last = phrase
        if tokens[place].kind is Kind.POSSESSIVE and owner[1] == place:
            first = owner[0]
        yield _description(text, sentence, first, last, spans)
        place, owner = last, (first, last)


def _phrase(tokens: Sequence[Token], place: int, spans: dict[int, NameSpan]) -> tuple[int, int] | None:
    """The noun phrase that begins here, as first and last (excluded), if it may stand for a speaker."""
    token = tokens[place]
    begins = token.lower in lex.DETERMINERS or token.lower in lex.POSSESSIVES
    explains = _explains_name(tokens, place, spans)
    if token.kind is Kind.POSSESSIVE:
        owner = next((s for s in spans.values() if s.last == place), None)
        first, start = (owner.first if owner else place + 1), place + 1
    elif token.kind is Kind.WORD and begins:
        first, start = place, place + 1
    elif explains or (
        token.kind is Kind.WORD
        and _source_noun(token.lower)
        and (place == 0 or not tokens[place - 1].capital)
    ):
        first, start = place, place
    else:
        return None
    last = _noun_phrase_end(tokens, start, spans)
    named = start == place and place in spans and spans[place].last > last
    if last == start or named:
        return None
    head = tokens[last - 1]
    if _follows_name(tokens, last, head):
        return None
    person = explains and _person_noun(head.lower)
    if start == place and head.lower not in lex.PLURAL_PEOPLE and place > 0 and not person:
        return None
    known = _source_noun(head.lower) and not (head.capital and head.lower in lex.SOURCE_NOUNS)
    if not known and (head.capital or not _says(tokens, last)):
        return None
    return first, last


def _explains_name(tokens: Sequence[Token], place: int, spans: dict[int, NameSpan]) -> bool:
    """Whether words without an article stand behind a name and its comma: "Ann Roe, chief executive of"."""
    if place < 2 or tokens[place - 1].text != "," or tokens[place].kind is not Kind.WORD:
        return False
    word = tokens[place].lower
    if word[0].isdigit():
        return False
    ends = (
        behind_letters(tokens, span.last) == place - 1 for span in spans.values() if not span.organisation
    )
    return (
        not tokens[place].capital and not verb_like(word) and not word.endswith(("ing", "ed")) and any(ends)
    )


_PREFIXES = ("co-", "ex-", "vice-", "deputy-")


def _person_noun(word: str) -> bool:
    word = next((word.removeprefix(p) for p in _PREFIXES if word.startswith(p)), word)
    return word in lex.PERSON_NOUNS or word in lex.PLURAL_PEOPLE or word[0].isdigit()


def _source_noun(word: str) -> bool:
    if word[0].isdigit():
        return word.endswith("-year-old")
    return _person_noun(word) or word in lex.SOURCE_NOUNS or word in lex.PLURAL_SOURCES


def _noun_phrase_end(tokens: Sequence[Token], start: int, spans: dict[int, NameSpan]) -> int:
    place = start
    while place < len(tokens) and place - start < LONGEST_PHRASE:
        token = tokens[place]
        word = token.lower
        if token.kind is not Kind.WORD or word in lex.PRONOUNS or word in lex.CONJUNCTIONS:
            break
        if word in lex.PREPOSITIONS or word in lex.AUXILIARIES or word in lex.POSSESSIVES:
            break
        if word in lex.DETERMINERS and place > start:
            break
        if word in lex.WHEN and place > start:
            break
        noun = _source_noun(word)
        if place > start and not noun and (word in lex.SPEECH_VERBS or word.endswith("ly")):
            break
        if place > start and word in lex.SPEECH_VERBS and _source_noun(tokens[place - 1].lower):
            break
        place += 1
        if noun and place in spans and spans[place].first == place and not token.capital:
            break
    return place


def _follows_name(tokens: Sequence[Token], last: int, head: Token) -> bool:
    """Whether a name follows that the phrase only describes: "the candidate Ann Roe"."""
    return last < len(tokens) and tokens[last].capital and head.lower in lex.PERSON_NOUNS and not head.capital


def _says(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].lower in lex.SAY | lex.TELL


def _description(text: str, sentence: Sentence, first: int, last: int, spans: dict[int, NameSpan]) -> Mention:
    tokens = sentence.tokens
    head = tokens[last - 1].lower
    reach = _complement_end(tokens, last, spans)
    stop = tokens[reach - 1].end
    plural = (
        head in lex.PLURAL_PEOPLE
        or head in lex.PLURAL_SOURCES
        or tokens[first].lower in ("some", "many", "several", "both", "two")
    )
    female = head.endswith(("woman", "women")) or head in WOMAN
    male = head.endswith("man") or head in MAN
    return Mention(
        Sort.DESCRIPTION, text[tokens[first].start : stop], tokens[first].start, tokens[last - 1].end,
        sentence.index, first, last, head,
        gender="f" if female else "m" if male else "", plural=plural,
        organisation=head in lex.SOURCE_NOUNS or head in lex.PLURAL_SOURCES,
        person=_person_noun(head),
        owner=last < len(tokens) and tokens[last].kind is Kind.POSSESSIVE,
        apposed=_apposed(tokens, first, last, reach, spans),
    )  # fmt: skip


def _complement_end(tokens: Sequence[Token], last: int, spans: dict[int, NameSpan]) -> int:
    """Where "a spokesman for Mrs. Roe" ends, given where "a spokesman" does; "of the light at Skarn"."""
    end = _one_complement(tokens, last, spans)
    return end if end == last else _complement_end(tokens, end, spans)


def _one_complement(tokens: Sequence[Token], last: int, spans: dict[int, NameSpan]) -> int:
    if last + 1 >= len(tokens) or tokens[last].lower not in ("for", "of", "at", "from", "in", "with", "as"):
        return last
    start = last + 1
    begin = start + (tokens[start].lower in lex.DETERMINERS or tokens[start].lower in lex.POSSESSIVES)
    end = _noun_phrase_end(tokens, begin, spans)
    if (end < len(tokens) and tokens[end].lower in lex.SPEECH_VERBS | lex.AUXILIARIES) or end >= len(tokens):
        return end if end > begin else last
    follows = tokens[end].kind is not Kind.WORD or tokens[end].lower in lex.CONJUNCTIONS | lex.PREPOSITIONS
    return end if end > begin and follows else last


def _apposed(tokens: Sequence[Token], first: int, last: int, reach: int, spans: dict[int, NameSpan]) -> bool:
    """Whether the phrase explains a name: "Ann Roe, the mayor," or "The mayor, Ann Roe, said"."""
    comma = first - 1 if first < 4 or not tokens[first - 2].text.isdigit() else first - 3
    ends = {behind_letters(tokens, span.last) for span in spans.values()}
    if first > 1 and tokens[first - 1].text == "," and comma in ends:
        after = tokens[reach] if reach < len(tokens) else None
        return after is None or (
            after.lower not in lex.SPEECH_VERBS | lex.AUXILIARIES and not after.lower.endswith("ed")
        )
    if (
        reach + 1 < len(tokens)
        and tokens[reach].text == ","
        and reach + 1 in {s.titled for s in spans.values()}
    ):
        span = next(s for s in spans.values() if s.titled == reach + 1)
        closed = (
            span.last >= len(tokens)
            or tokens[span.last].text in (",", ".", "(")
            or tokens[span.last].lower in lex.WHERE_FROM
        )
        return closed and not span.organisation
    return False
