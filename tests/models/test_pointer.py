"""The pointer with its shipped files."""

import pytest

from bot.models import ModelError, Pointed, Pointer, Share, Side, Window
from bot.models.pointer import MOST_PIECES, POINTER

MOOR = "The ferry stays in port, said Agnes Thorley, who leads the union. Martha Keel runs the harbour. | "
WINDOWS = [
    Window(MOOR, "Nobody asked us,", " Thorley said on Monday. | Keel declined to comment."),
    Window(MOOR, "We asked them twice,", " Keel replied on Tuesday. | Thorley did not answer."),
    Window(MOOR + "Both saw the play ", "Low Water", " in the town hall."),
    Window("", "", ""),
    Window("Ω ≈ ça va? 日本 " * 90, "x " * 45, " Ж" * 300),
]


@pytest.fixture(scope="module")
def pointer() -> Pointer:
    return Pointer()


def share_of(window: Window, pointed: Pointed, name: str) -> float:
    """The shares of all places at which the window has the name."""

    def stretch(share: Share) -> str:
        text = window.before if share.side is Side.BEFORE else window.behind
        return text[share.start : share.end]

    return sum(each.share for each in pointed.shares if stretch(each).lower() in name.lower())


def test_shares_are_all_there_is(pointer: Pointer) -> None:
    for window, pointed in zip(WINDOWS, pointer.point(WINDOWS), strict=True):
        assert pointed.nobody + pointed.elsewhere + sum(s.share for s in pointed.shares) == pytest.approx(1)
        assert len(pointed.shares) <= MOST_PIECES
        for side, start, end, share in pointed.shares:
            assert 0 <= start <= end <= len(window.before if side is Side.BEFORE else window.behind)
            assert 0 <= share <= 1


def test_it_points_to_whoever_spoke(pointer: Pointer) -> None:
    first, second, title, *_ = pointer.point(WINDOWS)
    assert share_of(WINDOWS[0], first, "Thorley") > 0.5 > share_of(WINDOWS[0], first, "Keel")
    assert share_of(WINDOWS[1], second, "Keel") > 0.5 > share_of(WINDOWS[1], second, "Thorley")
    assert title.nobody > 2 * first.nobody


def test_a_window_points_the_same_way_in_any_company(pointer: Pointer) -> None:
    assert pointer.point(WINDOWS) == [pointer.point([window])[0] for window in WINDOWS]
    assert pointer.point([]) == []


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ModelError, match="missing"):
        Pointer(POINTER.parent / "nowhere").point(WINDOWS)
