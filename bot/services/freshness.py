"""Knowledge kept fresh in a program that runs on and is asked now and then."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock

from bot.knowledge import KnowledgeError
from bot.replies import Reload

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds after which the folder is looked at anew: so long a withdrawn quotation may still be shown."""


class Freshness:
    """Has the knowledge read anew where it was last looked at a while ago. Safe for threads.

    :param reload: reads what changed; quick where nothing did.
    :param clock: seconds that only grow.
    """

    def __init__(self, reload: Callable[[], Reload], clock: Callable[[], float] = time.monotonic) -> None:
        self._reload = reload
        self._clock = clock
        self._looked = clock()
        self._alone = Lock()
        self._told = ""

    def look(self) -> None:
        """Look at the folder if it is time to; others meanwhile are answered from what is known. Blocks."""
        if self._clock() - self._looked < EVERY or not self._alone.acquire(blocking=False):
            return
        try:
            self._reload()
            self._told = ""
        except KnowledgeError as error:
            self._tell(str(error))
        finally:
            self._looked = self._clock()
            self._alone.release()

    def _tell(self, wrong: str) -> None:
        """Log what is wrong, once for as long as it is."""
        if wrong != self._told:
            log.warning("%s What was known before is answered from.", wrong)
        self._told = wrong
