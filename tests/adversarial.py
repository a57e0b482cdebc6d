"""Texts that nobody writes, of any length: much of one thing, of which a reader looks for the other end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

Text = Callable[[int], str]
"""A text of so many characters, or a few more."""


def _row(unit: str) -> Text:
    return lambda size: unit * (size // len(unit) + 1)


def _numbered(unit: str) -> Text:
    """The unit again and again, with a word of its own for each `{a}`."""

    def text(size: int) -> str:
        found: list[str] = []
        length = 0
        for number in count():
            if length >= size:
                return "".join(found)
            found.append(unit.format(a=_word(number), n=number % 60))
            length += len(found[-1])
        raise AssertionError

    return text


def _word(number: int) -> str:
    """A word of its own for each number, of four letters and more."""
    letters = ""
    number += 26**3
    while number:
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return letters


def _nested(opens: str, closes: str) -> Text:
    def text(size: int) -> str:
        depth = size // len(opens + closes) + 1
        return opens * depth + closes * depth

    return text


MARKS: dict[str, Text] = {
    "marks that open": _row("“a "),
    "straight marks": _row('"a '),
    "straight marks in a row": _row('"'),
    "short quotations": _row("“a” "),
    "marks that close": _row("a” "),
    "single marks": _row("‘ns' "),
    "guillemets": _row("«a "),
    "nested marks": _nested("“a ‘b ", "’ ”"),
    "quotations in one line": _numbered("“The {a} is closed,” said Ann X{a}. "),
    "quotations line by line": _numbered("“We closed the {a},” said Ann X{a}.\n\n"),
    "quotations of somebody": _numbered("Ann X{a} came. “We closed the {a},” she said.\n"),
    "quotations of nobody": _row("“We will go there.”\n"),
    "described": _numbered("“We closed the {a},” the mayor of {a} said.\n"),
    "quoted lines": _row("> We will go there.\n"),
}
"""Much between quotation marks, or marks alone."""

NAMES: dict[str, Text] = {
    "names in one line": _row("Ann Bob Cid "),
    "full names": _numbered("Ann X{a}, "),
    "one family": _numbered("X{a} Roe met Roe. "),
    "roles": _numbered("Ann X{a}, the mayor of {a}, "),
    "said so": _row("Roe said "),
    "a transcript": _numbered("ANN X{a}: We say that it is {a}.\n"),
    "labels": _numbered("X{a}: We say that it is so.\n"),
}

DATES: dict[str, Text] = {
    "days": _row("3 May 2021, "),
    "days line by line": _row("3 May 2021\n"),
    "times": _row("7:45 p.m. "),
    "times line by line": _row("7:45 p.m. It rains there.\n"),
    "time codes": _numbered("00:01:{n:02} Ann: it is so, {a}.\n"),
}

SIGNS: dict[str, Text] = {
    "blanks": _row(" "),
    "blanks before a word": lambda size: "a" + " " * size + "b",
    "empty lines": _row("\n"),
    "paragraphs": _row("A.\n\n"),
    "one endless word": _row("a"),
    "one endless line": _row("word "),
    "full stops": _row("."),
    "initials": _row("A."),
    "ampersands": _row("a&b "),
    "ampersands in a row": _row("&"),
    "brackets": _row("[("),
    "links": _row("[a](http://b"),
    "stars": _row("*a "),
    "backticks": _row("`"),
    "hyphens": _row("a-"),
    "dots and letters": _row("a.b"),
    "angle brackets": _row("<a "),
    "braces": _row("{a "),
    "colons": _row("a:"),
    "mentions": _row("<@1> and <t:1:D> "),
    "addresses": _row("https://a.b/c a@b.c "),
    "digits": _row("1,"),
    "nested mark-up": _nested("*a_b", "_*"),
    "Japanese": _row("引き下げる。"),
    "newsletters": _row("newsletter <a "),
}

TAGS: dict[str, Text] = {
    "nested blocks": _nested("<div>a", "</div>"),
    "nested quotations": _nested("<blockquote>a", "</blockquote>"),
    "nested marks": _nested("<q>a", "</q>"),
    "paragraphs": _row("<p>It is so, we say.</p>"),
    "block quotations": _numbered(
        "<p>Ann said:</p><blockquote>We closed the {a} and the other one.</blockquote>"
    ),
    "pieces of a line": _row("<span>a</span>"),
    "bold labels": _row("<p><b>Ann Roe</b> we say so.</p>"),
    "questions in bold": _row("<p><b>Is it?</b></p><p>We say so</p>"),
    "times": _row("<li class='post'><time datetime='2021-05-03T10:00Z'></time>We say so.</li>"),
    "tags that do not end": _row("<p class='a"),
    "comments": _row("<!--"),
    "sections": _row("<![CDATA["),
    "pictures": _row("<media:title>a"),
}
"""What pages and feeds consist of."""

ALL: dict[str, Text] = MARKS | NAMES | DATES | SIGNS
