"""A message cut into the clauses that may ask something of the room; none where it is not to the room."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.services.listening.english import listed

LONGEST = 40
"""Words of a message up to which any of its sentences may ask; of a longer one, as pasted news, the last."""
_COMMAND = re.compile(r"^\s*(?:[!?/$%&;~+=.,-]{1,2}|[a-z]{1,2}!)[a-z]\w*", re.IGNORECASE)
_SLUG = re.compile(r"^\W*[A-Z][A-Z’'/-]{2,}(?: [A-Z’'/-]{2,}){0,3}\s*[:|–—-]\s")
_MENTION = r"(?:<@[!&]?\d+>|@[A-Za-z_][\w.]*)"
_GREETING = r"(?:(?:hey|hi|hello|yo|ok|okay|psst|dear|thanks|oi|cc|hiya|morning)\b[\s,]*)?"
_BEFORE = re.compile(rf"^\W*{_GREETING}{_MENTION}(?P<behind>.*)", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(rf"(?:,\s*|\s){_MENTION}\W*$")
_NAMED = re.compile(rf"^\W*(?i:{_GREETING})(?P<name>[A-Z][\w’'-]+),\s+(?P<rest>.+)", re.DOTALL)
_NAMED_BEHIND = re.compile(r".*(?:^|\s)[^A-Z\s]\S*,\s*[A-Z][a-z]+\s*[?.!]*\s*$", re.DOTALL)
"""A name behind a comma, but not a second one: "in Utrecht, Holland?"."""
_TOLD_OF = re.compile(
    r"^\s*(?:['’]s|also|just|still|really|keeps?|said|wrote|told|thinks?|thought|is|was|has|\w+(?:s|ed)\b(?!\s*[,?]))"
    r"\s+\w",
    re.IGNORECASE,
)
"""What follows a mention that is spoken of, and not to: "@Roe says the toll doubles"."""
_HE = re.compile(r"\b(?:he|she|they|his|her|their|him|them|its?)\b", re.IGNORECASE)
_OF_BOT = re.compile(
    r"\b(?:according to|ask(?:ed|ing)?|does|did|is|was|has|can|could|will) (?:the|this|our|that) bot\b"
    r"|\b(?:the|this|our|that) bot(?:['’]s)? (?:just |also |still |really )?"
    r"(?:sa(?:id|ys)|th(?:inks|ought)|knows|knew|claim(?:s|ed)|told|tells|gave|gives|got|gets|answer(?:s|ed)|has|had|is|was|keeps)\b",
    re.IGNORECASE,
)
"""What tells or asks of the bot itself: "the bot said so, is that right?"."""
_TAKEN_BACK = re.compile(
    r"[?.!…,]\s*(?:(?:ah|oh|ok|okay|oops|sorry|no|wait)\b\W*)?(?:i(?:['’]ve| have)?\s+)?(?:just\s+)?"
    r"(?:nvm|never ?mind|scratch that|forget it|ignore (?:me|that)|found it|got it|figured it out)\b[^?？]*$",
    re.IGNORECASE,
)
"""A question that its end takes back: "how tall is it? nvm, found it"."""
_EVERYBODY = re.compile(r"@(?:everyone|here|channel|all)\b", re.IGNORECASE)
_BLOCKS = re.compile(r"```.*?```|^\s*>{1,3}\s.*?$", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r"[\"“„«][^\"”“»\n]*[\"”“»]")
_SIGNS = re.compile(r"<a?:\w+:\d*>|<[#/t][^<>\s]*>|:[a-z0-9_+-]{2,32}:")
_LINK = re.compile(r"<?(?:https?://|www\.)\S+")
_SENTENCE = re.compile(r"(?<=[.!?…？！])\s+|\n+")
_CLAUSE = re.compile(r"\s*[,;:()]\s+|\s*\(|\)\s*|\s+[–—-]+\s+|(?<=\w)—(?=\w)|…|\.\.\.+")
_QUESTIONED = re.compile(r"[?？][^\w!?？]*$")
_AROUND = " .!?？…*_~|\"'"
_CAPITALS = re.compile(r"\b(US|IT|WHO)\b")
_SHORT = tuple(
    (re.compile(rf"\b({who})'{short}\b", re.IGNORECASE), rf"\1 {whole}")
    for who, short, whole in (
        ("we", "re", "are"),
        ("i|we|he|she", "d", "would"),
        ("i|we|he|she", "ll", "will"),
    )
)
"""Contractions that are other words without their apostrophe: were, id, ill."""
_ANYONE = re.compile(r"^(?:any|some)(?:one|body|1)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A clause as it was typed, without what only leads up to it.

    `questioned`: its sentence ends in a question mark. `to_anybody`: "anyone?" stands behind it. `sentence`
    is the whole of it, `before` what the message says before the clause.
    """

    typed: str
    questioned: bool
    to_anybody: bool
    sentence: str
    before: str

    @property
    def text(self) -> str:
        """The clause in small letters and without apostrophes."""
        return self.typed.replace("'", "").lower()


