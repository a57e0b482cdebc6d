"""News articles as a knowledge folder of any size: repeated under other names until there are enough."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.json_lines import read_lines

_INSIDE = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{3,})")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,} [A-Z][a-z]{3,}\b")
PEOPLE = 3
"""People noted in an article: the pairs of capitalised words that it has most often."""
QUOTED = 5
"""One sentence in so many is a quote of one of these people, or of a witness where nobody is noted."""
WITNESS = "a witness"
_VOWELS, _CONSONANTS = "aeiou", "bdfklmnprst"


class Made(NamedTuple):
    """A knowledge folder and how much is in it."""

    folder: Path
    files: int
    items: int


def archive(articles: Path, work: Path, items: int) -> Made:
    """A folder with at least so many items, under `work`; made once and found again later.

    Every sentence of an article is a fact or, one in five, a quote; a copy of an article has an id of its own
    and other proper names.
    """
    folder = work / f"archive-{items}"
    note = work / f"archive-{items}.json"
    if note.exists():
        return Made(folder, *json.loads(note.read_text()))
    files = made = 0
    for page, name in _pages(articles):
        place = folder / page["published"][:4]
        place.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(page, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
        files += 1
        made += len(page["facts"]) + len(page["quotes"])
        if made >= items:
            break
    note.write_text(json.dumps([files, made]))
    return Made(folder, files, made)


def _pages(articles: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for copy in count():
        for article in read_lines(articles):
            yield _page(article, copy), article["id"] + (f"-{copy}" if copy else "")


def _page(article: dict[str, Any], copy: int) -> dict[str, Any]:
    page = {
        key: article[key] for key in ("title", "source", "author", "url", "published") if article.get(key)
    }
    page["title"] = _renamed(page["title"], copy)
    sentences = [_renamed(fact, copy) for fact in article["facts"]]
    named = Counter(name for sentence in sentences for name in _NAME.findall(sentence))
    people = [name for name, _ in named.most_common(PEOPLE)]
    page |= {"people": [{"name": name} for name in people]} if people else {}
    speakers = cycle(people or [WITNESS])
    page["quotes"] = [{"speaker": next(speakers), "text": text} for text in sentences[QUOTED - 1 :: QUOTED]]
    page["facts"] = [text for place, text in enumerate(sentences, 1) if place % QUOTED]
    return page


def _renamed(text: str, copy: int) -> str:
    if not copy:
        return text
    vowel, consonant = _VOWELS[copy % len(_VOWELS)], _CONSONANTS[copy % len(_CONSONANTS)]
    return _INSIDE.sub(lambda match: match[1][:-1] + vowel + consonant + match[1][-1], text)
