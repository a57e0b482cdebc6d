"""The words of the interface in the reader's language. Editors' words never pass through here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

_ENGLISH = NullTranslations()
_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=_ENGLISH)


@contextmanager
def use_locale(catalogue: NullTranslations) -> Iterator[None]:
    """Say all inside this block in the catalogue's language; a thread or task started in it does so, too."""
    before = _catalogue.set(catalogue)
    try:
        yield
    finally:
        _catalogue.reset(before)


def set_locale(catalogue: NullTranslations) -> None:
    """Say all in the catalogue's language from here to the end of the current task."""
    _catalogue.set(catalogue)


def _(text: str, /, **values: object) -> str:
    """The sentence in the current language, its `{names}` filled in."""
    return _catalogue.get().gettext(text).format(**values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The sentence for that `count` (also filled in as `{count}`, with thousands marked)."""
    return _catalogue.get().ngettext(one, many, count).format(count=f"{count:,}", **values)
