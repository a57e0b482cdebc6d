"""What somebody may see of the knowledge."""

from __future__ import annotations

from typing import NamedTuple


class Scope(NamedTuple):
    """The collections that a look-up may read; `everything` is the operator's view.

    There are no collections yet, so that there is one value. A corpus is taken with a scope and has no other
    way in: a look-up cannot forget whom it is for.
    """

    everything: bool


EVERYTHING = Scope(everything=True)
"""The scope of the terminal and of whoever runs the bot."""
