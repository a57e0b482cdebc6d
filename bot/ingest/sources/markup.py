"""HTML as lines of text: a block a line; speech that mark-up alone shows gets its marks and names."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from bot.ingest.sources.interviews import is_longer, show_interview

_BLOCKS = frozenset([
    "p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "section", "article",
    "figure", "ul", "ol", "table", "dt", "dd", "dl", "header", "footer", "main", "pre", "hr", "address",
    "aside", "time",
])  # fmt: skip
_NO_TEXT = frozenset([
    "script", "style", "figcaption", "nav", "form", "button", "iframe", "noscript", "template", "svg", "head",
    "aside",
])  # fmt: skip
_POSTS = re.compile(
    r"\b(?:twitter-(?:tweet|video)|bluesky-embed|mastodon-embed|instagram-media|tiktok-embed|fb-post"
    r"|threads-post|reddit-embed|text-post-media|embed-post|social-embed)\b"
)
"""Classes of the embedded posts of the large networks."""
_LINKED = re.compile(r"(?:\s*(?:https?://t\.co/\S+|pic\.(?:twitter|x)\.com/\S+))+\s*$")
"""Where a post ends with the links to its pictures: nobody wrote these."""
_PULLED = re.compile(r"\bpull(?:ed)?-?quote|callout\b")
_WRITER = re.compile(
    r"^\W*[—–―-]\s*(?P<name>[^(@]{2,60})(?:\((?P<handle>@[^)]{1,60})\)|(?P<at>@\S+)|$)"
)  # fmt: skip
_MARKED = re.compile(r"^\s*[\"“„«»‘']")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d);?",
    re.IGNORECASE,
)
"""What the parser takes for a character and lets nobody write into a tree."""
_LEADS_IN = re.compile(r"[:,]\s*$")

NESTED = 4
"""Block quotations, posts and the like in one another that are read as such: no page nests more."""
LONGEST_LABEL = 400
"""Characters of a label with all blanks: some long words."""
MOST_REPEATED = 200
"""Quotations of a page that are looked for elsewhere on it: with more it consists of them."""
LABELS = 2
"""Paragraphs that begin in bold like labels: with more than so many they are taken for an interview's."""
_LABEL = re.compile(r"^[^\W\d_a-z][\w.’'&-]*(?: [\w.’'&-]+){0,5}$")


def tree_of(markup: str) -> Any:
    """The elements of a page or of a piece of one; control characters, also as references, are blanks."""
    html: Any = importlib.import_module("lxml.html")
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    data = _CONTROL.sub(" ", markup).encode("utf-8", "replace")
    return html.document_fromstring(data, parser=parser, ensure_head_body=True)


def paragraphs(markup: str) -> str:
    """The text of a piece of HTML, a line a paragraph."""
    if not markup.strip():
        return ""
    tree = tree_of(f"<html><body>{markup}</body></html>")
    show_speech(tree)
    return text_of(tree.body)


def text_of(root: Any) -> str:
    """The text of elements, a block a line."""
    # No text of a page has this sign: a parser leaves it out.
    written = "".join("\0" if piece is None else piece for piece in _pieces(root))
    return "\n".join(row for row in (" ".join(row.split()) for row in written.split("\0")) if row)


def _pieces(root: Any) -> Iterator[str | None]:
    """The texts in their order; None where a block begins or ends. Without recursion: pages nest deep."""
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        element, done = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _BLOCKS:
            yield None
        if done:
            yield element.tail or ""
            continue
        if tag in _NO_TEXT:
            yield (element.tail or "") if element is not root else ""
            continue
        yield element.text or ""
        if element is not root:
            waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))


def show_speech(tree: Any) -> None:
    """Write what only mark-up shows: marks round `<q>` and block quotations, who posted, labels in bold."""
    for element, depth in _nested(tree, "q"):
        _wrap(element, *("‘’" if depth % 2 else "“”"))
        element.tag = "span"
    for element, depth in _nested(tree, "blockquote", "div", "article", marked=_POSTS):
        if depth < NESTED:
            _show_post(element)
    page = _Page(tree)
    for element, depth in _nested(tree, "div", "figure", "section", "p", marked=_PULLED):
        if depth < NESTED and page.repeats(text_of(element)):
            _becomes(element, "")
    for element, depth in _nested(tree, "blockquote"):
        if depth < NESTED:
            _show_block(element, page)
    _show_labels(tree)
    show_interview(tree)


