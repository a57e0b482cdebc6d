"""The base of the errors that are told to a person."""

from __future__ import annotations


class UserError(Exception):
    """Its text is a sentence or two for whoever meets it: what is wrong, and how to fix it."""


# Letters of a question or a quotation: what Discord lets somebody write in one message.
LONGEST = 4_000


class WrongUsageError(UserError):
    """What somebody typed cannot be asked so; nothing is wrong with the program."""

    # The program's exit status.
    status = 2


class TooLongError(WrongUsageError):
    """A question or a quotation is longer than any that is answered or checked."""

    def __init__(self, letters: int) -> None:
        super().__init__(
            f"That has {letters:,} letters; a question or a quotation may have {LONGEST:,}. Ask for less at a"
            " time; a whole article is checked with `briefing-bot verify --file`."
        )


def require_length(text: str) -> None:
    """Let through what is no longer than a question or a quotation may be.

    :raises TooLongError: it is.
    """
    if len(text) > LONGEST:
        raise TooLongError(len(text))
