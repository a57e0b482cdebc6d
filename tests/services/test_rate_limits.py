"""Somebody who asks too fast waits, and is told so once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import Pace, RateLimitedError, RateLimiter

NOW = datetime(2031, 3, 4, tzinfo=UTC)


def test_the_wait_ends_when_the_first_question_is_half_a_minute_old() -> None:
    limiter, pace = RateLimiter(), Pace(member=2, channel=9)
    limiter.check(1, 5, NOW, pace)
    limiter.check(1, 5, NOW + timedelta(seconds=10), pace)
    with pytest.raises(RateLimitedError) as limited:
        limiter.check(1, 5, NOW + timedelta(seconds=12), pace)
    assert limited.value.seconds == 18
    limiter.check(1, 5, NOW + timedelta(seconds=30), pace)


def test_what_was_refused_is_not_counted_and_others_may_go_on() -> None:
    limiter, pace = RateLimiter(), Pace(member=1, channel=2)
    limiter.check(1, 5, NOW, pace)
    for _ in range(3):
        with pytest.raises(RateLimitedError):
            limiter.check(1, 5, NOW, pace)
    limiter.check(2, 5, NOW, pace)
    with pytest.raises(RateLimitedError):
        limiter.check(3, 5, NOW, pace)
    limiter.check(3, 6, NOW, pace)


def test_a_member_is_told_once_in_the_span() -> None:
    limiter = RateLimiter()
    told = [limiter.warn_once(1, NOW + timedelta(seconds=second)) for second in (0, 5, 29, 30)]
    assert told == [True, False, False, True]
    assert limiter.warn_once(2, NOW)


def test_a_pace_that_was_made_stricter_is_waited_for_in_full() -> None:
    limiter = RateLimiter()
    for second in (0, 10, 20):
        limiter.check(1, 5, NOW + timedelta(seconds=second), Pace(member=3, channel=9))
    with pytest.raises(RateLimitedError) as waiting:
        limiter.check(1, 5, NOW + timedelta(seconds=25), Pace(member=1, channel=9))
    assert waiting.value.seconds == 25
    limiter.check(1, 5, NOW + timedelta(seconds=50), Pace(member=1, channel=9))


def test_an_editor_has_a_pace_of_their_own_and_none_of_the_channels() -> None:
    limiter, pace = RateLimiter(), Pace(member=1, channel=1, editor=3)
    for _ in range(3):
        limiter.check(1, 5, NOW, pace, editor=True)
    with pytest.raises(RateLimitedError):
        limiter.check(1, 5, NOW, pace, editor=True)
    limiter.check(2, 5, NOW, pace)
    with pytest.raises(RateLimitedError):
        limiter.check(3, 5, NOW, pace)
