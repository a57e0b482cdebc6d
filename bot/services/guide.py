"""What can be asked, with examples that are answered from the knowledge as somebody may see it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies import Help, Speaker, Summary
from bot.search import Corpus, Snapshot
from bot.services import articles, people, statements
from bot.text import quotations

EXAMPLES = 2
"""People, and topics of the first of them: enough for a comparison, and for a question that goes on."""
LOOKED_AT = 8
"""The most quoted people and the newest articles among which examples are looked for."""
LONGEST = 60
"""Letters of an example's title: longer ones make no question that anybody would type."""


def guide(corpus: Corpus) -> Help:
    """Help with examples for whoever sees this corpus; without where it has none."""
    snapshot = corpus.snapshot
    known = tuple(_people(snapshot))[:EXAMPLES]
    topics = tuple(_topics(known[0], corpus))[:EXAMPLES] if known else ()
    return Help(people=known, topics=topics, title=next(_titles(snapshot), ""))


def _people(snapshot: Snapshot) -> Iterator[str]:
    """Names of people who are quoted, each of which means one person."""
    for each in people.people(snapshot, limit=LOOKED_AT):
        if each.quotes and isinstance(people.meant(each.name, snapshot), Speaker):
            yield each.name


def _topics(person: str, corpus: Corpus) -> Iterator[str]:
    for topic in people.topics(person, corpus.snapshot):
        if statements.quotes(person, corpus, topic=topic, limit=1):
            yield topic


def _titles(snapshot: Snapshot) -> Iterator[str]:
    for each in articles.articles(snapshot, limit=LOOKED_AT):
        if (
            len(each.title) <= LONGEST
            and not quotations(each.title)
            and isinstance(articles.meant(each.title, snapshot), Summary)
        ):
            yield each.title
