"""Cards drawn in a terminal and in a pipe: same words, no foreign commands."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.cards.card import Block, Card, CardStyle, Column, Field, Line, LineKind, Span, TextStyle, block, line
from bot.cli import draw

CARD = Card(
    title="A title [red]",
    style=CardStyle.ANSWER,
    blocks=(
        Block(
            lines=(
                line("So [bold]said[/bold] she: :smile: " + "word " * 30 + "end", LineKind.QUOTATION),
                Line(
                    spans=(Span(text="— "), Span(text="Agnes", style=TextStyle.STRONG), Span(text=", chair")),
                    kind=LineKind.DETAIL,
                ),
                line("The Courier", LineKind.DETAIL, url="https://courier.example/a"),
            ),
            key="a#1",
        ),
        block(line("One.", LineKind.BULLET), line("Beware.", LineKind.WARNING)),
    ),
    fields=(Field(name="Articles", value="12"),),
    footer="1 to 2 of 9",
)


def in_terminal(card: Card, width: int = 60) -> str:
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="truecolor", width=width).print(draw.rendered(card))
    return out.getvalue()


def test_a_pipe_gets_plain_lines() -> None:
    assert draw.plain(CARD) == (
        "A title [red]\n\n"
        f"“So [bold]said[/bold] she: :smile: {'word ' * 30}end”\n"
        "  — Agnes, chair\n"
        "  The Courier <https://courier.example/a>\n\n"
        "- One.\nNote: Beware.\n\n"
        "Articles: 12\n\n"
        "1 to 2 of 9"
    )


def test_a_terminal_gets_every_letter_and_a_bar_beside_the_quotation() -> None:
    drawn = in_terminal(CARD)
    words = Console(file=io.StringIO(), width=60)
    text = words.render_str(drawn, markup=False, emoji=False).plain
    assert "[bold]said[/bold]" in text
    assert ":smile:" in text
    barred = [each for each in drawn.splitlines() if "▌" in each]
    assert len(barred) > 2
    assert "https://courier.example/a" in drawn


def test_nothing_in_a_card_commands_the_terminal() -> None:
    wild = Card(title="a\x1b[2Jb", blocks=(block(line("x\x1b]0;y\x07\x9b1m\rz")),), footer="\x08")
    for drawn in (draw.plain(wild), in_terminal(wild)):
        for sign in ("\x1b[2J", "\x1b]0", "\x07", "\x9b", "\r", "\x08"):
            assert sign not in drawn
    assert draw.plain(wild).startswith("a\N{REPLACEMENT CHARACTER}[2Jb")


def test_differences_are_read_without_colour() -> None:
    spans = (
        Span(text="do "),
        Span(text="not", style=TextStyle.ADDED),
        Span(text=" go"),
        Span(text="!", style=TextStyle.LOST),
    )
    assert draw.plain(Card(blocks=(block(Line(spans=spans)),))) == "do [+not+] go[-!-]"


def test_a_table_in_a_pipe_is_one_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    draw.show_table(("Id", "Title"), [("a", "one\n two"), ("b", 3)])
    assert capsys.readouterr().out == "a\tone two\nb\t3\n"


def test_a_table_for_a_person_has_its_columns_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    draw.show_table(("Id", "Title"), [("a", "[red]one")])
    shown = capsys.readouterr().out
    assert "Title" in shown
    assert "[red]one" in shown


@pytest.mark.parametrize(("width", "beside"), [(100, True), (60, False)])
def test_columns_stand_side_by_side_where_there_is_room(width: int, beside: bool) -> None:
    columns = tuple(Column(heading=name, blocks=(block(line("Yes.")),)) for name in ("Ann", "Ben"))
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as drawn:
        console.print(draw.rendered(Card(columns=columns)))
    together = [each for each in drawn.get().splitlines() if "Ann" in each and "Ben" in each]
    assert bool(together) is beside
    assert drawn.get().count("Yes.") == 2
    assert draw.plain(Card(columns=columns)) == "Ann\n\nYes.\n\nBen\n\nYes."
