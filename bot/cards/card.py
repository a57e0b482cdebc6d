"""What a card is: blocks of lines, lines of spans, fields and actions. All frozen, all plain text."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class CardPart(BaseModel):
    """Base of everything a card is made of."""

    model_config = ConfigDict(frozen=True)


class TextStyle(StrEnum):
    """How a span stands out.

    ADDED and LOST are what a quotation has too much and what it leaves out, FOUND what a search looked for.
    """

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    ADDED = "added"
    LOST = "lost"
    FOUND = "found"


class Span(CardPart):
    """A run of text in one manner; with `url` it is a link. `text` is shown letter for letter.

    `exact` leads to the very words or moment behind `url`: for links that are pressed rather than read.
    `member` is somebody's number on Discord, where they are called by their name; `text` stands elsewhere.
    """

    text: str
    style: TextStyle = TextStyle.PLAIN
    url: str = ""
    exact: str = ""
    member: int = 0


class ActionKind(StrEnum):
    """What an action does; whoever draws the card decides whether it is a button, a menu entry or nothing.

    OPEN shows an entry, PERSON somebody, ARTICLE an article, each with all that is known of it; MEANT says
    that of several, this one was meant. QUOTES, TIMELINE and ARTICLES lead on from a person, WORDS from an
    article.
    """

    OPEN = "open"
    PERSON = "person"
    ARTICLE = "article"
    MEANT = "meant"
    QUOTES = "quotes"
    TIMELINE = "timeline"
    ARTICLES = "articles"
    WORDS = "words"
    MORE = "more"
    WHY = "why"
    SOURCE = "source"
    CITE = "cite"
    SHARE = "share"
    USEFUL = "useful"
    USELESS = "useless"


class Action(CardPart):
    """Something the reader may do: `key` is the item's key, `url` an address to open.

    `imprint` is the form in which an item is named. `label` fits a button; `hint` is a second line for menus.
    """

    kind: ActionKind
    label: str
    key: str = ""
    url: str = ""
    hint: str = ""
    imprint: str = ""


class LineKind(StrEnum):
    """What a line is: it decides how a line is set off, never what it says.

    QUOTATION is verbatim speech (a block quote, or in quotation marks); STATEMENT is verbatim too, but an
    article's own words, never in quotation marks; DETAIL is who, where and when (small); HINT is the
    program speaking about its answer (small); WARNING must not be overlooked.
    """

    TEXT = "text"
    HEADING = "heading"
    QUOTATION = "quotation"
    STATEMENT = "statement"
    DETAIL = "detail"
    HINT = "hint"
    WARNING = "warning"
    BULLET = "bullet"


class Line(CardPart):
    """One paragraph. `action` is what can be done with what it tells, where a control fits beside it."""

    spans: tuple[Span, ...]
    kind: LineKind = LineKind.TEXT
    action: Action | None = None

    @property
    def text(self) -> str:
        """The line's words without their manner."""
        return "".join(span.text for span in self.spans)


class Block(CardPart):
    """Lines that belong together and are kept on one page; `key` names the item, article or person shown.

    `imprint` is the form in which an item is shown. `beside` says that it is context to the block above, and
    none of what the card lists.
    """

    lines: tuple[Line, ...]
    key: str = ""
    imprint: str = ""
    beside: bool = False


class Field(CardPart):
    """A name and its value, for figures that are read one by one."""

    name: str
    value: str


class Column(CardPart):
    """One of several lists that are set side by side where there is room, else one below the other."""

    heading: str
    blocks: tuple[Block, ...]

    @property
    def below(self) -> tuple[Block, ...]:
        """The column as blocks under its heading."""
        return (block(line(self.heading, LineKind.HEADING)), *self.blocks)


class CardStyle(StrEnum):
    """The card's temper, which a drawer may show as a colour."""

    ANSWER = "answer"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    NOTICE = "notice"
    GOOD = "good"
    ERROR = "error"


class Card(CardPart):
    """A thing to show. `total` is how many entries its list has in all, 0 where it is no list."""

    title: str = ""
    url: str = ""
    style: CardStyle = CardStyle.NOTICE
    blocks: tuple[Block, ...] = ()
    columns: tuple[Column, ...] = ()
    fields: tuple[Field, ...] = ()
    footer: str = ""
    actions: tuple[Action, ...] = ()
    total: int = 0

    @property
    def text(self) -> str:
        """All lines of all blocks as plain text, one a line: for tests, logs and screen readers."""
        return "\n".join(line.text for block in self.stacked for line in block.lines)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what the card lists."""
        return tuple(block.key for block in self.stacked if block.key and not block.beside)

    @property
    def imprints(self) -> dict[str, str]:
        """The forms in which the card shows items, by their keys; context is among them."""
        return {block.key: block.imprint for block in self.stacked if block.imprint}

    @property
    def offered(self) -> dict[str, str]:
        """The forms in which a menu of the card names items, by their keys."""
        return {action.key: action.imprint for action in self.actions if action.imprint}

    @property
    def beside(self) -> tuple[Action, ...]:
        """What can be done beside single lines."""
        return tuple(line.action for block in self.stacked for line in block.lines if line.action)

    @property
    def touched(self) -> tuple[str, ...]:
        """The keys of all that something can be done with."""
        return tuple(dict.fromkeys(each.key for each in (*self.beside, *self.actions) if each.key))

    @property
    def stacked(self) -> tuple[Block, ...]:
        """All blocks, those of columns one column after the other."""
        return (*self.blocks, *(each for column in self.columns for each in column.below))


def line(
    text: str, kind: LineKind = LineKind.TEXT, *, style: TextStyle = TextStyle.PLAIN, url: str = ""
) -> Line:
    """A line of one span."""
    return Line(spans=(Span(text=text, style=style, url=url),), kind=kind)


def block(*lines: Line, key: str = "") -> Block:
    """A block of these lines."""
    return Block(lines=lines, key=key)
