"""Nothing leaves the machine but to Discord: each command and the engine, with all that they send recorded.

`python -m tests.network.program` shows it to whoever wants to see. As soon as onnxruntime may report to its
maker it keeps a number of the device in the home folder, and 9 seconds after its start it calls: the suite
looks into the home folder, `pytest -m long` waits for the call, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.cli.app import app
from tests.network.program import COMMANDS, ENGINE, EVERYTHING, NOT_RUN, ROOT, TRIAL, WITHOUT_END

DISCORD = "look-up of discord.com"
MAKER = "look-up of mobile.events.data.microsoft.com"
# Longer than onnxruntime waits before its first report.
LONG_ENOUGH = 12
# What a program needs to be found and to run. The rest stays behind: among them are settings of the bot, and
# the marks of CI systems (CI, GITHUB_ACTIONS, ...), where onnxruntime reports nothing by itself.
KEPT = ("PATH", "PYTHON", "PYENV_", "VIRTUAL_ENV", "LD_", "LANG", "LC_", "TMPDIR")
# Before this release of onnxruntime there are no reports that could be switched on.
REPORTING = (1, 29)


@dataclass(frozen=True)
class Seen:
    """What the commands printed and sent, by their names, and the files that they left in the home folder."""

    printed: dict[str, str]
    sent: dict[str, list[str]]
    left: list[str]

    @property
    def sent_to(self) -> dict[str, set[str]]:
        """What was sent, once each, by those that sent anything."""
        return {name: set(sent) for name, sent in self.sent.items() if sent}


def seen(folder: Path, *arguments: str) -> Seen:
    """Run the program of this folder with these arguments; skip where that cannot be."""
    home, work = folder / "home", folder / "work"
    home.mkdir()
    work.mkdir()
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.network.program", *arguments],
        cwd=work, env=kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == NOT_RUN:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return Seen(
        {line["command"]: line["output"] for line in lines},
        {line["command"]: line["sent"] for line in lines},
        [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()],
    )


def test_every_command_and_the_engine_send_nothing_but_to_discord(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert set(found.printed) == {*EVERYTHING, "the end"}
    for name in ("ask", "chat", "verify", "person", ENGINE):
        assert "aggressive military actions" in found.printed[name]
    assert "published" in found.printed["publish"]
    assert "Discord cannot be reached" in found.printed["run"]
    assert found.sent_to == {"run": {DISCORD}}
    assert found.left == []


@pytest.fixture
def reporting() -> None:
    """A release of onnxruntime that would report to its maker."""
    if tuple(int(part) for part in version("onnxruntime").split(".")[:2]) < REPORTING:
        pytest.skip("not run: this release of onnxruntime reports nothing")


@pytest.mark.usefixtures("reporting")
def test_the_reports_of_onnxruntime_would_be_seen(tmp_path: Path) -> None:
    assert any("onnxruntime" in name for name in seen(tmp_path, "--telemetry", "init", ENGINE).left)


@pytest.mark.long
@pytest.mark.usefixtures("reporting")
@pytest.mark.parametrize(("switched", "sent"), [((), set()), (("--telemetry",), {MAKER})])
def test_nothing_is_sent_later_unless_onnxruntime_may_report(
    tmp_path: Path, switched: tuple[str, ...], sent: set[str]
) -> None:
    found = seen(tmp_path, *switched, "--stay", f"{LONG_ENOUGH}", "init", "ask", ENGINE)
    assert {line for lines in found.sent.values() for line in lines} == sent


def test_every_command_is_watched() -> None:
    names = {command.name for command in app.registered_commands}
    assert names == set(COMMANDS) | set(WITHOUT_END), (
        "tests/network/program.py: give the command a line in COMMANDS"
    )


def test_the_watch_sees_every_way_out(tmp_path: Path) -> None:
    ways = {
        "look-up of somewhere.example", "connection to 192.0.2.1, port 443", "datagram to 192.0.2.1, port 99",
    }  # fmt: skip
    if Path("/proc/net/if_inet6").exists():
        ways.add("connection to 2001:db8::1, port 443")
    assert set(seen(tmp_path, TRIAL).sent[TRIAL]) == ways


def test_one_module_alone_imports_onnxruntime() -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if "import onnxruntime" in path.read_text("utf-8") or "from onnxruntime" in path.read_text("utf-8")
    ]
    assert importing == ["bot/models/runtime.py"]
