"""Vectors are filled in the background, and not while a question is being answered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from bot.search.vectors import store as vectors
from bot.search.vectors.store import Questions
from bot.services import OPERATOR, Request, Services, Viewer

HELD = 60.0
"""Seconds after which a test that hangs fails."""


class HeldZone(tzinfo):
    """A place whose time nobody knows until it is let go: whoever asks for its day waits."""

    def __init__(self) -> None:
        self.asked, self.let_go = Event(), Event()

    def utcoffset(self, moment: datetime | None) -> timedelta:
        self.asked.set()
        assert self.let_go.wait(HELD)
        return timedelta(0)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return "held"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Queue[bool]:
    """Whether it was quiet each time when the filling looked, before it waits for that."""
    found: Queue[bool] = Queue()
    wait = Questions.wait_until_quiet

    def watched(questions: Questions, timeout: float) -> bool:
        found.put(wait(questions, 0))
        return wait(questions, timeout)

    monkeypatch.setattr(Questions, "wait_until_quiet", watched)
    monkeypatch.setattr(vectors, "PATIENCE", HELD)
    return found


def test_filling_stands_aside_while_a_question_is_answered(tmp_path: Path, looks: Queue[bool]) -> None:
    page = tmp_path / "knowledge" / "harbour.yaml"
    page.parent.mkdir()
    zone = HeldZone()
    with Services.open(page.parent) as services, ThreadPoolExecutor(1) as other:
        request = Request("When did the harbour freeze yesterday?", Viewer(zone=zone))
        answer = other.submit(services.ask, request)
        assert zone.asked.wait(HELD)
        page.write_text("title: Ice\nfacts: [The harbour froze., The ferry stayed in.]\n", encoding="utf-8")
        services.reload()
        assert looks.get(timeout=HELD) is False, "the filling knows of the question"
        assert services.status(OPERATOR).vectors == (0, 2)
        zone.let_go.set()
        answer.result(HELD)
        services.wait_for_vectors()
        assert services.status(OPERATOR).vectors == (2, 2)
