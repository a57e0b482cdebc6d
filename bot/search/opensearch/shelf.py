"""Documents that were found, kept for a while: what is found is shown right after."""

from __future__ import annotations

from base64 import b64decode
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

from bot.search.index.codec import Stored
from bot.search.index.seals import DamagedError
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.form import NUMBERS, SHOWN

ROOM = 30_000
"""Documents kept: those of the widest look-up, of which the numbers alone are read, and of some dozens of
questions; 30 MB at most."""
AT_ONCE = 1_000
"""Documents that are read in one round trip."""

Fields = Mapping[str, Any]


class Shelf:
    """Documents of one index by id. What has an id here never changes, but for the generation it holds to."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection = connection
        self._index = index
        self._kept: OrderedDict[str, Fields] = OrderedDict()
        self._lock = Lock()

    def put(self, name: str, fields: Fields) -> None:
        """Keep a document that was found, or its numbers where these alone were read."""
        with self._lock:
            if "payload" not in self._kept.get(name, ()):
                self._kept[name] = fields
            self._kept.move_to_end(name)
            if len(self._kept) > ROOM:
                self._kept.popitem(last=False)

    def whole(self, names: Sequence[str]) -> list[Fields]:
        """These documents with all by which they are shown."""
        return self._got(names, "payload", SHOWN)

    def numbers(self, names: Sequence[str], field: str) -> list[int]:
        """A number of each of these documents, 0 where it has none."""
        found = self._got(names, NUMBERS[0], NUMBERS)
        return [int(each.get(field) or 0) for each in found]

    def _got(self, names: Sequence[str], wanted: str, fields: Sequence[str]) -> list[Fields]:
        with self._lock:
            found = {name: self._kept[name] for name in names if wanted in self._kept.get(name, ())}
        lacking = [name for name in dict.fromkeys(names) if name not in found]
        for start in range(0, len(lacking), AT_ONCE):
            some = lacking[start : start + AT_ONCE]
            for name, one in zip(some, self._connection.documents(self._index, some, fields), strict=True):
                if not one.get("found"):
                    raise DamagedError("a document that was found is no longer there")
                found[name] = one["_source"]
                self.put(name, one["_source"])
        return [found[name] for name in names]


def stored(fields: Fields) -> Stored:
    """A document in the form that the codec decodes. Raises DamagedError for what is none."""
    try:
        payload = b64decode(fields["payload"], validate=True)
    except (KeyError, ValueError, TypeError) as error:
        raise DamagedError("a document has no payload") from error
    return {"payload": [payload], "seal": [fields.get("seal")], "text": [fields.get("raw", "")]}


def numbers_of(found: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """The numbers of a document of which these alone were read."""
    return {name: found.get(name, [0])[0] for name in NUMBERS}


def ids(hits: Iterable[Any]) -> list[str]:
    """The ids of documents by the keys of what was found."""
    return [str(hit.key) for hit in hits]