def is_to_somebody(message: str) -> bool:
    """Whether a message is written to somebody: by a mention or name before or behind it, or to a bot by "!".

    A mention that the message tells of ("@Roe says so, is that true?") does not count.

    :param message: as it was written, with Discord's codes.
    """
    text = _SIGNS.sub(" ", _EVERYBODY.sub(" ", message)).strip()
    first = _BEFORE.match(text)
    if first and not _TOLD_OF.match(first["behind"]):
        return True
    named = _NAMED.match(text)
    if (
        named
        and named["name"].lower() not in listed("before") | listed("crowd")
        and not _HE.search(named["rest"])
    ):
        return True
    return bool(_COMMAND.match(message) or _BEHIND.search(text) or _NAMED_BEHIND.match(text))


def clauses_of(message: str) -> list[Clause]:
    """The clauses of a message that asks the room; none of one to somebody or of the bot, or of posted news.

    :param message: as it was written, with Discord's codes.
    """
    if is_to_somebody(message) or _SLUG.match(message):
        return []
    if _OF_BOT.search(message) or _TAKEN_BACK.search(message):
        return []
    text = _SIGNS.sub(" ", _EVERYBODY.sub(" ", _BLOCKS.sub("\n", message))).replace("’", "'")
    text = re.sub(_MENTION, " somebody ", _QUOTED.sub(" something ", text))
    if _is_headline(text):
        return []
    if text.upper() != text:
        text = _CAPITALS.sub(r"\1_", text)
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    sentences = [each.strip() for each in _SENTENCE.split(_LINK.sub(" ", text)) if each.strip()]
    first = len(sentences) - 1 if len(text.split()) > LONGEST else 0
    found: list[Clause] = []
    for place in range(first, len(sentences)):
        found += _clauses(sentences[place], " ".join(sentences[:place]))
    return found


def _is_headline(text: str) -> bool:
    """Whether a link stands right before or behind all of it: its headline, or a question about it."""
    link = _LINK.search(text)
    return link is not None and not (text[: link.start()].strip() and text[link.end() :].strip())


def _clauses(sentence: str, before: str) -> list[Clause]:
    questioned = bool(_QUESTIONED.search(sentence.rstrip(f"){_AROUND.replace('?', '').replace('？', '')}")))
    parts = [each.strip(_AROUND) for each in _CLAUSE.split(sentence)]
    found: list[Clause] = []
    for place, part in enumerate(parts):
        typed = _begun(part)
        if typed:
            to_anybody = bool(_ANYONE.match("".join(parts[place + 1 : place + 2])))
            found.append(Clause(typed, questioned, to_anybody, sentence, " ".join((before, *parts[:place]))))
    return found


def _begun(part: str) -> str:
    """A clause from where it says something: "ok so what is it" is "what is it"."""
    words = part.split()
    while len(words) > 1 and words[0].strip("'").lower() in listed("before"):
        words = words[1:]
    return " ".join(words)
