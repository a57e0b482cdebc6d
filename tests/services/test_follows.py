"""What is followed is posted by whatever sends: bundled, once, not too often, and not where it failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import Follow, Records, Subject
from bot.services import Delivery, FollowNotifier, Post, ServerSettings, Services, SettingPlace, Viewer
from bot.settings import Settings

SERVER = 9
SEALS = (Subject.TOPIC, "seals")
ARTICLE = """\
title: Seals return to the Osk ({number})
source: Gull Island Echo
quotes: [{{speaker: Petronella Fisk, text: The seals came back {number} days before the tourists did.}}]
"""


class Posts:
    """Takes posts and says what became of them."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 4, tzinfo=UTC)
        self.outcome = Delivery.SENT
        self.sent: list[tuple[int, list[str]]] = []
        self.tries: list[datetime | None] = []

    async def __call__(self, post: Post) -> Delivery:
        self.tries.append(post.since)
        if self.outcome is Delivery.SENT:
            self.sent.append((post.channel, [item.text for item in post.items]))
        return self.outcome

    def clock(self) -> datetime:
        return self.now

    async def viewer_in(self, channel: int) -> Viewer:
        return Viewer(SERVER, channel)


@pytest.fixture
def posts() -> Posts:
    return Posts()


@pytest.fixture
def settings(records: Records) -> ServerSettings:
    return ServerSettings(records.settings, Settings(_env_file=None, follow_posts=2))


@pytest.fixture
def notifier(services: Services, records: Records, settings: ServerSettings, posts: Posts) -> FollowNotifier:
    return FollowNotifier(services, records, settings, posts, clock=posts.clock)


def bring(services: Services, folder: Path, *numbers: int) -> None:
    """New articles, taken up."""
    for number in numbers:
        (folder / f"seals-{number}.yaml").write_text(ARTICLE.format(number=number), encoding="utf-8")
    services.reload()


async def test_news_are_posted_once_in_one_post(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path
) -> None:
    assert await notifier.follow(1, 2, SEALS)
    assert not await notifier.follow(1, 3, SEALS)
    await notifier.run()
    assert not posts.sent
    bring(services, folder, 7, 8)
    await notifier.run()
    await notifier.run()
    ((channel, texts),) = posts.sent
    assert channel == 1
    assert len(texts) == 2


async def test_beyond_the_daily_limit_news_wait_for_the_next_day(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path
) -> None:
    await notifier.follow(1, 2, SEALS)
    for number in (1, 2, 3, 4):
        bring(services, folder, number)
        await notifier.run()
        posts.now += timedelta(minutes=1)
    assert len(posts.sent) == 2
    posts.now += timedelta(days=1)
    await notifier.run()
    assert len(posts.sent[-1][1]) == 2


async def test_a_channel_may_have_fewer_posts_than_the_operator_allows(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path, settings: ServerSettings
) -> None:
    for channel in (1, 2):
        await notifier.follow(channel, 2, SEALS)
    await settings.put("follow_posts", 1, SettingPlace(SERVER, 2), "a test", posts.now)
    for number in (1, 2):
        bring(services, folder, number)
        await notifier.run()
        posts.now += timedelta(minutes=1)
    assert [channel for channel, _ in posts.sent] == [1, 2, 1]


@pytest.mark.parametrize(
    ("outcome", "later"), [(Delivery.DELAYED, 1), (Delivery.REFUSED, 0), (Delivery.GONE, 0)]
)
async def test_what_did_not_arrive_waits_only_where_it_may_arrive_later(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path, outcome: Delivery, later: int
) -> None:
    await notifier.follow(1, 2, SEALS)
    bring(services, folder, 7)
    posts.outcome, first = outcome, posts.now
    await notifier.run()
    posts.outcome = Delivery.SENT
    posts.now += timedelta(hours=3)
    await notifier.run()
    await notifier.run()
    assert len(posts.sent) == later
    assert posts.tries == [None, *[first] * later], "a second try says since when it may have arrived"
    assert bool(await notifier.followed(1)) == (outcome is not Delivery.GONE)


async def test_a_person_is_found_by_their_key_whatever_they_are_called_by_then(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path
) -> None:
    page = "title: Ice\npeople: [{{name: Orla Venn{}}}]\nquotes: [{{speaker: Orla Venn, text: {}}}]\n"
    file = folder / "ice.yaml"
    file.write_text(page.format(", aliases: [Ollie Brand]", "The ice holds."), encoding="utf-8")
    services.reload()
    await notifier.follow(1, 2, (Subject.PERSON, "Ollie Brand"))
    (follow,) = await notifier.followed(1)
    assert (follow.subject, follow.key) == ("Ollie Brand", "orla venn")
    file.write_text(page.format("", "The thaw began before noon."), encoding="utf-8")
    services.reload()
    await notifier.run()
    assert posts.sent == [(1, ["The thaw began before noon."])]


async def test_a_person_whose_key_is_gone_is_found_by_name(
    notifier: FollowNotifier, posts: Posts, services: Services, folder: Path, records: Records
) -> None:
    follow = Follow(1, 2, Subject.PERSON, "Petronella Fisk", key="nobody at all")
    known = [(f"{each.digest:016x}", each.key) for each in services.statements("Petronella Fisk", Viewer())]
    await records.follows.add(follow, posts.now, known)
    bring(services, folder, 7)
    await notifier.run()
    assert len(posts.sent) == 1


async def test_a_subject_is_found_by_some_of_its_letters_and_ended_by_its_name(
    notifier: FollowNotifier,
) -> None:
    await notifier.follow(1, 2, SEALS)
    assert [each.subject for each in await notifier.followed(1, "SEA")] == ["seals"]
    assert not await notifier.unfollow(1, "sea")
    assert [each.subject for each in await notifier.unfollow(1, " Seals ")] == ["seals"]
    assert not await notifier.followed(1)
