"""List the licences of all that the container installs: `docs/licences.md`.

    python -m release.licences            writes the list (needs the extra `release` and the container's)
    python -m release.licences --check    says whether it is current; exit status 1 if it is not

A licence that is none of `FREE` is a failure: whoever adds it there has read it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from release.pinned import EXTRAS, ROOT, wanted

LIST = ROOT / "docs" / "licences.md"
HEADER = f"""\
# Licences

Of all that the container installs: the libraries that the program needs, with the extras
{", ".join(EXTRAS)}, and what those need. `python -m release.licences` writes this list from what each package
says of itself. The licences of what lies inside Briefing Bot are told in the [README](../README.md).

| package | version | licence |
| --- | --- | --- |
"""
FREE = frozenset({
    "0BSD", "3-Clause BSD License", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause",
    "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC License (ISCL)", "MIT", "MIT License", "MIT-0", "MPL-1.1",
    "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "Python Software Foundation License",
    "Zlib",
})  # fmt: skip
"""Libraries under these may be passed on with any other; Mozilla's wants changes of its own files shared."""


def main() -> int:
    """Write or check the list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only say whether the list is current")
    arguments = parser.parse_args()
    licences = found()
    for name, licence in unread(licences):
        print(f"{name}: read its licence, {licence}, and add it to FREE in release/licences.py.")
    if arguments.check:
        current = LIST.is_file() and LIST.read_text("utf-8") == listed(licences)
        print(f"{LIST.name} is {'current' if current else 'not current: python -m release.licences'}.")
        return not current or bool(unread(licences))
    LIST.write_text(listed(licences), "utf-8")
    return bool(unread(licences))


def found() -> list[tuple[str, str, str]]:
    """Name, version and licence of each package, by its name.

    :raises UnknownError: a package is not installed here as `constraints.txt` has it.
    """
    command = ["pip-licenses", "--python", sys.executable, "--format=json", "--packages", *sorted(wanted())]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return [(each["Name"], each["Version"], each["License"]) for each in told]


def unread(licences: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """The packages, with their licences, of which some part is under none of the free ones."""
    return [(name, licence) for name, _, licence in licences if not is_free(licence)]


def is_free(licence: str) -> bool:
    """Whether each part of an expression, or one of its choices, is free."""
    parts = (part.split(" OR ") for part in licence.split(" AND "))
    return all(any(choice in FREE for choice in part) for part in parts)


def listed(licences: list[tuple[str, str, str]]) -> str:
    """The list as Markdown."""
    return HEADER + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in licences)


if __name__ == "__main__":
    sys.exit(main())
