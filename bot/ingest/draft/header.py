"""What the lines around an article say of it: who wrote it, which paper, which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.ingest.draft.days import read_day
from bot.names import is_person
from bot.text import MONTH_NUMBERS, by_kind, rows_of

HEAD = 8
"""Lines from the first on among which the byline and its like stand."""
TAIL = 3
"""Lines at the end among which they stand where papers put them last."""
LONGEST = 16
"""Words of a line that is no sentence."""
LONGEST_LINE = 240
"""Characters of such a line: sixteen long words. Its parts at commas are tried together, all with all."""

_PARTICLES = "de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|bin|ibn|al|el|y|e|ten|ter|af|av"
_GIVEN = r"(?:[^\W\d_a-z][\w’'.]*(?:-\w+)*)"
_NAME = rf"{_GIVEN}(?: (?:{_GIVEN}|{_PARTICLES})){{0,5}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, | and | & |, and ){_NAME})*)"
_BY = re.compile(
    r"^\W*(?i:(?:(?:written|reported|words|story|text|analysis|opinion|report)\s+)?(?:by|text:|words:))\s+"
    rf"{_NAMES}(?:\s+(?:in|at|for)\s+\S.*)?$"
)
_CREDIT = re.compile(
    rf"^\W*(?i:reporting|writing)\s+by\s+{_NAMES}(?:\s+in\s+[^;.]*)?(?:;.*)?[.)\]]*$"
)  # fmt: skip
_KEYS = {
    "source": "source", "publication": "source", "newspaper": "source", "paper": "source", "outlet": "source",
    "publisher": "source", "author": "author", "byline": "author", "by": "author", "date": "published",
    "published": "published", "publication date": "published", "url": "url", "link": "url", "title": "title",
    "headline": "title",
}  # fmt: skip
_KEYED = re.compile(rf"^(?P<key>{'|'.join(_KEYS)})\s*:\s+(?P<value>\S.*)$", re.IGNORECASE)
_TOLD = re.compile(
    r"^(?:first\s+|last\s+|originally\s+)?(?:published|posted|updated|modified|issued|released)"
    r"(?:\s+(?:on|at))?\s*:?\s+",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"^(?:last\s+)?(?:updated|modified)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+|\s*;\s*")
_READING_TIME = re.compile(r"^\d+\s*-?min(?:ute)?s?\b(?: read)?$", re.IGNORECASE)
_MONTH = re.compile(rf"^(?:{'|'.join(MONTH_NUMBERS)})\.? (?:19|20)\d\d$", re.IGNORECASE)
_FOR = re.compile(r"^(?P<who>.+?),? (?:for|of) (?P<paper>.+)$")
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][\w .’'-]{1,40}?)(?:,\s*(?P<more>[^()–—]{2,40}?))?\s*"
    r"(?:\((?P<wire>[^()]{2,40})\)\s*)?(?:--|[–—-])\s+(?=\S)"
)


class Header(NamedTuple):
    """What is said, empty where nothing is; `lines` are where the lines that say it begin and end."""

    source: str = ""
    author: str = ""
    published: datetime | date | None = None
    url: str = ""
    title: str = ""
    lines: tuple[tuple[int, int], ...] = ()


def read_header(text: str) -> Header:
    """What the first and last lines of an article say of it, in the forms that papers use."""
    rows = [(m.start(), m.end(), m.group().strip()) for m in rows_of(text)]
    head, tail = rows[:HEAD], rows[HEAD:][-TAIL:]
    found: dict[str, object] = {}
    told: list[tuple[int, int]] = []
    for start, end, line in (*head, *tail):
        said = _said(line, near=bool(told))
        if said:
            for key, value in said.items():
                found.setdefault(key, value)
            told.append((start, end))
    _add_above(head, found, told)
    if paper := _paper_above(head, told):
        found.setdefault("source", paper)
        told.insert(0, head[0][:2])
    for _, _, line in head[:5]:
        for key, value in _of_dateline(line).items():
            found.setdefault(key, value)
    # The day of publication goes before that of an update, whichever stands first.
    updated = found.pop("updated", None)
    found.setdefault("published", updated)
    return Header(**found, lines=tuple(told))  # type: ignore[arg-type]


def _add_above(
    head: list[tuple[int, int, str]], found: dict[str, object], told: list[tuple[int, int]]
) -> None:
    """Take up a line that reads like one of a header only by that below it: a name above the day."""
    for above, below in pairwise(head[1:]):
        if below[:2] in told and above[:2] not in told and (said := _said(above[2], near=True)):
            for key, value in said.items():
                found.setdefault(key, value)
            told.append(above[:2])


def _paper_above(head: list[tuple[int, int, str]], told: list[tuple[int, int]]) -> str:
    """The paper that the first line names alone, above a line with the day and above the headline."""
    if len(head) < 3 or told[:1] != [head[1][:2]] or head[2][2].endswith("."):
        return ""
    return str(_of_parts(_parts(head[0][2]), near=True).get("source", ""))


def _said(line: str, *, near: bool) -> dict[str, object]:
    """What a line says, empty where it is no line of a header; `near`: it stands behind one."""
    if len(line) > LONGEST_LINE or len(line.split()) > LONGEST:
        return {}
    keyed = _KEYED.match(line)
    if keyed and (said := _of_key(_KEYS[keyed["key"].lower()], keyed["value"].strip())):
        return said
    credit = _CREDIT.match(line)
    if credit:
        return {"author": _names(credit["names"])}
    return _of_parts(_parts(line), near=near)


def _of_key(key: str, value: str) -> dict[str, object]:
    if key == "published":
        day = read_day(value)
        return {"published": day} if day else {}
    if key == "url":
        return {"url": value} if re.match(r"https?://\S+$", value) else {}
    if key == "author":
        return {"author": _names(re.sub(r"^by\s+", "", value, flags=re.IGNORECASE))}
    return {key: value}


def _parts(line: str) -> list[str]:
    """The parts of a header's line: between bars, slashes, dashes; a day's own comma divides nothing."""
    found = (part.strip(" ,()") for piece in _SEPARATOR.split(line) for part in _at_commas(piece))
    return [part for whole in found if whole for part in _for_paper(whole)]


def _for_paper(part: str) -> list[str]:
    """ "Ann Roe for the Fennmoor Mirror" as the two that it names."""
    match = _FOR.match(part)
    if match is None or not _is_paper(match["paper"].split()):
        return [part]
    who, paper = match["who"], match["paper"].removeprefix("the ")
    return [who, paper] if _byline(who) or is_person(who) else [part]


def _at_commas(piece: str) -> Iterator[str]:
    pieces = piece.split(",")
    place = 0
    while place < len(pieces):
        # "June 24, 2026": the longest run of pieces that is a day.
        runs = range(len(pieces), place, -1)
        end = next((end for end in runs if _day(",".join(pieces[place:end]))), place + 1)
        yield ",".join(pieces[place:end])
        place = end


def _day(part: str) -> date | datetime | None:
    return read_day(_TOLD.sub("", part.strip()))


def _of_parts(parts: list[str], *, near: bool) -> dict[str, object]:
    """What the parts say where every one of them is something that stands in a header."""
    said: dict[str, object] = {}
    other: list[str] = []
    by = False
    for part in parts:
        day, names = _day(part), _byline(part)
        if day:
            said.setdefault("updated" if _UPDATED.match(part) else "published", day)
        elif names:
            said.setdefault("source" if _is_paper(names.split()) else "author", names)
            by = True
        else:
            other.append(part)
    certain = bool(said) or any(_MONTH.match(part) for part in other)
    for part in other:
        if _READING_TIME.match(part) or _MONTH.match(part) or (_is_post(part) and "author" in said):
            continue
        key = _kind(part, parts, by=by, certain=certain or near)
        if not key or key in said:
            return {}
        said[key] = part.rstrip(".")
    said.pop("place", None)
    return said if certain or near or set(said) == {"author", "source"} else {}


def _byline(part: str) -> str:
    """The names behind "By"; empty for what is none ("By Friday", "By the river")."""
    match = _BY.match(part)
    if match is None or part.endswith(("?", "!")) or match["names"].split()[0].lower() in _words()["no"]:
        return ""
    return _names(match["names"])


def _kind(part: str, parts: list[str], *, by: bool, certain: bool) -> str:
    """Whether a part names a paper ("source"), a writer ("author") or a place; empty for none of them."""
    words = part.rstrip(".").split()
    if not words or part.endswith((".", "?", "!", ":")) or len(words) > 6:
        return ""
    if not all(word[0].isupper() or word[0].isdigit() or word.lower() in _words()["small"] for word in words):
        return ""
    if _is_paper(words):
        return "source"
    if len(words) > 1 and not by and is_person(part) and (certain or len(parts) > 1):
        return "author"
    return "source" if by and certain else "place" if certain else ""


def _is_paper(words: list[str]) -> bool:
    """Whether the words name a paper, a broadcaster or an agency."""
    known = _words()
    second = words[1].lower() if len(words) > 1 else ""
    return (
        words[-1].lower() in known["last"] or words[0].lower() in known["first"] or second in known["second"]
    )


def _is_post(part: str) -> bool:
    """Whether a part says what the writer is: "court reporter", "Political Editor", "in Orlow"."""
    last = re.sub(r"^(?:in|at|for) .*", "in", part).split()[-1].lower().rstrip(".")
    return last in _words()["posts"]


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return by_kind("bot.ingest.draft", "papers.txt")


def _names(written: str) -> str:
    return " ".join(written.split()).rstrip(".,")


def behind_dateline(line: str) -> str:
    """What a line says behind the dateline with which it begins; empty where it begins with none."""
    match = _DATELINE.match(line)
    return line[match.end() :] if match and _of_dateline(line) else ""


def _of_dateline(line: str) -> dict[str, object]:
    """What stands before the dash of a first sentence: "ORLOW, 5 July 2031 (Meridian Wire) — …"."""
    match = _DATELINE.match(line)
    if match is None or not (match["wire"] or match["place"].isupper()):
        return {}
    said: dict[str, object] = {}
    day = read_day(match["more"] or "")
    if day:
        said["published"] = day
    if match["wire"] and not read_day(match["wire"]) and match["wire"][:1].isupper():
        said["source"] = match["wire"].strip()
    return said
