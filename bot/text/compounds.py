"""Words that cutting at signs or folding would lose: "AT&T", "C#", "F-35", "U.S.", "IT", "1.25".

Each is found with a form of its own, equal for all ways to write it and for nothing else: "U.S." is "US" and
not the word "us", "F-35" is "f35", "1,250,000" is "1250000", and "C#" is not "C++".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 5
"""Capitals in a row that are an abbreviation: longer ones are mostly words for the eye."""
_COMPOUND = re.compile(
    r"(?P<joined>(?<![\w&])[^\W\d_]+(?:&[^\W\d_]+)+(?![\w&]))"
    r"|(?P<dotted>(?<![\w.])[A-Z](?:\.[A-Z])+\b(?:\.(?!\w))?)"
    r"|(?P<signed>(?<![\w&.])[A-Za-z](?:\+\+|#|\+)(?![\w+#]))"
    r"|(?P<model>(?<![\w.,-])[A-Za-z]{1,8}-?\d{1,4}(?:s|[A-Z])?(?![\w-]|[.,]\d))"
    r"|(?P<number>(?<![\w.,])\d+(?:[.,]\d+)+(?!\d))"
    rf"|(?P<capitals>(?<![\w&.])[A-Z]{{2,{_LONGEST}}}(?![\w&]))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Compound(NamedTuple):
    """A form as it is compared, and where it stands: characters `start` to `end`, end excluded."""

    text: str
    start: int
    end: int


def compounds(text: str) -> list[Compound]:
    """All such words of a text in their order; capitals tell nothing where a text has nothing else."""
    found: list[Compound] = []
    shouted = text.isupper()
    for match in _COMPOUND.finditer(text):
        form = _form(match, shouted=shouted)
        if form:
            found.append(Compound(form, match.start(), match.end()))
    return found


def _form(match: re.Match[str], *, shouted: bool) -> str:
    written = match.group()
    match match.lastgroup:
        case "joined" | "signed":
            return written.upper()
        case "dotted":
            return written.replace(".", "")
        case "model":
            return _model(written)
        case "number":
            return _number(written)
    return "" if shouted else written


def _model(written: str) -> str:
    """ "f35" of "F-35", "F35" and "F-35s"; none of "mid-2030", which is a year."""
    plain = written.removesuffix("s").replace("-", "").lower()
    letters = plain.rstrip("0123456789")
    return "" if len(letters) > 1 and _YEAR.fullmatch(plain[len(letters) :]) else plain


def _number(written: str) -> str:
    """ "1250000" of "1,250,000", "1.25" of itself; none of a date or a version."""
    if _THOUSANDS.fullmatch(written):
        whole, _, rest = written.rpartition(".") if "," in written else ("", "", "")
        digits = re.sub(r"\D", "", whole) if whole else ""
        return f"{digits}.{rest}" if digits else re.sub(r"\D", "", written)
    return written if re.fullmatch(r"\d+\.\d+", written) else ""


def forms_in(text: str) -> frozenset[str]:
    """The forms of all such words of a text."""
    return frozenset(one.text for one in compounds(text))
