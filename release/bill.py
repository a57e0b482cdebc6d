"""The bill of materials (SBOM) of what the container installs, in CycloneDX's form."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from release.pinned import LOCKED, PROJECT


def bill_of_materials(wheel: Path, into: Path) -> Path:
    """Install the wheel and the locked requirements into an environment of their own, and list what is in it.

    It asks the package index; each file must have one of its hashes.
    """
    with tempfile.TemporaryDirectory() as scratch:
        python = Path(scratch) / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", scratch], check=True)
        for requested in (("--require-hashes", "-r", str(LOCKED)), ("--no-deps", str(wheel))):
            command = ["uv", "pip", "install", "--quiet", "--python", str(python), *requested]
            subprocess.run(command, check=True)
        return listed(python, into)


def listed(python: Path, into: Path) -> Path:
    """Write what is installed beside a Python: packages, versions, licences, what needs what."""
    command = [
        "cyclonedx-py", "environment", "--pyproject", str(PROJECT), "--output-reproducible", "--validate",
        "--output-file", str(into), str(python),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return into