def _nested(tree: Any, *tags: str, marked: re.Pattern[str] | None = None) -> list[tuple[Any, int]]:
    """Elements in their order, each with the number of such that it stands in; `marked` are their classes."""
    etree: Any = importlib.import_module("lxml.etree")
    found: list[tuple[Any, int]] = []
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag=tags):
        if marked is not None and not marked.search(element.get("class") or ""):
            continue
        if event == "start":
            found.append((element, depth))
        depth += 1 if event == "start" else -1
    return found


def _show_post(element: Any) -> None:
    """An embedded post as `Colm Dreyer (@colm) posted: “…”`; one that does not say whose it is stays."""
    lines = [line for line in text_of(element).split("\n") if line]
    for cut, line in enumerate(lines):
        place = line.rfind("—")
        match = _WRITER.match(line[place:] if place > 0 else line)
        if match and (match["handle"] or match["at"] or place > 0 or cut):
            said = " ".join([*lines[:cut], line[:place].strip() if place > 0 else ""]).strip()
            said = _LINKED.sub("", said)
            if said:
                handle = match["handle"] or match["at"]
                writer = match["name"].strip() + (f" ({handle.strip('()')})" if handle else "")
                _becomes(element, f"{writer} posted: “{said}”")
            return


def _becomes(element: Any, text: str) -> None:
    empty(element)
    element.tag, element.text = "p", text


def empty(element: Any) -> None:
    """Take out of the tree what stands in an element, not what stands behind it."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail


def _show_block(element: Any, page: _Page) -> None:
    """A block quotation without marks of its own gets some; one that only repeats the article goes."""
    said = text_of(element)
    if not said:
        return
    if _PULLED.search(element.get("class") or "") or page.repeats(said):
        _becomes(element, "")
        return
    cited = next(iter(element.iter("cite", "footer")), None)
    writer = text_of(cited).strip(" —–-―").split("\n")[0] if cited is not None else ""
    if cited is not None:
        said = "\n".join(line for line in said.split("\n") if line.strip(" —–-―") != writer)
    if _MARKED.match(said) or not (writer or _led_in(element)):
        return
    lines = said.split("\n")
    name = f"{writer}: " if writer else ""
    _becomes(element, "")
    for number, line in enumerate(lines):
        row = element.makeelement("p", {})
        row.text = f"{name if not number else ''}“{line}{'”' if number == len(lines) - 1 else ''}"
        element.append(row)
    element.tag = "div"


class _Page:
    """The words of a page, without blanks and signs, to look for what stands there twice."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._repeated: list[str] = []
        self._left = MOST_REPEATED

    @cached_property
    def _words(self) -> str:
        return _bare(text_of(self._tree))

    def repeats(self, said: str) -> bool:
        """Whether the words stand elsewhere on the page, too; words of which that was told do so no more."""
        own = _bare(said)
        if len(own) <= 20 or not self._left:
            return False
        self._left -= 1
        found = self._words.count(own) - sum(gone.count(own) for gone in self._repeated)
        if found > 1:
            self._repeated.append(own)
        return found > 1


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()


def _led_in(element: Any) -> bool:
    """Whether the line before ends as one does that somebody's words follow."""
    before = element.getprevious()
    while before is not None and not text_of(before):
        before = before.getprevious()
    return before is not None and _LEADS_IN.search(text_of(before)) is not None


def _show_labels(tree: Any) -> None:
    """Names in bold before what they say get the colon of a label, where several paragraphs begin so."""
    found = [bold for block in tree.iter("p", "div", "li") if (bold := _bold_label(block)) is not None]
    names = [text_of(bold).rstrip(" :") for bold in found]
    if len(found) <= LABELS or len(set(names)) == len(names):
        return
    for bold in found:
        if not text_of(bold).endswith(":"):
            last = bold[-1] if len(bold) else None
            if last is None:
                bold.text = (bold.text or "").rstrip() + ":"
            else:
                last.tail = (last.tail or "").rstrip() + ":"
        bold.tail = f" {(bold.tail or '').lstrip(' :')}"


def _bold_label(block: Any) -> Any:
    """What a block begins with in bold, if it reads like a label and something follows."""
    if (block.text or "").strip() or not len(block) or block[0].tag not in ("b", "strong"):
        return None
    bold = block[0]
    if not ((bold.tail or "").strip() or len(block) > 1) or is_longer(bold, LONGEST_LABEL):
        return None
    return bold if _LABEL.match(text_of(bold).rstrip(" :")) else None


def _wrap(element: Any, opening: str, closing: str) -> None:
    if _MARKED.match(next((text for text in element.itertext() if text.strip()), "")):
        return
    element.text = opening + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + closing
    else:
        element.text += closing
