"""What those who keep the knowledge on Discord are told of it: as much as may be seen where they ask."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge import EntryChanges
from bot.replies import Reload
from bot.search import Corpus, Scope, Search


def reload_seen(done: Reload, search: Search, scope: Scope) -> Reload:
    """The report of a reload as a scope may see it.

    Of an article that is no more it is not known who might have seen it: where anything is hidden it is not
    told. Nor is then why there is nothing at all, which counts drafts and broken files.

    :raises MendedError: the index was damaged. It is sound now, and the request is to be made once more.
    """
    if scope.everything:
        return done
    with search.asked(scope) as corpus:
        hides = search.closes_any(scope) or not search.sees_all(scope)
        return done.model_copy(
            update={
                "added": _seen(done.added, corpus),
                "changed": _seen(done.changed, corpus),
                "renamed": _seen(done.renamed, corpus),
                "kept": _seen(done.kept, corpus),
                "removed": () if hides else done.removed,
                "entries": EntryChanges(),
                "problems": search.seen_problems(done.problems, scope),
                "missing": search.seen_missing(done.missing, scope),
                "nothing": "" if hides else done.nothing,
            }
        )


def _seen(articles: Iterable[str], corpus: Corpus) -> tuple[str, ...]:
    return tuple(article for article in articles if corpus.snapshot.record(article))
