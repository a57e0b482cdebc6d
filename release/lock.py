"""Write what the container installs, with hashes: `deploy/requirements.txt`, and what builds the package.

    python -m release.lock            asks the package index for the hashes (needs the extra `release`)
    python -m release.lock --check    says what is not current, and asks nobody; exit status 1 if anything is

The versions are those of `constraints.txt`, which CI tests.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from release.pinned import (
    BUILDER,
    BUILDING,
    CONSTRAINTS,
    EXTRAS,
    LOCKED,
    PROJECT,
    PYTHON,
    ROOT,
    closure,
    faults,
    pins,
    wanted,
)

HEADER = (
    "# Made by `python -m release.lock` from pyproject.toml and constraints.txt: what {} in the container.\n"
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only say what is not current")
    if parser.parse_args().check:
        found = not_current()
        print("\n".join(found) or "Both files are current.")
        return bool(found)
    extras = [f"--extra={name}" for name in EXTRAS]
    _write(LOCKED, "runs", [str(PROJECT), *extras])
    _write(BUILDING, "builds the package", ["-"], BUILDER)
    return 0


def not_current() -> list[str]:
    """What is not current in the two files, a sentence each.

    :raises UnknownError: a package is not installed here as `constraints.txt` has it.
    """
    constraints = CONSTRAINTS.read_text("utf-8")
    builder = closure([BUILDER], pins(constraints))
    return [
        f"{path.relative_to(ROOT)}: {fault}"
        for path, names in ((LOCKED, wanted()), (BUILDING, builder))
        for fault in faults(path.read_text("utf-8"), constraints, names)
    ]


def _write(path: Path, what: str, sources: list[str], typed: str | None = None) -> None:
    """Have uv resolve the sources, or what is typed, and write the result with the hashes of all files."""
    command = [
        "uv", "pip", "compile", *sources, "--constraint", str(CONSTRAINTS), "--generate-hashes",
        "--python-version", PYTHON, "--python-platform", "linux", "--no-header", "--no-annotate", "--quiet",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, input=typed, stdout=subprocess.PIPE, text=True, check=True)
    path.write_text(HEADER.format(what) + done.stdout, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
