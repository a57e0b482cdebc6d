"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_NAME = 40
"""Characters of a file's name that its temporary twin repeats: a long name stays within what is allowed."""
_BY_UMASK = 0o666


def write_whole(path: Path, content: str | bytes) -> None:
    """Put `content` (text as UTF-8, its line breaks as they are) in the place of a file, in one step.

    A file that was there keeps its permissions, a new one gets those that the umask leaves.

    :raises OSError: the file cannot be written; what was there stays as it was.
    """
    with replacing(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path, *, new_mode: int = _BY_UMASK) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` in one step when the block ends well.

    Whoever reads meanwhile finds the old file or the new one; two writers at a time do not mix. A file that
    was there keeps its permissions. Behind a link it is the file that is replaced, not the link.

    :param new_mode: the permissions of a file that was not there, less what the umask takes.
    :raises OSError: the file cannot be written; what was there stays as it was.
    """
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name[:_NAME]}.{secrets.token_hex(4)}")
    try:
        opened = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), new_mode)
        with os.fdopen(opened, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            aside.chmod(target.stat().st_mode)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
