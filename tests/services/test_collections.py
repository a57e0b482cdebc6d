"""Who may see what, where it is neither asked nor listed: drafts, follows, recalls, the end of an embargo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest import Source
from bot.records import EntryShown, Finding, Records, Showing, ShownIn, Subject
from bot.replies import RecallKind
from bot.services import (
    OPERATOR,
    CorrectionDraftedError,
    Delivery,
    DraftedArticle,
    FollowNotifier,
    Post,
    ServerSettings,
    Services,
    Viewer,
    publish_draft,
    recalled_seen,
)
from bot.settings import Settings

DESK, OTHER = Viewer(1, 11), Viewer(2, 21)
MORNING = datetime(2031, 6, 1, 8, tzinfo=UTC)
SECRET = """\
title: Norvik Marine profit falls as freight rates slide
source: Mirror
published: 2031-05-14
quotes: [{speaker: Ingrid Sol, text: The zeppelin sails on.}]
facts: [The dividend is 6.50 kroner.]
"""
NOTICE = """\
Correction

In “Norvik Marine profit falls as freight rates slide” we gave the dividend as 6.50 kroner. \
It is 5.60 kroner. “We regret it,” said Tom Lisle, the editor.
"""


class Clock:
    """The moment now."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "desk").mkdir(parents=True)
    (folder / "desk/norvik.yaml").write_text(SECRET, encoding="utf-8")
    (folder / "desk/collection.yaml").write_text("visible_to: [server:1]\n", encoding="utf-8")
    return folder


@pytest.fixture
def services(folder: Path, clock: Clock) -> Iterator[Services]:
    with Services.open(folder, vectors=False, reader=False, clock=clock) as services:
        yield services


def test_a_draft_corrects_only_what_may_be_seen_there(services: Services, folder: Path) -> None:
    draft = DraftedArticle(article=Source(NOTICE, name="notice"))
    with pytest.raises(CorrectionDraftedError, match="norvik"):
        publish_draft(draft, services, DESK)
    (folder / "drafts/norvik.yaml").unlink()
    try:
        publish_draft(draft, services, OTHER)
    except CorrectionDraftedError as error:  # pragma: no cover -- what must not be
        pytest.fail(f"tells of {error.article}")
    except Exception as error:
        assert "norvik" not in str(error).casefold()
    assert not (folder / "drafts/norvik.yaml").exists()


class Posts:
    """Takes posts; the number of a channel begins with that of its server."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, list[str]]] = []

    async def viewer_in(self, channel: int) -> Viewer:
        return Viewer(channel // 10, channel)

    async def __call__(self, post: Post) -> Delivery:
        self.sent.append((post.channel, [item.text for item in post.items]))
        return Delivery.SENT


async def test_channels_that_follow_the_same_get_what_each_may_see(
    services: Services, folder: Path, records: Records, clock: Clock
) -> None:
    posts = Posts()
    settings = ServerSettings(records.settings, Settings(_env_file=None))
    notifier = FollowNotifier(services, records, settings, posts, clock=clock)
    for channel in (21, 11, 12):
        await notifier.follow(channel, 5, (Subject.TOPIC, "zeppelin"))
    other = SECRET.replace("sails on", "was sold")
    (folder / "desk/sold.yaml").write_text(f"id: sold\nembargo: 2031-06-01T12:00Z\n{other}", encoding="utf-8")
    services.reload()
    await notifier.run(["sold"])
    assert not posts.sent
    clock.now += timedelta(hours=4)
    assert services.embargo_ended(MORNING) == (True, clock.now)
    assert services.embargo_ended(clock.now) == (False, clock.now)
    await notifier.run()
    await notifier.run()
    assert posts.sent == [(11, ["The zeppelin was sold."]), (12, ["The zeppelin was sold."])]


async def test_recalls_of_what_may_not_be_seen_are_not_told(
    services: Services, records: Records, folder: Path
) -> None:
    (item,) = services.statements("Ingrid Sol", OPERATOR)
    shown = ShownIn(Showing(100, 11, 1), EntryShown(item.key, "before"))
    await records.messages.show(shown.showing, [shown.entry], MORNING + timedelta(days=1))
    await records.recalls.note([Finding(shown, EntryShown(item.key, "now"), RecallKind.CORRECTED)], MORNING)
    (told,) = await recalled_seen(records, services, DESK, None)
    assert told.key == item.key
    assert not await recalled_seen(records, services, OTHER, None)
    (folder / "desk/collection.yaml").write_text("visible_to: []\n", encoding="utf-8")
    services.reload()
    assert not await recalled_seen(records, services, DESK, None), "shown there once is not shown there now"


def test_why_nothing_is_known_is_not_told_where_something_is_hidden(services: Services, folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        if path.name != "collection.yaml":
            path.write_text("draft: true\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = services.reload(confirmed=True)
    assert "draft" in services.status(OPERATOR).nothing
    assert not services.status(OTHER).nothing
    assert services.status(OPERATOR).built is not None
    assert services.status(OTHER).built is None
    assert (services.reload_seen(done, OTHER).nothing, services.reload_seen(done, OPERATOR).nothing) == (
        "",
        done.nothing,
    )


def test_a_report_is_made_again_where_the_index_is_damaged_meanwhile(
    services: Services, folder: Path
) -> None:
    done = services.reload().model_copy(update={"changed": ("harbour",)})
    index = Path(services.status(OPERATOR).index)
    for file in index.glob("index-*/*.store"):
        file.write_bytes(b"damaged" * (file.stat().st_size // 7 + 1))
    assert services.reload_seen(done, OTHER).changed in {(), ("harbour",)}
    for file in index.glob("index-*/*.store"):
        file.write_bytes(b"damaged" * (file.stat().st_size // 7 + 1))
    assert services.status(OTHER).articles == len(services.articles("", OTHER).articles)
