"""Run the steps of `deploy/Dockerfile` without a container engine: in a clean folder, over a read-only root.

    python -m release.container [PYTHON]

The building steps are run as they stand, on the committed files, where /opt is an empty file system of its
own; then the program that they made answers, with the two volumes in another, and all else read-only. What
needs an engine or Debian's packages (user, tini, volumes) is not run. Needs Linux's namespaces,
Python as the Dockerfile has it, and the package index. Exit status 77 and a sentence where one is not here.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from release.pinned import PYTHON, ROOT

NOT_RUN = 77
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
ENTER = ["unshare", "--mount", "--map-root-user", "sh", "-euc"]
# Where the volumes are while the steps are tried; nothing else can be written then.
VOLUMES = "/mnt"
TRY = f"""
mkdir -p {VOLUMES}/data && cp -R "$COMMITTED/knowledge" {VOLUMES}/knowledge
mount -o remount,bind,ro / && mount -o remount,ro /opt
cd {VOLUMES}/data
if touch /opt/written 2>/dev/null; then echo "The root is not read-only." >&2; exit 1; fi
briefing-bot ask "what did Hegseth say?"
briefing-bot doctor
"""


def main() -> int:
    """Run the steps; their exit status."""
    python = sys.argv[1] if len(sys.argv) > 1 else shutil.which(f"python{PYTHON}")
    if why := refusal(python):
        print(f"not run: {why}")
        return NOT_RUN
    with tempfile.TemporaryDirectory() as folder:
        committed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
        subprocess.run(["tar", "-x", "-C", folder], input=committed.stdout, check=True)
        return subprocess.run(
            [*ENTER, script(DOCKERFILE.read_text("utf-8"))],
            env=_environment(python or "", folder),
            check=False,
        ).returncode


def refusal(python: str | None) -> str | None:
    """Why the steps cannot be run here; None where they can."""
    asked = [python or "", "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
    if (
        not python
        or subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() != PYTHON
    ):
        return f"the container's Python is {PYTHON}, and none is here; name one on the command line"
    if not shutil.which("unshare"):
        return "it needs unshare, so Linux"
    tried = subprocess.run([*ENTER, "mount -t tmpfs none /opt"], capture_output=True, check=False)
    return "this system lets nobody make a file system of their own" if tried.returncode else None


def script(dockerfile: str) -> str:
    """The building steps of a Dockerfile as a shell script, and after them a trial of what they made."""
    building, running = re.split(r"^FROM .+$", dockerfile, flags=re.MULTILINE)[1:]
    environment = (line for word, rest in steps(running) if word == "ENV" for line in shlex.split(rest))
    return "\n".join(
        (
            f"mount -t tmpfs none /opt; mount -t tmpfs none {VOLUMES}",
            *(line for word, rest in steps(building) for line in _as_shell(word, rest)),
            *(f"export {line}" for line in environment),
            f"export BRIEFING_KNOWLEDGE={VOLUMES}$BRIEFING_KNOWLEDGE BRIEFING_INDEX={VOLUMES}$BRIEFING_INDEX",
            f"export BRIEFING_RECORDS={VOLUMES}$BRIEFING_RECORDS",
            TRY,
        )
    )


def steps(stage: str) -> Iterator[tuple[str, str]]:
    """The instructions of a stage: the word, and what follows it, on one line."""
    lines = "\n".join(line for line in stage.splitlines() if not line.startswith("#"))
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word, rest


def _as_shell(word: str, rest: str) -> Iterator[str]:
    if word == "RUN":
        yield rest
    elif word == "WORKDIR":
        yield f"mkdir -p {rest}; cd {rest}"
    elif word == "COPY":
        *sources, target = rest.split()
        yield f"mkdir -p {target}"
        for source in sources:
            # A folder is copied with what is in it, as the engine does.
            whole = "/." if (ROOT / source).is_dir() else ""
            yield f'cp -R "$COMMITTED/{source}{whole}" {target}'
    else:
        raise ValueError(
            f"deploy/Dockerfile: the build stage has {word}, which release/container.py does not know."
        )


def _environment(python: str, committed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEFING_"))}
    # A file of constraints has no hashes, and pip wants them from all it reads.
    kept.pop("PIP_CONSTRAINT", None)
    path = f"{Path(python).resolve().parent}{os.pathsep}{kept['PATH']}"
    # A token in the form of a real one, for the doctor.
    return kept | {
        "PATH": path,
        "COMMITTED": committed,
        "DISCORD_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gxxxxx.pretended",
    }


if __name__ == "__main__":
    sys.exit(main())
