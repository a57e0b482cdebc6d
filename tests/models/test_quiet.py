"""Nothing is sent anywhere: a question is asked in a process whose network and home folder are watched."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A network of its own in which every address is this machine, so that nothing leaves and all is seen.
ENTER = ["unshare", "--net", "--map-root-user", "sh", "-c"]
ALL_ADDRESSES = "ip link set lo up && ip route add local default dev lo && "

WATCH = """
import socket, subprocess, sys, threading

watched = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))  # 3: packets of every protocol
watched.bind(("lo", 0))
watched.settimeout(0.1)
asked = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
ended = threading.Event()

def look():
    while True:
        try:
            packet = watched.recv(65535)
        except TimeoutError:
            if ended.is_set():
                return
        else:
            print("packet:", packet[14:], flush=True)

looking = threading.Thread(target=look)
looking.start()
print(asked.communicate()[0].decode(), flush=True)
ended.set()
looking.join()
sys.exit(asked.returncode)
"""

ASK = """
import sys
from bot.cli import main

sys.argv = ["briefing-bot", "ask", "-k", {folder!r}, "what did Hegseth say?"]
main()
"""


def watched(code: str, home: Path) -> str:
    """What a fresh Python prints that runs the code, with a line for each packet that it sent."""
    lacking = [tool for tool in ("unshare", "ip", "sh") if shutil.which(tool) is None]
    if lacking or not hasattr(socket, "AF_PACKET"):
        pytest.skip(
            f"not run: a network can be watched on Linux only, with unshare and ip; {lacking} lacking"
        )
    if subprocess.run([*ENTER, f"{ALL_ADDRESSES} true"], capture_output=True, check=False).returncode:
        pytest.skip("not run: this system lets nobody make a network of their own")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ORT_", "XDG_", "BRIEFING_"))
    } | {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [*ENTER, f'{ALL_ADDRESSES} exec "$@"', "sh", sys.executable, "-c", WATCH]
    done = subprocess.run(
        [*command, sys.executable, "-c", textwrap.dedent(code)],
        cwd=home, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_question_reaches_no_network_and_leaves_nothing_in_the_home_folder(
    shipped: Path, tmp_path: Path
) -> None:
    printed = watched(ASK.format(folder=str(shipped)), tmp_path)
    assert "Hegseth" in printed
    assert "packet:" not in printed
    assert not [str(path) for path in tmp_path.rglob("*")]


def test_the_watch_sees_a_look_up_and_a_connection(tmp_path: Path) -> None:
    printed = watched(
        """
        import socket
        try:
            socket.getaddrinfo("somewhere.example", 443)
        except OSError:
            pass
        try:
            socket.create_connection(("192.0.2.1", 443))
        except OSError:
            pass
        """,
        tmp_path,
    )
    assert "somewhere" in printed
    assert rb"\xc0\x00\x02\x01".decode() in printed


def test_one_module_alone_imports_the_runtime() -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if "import onnxruntime" in path.read_text("utf-8") or "from onnxruntime" in path.read_text("utf-8")
    ]
    assert importing == ["bot/models/runtime.py"]
