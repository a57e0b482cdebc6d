"""A correction notice as a draft of the change of the article that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.ingest.draft.model import Draft
from bot.ingest.draft.notices import Notice, notice_of
from bot.ingest.publish.naming import DRAFTS
from bot.knowledge import Article, Fact, Put, Quote, read, rewritten, scan
from bot.text import write_whole


class Amended(NamedTuple):
    """What became of a notice: `article` is the file it is about, `path` the draft of its change.

    Both are None where no article, or more than one, fits; the draft is None where one of its name lies
    there.
    """

    article: Path | None = None
    path: Path | None = None


def amend(draft: Draft, knowledge: Path) -> Amended | None:
    """Draft the change that a correction notice asks for; None where the article is no notice.

    Where the notice says what was wrong and what is right, and one entry has those words, it is set right and
    keeps its former words in `corrected`; otherwise the article is marked as `disputed`.

    :raises OSError: the draft cannot be written.
    """
    notice = notice_of(draft)
    if notice is None:
        return None
    fitting = [found for found in _articles(knowledge) if _is_about(notice, draft, found[1])]
    if len(fitting) != 1:
        return Amended()
    path, article = fitting[0]
    target = knowledge / DRAFTS / f"{path.stem}.yaml"
    if target.exists():
        return Amended(path)
    content = path.read_bytes()
    # One after the other: a fact that is plain text becomes one with keys first.
    for change in (*_changes(notice, draft, article), Put(("draft",), True, first=True)):
        content = rewritten(content, {0: [change]})
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
    return Amended(path, target)


def _articles(knowledge: Path) -> list[tuple[Path, Article]]:
    """The published articles that have a file to themselves."""
    if not knowledge.is_dir():
        return []
    readings = [(knowledge / name, read(knowledge / name, name)) for name in sorted(scan(knowledge).files)]
    return [(path, reading.articles[0]) for path, reading in readings if len(reading.articles) == 1]


def _is_about(notice: Notice, draft: Draft, article: Article) -> bool:
    headline = _plain(article.title)
    return any(_plain(each) == headline for each in notice.headlines) or (
        bool(article.url) and article.url in draft.text
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _changes(notice: Notice, draft: Draft, article: Article) -> list[Put]:
    both: dict[str, Sequence[Quote | Fact]] = {"quotes": article.quotes, "facts": article.facts}
    wrong = [
        ((kind, number), entry)
        for kind, entries in both.items()
        for number, entry in enumerate(entries)
        if notice.was and notice.was in entry.text
    ]
    if len(wrong) != 1 or wrong[0][1].corrected:
        return [Put(("disputed",), {"note": notice.note} | ({"url": draft.url} if draft.url else {}))]
    place, entry = wrong[0]
    corrected: dict[str, Any] = {"note": notice.note, "was": entry.text}
    day = draft.published.date() if isinstance(draft.published, datetime) else draft.published
    if day is not None:
        corrected = {"date": day, **corrected}
    right = entry.text.replace(notice.was, notice.now, 1)
    return [Put((*place, "corrected"), corrected), Put((*place, "text"), right)]
