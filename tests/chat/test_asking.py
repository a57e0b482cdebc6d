"""A question asked for a member, without Discord: answered, remembered, noted, and its buttons stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chat.asking import AskedQuestion, Asker
from bot.chat.render.form import Form
from bot.chat.sources import read_source
from bot.records import Records
from bot.replies import Verdict
from bot.services import (
    Conversations,
    Delivery,
    DirectMessages,
    Errands,
    FollowNotifier,
    LogMode,
    Post,
    QuestionJournal,
    RateLimitedError,
    RateLimiter,
    ServerSettings,
    Services,
    SettingPlace,
    Viewer,
)
from bot.settings import Settings

NOW = datetime(2031, 3, 4, tzinfo=UTC)


class Nowhere:
    """Posts nothing."""

    async def viewer_in(self, channel: int) -> Viewer:
        return Viewer()

    async def __call__(self, post: Post) -> Delivery:
        return Delivery.SENT


async def nobody(server: int, member: int) -> None:
    """Who is in which server."""


def asker(services: Services, records: Records, **operator: Any) -> Asker:
    settings = ServerSettings(records.settings, Settings(_env_file=None, **operator))
    journal = QuestionJournal(records.log)
    notifier = FollowNotifier(services, records, settings, Nowhere(), lambda: NOW)
    return Asker(
        services,
        records,
        Conversations(timedelta(minutes=10)),
        RateLimiter(),
        journal,
        settings,
        DirectMessages(records.direct, nobody, lambda: NOW),
        Errands(notifier, records, journal),
        clock=lambda: NOW,
    )


async def question(asking: Asker, text: str, server: int | None = None) -> AskedQuestion:
    return await asking.question(text, 1, 2, Viewer(server, 2, 1))


async def test_the_next_question_builds_on_the_one_before(services: Services, records: Records) -> None:
    asking = asker(services, records)
    first = await question(asking, "what did Petronella Fisk say?")
    ready = await asking.prepare(first, *await asking.ask(first), Form.EMBED)
    assert not ready.in_thread
    _, reply = await asking.ask(await question(asking, "what else did she say?"))
    assert {each.speaker for each in reply.answers} <= {"Petronella Fisk"}
    assert not {each.key for each in reply.answers} & set(ready.page.card.keys)


async def test_a_quotation_asked_about_is_a_verdict_after_a_restart_too(
    services: Services, records: Records
) -> None:
    asking = asker(services, records)
    asked = await question(asking, "did Petronella Fisk really say “the moon is made of cheese”?")
    source, reply = await asking.ask(asked)
    assert isinstance(reply, Verdict)
    ready = await asking.prepare(asked, source, reply, Form.EMBED)
    stored = await records.views.find(ready.view.id)
    assert stored is not None
    again = read_source(stored.source)
    assert again.page(services, asked.viewer, 0, Form.EMBED).card == ready.page.card


@pytest.mark.parametrize(("mode", "kept"), [("off", []), ("anonymous", [None]), ("named", [1])])
async def test_questions_are_noted_as_the_operator_lets_them(
    services: Services, records: Records, mode: LogMode, kept: list[int | None]
) -> None:
    asking = asker(services, records, question_log=mode)
    asked = await question(asking, "what did Petronella Fisk say?")
    ready = await asking.prepare(asked, *await asking.ask(asked), Form.EMBED)
    assert [each.asker for each in await records.log.all()] == kept
    assert (ready.view.question is None) == (not kept)


async def test_whoever_asks_too_fast_waits(services: Services, records: Records) -> None:
    asking = asker(services, records, member_pace=1)
    asked = await question(asking, "what?")
    asking.check_rate_limit(asked)
    with pytest.raises(RateLimitedError):
        asking.check_rate_limit(asked)


async def test_today_is_the_servers_day(services: Services, records: Records) -> None:
    """Between the two zones lies more than a day: one of them has another date at every moment."""
    asking = asker(services, records)
    days = []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        await asking.settings.put("time_zone", zone, SettingPlace(server=3), "a test", NOW)
        source, _ = await asking.ask(await question(asking, "what did Petronella Fisk say?", 3))
        days.append(source.today)
    assert days[0] > days[1]
