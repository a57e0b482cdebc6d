"""Values as the lines of YAML that a knowledge file holds for them."""

from __future__ import annotations

from typing import Any

import yaml

WIDTH = 110
"""Columns at which long texts are folded."""
UNFOLDED = 2**31
"""Columns that no text has: it stays on its line."""


class _Dumper(yaml.SafeDumper):
    """Indents lists, as the shipped files do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def yaml_lines(value: Any, *, width: int = WIDTH) -> list[str]:
    """The value as block YAML, keys in their order; its texts come back letter for letter when it is read."""
    dumped = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=False
    )
    return str(dumped).rstrip("\n").split("\n")


def yaml_inline(value: Any) -> str:
    """The value in one line, as it stands within `{…}` or `[…]`."""
    dumped = yaml.dump(
        [value], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=UNFOLDED, default_flow_style=True
    )
    return str(dumped).strip()[1:-1]
