"""A correction notice as a draft of the change of the article that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bot.ingest.draft.model import Draft
from bot.ingest.draft.notices import Notice, notices_of
from bot.ingest.draft.swaps import set_right
from bot.ingest.publish.meant import Standing, meant, standing
from bot.ingest.publish.naming import DRAFTS
from bot.ingest.publish.turns import one_at_a_time
from bot.knowledge import Article, Fact, Put, Quote, date_of, rewritten
from bot.text import write_whole


class Amended(NamedTuple):
    """What became of a notice: `article` is the file it is about, `path` the draft of its change.

    Both are None where no article, or more than one, fits: these are `candidates`. The draft is None where
    one of its name lies there, or where the article says so already (`known`).
    """

    article: Path | None = None
    path: Path | None = None
    candidates: tuple[Path, ...] = ()
    known: bool = False


class _Place(NamedTuple):
    """An entry of an article: its kind and number, and itself."""

    kind: str
    number: int
    entry: Quote | Fact


def amend(
    draft: Draft, knowledge: Path, seen: Callable[[str, Article], bool] = lambda _path, _article: True
) -> tuple[Amended, ...]:
    """Draft the changes that correction notices ask for; nothing where the article is no notice.

    :param seen: whether an article, by the path of its file in the folder, may be known of where the draft is
        published.

    Where a notice says what was wrong and what is right, and one entry has those words, it is set right and
    keeps its former words in `corrected`; otherwise the entry that it quotes, else the article, is marked as
    `disputed`.

    :raises BusyError: another program goes on writing into the knowledge folder.
    :raises OSError: a draft cannot be written.
    """
    notices = notices_of(draft)
    if not notices:
        return ()
    with one_at_a_time(knowledge):
        articles = [
            each
            for each in standing(knowledge)
            if seen(each.path.relative_to(knowledge).as_posix(), each.article)
        ]
        done: list[Amended] = []
        for notice in notices:
            made = {each.path for each in done if each.path is not None}
            done.append(_amend(notice, draft, knowledge, articles, made))
        return tuple(done)


def _amend(
    notice: Notice, draft: Draft, knowledge: Path, articles: list[Standing], made: set[Path]
) -> Amended:
    """`made` are drafts that notices of the same list made: a further one goes into them."""
    fitting = meant(notice, articles)
    if len(fitting) != 1:
        return Amended(candidates=tuple(each.path for each in fitting))
    path, article = fitting[0]
    if _is_known(notice, article):
        return Amended(path, known=True)
    target = knowledge / DRAFTS / f"{path.stem}.yaml"
    if target.exists() and target not in made:
        return Amended(path)
    content = (target if target in made else path).read_bytes()
    changes = [*_changes(notice, draft, article)]
    if target not in made:
        changes.append(Put(("draft",), True, first=True))
    # One after the other: a fact that is plain text becomes one with keys first.
    for change in changes:
        content = rewritten(content, {0: [change]})
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
    return Amended(path, target)


def _is_known(notice: Notice, article: Article) -> bool:
    """Whether the article, or an entry of it, has been changed by this notice."""
    entries: list[Article | Quote | Fact] = [article, *(place.entry for place in _entries(article))]
    notes = {told.note for each in entries for told in (each.corrected, each.disputed) if told is not None}
    return notice.note in notes


def _changes(notice: Notice, draft: Draft, article: Article) -> Iterator[Put]:
    wrong = _wrong(notice, article)
    if wrong is None:
        yield Put(
            (*_quoted(notice, article), "disputed"),
            {"note": notice.note} | ({"url": draft.url} if draft.url else {}),
        )
        return
    (kind, number, entry), right = wrong
    corrected: dict[str, Any] = {"note": notice.note, "was": entry.text}
    day = date_of(draft.published)
    if day is not None:
        corrected = {"date": day, **corrected}
    yield Put((kind, number, "corrected"), corrected)
    yield Put((kind, number, "text"), right)
    # The summary that was made of the article's sentences says the same.
    if entry.text in article.summary:
        yield Put(("summary",), article.summary.replace(entry.text, right))


def _entries(article: Article) -> Iterator[_Place]:
    yield from (_Place("quotes", number, entry) for number, entry in enumerate(article.quotes))
    yield from (_Place("facts", number, entry) for number, entry in enumerate(article.facts))


def _wrong(notice: Notice, article: Article) -> tuple[_Place, str] | None:
    """The one entry that has the wrong words, and how it reads with the right ones."""
    if notice.swap is None:
        return None
    found = [
        (place, right)
        for place in _entries(article)
        if (right := set_right(place.entry.text, notice.swap)) is not None
    ]
    return found[0] if len(found) == 1 and not found[0][0].entry.corrected else None


def _quoted(notice: Notice, article: Article) -> tuple[str | int, ...]:
    """Where the one entry stands whose words the notice quotes; that of the article if there is none."""
    found = [
        (place.kind, place.number)
        for place in _entries(article)
        if any(each in place.entry.text or place.entry.text.strip(" ,.") in each for each in notice.marked)
    ]
    return found[0] if len(found) == 1 else ()
