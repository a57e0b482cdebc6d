"""A real OpenSearch node for the tests: of Maven's jars, started for one run of them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
FETCH = 300
"""Seconds that Maven may take to fetch the jars, once for each machine: 60 MB."""
START = 240
"""Seconds that a node may take to answer: eight, and more by far on a busy machine."""
HEAP = "1g"


def program(name: str) -> str | None:
    """A program of the Java that Maven uses: JAVA_HOME names it, or it is on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(name, path=f"{home}/bin") if home else shutil.which(name)


def lacking() -> str:
    """What is lacking here; empty for nothing."""
    found = {"java": program("java"), "javac": program("javac"), "mvn": shutil.which("mvn")}
    return next((f"{name} is not here" for name, path in found.items() if path is None), "")


class NotFetchedError(Exception):
    """Maven could not get the jars, as where there is no network."""


def jars(folder: Path) -> str:
    """The class path of a node, fetched by Maven where it was not before."""
    command = ["mvn", "-B", "-q", "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    try:
        subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=FETCH)
    except subprocess.TimeoutExpired as error:
        raise NotFetchedError(f"Maven was not done after {FETCH} seconds") from error
    except subprocess.CalledProcessError as error:
        raise NotFetchedError(error.stdout.decode(errors="replace")[-500:]) from error
    return f"{folder}/*"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def running(classes: str, data: Path, port: int) -> Iterator[str]:
    """A node over a data folder, and its address; it ends with the block, or with this process."""
    with (data / "log.txt").open("wb") as told:
        process = subprocess.Popen(
            [
                str(program("java")),
                "-Xms512m",
                f"-Xmx{HEAP}",
                "-cp",
                classes,
                str(HERE / "Node.java"),
                str(port),
                str(data),
            ],
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=told,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}", data / "log.txt")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.communicate()


def _wait(process: subprocess.Popen[bytes], address: str, told: Path) -> None:
    for _ in range(START * 5):
        if process.poll() is not None:
            raise RuntimeError(told.read_text(errors="replace")[-2000:])
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                json.load(answer)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(told.read_text(errors="replace")[-2000:])
