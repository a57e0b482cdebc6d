"""One word in two writings: contractions, numbers in words, British and American spelling, compounds."""

from __future__ import annotations

import re

from bot.verify.numbers import amounts, is_number

_CONTRACTIONS = {
    "cant": "can not", "cannot": "can not", "wont": "will not", "shant": "shall not", "aint": "is not",
    "im": "i am", "ive": "i have", "youre": "you are", "youve": "you have", "theyre": "they are",
    "theyve": "they have", "weve": "we have", "its": "it is", "thats": "that is", "hes": "he is",
    "shes": "she is", "theres": "there is", "heres": "here is", "whats": "what is", "whos": "who is",
    "lets": "let us", "youll": "you will", "theyll": "they will", "itll": "it will", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "youd": "you would", "theyd": "they would", "hed": "he would",
    "were": "we are", "well": "we will", "ill": "i will", "hell": "he will", "shell": "she will",
}  # fmt: skip
_NOT = re.compile(r"^(do|does|did|is|are|was|were|has|have|had|could|would|should|must|need|might)nt$")
_BRITISH = (
    (re.compile(r"our(?=$|ed$|ing$|s$|ite|able|ful|less|hood)"), "or"),
    (re.compile(r"is(?=e$|ed$|es$|ing$|ation|er$|ers$)"), "iz"),
    (re.compile(r"ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"(?<=[bt])re$"), "er"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|or$)"), "l"),
    (re.compile(r"(?<=[ef])ence(?=$|s$)"), "ense"),
    (re.compile(r"ogue(?=$|s$)"), "og"),
    (re.compile(r"amme(?=$|s$)"), "am"),
)
_PAIRS = {
    "grey": "gray", "cheque": "check", "tyre": "tire", "towards": "toward", "whilst": "while", "ok": "okay",
    "learnt": "learned", "defence": "defense", "offence": "offense",
}  # fmt: skip


def same_writing(given: list[str], known: list[str]) -> bool:
    """Whether both rows of folded words say one thing, written otherwise; equal rows do, too."""
    if "".join(given) == "".join(known):
        return True
    if any(map(is_number, given)) and all(map(is_number, (*given, *known))):
        return amounts(given) == amounts(known)
    return [*map(_plain, _spelt_out(given))] == [*map(_plain, _spelt_out(known))]


def _spelt_out(words: list[str]) -> list[str]:
    full = (_CONTRACTIONS.get(word) or _NOT.sub(r"\1 not", word) for word in words)
    return " ".join(full).split()


def _plain(word: str) -> str:
    word = _PAIRS.get(word, word)
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word
