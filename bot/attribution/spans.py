"""Names in a row of tokens: runs of words with a capital, without the titles that stand before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.layout import LONGEST_SENTENCE, ArticleLayout, Kind, Token, words_of
from bot.names import HONORIFICS, LINKING, ORGANISATION_WORDS, TITLES, first_names
from bot.text import MONTHS

# A heading writes its longer words with a capital: from this share on a capital says nothing.
HEADING_SHARE = 0.85
HEADING_WORDS = 3
LONGER_WORD = 4
# Tokens before the colon of a label.
LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name: tokens `first` to `last` (excluded); its titles begin at `titled`.

    `bare_title` is true where there is a title only ("the President").
    """

    titled: int
    first: int
    last: int
    organisation: bool = False
    bare_title: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the article's writing tells: words seen in lower case, words with a capital amid a sentence."""

    lower: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, page: ArticleLayout) -> Vocabulary:
        lower: set[str] = set()
        capital: set[str] = set()
        rows = [s.tokens for s in page.sentences]
        rows += [tuple(words_of(page.text, q.start, q.end)) for q in page.quotations]
        for row in rows:
            written = [t for t in row if t.kind is Kind.WORD]
            if is_heading(row):
                continue
            lower.update(t.text for t in written if t.text[0].islower())
            capital.update(t.lower for t in written[1:] if t.capital)
        return cls(frozenset(lower), frozenset(capital))


def is_heading(tokens: Sequence[Token]) -> bool:
    """Whether nearly all longer words have a capital, as headlines are written in English."""
    written = [t for t in tokens if t.kind is Kind.WORD and t.text[0].isalpha()]
    tells = any(t.text[0].islower() and len(t.text) >= LONGER_WORD and t.lower[-1] in "sd" for t in written)
    if tokens and tokens[-1].text == "." and tells:
        return False  # "Trade Minister Ann Roe replaces Interior Minister Ben Doe."
    if any(t.lower in lex.SAY or t.lower in lex.TELL for t in written) or _labelled(tokens):
        return False
    longer = [t for t in written if len(t.text) >= LONGER_WORD]
    return len(longer) >= HEADING_WORDS and sum(t.capital for t in longer) >= HEADING_SHARE * len(longer)


def _labelled(tokens: Sequence[Token]) -> bool:
    """Whether it begins with a name and a colon before words in marks: "Ann Roe, of Orlow: “...”"."""
    colon = next((n for n, t in enumerate(tokens[: LONGEST_LABEL + 1]) if t.text == ":"), None)
    return colon is not None and any(t.kind is Kind.QUOTATION for t in tokens[colon:])


