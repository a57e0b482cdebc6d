"""Cards and tables in the terminal: colour and boxes where a person looks, plain lines in a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import typer
from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.cards import Block, Card, CardStyle, Column, Line, LineKind, Span, TextStyle, _

# Characters that a terminal obeys instead of showing them; a knowledge file may hold any by an escape.
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Columns that a bar and a blank take before a quotation.
BAR_WIDTH = 2

# Narrower than this a quotation side by side with another falls into slivers.
COLUMN_WIDTH = 40

_STYLES = {
    CardStyle.ANSWER: "green",
    CardStyle.UNSURE: "yellow",
    CardStyle.UNKNOWN: "yellow",
    CardStyle.NOTICE: "cyan",
    CardStyle.GOOD: "green",
    CardStyle.ERROR: "red",
}
_KINDS = {
    LineKind.TEXT: "",
    LineKind.HEADING: "bold",
    LineKind.QUOTATION: "bold",
    LineKind.STATEMENT: "bold",
    LineKind.DETAIL: "dim",
    LineKind.HINT: "italic dim",
    LineKind.WARNING: "yellow",
    LineKind.BULLET: "",
}
_MARKS = {
    TextStyle.PLAIN: "",
    TextStyle.STRONG: "bold not dim",
    TextStyle.FAINT: "dim",
    TextStyle.ADDED: "bold underline green",
    TextStyle.LOST: "strike red",
    TextStyle.FOUND: "underline",
}
# In a pipe a difference must be read without colour.
_PLAIN_MARKS = {TextStyle.ADDED: ("[+", "+]"), TextStyle.LOST: ("[-", "-]")}


def show(card: Card, *, title: bool = True, err: bool = False) -> None:
    """Print the card to standard output, or to standard error where it tells why there is none."""
    console = Console(stderr=err)
    if console.is_terminal:
        console.print(rendered(card, title=title))
    else:
        typer.echo(plain(card, title=title), err=err)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows: a table where a person looks, one line a row with tabs between the cells in a pipe."""
    console = Console()
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(_flat(str(cell)) for cell in row))
        return
    table = Table(*columns, title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for row in rows:
        table.add_row(*(Text(_flat(str(cell))) for cell in row))
    console.print(table)


def clean(text: str) -> str:
    """The text with every character that commands a terminal replaced by the sign for an unknown one."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(card: Card, *, title: bool = True) -> str:
    """The card as lines of text."""
    parts = [clean(card.title)] if title and card.title else []
    parts += ["\n".join(_plain_line(line) for line in block.lines) for block in card.stacked]
    if card.fields:
        parts.append("\n".join(f"{clean(field.name)}: {clean(field.value)}" for field in card.fields))
    if card.footer:
        parts.append(clean(card.footer))
    return "\n\n".join(parts)


def rendered(card: Card, *, title: bool = True) -> RenderableType:
    """The card for a rich console."""
    colour = _STYLES[card.style]
    parts: list[RenderableType] = []
    if title and card.title:
        parts.append(Text(clean(card.title), style=f"bold {colour}"))
    parts += [Group(*_rendered_block(block, colour)) for block in card.blocks]
    if card.columns:
        parts.append(Columns(card.columns, colour))
    if card.fields:
        parts.append(_fields(card))
    if card.footer:
        parts.append(Text(clean(card.footer), style="dim"))
    return Group(*_spaced(parts))


class Barred:
    """Text with a coloured bar before every line of it, however it is wrapped."""

    def __init__(self, text: Text, colour: str) -> None:
        self.text = text
        self.bar = Segment("▌ ", Style.parse(colour))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.update_width(max(1, options.max_width - BAR_WIDTH))
        for segments in console.render_lines(self.text, narrow, pad=False):
            yield self.bar
            yield from segments
            yield Segment.line()


class Columns:
    """Lists side by side, or one below the other where there is no room for that."""

    def __init__(self, columns: Sequence[Column], colour: str) -> None:
        self.columns = [
            Group(*_spaced([Group(*_rendered_block(block, colour)) for block in column.below]))
            for column in columns
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < COLUMN_WIDTH * len(self.columns):
            yield from _spaced(self.columns)
            return
        table = Table.grid(padding=(0, 2), expand=True)
        for _column in self.columns:
            table.add_column(ratio=1)
        table.add_row(*self.columns)
        yield table


def _spaced(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    for number, part in enumerate(parts):
        if number:
            yield Text()
        yield part


def _rendered_block(block: Block, colour: str) -> Iterator[RenderableType]:
    for line in block.lines:
        text = Text.assemble(*(_rendered_span(span) for span in line.spans), style=_KINDS[line.kind])
        match line.kind:
            case LineKind.QUOTATION:
                yield Barred(Text.assemble("“", text, "”", style=_KINDS[line.kind]), colour)
            case LineKind.STATEMENT:
                yield Barred(text, colour)
            case LineKind.BULLET:
                yield Padding(Text.assemble("• ", text), (0, 0, 0, BAR_WIDTH))
            case LineKind.DETAIL:
                yield Padding(text, (0, 0, 0, BAR_WIDTH))
            case _:
                yield text


def _rendered_span(span: Span) -> Text:
    style = Style.parse(_MARKS[span.style])
    if span.url:
        style += Style(link=clean(span.exact or span.url), underline=True)
    return Text(clean(span.text), style=style)


def _fields(card: Card) -> Table:
    table = Table.grid(padding=(0, 2))
    for field in card.fields:
        table.add_row(Text(clean(field.name), style="dim"), Text(clean(field.value)))
    return table


def _plain_line(line: Line) -> str:
    words = clean("".join(_plain_span(span) for span in line.spans))
    match line.kind:
        case LineKind.QUOTATION:
            return f"“{words}”"
        case LineKind.BULLET:
            return f"- {words}"
        case LineKind.DETAIL:
            return f"  {words}"
        case LineKind.WARNING:
            return _("Note: {words}", words=words)
        case _:
            return words


def _plain_span(span: Span) -> str:
    before, after = _PLAIN_MARKS.get(span.style, ("", ""))
    url = f" <{span.url}>" if span.url else ""
    return f"{before}{span.text}{after}{url}"


def _flat(text: str) -> str:
    return clean(" ".join(text.split()))
