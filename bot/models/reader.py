"""Question and passage read together: how well the one is answered by the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.models.runtime import MODEL, MODELS, THREADS, Runtime

MAX_TOKENS = 104
"""Word pieces of a question and a passage together that are read: 14 of 15 pairs have fewer."""

READER = MODELS / "reader"


class Reader:
    """The shipped cross-encoder, e5-small-v2 taught by `training/tune_reader.py`, in 8-bit integers.

    Nogueira and Cho, 2019, https://arxiv.org/abs/1901.04085. Loads on first use; threads may share one.

    :param threads: pairs read at once.
    """

    def __init__(self, folder: Path = READER, *, threads: int = THREADS) -> None:
        self._runtime = Runtime(folder, max_tokens=MAX_TOKENS, threads=threads)

    @property
    def there(self) -> bool:
        """Whether the model's file is there; without it candidates are ranked unread."""
        return (self._runtime.folder / MODEL).is_file()

    def read(self, question: str, lines: Sequence[str]) -> list[float]:
        """A score for each line: 0 as good as none, the higher the surer that it answers.

        The scores of one question are log odds; each depends on the question and its own line alone.

        :raises ModelError: the model's files are missing or damaged.
        """
        if not lines:
            return []
        return [float(score[0]) for score in self._runtime.run([(question, line) for line in lines])]
