"""Addresses that lead to the very place: to words of a page, or to a moment of a recording."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Words of a passage's beginning and of its end that find it: eight in a row hardly stand anywhere else.
FOUND_BY = 4
# Characters of such a run in a script without blanks.
RUN = 16
# Characters of an address with its words: what every browser and button takes.
LONGEST = 500
# What editors put into words of others: it does not stand in the page.
_INSERTED = re.compile(r"\[[^\]]*\]|\(…\)|…|\.{3}")
_EDGES = " \n\t“”„‟«»‹›‘’\"'"
_NO_PAGE = re.compile(r"\.(?:pdf|docx?|txt|mp3|mp4|m4a|ogg|wav|webm)$", re.IGNORECASE)
_VIDEO_HOSTS = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be)$")


def link_to_words(url: str, words: str) -> str:
    """The address with a fragment that finds words (https://wicg.github.io/scroll-to-text-fragment/).

    It names their beginning and their end. The plain address where the page cannot be searched so: a file, a
    program that keeps its own state behind the "#", or an address that is too long already.
    """
    parts = urlsplit(url)
    own = parts.fragment
    if not url or _NO_PAGE.search(parts.path) or own.startswith(("/", "!")) or ":~:" in own:
        return url
    stretches = [each.strip(_EDGES) for each in _INSERTED.split(words)]
    stretches = [each for each in stretches if each]
    if not stretches:
        return url
    linked = f"{url if '#' in url else url + '#'}:~:text={_directive(stretches)}"
    return linked if len(linked) <= LONGEST else url


def link_to_moment(url: str, clock: str) -> str:
    """The address with the place in a recording: seconds, or hh:mm:ss.

    YouTube has its own way to say so; elsewhere it is a media fragment (https://www.w3.org/TR/media-frags/).
    """
    parts = urlsplit(url)
    if not url:
        return url
    seconds = _seconds(clock)
    if _VIDEO_HOSTS.search(parts.hostname or ""):
        kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "t"]
        return urlunsplit(parts._replace(query=urlencode([*kept, ("t", f"{seconds}s")])))
    return url if parts.fragment else urlunsplit(parts._replace(fragment=f"t={seconds}"))


def _directive(stretches: list[str]) -> str:
    """What is searched for: a short passage whole, else its beginning and its end."""
    first, last = stretches[0].split(), stretches[-1].split()
    if len(stretches) == 1 and len(first) <= 2 * FOUND_BY and len(stretches[0]) <= FOUND_BY * RUN:
        return _encoded(" ".join(first))
    begins, ends = " ".join(first[:FOUND_BY]), " ".join(last[-FOUND_BY:])
    if len(begins) > FOUND_BY * RUN:
        begins = begins[:RUN]
    if len(ends) > FOUND_BY * RUN:
        ends = ends[-RUN:]
    return f"{_encoded(begins)},{_encoded(ends)}"


def _encoded(words: str) -> str:
    # A hyphen would end what stands before the words.
    return quote(words.strip(_EDGES), safe="").replace("-", "%2D")


def _seconds(clock: str) -> int:
    """ "75.5", "1:15" and "00:01:15" are 75."""
    seconds = 0.0
    for part in clock.split(":"):
        seconds = seconds * 60 + float(part)
    return int(seconds)
