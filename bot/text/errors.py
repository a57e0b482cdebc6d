"""The base of the errors that are told to a person."""

from __future__ import annotations


class UserError(Exception):
    """Its text is a sentence or two for whoever meets it: what is wrong, and how to fix it."""
