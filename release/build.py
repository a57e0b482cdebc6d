"""Build what is released: the wheel, the source package, the bill of materials, and the hashes of all.

    python -m release.build            checks version, CHANGELOG, tag and tree, and builds into dist/
    python -m release.build --try      builds what is committed, whatever the checks say

Packages are built twice, from the committed files alone: whoever builds the same commit gets the same bytes.
The bill of materials (CycloneDX) lists an environment made as the container's is, from the package index.
Needs the extra `release`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from release.bill import bill_of_materials
from release.pinned import ROOT
from release.ready import State, faults, git

DIST = ROOT / "dist"


class NotTheSameError(Exception):
    """Two builds of the same commit differ."""


def main() -> int:
    """Check, and build into `dist/`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--try", action="store_true", dest="trying", help="build though it may not be released"
    )
    trying = parser.parse_args().trying
    for fault in (found := faults(State.of(ROOT))):
        print(fault, file=sys.stderr)
    if found and not trying:
        return 1
    DIST.mkdir(exist_ok=True)
    built = build(ROOT, DIST)
    (wheel,) = (path for path in built if path.suffix == ".whl")
    bill = bill_of_materials(wheel, DIST / f"{wheel.stem}.cdx.json")
    sums = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (*built, bill)
    )
    (DIST / "SHA256SUMS").write_text(sums, "utf-8")
    print(sums, end="")
    return 0


def build(repository: Path, into: Path) -> list[Path]:
    """Source package and wheel of a clone's last commit, built twice.

    :raises NotTheSameError: the two builds differ; nothing is written.
    """
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        once, again = (build_once(repository, Path(folder)) for folder in (first, second))
        for one, other in zip(once, again, strict=True):
            if one.read_bytes() != other.read_bytes():
                raise NotTheSameError(f"Two builds of {one.name} differ.")
        return [Path(shutil.copy(path, into)) for path in once]


def build_once(repository: Path, scratch: Path) -> list[Path]:
    """Source package and wheel of a clone's last commit; the wheel is built from the source package."""
    committed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=repository, stdout=subprocess.PIPE, check=True
    ).stdout
    source, unpacked = scratch / "committed", scratch / "unpacked"
    with tarfile.open(fileobj=BytesIO(committed)) as archive:
        archive.extractall(source, filter="data")
    # Times within the packages are the commit's, not the build's (reproducible-builds.org).
    environment = os.environ | {"SOURCE_DATE_EPOCH": git(repository, "log", "-1", "--format=%ct").strip()}
    package = _hatch("sdist", source, scratch / "sdist", environment)
    with tarfile.open(package) as archive:
        archive.extractall(unpacked, filter="data")
    (root,) = unpacked.iterdir()
    return [package, _hatch("wheel", root, scratch / "wheel", environment)]


def _hatch(target: str, source: Path, into: Path, environment: dict[str, str]) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)]
    subprocess.run(command, cwd=source, env=environment, check=True, stdout=subprocess.DEVNULL)
    (built,) = into.iterdir()
    return built


if __name__ == "__main__":
    sys.exit(main())
