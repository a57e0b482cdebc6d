"""News articles as a knowledge folder of any size: repeated under other names until there are enough."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.json_lines import read_lines

_INSIDE = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{3,})")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,} [A-Z][a-z]{3,}\b")
PEOPLE = 3
"""People noted in an article: the pairs of capitalised words that it has most often."""
_VOWELS, _CONSONANTS = "aeiou", "bdfklmnprst"


class Made(NamedTuple):
    """A knowledge folder and how much is in it."""

    folder: Path
    files: int
    items: int


def archive(articles: Path, work: Path, items: int) -> Made:
    """A folder with at least so many items, under `work`; made once and found again later.

    Every sentence of an article is a fact; a copy of an article has an id of its own and other proper names.
    """
    folder = work / f"knowledge-{items}"
    note = work / f"knowledge-{items}.json"
    if note.exists():
        return Made(folder, *json.loads(note.read_text()))
    files = facts = 0
    for page, name in _pages(articles):
        place = folder / page["published"][:4]
        place.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(page, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
        files += 1
        facts += len(page["facts"])
        if facts >= items:
            break
    note.write_text(json.dumps([files, facts]))
    return Made(folder, files, facts)


def _pages(articles: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for copy in count():
        for article in read_lines(articles):
            yield _page(article, copy), article["id"] + (f"-{copy}" if copy else "")


def _page(article: dict[str, Any], copy: int) -> dict[str, Any]:
    page = {
        key: article[key] for key in ("title", "source", "author", "url", "published") if article.get(key)
    }
    page["title"] = _renamed(page["title"], copy)
    page["facts"] = [_renamed(fact, copy) for fact in article["facts"]]
    named = Counter(name for fact in page["facts"] for name in _NAME.findall(fact))
    people = [{"name": name} for name, _ in named.most_common(PEOPLE)]
    return page | ({"people": people} if people else {})


def _renamed(text: str, copy: int) -> str:
    if not copy:
        return text
    vowel, consonant = _VOWELS[copy % len(_VOWELS)], _CONSONANTS[copy % len(_CONSONANTS)]
    return _INSIDE.sub(lambda match: match[1][:-1] + vowel + consonant + match[1][-1], text)
