"""The index's fields, and the documents of `bot.search.index.codec` in the form that OpenSearch takes.

Texts are cut into words and stems here, and sent as terms with blanks between them: OpenSearch has the very
terms that tantivy has, and every look-up names the same ones. `raw` keeps the text as it was written.

A document holds from the generation `from` on, from the beginning where it has none, and up to the generation
before `to`, for good where it has none. A look-up names the generation that it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import from_json, to_json

from bot.search.index.queries import plain_terms, stemmed_terms

VERSION = 1
"""Changes with the form of the index: one of another version is built anew."""
STATE = "state"
"""The id of the document that says what the index holds, as of which generation."""
FIRST = 1
"""The generation of an index just built."""

_CUT: Mapping[str, Callable[[str], list[str]]] = {
    **dict.fromkeys(("text", "context", "title", "role", "office", "former"), stemmed_terms),
    **dict.fromkeys(("words", "speaker", "heading", "name"), plain_terms),
}
COUNTED = ("words", "name", "office", "former")
"""Fields of which every bot knows all words, and in how many documents each stands."""
SPELLED = ("words", "name")
"""Those of which words are what somebody may have meant who misspelt one."""

_KEYWORD = {"type": "keyword"}
_UNSORTED = {"type": "keyword", "doc_values": False}
_NUMBER = {"type": "integer", "index": False}
_TERMS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_ONCE = {"type": "text", "analyzer": "whitespace", "index_options": "docs"}
_FIELDS: dict[str, Any] = {
    "doc": _UNSORTED,
    "path": _UNSORTED,
    "folder": _UNSORTED,
    "article": _UNSORTED,
    "way": _UNSORTED,
    **dict.fromkeys(("person", "source", "embargo"), _KEYWORD),
    **dict.fromkeys(("text", "context", "title", "role", "office", "former"), _TERMS),
    "words": _TERMS | {"index_options": "positions"},
    **dict.fromkeys(("speaker", "heading", "name"), _ONCE),
    "compound": _ONCE | {"analyzer": "keyword"},
    "word": _KEYWORD | {"index": False},
    "quote": {"type": "byte"},
    "day": {"type": "integer"},
    **dict.fromkeys(("place", "quotes"), _NUMBER),
    **{name: {"type": "long", "index": False} for name in ("shelf", "sentence", "serial")},
    "from": {"type": "integer"},
    "to": {"type": "integer"},
}
NUMBERS = ("day", "shelf", "place", "quote", "sentence")
"""Fields of numbers that are asked for by themselves."""
SHOWN = ("doc", "article", "payload", "seal", "raw", "person", *NUMBERS)
"""Fields by which what was found is shown."""

FURTHEST = 1_000_000
"""The last document of what a search finds that can be read."""


def index_body(shards: int) -> dict[str, Any]:
    """The settings and fields of a new index; while it is built it has no copies and is not looked at."""
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            # Readers page through far more than a person would; a word being typed is read with its slips.
            "max_result_window": FURTHEST,
            "max_regex_length": 10_000,
            "max_terms_count": 1_000_000,
        },
        "mappings": {"dynamic": False, "_meta": {"briefing": VERSION}, "properties": _FIELDS},
    }


def sent(document: str, serial: int, since: int, content: Mapping[str, int]) -> tuple[str, dict[str, Any]]:
    """A document in the form that is sent, and as fields; `content` has the hash of its article by id.

    :param serial: puts documents of one day in order.
    :param since: the generation from which on it holds.
    """
    fields: dict[str, Any] = from_json(document)
    if "text" in fields:
        fields["raw"] = fields["text"]
    for name, cut in _CUT.items():
        if name in fields:
            fields[name] = " ".join(cut(fields[name]))
    words = {word for name in SPELLED for word in fields.get(name, "").split()}
    if words:
        fields["word"] = sorted(words)
    if fields["doc"] in ("article", "withdrawn"):
        fields["content"] = content[fields["article"]]
    fields["serial"] = serial
    if since > FIRST:
        fields["from"] = since
    return to_json(fields).decode(), fields


def counted(documents: Iterable[Mapping[str, Any]], by: int, counts: dict[str, list[int]]) -> None:
    """Add documents to, or (with `by` -1) take them from, the counts of words: one for each counted field."""
    for fields in documents:
        for number, name in enumerate(COUNTED):
            for word in set(fields.get(name, "").split()):
                counts.setdefault(word, [0] * len(COUNTED))[number] += by
