"""A program that runs on takes up edited files within a minute; where it cannot, the old ones answer."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.services import OPERATOR, Freshness, Services
from bot.services.freshness import EVERY

ADDED = "title: Harbour opens\nquotes:\n  - {speaker: Ann Roe, text: The harbour will open in May.}\n"


class Clock:
    """Seconds that the test lets go by."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def known(services: Services) -> bool:
    return services.person("Ann Roe", OPERATOR).answered


def test_an_edit_is_taken_up_when_it_is_time(folder: Path, services: Services) -> None:
    clock = Clock()
    freshness = Freshness(services.reload, clock)
    (folder / "harbour.yaml").write_text(ADDED, "utf-8")
    clock.now += EVERY - 1
    freshness.look()
    assert not known(services)
    clock.now += 1
    freshness.look()
    assert known(services)
    (folder / "harbour.yaml").unlink()
    freshness.look()
    assert known(services)
    clock.now += EVERY
    freshness.look()
    assert not known(services)


def test_what_hinders_it_is_logged_once(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    index = tmp_path / "index"
    with Services.open(folder, index=index, vectors=False) as services:
        freshness = Freshness(services.reload, clock)
        (folder / "harbour.yaml").write_text(ADDED, "utf-8")
        shutil.rmtree(index)
        index.write_text("something else")
        with caplog.at_level(logging.WARNING, "bot.services.freshness"):
            for _ in range(3):
                clock.now += EVERY
                freshness.look()
        assert services.person("Thorley", OPERATOR).answered
    (line,) = caplog.messages
    assert str(index) in line
    assert line.endswith("What was known before is answered from.")
