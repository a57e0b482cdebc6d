"""What is followed is posted by whatever sends: bundled, once, not too often, and not where it failed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import Follow, Records, Subject
from bot.replies import Rhythm
from bot.services import (
    Delivery,
    FollowNotifier,
    Post,
    ServerSettings,
    Services,
    SettingPlace,
    Viewer,
    follows,
)
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
        self.rhythms: list[Rhythm] = []

    async def __call__(self, post: Post) -> Delivery:
        self.tries.append(post.since)
        self.rhythms.append(post.rhythm)
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
    return ServerSettings(records.settings, Settings(_env_file=None, follow_posts=2, time_zone="UTC"))


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
    assert not await notifier.unfollow(1, "sea", 2)
    assert [each.subject for each in await notifier.unfollow(1, " Seals ", 2)] == ["seals"]
    assert not await notifier.followed(1)


class TestDigests:
    """4 March 2031 is a Tuesday; news come shortly after midnight."""

    @pytest.fixture(autouse=True)
    def patience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Fewer looks at what waits; one of them when the quiet hours of a test end."""
        monkeypatch.setattr(follows, "WAIT", timedelta(minutes=150))

    @pytest.fixture
    async def put(self, settings: ServerSettings, posts: Posts) -> Callable[..., Awaitable[None]]:
        async def put(**values: object) -> None:
            for name, value in values.items():
                await settings.put(name, str(value), SettingPlace(SERVER), "a test", posts.now)

        return put

    async def go_on(self, notifier: FollowNotifier, posts: Posts, moment: datetime) -> int:
        """How many posts there are, where the bot wakes in time for each."""
        while notifier.wakes and notifier.wakes <= moment:
            posts.now = notifier.wakes
            await notifier.deliver()
        posts.now = moment
        return len(posts.sent)

    @pytest.mark.parametrize(
        ("values", "due"),
        [
            ({"follow_digest": "daily"}, datetime(2031, 3, 4, 9, tzinfo=UTC)),
            ({"follow_digest": "daily", "digest_hour": 23}, datetime(2031, 3, 4, 23, tzinfo=UTC)),
            ({"follow_digest": "daily", "time_zone": "Asia/Tokyo"}, datetime(2031, 3, 5, 0, tzinfo=UTC)),
            ({"follow_digest": "weekly"}, datetime(2031, 3, 10, 9, tzinfo=UTC)),
            ({"follow_digest": "weekly", "digest_day": "tuesday"}, datetime(2031, 3, 4, 9, tzinfo=UTC)),
            ({"follow_digest": "daily", "quiet_hours": "8-11:30"}, datetime(2031, 3, 4, 11, 30, tzinfo=UTC)),
            ({"follow_digest": "daily", "follow_posts": 1}, datetime(2031, 3, 4, 9, tzinfo=UTC)),
        ],
    )
    async def test_a_digest_is_posted_when_it_is_due_and_once(
        self,
        notifier: FollowNotifier,
        posts: Posts,
        services: Services,
        folder: Path,
        put: Callable[..., Awaitable[None]],
        values: dict[str, object],
        due: datetime,
    ) -> None:
        await put(**values)
        posts.now += timedelta(hours=1)
        await notifier.follow(1, 2, SEALS)
        for number in (7, 8):
            bring(services, folder, number)
            await notifier.run()
        assert await self.go_on(notifier, posts, due - timedelta(seconds=1)) == 0
        assert await self.go_on(notifier, posts, due + timedelta(minutes=10)) == 1
        assert len(posts.sent[0][1]) == 2
        assert posts.rhythms == [Rhythm(str(values["follow_digest"]))]
        assert notifier.wakes is None
        bring(services, folder, 9)
        await notifier.run()
        assert len(posts.sent) == 1, "what comes after its hour waits for the next"
        days = 7 if values["follow_digest"] == "weekly" else 1
        assert await self.go_on(notifier, posts, due + timedelta(days=days, minutes=10)) == 2

    async def test_what_was_posted_at_once_is_in_no_digest(
        self, notifier: FollowNotifier, posts: Posts, services: Services, folder: Path
    ) -> None:
        await notifier.follow(1, 2, SEALS)
        await notifier.follow(1, 2, (Subject.TOPIC, "tourists"), Rhythm.DAILY)
        bring(services, folder, 7)
        await notifier.run()
        assert notifier.wakes is None
        posts.now += timedelta(days=2)
        await notifier.run()
        assert len(posts.sent) == 1

    async def test_a_digest_that_was_cut_off_is_tried_again_as_what_it_was(
        self, notifier: FollowNotifier, posts: Posts, services: Services, folder: Path
    ) -> None:
        await notifier.follow(1, 2, SEALS, Rhythm.WEEKLY)
        bring(services, folder, 7)
        await notifier.run()
        posts.now = first = datetime(2031, 3, 10, 9, tzinfo=UTC)
        posts.outcome = Delivery.DELAYED
        await notifier.deliver()
        posts.outcome = Delivery.SENT
        posts.now += timedelta(hours=1)
        await notifier.deliver()
        await notifier.deliver()
        assert posts.tries == [None, first]
        assert posts.rhythms == [Rhythm.WEEKLY] * 2

    @pytest.mark.parametrize("hour", [0, 2, 3, 23])
    async def test_a_digest_is_due_once_each_day_also_where_clocks_are_changed(
        self, settings: ServerSettings, put: Callable[..., Awaitable[None]], hour: int
    ) -> None:
        await put(time_zone="Europe/Berlin", digest_hour=hour)
        here = await settings.at(Viewer(SERVER, 1))
        moment, days = datetime(2031, 3, 27, 12, tzinfo=UTC), []
        while moment < datetime(2031, 4, 2, tzinfo=UTC):
            after = here.digest_after(moment, weekly=False)
            assert moment < after
            assert here.digest_before(after, weekly=False) == after
            assert here.digest_before(after - timedelta(seconds=1), weekly=False) < after
            days.append(after.astimezone(here.zone).date())
            moment = after
        assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
