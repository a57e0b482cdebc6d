"""PostgreSQL for tests: a cluster of their own, in a folder of its own, and an address for each database."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.parse import quote

import asyncpg

from bot.text import ServerAddress

PASSWORD = "a p@ss/word: öffentlich?"
"""With whatever an address has to escape."""
USER = "briefing"
# Nothing of the tests must outlive a power cut.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def binaries() -> Path | None:
    """Where PostgreSQL's programs are: on the path, or where Debian puts them; None where they are not."""
    here = shutil.which("initdb")
    places = [Path(here).parent] if here else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in places if (each / "pg_ctl").exists()), None)


@dataclass(frozen=True)
class Cluster:
    """A running server, and how its programs are called."""

    programs: Path
    folder: Path
    port: int

    def address(self, schema: str, *, password: str = PASSWORD) -> ServerAddress:
        """The address, by the network, of a database whose tables are in a schema."""
        given = f"{USER}:{quote(password, safe='')}@127.0.0.1:{self.port}"
        return ServerAddress(f"postgresql+asyncpg://{given}/postgres?search_path={schema}")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows that the server answers to a statement."""

        async def asked() -> list[tuple[Any, ...]]:
            # As the cluster's owner, by its socket, where nobody asks for a password.
            who = {"host": str(self.folder), "port": self.port, "user": USER, "database": "postgres"}
            connection = await asyncpg.connect(**who)
            try:
                return [tuple(row) for row in await connection.fetch(statement)]
            finally:
                await connection.close()

        # Another event loop may run in this thread.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, asked()).result()

    def start(self) -> None:
        """Start the server; it answers then."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        options += "".join(f" -c {each}" for each in _QUICK)
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop the server, whoever is connected; "immediate" loses what was written last."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", how, "stop")

    def make(self) -> None:
        """Make the cluster's files."""
        word = self.folder / "password"
        word.write_text(PASSWORD, "utf-8")
        word.chmod(0o644)
        how = ("--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C.UTF-8", "--auth-local=trust")
        whom = ("-U", USER, f"--pwfile={word}", "--auth-host=scram-sha-256")
        self._run("initdb", "-D", str(self.folder / "data"), *how, *whom)

    def _run(self, program: str, *arguments: str) -> None:
        # It refuses to run as root.
        user = "postgres" if os.getuid() == 0 else None
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            user=user, cwd=self.folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout.decode()}")


@contextmanager
def running_cluster() -> Iterator[Cluster | None]:
    """A cluster while the block runs; None where PostgreSQL is not here."""
    programs = binaries()
    if programs is None:
        yield None
        return
    # The path of a socket must be short.
    with (
        tempfile.TemporaryDirectory(prefix="briefing-pg-") as folder,
        create_server(("127.0.0.1", 0)) as free,
    ):
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        cluster = Cluster(programs, Path(folder), free.getsockname()[1])
        cluster.make()
        free.close()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")


class Databases:
    """Databases of one cluster, each empty and used by one test: schemas, which are made in no time."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._numbers = count(1)

    def new(self) -> ServerAddress:
        """The address of another one."""
        schema = f"test{next(self._numbers)}"
        self.cluster.sql(f"CREATE SCHEMA {schema}")
        return self.cluster.address(schema)
