"""Somebody who asks too fast waits, and is told so once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import RateLimitedError, RateLimiter

NOW = datetime(2031, 3, 4, tzinfo=UTC)


def test_the_wait_ends_when_the_first_question_is_half_a_minute_old() -> None:
    limiter = RateLimiter(member=2, channel=9)
    limiter.check(1, 5, NOW)
    limiter.check(1, 5, NOW + timedelta(seconds=10))
    with pytest.raises(RateLimitedError) as limited:
        limiter.check(1, 5, NOW + timedelta(seconds=12))
    assert limited.value.seconds == 18
    limiter.check(1, 5, NOW + timedelta(seconds=30))


def test_what_was_refused_is_not_counted_and_others_may_go_on() -> None:
    limiter = RateLimiter(member=1, channel=2)
    limiter.check(1, 5, NOW)
    for _ in range(3):
        with pytest.raises(RateLimitedError):
            limiter.check(1, 5, NOW)
    limiter.check(2, 5, NOW)
    with pytest.raises(RateLimitedError):
        limiter.check(3, 5, NOW)
    limiter.check(3, 6, NOW)


def test_a_member_is_told_once_in_the_span() -> None:
    limiter = RateLimiter(member=1, channel=1)
    told = [limiter.warn_once(1, NOW + timedelta(seconds=second)) for second in (0, 5, 29, 30)]
    assert told == [True, False, False, True]
    assert limiter.warn_once(2, NOW)