def name_spans(tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[NameSpan]:
    """The names in a sentence or quotation, in order."""
    heading = is_heading(tokens)
    place = 0
    while place < len(tokens):
        if tokens[place].text.startswith("@") and len(tokens[place].text) > 1:
            yield NameSpan(place, place, place + 1)
        if not _begins(tokens, place, vocabulary, heading):
            place += 1
            continue
        last = _run_end(tokens, place, vocabulary, heading)
        span = _without_titles(tokens, place, last)
        if span is not None:
            yield span
        place = last


def _begins(tokens: Sequence[Token], place: int, vocabulary: Vocabulary, heading: bool) -> bool:
    token = tokens[place]
    reposted = token.text == "RT" and tokens[place + 1 : place + 2] and tokens[place + 1].text.startswith("@")
    if not token.capital or token.text == "I" or reposted or _dated(tokens, place):
        return False
    word = token.lower.strip(".")
    given = word in first_names()
    if word in lex.STARTERS:
        # "New York", "Will Roe": with another capital behind them these words begin names, too.
        followed = (given or word == "new") and place + 1 < len(tokens) and tokens[place + 1].capital
        return _called_like_a_month(tokens, place) if word in lex.MONTH_NAMES else followed
    starts = place == 0 or tokens[place - 1].kind in (Kind.SIGN, Kind.QUOTATION)
    if heading and not given:
        return word in vocabulary.capital
    if not starts or given or word in vocabulary.capital or word in TITLES:
        return not _only_adjective(tokens, place, word)
    alone = place + 1 >= len(tokens) or not tokens[place + 1].capital
    people = alone and (word in lex.PLURAL_PEOPLE or word in lex.PERSON_NOUNS)
    common = people or token.lower in vocabulary.lower or token.lower in lex.SPEECH_VERBS
    return not common and not word.endswith(("ing", "ly", "ed")) and not word.startswith(_NUMBERS)


def _called_like_a_month(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is a person's: "June Carrow", and alone beside a verb of saying: "said May"."""
    before = tokens[place - 1].lower if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before in lex.BEFORE_MONTHS:
        return False
    if after is not None and after.capital:
        return after.lower not in lex.STARTERS
    speaks = after is not None and (after.lower in lex.SAY | lex.TELL)
    return speaks or (before in lex.SAY and (after is None or after.kind is Kind.SIGN))


def _dated(tokens: Sequence[Token], place: int) -> bool:
    """Whether a month in short stands before its day: "Feb. 7"."""
    short = tokens[place].text.endswith(".") and tokens[place].lower[:3] in _MONTHS
    return short and place + 1 < len(tokens) and tokens[place + 1].text[:1].isdigit()


_MONTHS = frozenset(month[:3].lower() for month in MONTHS)
_NUMBERS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _only_adjective(tokens: Sequence[Token], place: int, word: str) -> bool:
    """Whether the word says of what kind the next one is: "Egyptian textbook", "Democratic voters"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    adjective = word in lex.DEMONYMS or word in ("democratic", "republican", "gop")
    return adjective and (after is None or after.kind is not Kind.WORD or not after.capital)


def _run_end(tokens: Sequence[Token], first: int, vocabulary: Vocabulary, heading: bool) -> int:
    """Where the run of capitals that begins here ends, with the small words that join names."""
    place = first + 1
    while place < min(len(tokens), first + LONGEST_SENTENCE):
        token = tokens[place]
        if token.capital and (token.lower not in lex.STARTERS or _named_so(tokens, first, place)):
            named = place - first > 1 or tokens[first].lower not in first_names()
            if heading and named and token.lower not in vocabulary.capital:
                break
            place += 1
        elif _possessive_name(tokens, place):
            place += 2
        elif particles := _particles(tokens, place):
            place += particles + 1
        elif _joins(tokens, first, place):
            place += 2 if tokens[place + 1].capital else 3
        elif token.text == "," and place + 1 < len(tokens) and tokens[place + 1].lower in ("jr.", "sr."):
            place += 2
        else:
            break
    return place


def _possessive_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a bare apostrophe stands within a name: "the Rail Passengers' Council"."""
    bare = tokens[place].kind is Kind.POSSESSIVE and len(tokens[place].text) == 1
    return bare and place + 1 < len(tokens) and tokens[place + 1].lower in ORGANISATION_WORDS and (
        tokens[place + 1].capital
    )  # fmt: skip


def _named_so(tokens: Sequence[Token], first: int, place: int) -> bool:
    """Whether a month or day carries on the name from token `first`: "Theresa May", "Dean Monday Roe"."""
    word = tokens[place].lower
    if word in lex.WEEKDAYS:
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        carries_on = after is not None and after.capital and after.lower not in lex.STARTERS
        return carries_on and tokens[place - 1].lower.strip(".") in lex.PERSON_NOUNS
    if word == "march" or tokens[place - 1].lower.strip(".") not in TITLES:
        return word in ("may", "march")
    return word in lex.MONTH_NAMES and _called_like_a_month(tokens, place)


_OFFICE_WORDS = lex.word_set(
    """
    administration agency authority board bureau commission committee council department institute
    ministry office organisation organization service services union"""
)
_OFFICES_OF = lex.word_set(
    "chief secretary director general speaker board bank attorney president head minister mayor governor"
)


def _particles(tokens: Sequence[Token], place: int) -> int:
    """How many small words from here on join a name to its next part: "Ann *van der* Roe"; 0 if none do."""
    last = place
    while last < len(tokens) and tokens[last].lower in LINKING and not tokens[last].capital:
        last += 1
    reaches = last < len(tokens) and tokens[last].capital and tokens[last].lower not in lex.STARTERS
    return last - place if reaches else 0


def _joins(tokens: Sequence[Token], first: int, place: int) -> bool:
    word = tokens[place].lower
    following = tokens[place + 1 : place + 3]
    if not following or tokens[place].kind is Kind.POSSESSIVE:
        return False
    capital = following[0].capital and following[0].lower not in lex.STARTERS
    if word not in lex.ORG_LINKS:
        return False
    before = tokens[place - 1].lower
    whole = {t.lower for t in tokens[first:place]}
    capitals = (t.capital for t in following)
    office = word == "and" and tokens[first - 1].lower == "the" and _ends_as_office(tokens, place + 1)
    linked = office or word == "&" or (
        (before in ORGANISATION_WORDS and word in ("of", "on", "for", "to"))
        or (before in _OFFICES_OF and word == "of")
        or (word == "and" and whole & {"of", "for"} and whole & ORGANISATION_WORDS and all(capitals))
    )  # fmt: skip
    reaches = capital or (following[0].lower == "the" and len(following) > 1 and following[1].capital)
    return bool(linked and reaches)


def _ends_as_office(tokens: Sequence[Token], place: int) -> bool:
    """Whether the capitals from here on end in a word for an office: "the Food and *Drug Administration*"."""
    last = place
    while last < len(tokens) and tokens[last].capital:
        last += 1
    return last > place and tokens[last - 1].lower in _OFFICE_WORDS


def _prefix(words: list[str], begin: int) -> bool:
    """Whether the word is no part of the name: "Democrat" in "Democrat Ann Roe"; "German Roe" is a name."""
    if words[begin] in lex.NAME_PREFIXES:
        return True
    return words[begin] in lex.DEMONYMS and len(words) - begin > 2 and words[begin + 1] in first_names()


def _given_name(run: Sequence[Token], words: list[str], begin: int) -> int:
    """Where the given name begins if only an organisation stands before it ("MSNBC Ann Roe")."""
    given = first_names()
    place = next((n for n in range(begin, len(words) - 1) if words[n] in given), begin)
    before = range(begin, place)
    foreign = any(
        words[n] in ORGANISATION_WORDS
        or words[n] in lex.NAME_PREFIXES
        or words[n] in lex.PLACES
        or (run[n].text.isupper() and len(run[n].text) > 2)
        for n in before
    )
    office = place - begin >= 2 and len(words) - place >= 2 and words[begin] not in given
    return place if foreign or office else begin


def _office(word: str) -> bool:
    """Whether the word is a title, or one joined by hyphens: "under-secretary-general"."""
    return word in TITLES or ("-" in word and bool(TITLES & set(word.split("-"))))


# Letters that stand after a name and are no part of it.
LETTERS = lex.word_set(
    """
    KC QC SC MP MEP MSP MLA TD OBE MBE CBE KBE DBE FRS PhD MD RN Esq"""
)
# After "Mr" these are offices; any other title there is a given name: "Dr Sultan Al Nasser".
_ADDRESSED = lex.word_set(
    """
    justice president speaker chairman chairwoman secretary prime vice"""
)


def _without_letters(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name of two words or more ends without the letters behind it: "Nadia Rahman KC"."""
    while last - first > 2 and tokens[last - 1].text in LETTERS:
        last -= 1
    return last


def behind_letters(tokens: Sequence[Token], last: int) -> int:
    """The token behind a name that ends at `last`, the letters of its bearer stepped over."""
    while last < len(tokens) and tokens[last].text in LETTERS:
        last += 1
    return last


def _without_titles(tokens: Sequence[Token], first: int, last: int) -> NameSpan | None:
    """The name in a run of capitals: what stands after the last title, from the first given name on."""
    last = _without_letters(tokens, first, last)
    run = tokens[first:last]
    words = [t.lower.strip(".") for t in run]
    given = first_names()
    linked = "of" in words or "on" in words
    organisation = words[-1] in ORGANISATION_WORDS or (
        linked and any(word in ORGANISATION_WORDS for word in words)
    )
    if organisation:
        return NameSpan(first, first, last, organisation=True)
    begin = 0
    for place in range(len(words) - 1):
        called = place > 0 and words[place - 1] in HONORIFICS and words[place] not in _ADDRESSED
        trade = words[place] in lex.PERSON_NOUNS and len(words) - place > 2
        if (words[place] in TITLES or trade) and words[place] not in given and not called:
            begin = place + 1
    while begin < len(words) - 1 and _prefix(words, begin):
        begin += 1
    if begin and words[begin] == "of":
        begin = next((n for n in range(begin, len(words)) if words[n] in given), len(words))
    begin = _given_name(run, words, begin)
    if begin >= len(words) or (
        _office(words[begin]) and len(words) - begin == 1 and words[begin] not in given
    ):
        return NameSpan(first, first, last, bare_title=True)
    acronym = run[-1].text.isupper() and len(run[-1].text) > 1 and begin == len(words) - 1
    known = words[-1] in ORGANISATION_WORDS
    return NameSpan(first, first + begin, last, organisation=known or (acronym and len(words[-1]) <= 5))
