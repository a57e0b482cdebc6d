"""Run every command of the terminal, and the engine, in a network of their own, and record all that is sent.

    python -m tests.network.program                   every command, then the engine
    python -m tests.network.program ask verify        these alone
    python -m tests.network.program --telemetry ask   with the reports of onnxruntime to its maker switched on

Prints a line of JSON for each, `{"command", "output", "sent"}`, and a last one for what was sent at the end
of the process. Exit status 77 and a sentence where no such network can be made.

In that network every address is this machine, and nobody answers: a look-up or connection is seen as a packet
on the loopback device, and then refused. The sockets of this machine's own resolvers are hidden, so that no
look-up goes round the network through them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.network.packets import told

ROOT = Path(__file__).parents[2]
NOT_RUN = 77
NAMESERVER = "192.0.2.53"  # of the block of addresses for documentation: nobody's
# The device's packets, each seen twice: as it is sent, and as it is received.
ALL_PROTOCOLS, HEADER, SENT = 3, 14, socket.PACKET_OUTGOING if hasattr(socket, "PACKET_OUTGOING") else 4
BUFFER = 4 << 20

ENTER = ["unshare", "--net", "--mount", "--map-root-user", "sh", "-ec"]
# $1: a resolv.conf. IPv6 may be switched off; then nothing can be sent by it.
PREPARE = """
ip link set lo up
ip route add local default dev lo
ip -6 route add local default dev lo || true
[ ! -e /etc/resolv.conf ] || mount --bind "$1" /etc/resolv.conf
mount -t tmpfs none /run
shift
exec "$@"
"""
INSIDE = "--inside"

SAID = "aggressive military actions"
ARTICLE = "japan-us-joint-exercises"
# Where what is drafted and published does not have the index made anew for the other commands.
OTHER = "archive"
# A token of no bot, in the form of a real one: its first part is an application's id.
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gxxxxx.pretended"
COMMANDS = {
    "init": ("init", "."),
    "ask": ("ask", "what did Hegseth say?"),
    "verify": ("verify", SAID),
    "chat": ("chat",),
    "search": ("search", "exercises", "speaker:Hegseth"),
    "who-said": ("who-said", SAID),
    "timeline": ("timeline", "Hegseth", "China"),
    "compare": ("compare", "Hegseth", "Koizumi", "exercises"),
    "articles": ("articles",),
    "people": ("people",),
    "person": ("person", "Hegseth"),
    "summary": ("summary", ARTICLE),
    "check": ("check",),
    "ingest": ("ingest", "-k", OTHER, str(ROOT / "tests" / "data" / "articles" / f"{ARTICLE}.txt")),
    "publish": ("publish", "-k", OTHER, f"{ARTICLE}.yaml"),
    "schema": ("schema",),
    "status": ("status",),
    "collections": ("collections",),
    "reload": ("reload",),
    "invite": ("invite",),
    "settings": ("settings", "show"),
    "servers": ("servers", "show"),
    "keys": ("keys", "add", "website"),
    "recall": ("recall",),
    "purge": ("purge", ARTICLE, "--dry-run"),
    "backup": ("backup", "backup.zip"),
    "restore": ("restore", "backup.zip", "--yes"),
    "doctor": ("doctor",),
    "feedback": ("feedback", "export"),
    "mcp": ("mcp",),
    "run": ("run", "--web"),
}
"""How each command is called; a new command gets a line here."""
TYPED = "what did Hegseth say about China?\n"
CALLED = (
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "", "version": ""}}},
    {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
        "name": "ask", "arguments": {"question": TYPED}}},
)  # fmt: skip
INPUT = {"mcp": "".join(f"{json.dumps(line)}\n" for line in CALLED)}
"""What is typed to those that something else is to be typed to."""
WITHOUT_END = {"preview": "serves a page to a browser on this machine until it is stopped"}
ENGINE = "the engine"
EVERYTHING = (*COMMANDS, ENGINE)
TRIAL = "every way out"
"""Tries to send something in each way that the watch must see."""
WITHOUT_END |= {"serve": "answers programs until it is stopped; `run --web` has the same application"}


def main() -> int:
    """Run what the arguments name, inside such a network; make one first."""
    arguments = _arguments()
    if arguments.inside:
        return _watched(arguments)
    if why := refusal():
        print(f"not run: {why}")  # noqa: T201 -- a program's result
        return NOT_RUN
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as resolv:
        resolv.write(f"nameserver {NAMESERVER}\noptions attempts:1\n")
        resolv.flush()
        command = [*ENTER, PREPARE, "sh", resolv.name, sys.executable, "-m", "tests.network.program", INSIDE]
        return subprocess.run([*command, *sys.argv[1:]], check=False).returncode


def refusal() -> str | None:
    """Why no network of one's own can be made here; None where it can."""
    lacking = [tool for tool in ("unshare", "ip", "mount", "sh") if shutil.which(tool) is None]
    if lacking or not hasattr(socket, "AF_PACKET"):
        return f"a network can be watched on Linux only, with unshare, ip and mount; lacking: {lacking}"
    tried = subprocess.run(
        [*ENTER, PREPARE, "sh", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return (
        f"this system lets nobody make a network of their own ({tried.stderr.strip()})"
        if tried.returncode
        else None
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commands", nargs="*", metavar="COMMAND", default=list(EVERYTHING))
    parser.add_argument("--telemetry", action="store_true", help="undo what keeps onnxruntime quiet")
    parser.add_argument(
        "--stay", type=float, default=0, metavar="SECONDS", help="live that long after the last one"
    )
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _watched(arguments: argparse.Namespace) -> int:
    """Run the commands in a process of their own, so that what it sends at its very end is seen, too."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS)) as watched:
        watched.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        watched.bind(("lo", 0))
        watched.setblocking(False)
        child = os.fork()
        if child == 0:
            _run_all(arguments, watched)
            sys.exit(0)
        _, status = os.waitpid(child, 0)
        _report("the end", "", watched)
    return os.waitstatus_to_exitcode(status)


def _run_all(arguments: argparse.Namespace, watched: socket.socket) -> None:
    if arguments.telemetry:
        # The library decides at its import, before bot.models can tell it, and again when it loads a model.
        importlib.import_module("onnxruntime")
        importlib.import_module("bot.models")
        del os.environ["ORT_DISABLE_TELEMETRY"]
    for name in arguments.commands:
        other = {ENGINE: _engine, TRIAL: _trial}.get(name)
        _report(name, other() if other else _command(name), watched)
    time.sleep(arguments.stay)


def _command(name: str) -> str:
    from typer.testing import CliRunner

    from bot.cli.app import app

    environment = {"DISCORD_TOKEN": TOKEN, "BRIEFING_WORKERS": "1"}
    return CliRunner().invoke(app, COMMANDS[name], input=INPUT.get(name, TYPED), env=environment).output


def _engine() -> str:
    from tests.desk import Desk

    with Desk.open(Path("knowledge")) as desk:
        desk.search.wait_for_vectors()
        return f"{desk.ask('what did Hegseth say?')}\n{desk.verify(SAID)}"


def _trial() -> str:
    for attempt in (
        lambda: socket.getaddrinfo("somewhere.example", 443),
        lambda: socket.create_connection(("192.0.2.1", 443)),
        lambda: socket.create_connection(("2001:db8::1", 443)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 99)),
    ):
        with suppress(OSError):
            attempt()
    return ""


def _report(name: str, output: str, watched: socket.socket) -> None:
    sent = [line for packet in _packets(watched) if (line := told(packet))]
    print(json.dumps({"command": name, "output": output, "sent": sent}), flush=True)  # noqa: T201


def _packets(watched: socket.socket) -> Iterator[bytes]:
    while True:
        try:
            packet, where = watched.recvfrom(65535)
        except BlockingIOError:
            return
        if where[2] == SENT:
            yield packet[HEADER:]


if __name__ == "__main__":
    sys.exit(main())
