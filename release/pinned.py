"""What the container installs: which packages, in which versions, by which hashes. Nobody is asked for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "constraints.txt"
LOCKED = ROOT / "deploy" / "requirements.txt"
BUILDING = ROOT / "deploy" / "requirements-build.txt"

PYTHON = "3.12"
"""The container's Python; `deploy/Dockerfile` names it, too."""
EXTRAS = ("ingest", "mcp", "opensearch", "postgres", "watch", "web")
"""The extras that the container has."""
BUILDER = "hatchling"

_LINUX = {
    "os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64",
    "python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "implementation_name": "cpython",
}  # fmt: skip
_HERE = {name: f"{value}" for name, value in default_environment().items()}
_HASH = re.compile(r"\s--hash=(sha256:[0-9a-f]{64})")


class UnknownError(Exception):
    """A package is not installed here as `constraints.txt` has it, so what it needs cannot be read."""


@dataclass(frozen=True)
class Pin:
    """One package of a requirements file, and the hashes of its files."""

    version: str
    hashes: frozenset[str]


def pins(text: str) -> dict[str, Pin]:
    """The packages of a file of constraints or requirements, by their normalised names."""
    found: dict[str, Pin] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.partition("==")
            found[canonicalize_name(name)] = Pin(rest.split()[0].rstrip(";"), frozenset(_HASH.findall(line)))
    return found


def wanted() -> set[str]:
    """The packages that the program needs in the container, as its own and their metadata tell.

    :raises UnknownError: one of them is not installed here as `constraints.txt` has it.
    """
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(each for name in EXTRAS for each in project["optional-dependencies"][name]),
    ]
    return closure(lines, pins(CONSTRAINTS.read_text("utf-8")))


def closure(lines: Iterable[str], constraints: Mapping[str, Pin]) -> set[str]:
    """The packages that these requirements bring, on the container's Python and system.

    :raises UnknownError: one of them is not installed here as the constraints have it.
    """
    found: set[tuple[str, str]] = set()
    waiting = [each for line in lines for each in _asked(Requirement(line), "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in found:
            found.add((name, extra))
            _require_installed(name, constraints)
            waiting += [each for line in requires(name) or () for each in _asked(Requirement(line), extra)]
    return {name for name, _ in found}


def _asked(requirement: Requirement, extra: str) -> Iterator[tuple[str, str]]:
    """The package that a requirement brings where this extra is asked for: bare, and with its own extras."""
    environment: dict[str, str] = {**_HERE, **_LINUX, "extra": extra}
    if requirement.marker is None or requirement.marker.evaluate(environment):
        for own in ("", *requirement.extras):
            yield canonicalize_name(requirement.name), own


def _require_installed(name: str, constraints: Mapping[str, Pin]) -> None:
    try:
        here = version(name)
    except PackageNotFoundError:
        raise UnknownError(f"{name} is not installed here.") from None
    if name in constraints and constraints[name].version != here:
        raise UnknownError(f"{name} is {here} here, and {constraints[name].version} in constraints.txt.")


def faults(locked: str, constraints: str, names: set[str]) -> list[str]:
    """What is not current in a requirements file, a sentence each; nothing where it is."""
    have, pinned = pins(locked), pins(constraints)
    return [
        *(f"{name} is needed, and is not in the file." for name in sorted(names - set(have))),
        *(f"{name} is in the file, and nothing needs it." for name in sorted(set(have) - names)),
        *(f"{name} has no hash." for name, pin in have.items() if not pin.hashes),
        *(
            f"{name} is {pin.version}, and {pinned[name].version} in constraints.txt."
            for name, pin in have.items()
            if name in pinned and pinned[name].version != pin.version
        ),
        *(f"{name} is not in constraints.txt." for name in have if name not in pinned),
    ]
