"""What the container installs is what the tests ran with: every package, its version, hashes of its files."""

from __future__ import annotations

import pytest

from release.lock import not_current
from release.pinned import CONSTRAINTS, LOCKED, UnknownError, closure, faults, pins, wanted

HASH = "sha256:" + "0" * 64
LINES = f"one==1.0 \\\n    --hash={HASH} \\\n    --hash={HASH}\ntwo-parts==2.0 \\\n    --hash={HASH}\n"
NAMES = {"one", "two-parts"}


def test_the_requirements_are_those_of_pyproject_and_the_constraints() -> None:
    try:
        assert not_current() == []
    except UnknownError as error:
        pytest.skip(f"not run: {error}")


@pytest.mark.parametrize(
    ("locked", "constraints", "names", "told"),
    [
        (LINES, "one==1.0\nTwo.Parts==2.0", NAMES, []),
        (LINES, "one==1.0\ntwo_parts==2.1", NAMES, ["two-parts is 2.0, and 2.1 in constraints.txt."]),
        (LINES, "one==1.0", NAMES, ["two-parts is not in constraints.txt."]),
        (LINES, "one==1.0\ntwo-parts==2.0", {"one"}, ["two-parts is in the file, and nothing needs it."]),
        (LINES, "one==1.0\ntwo-parts==2.0", {*NAMES, "x"}, ["x is needed, and is not in the file."]),
        ("# lines\none==1.0\n", "one==1.0", {"one"}, ["one has no hash."]),
    ],
)
def test_what_is_not_current_is_told(locked: str, constraints: str, names: set[str], told: list[str]) -> None:
    assert faults(locked, constraints, names) == told


def test_extras_and_what_other_systems_need_are_told_apart() -> None:
    constraints = pins(CONSTRAINTS.read_text("utf-8"))
    try:
        assert "greenlet" in closure(["sqlalchemy[asyncio]"], constraints)
        assert "tzdata" not in closure(["tzdata; sys_platform == 'win32'"], constraints)
        assert "simcord" not in wanted()
    except UnknownError as error:
        pytest.skip(f"not run: {error}")


def test_a_package_in_another_version_than_the_constraints_is_refused() -> None:
    with pytest.raises(UnknownError, match=r"pluggy is .*, and 0\.1 in constraints\.txt"):
        closure(["pluggy"], pins("pluggy==0.1"))


def test_every_hash_is_whole() -> None:
    lines = [line for line in LOCKED.read_text("utf-8").splitlines() if "--hash" in line]
    assert len(lines) == sum(len(pin.hashes) for pin in pins(LOCKED.read_text("utf-8")).values())
