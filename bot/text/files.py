"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

_NAME = 40
"""Characters of a file's name that its temporary twin repeats: a long name stays within what is allowed."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Put `content` (text as UTF-8, its line breaks as they are) in the place of a file, in one step.

    Whoever reads meanwhile finds the old file or the new one; two writers at a time do not mix. A file that
    was there keeps its permissions, a new one gets those that the umask leaves. Behind a link it is the
    file that is replaced, not the link.

    :raises OSError: the file cannot be written; what was there stays as it was.
    """
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name[:_NAME]}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            aside.chmod(target.stat().st_mode)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
