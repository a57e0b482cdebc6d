"""Knowledge folders that many tests ask; copied, so that no index is built among the tests' data."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import simcord
from hypothesis import settings

from tests.postgres import Databases, running_cluster

HERE = Path(__file__).parent

SETTLED = 60.0
"""Seconds in which the bot is done with whatever happened: many, for a machine that has other work, too."""
LOOK = 0.005
"""Seconds after which simcord looks again whether the bot is done; by itself it sleeps ten times as long."""

# Where this is forbidden, each program that a test starts compiles the whole product anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What is loaded with the tests stays: it need not be looked through for garbage, then or later.
gc.disable()

# No test is timed: a busy machine would fail what is right. Speed is measured in benchmarks/. Every run tries
# the same examples, so that what passes once passes again; EXAMPLES=400 tries more of them.
settings.register_profile(
    "untimed", deadline=None, derandomize=True, max_examples=int(os.environ.get("EXAMPLES", "40"))
)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """A worker more than there are cores: many tests wait, for processes and for the bot."""
    return (os.cpu_count() or 1) + 1


def pytest_configure() -> None:
    """Give the bot its time at a start, too, for which simcord has five seconds whatever is asked for."""
    settle = simcord.Env._settle_internal

    async def patient(env: simcord.Env, **given: Any) -> None:
        if given.get("timeout"):
            given["timeout"] = max(given["timeout"], SETTLED)
        await settle(env, **{"idle": LOOK} | given)

    pytest.MonkeyPatch().setattr(simcord.Env, "_settle_internal", patient)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the bot its time, in whatever test it is driven, and whichever tests are run with it."""
    for item in items:
        item.add_marker(pytest.mark.simcord(settle_timeout=SETTLED))


def pytest_collection_finish() -> None:
    """Look for garbage in what the tests make, from now on."""
    gc.freeze()
    gc.enable()


def pytest_runtest_teardown() -> None:
    """Take away where a program logged that ran in this process: its standard error may be closed by now."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if type(handler) is logging.StreamHandler:
            root.removeHandler(handler)
            root.setLevel(logging.WARNING)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fictional newsroom, whose index is built once; no test changes it."""
    return Path(
        shutil.copytree(HERE / "data" / "newsroom", tmp_path_factory.mktemp("newsroom") / "knowledge")
    )


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge that ships with the product; no test changes it."""
    ignored = shutil.ignore_patterns(".briefing-index")
    folder = tmp_path_factory.mktemp("shipped") / "knowledge"
    return Path(shutil.copytree(HERE.parent / "knowledge", folder, ignore=ignored))


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Databases of a PostgreSQL of the tests' own; where there is none, what needs it is not run."""
    with running_cluster() as cluster:
        if cluster is None:
            pytest.skip("not run: PostgreSQL is not installed here")
        yield Databases(cluster)
