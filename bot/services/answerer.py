"""Whatever can be asked of the knowledge: each request is answered from one corpus, here or by workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, tzinfo
from functools import lru_cache, partial
from threading import Lock
from typing import Protocol

from bot.answering import LIMIT, Engine, find_by_topic, matches_topic
from bot.knowledge import Item
from bot.replies import (
    ArticleReply,
    Choice,
    Comparison,
    Entries,
    Found,
    Help,
    Nobody,
    PersonReply,
    Reply,
    Report,
    Speaker,
    Summary,
    Timeline,
    Verdict,
)
from bot.search import EVERYTHING, Corpus, Scope
from bot.services import articles, checking, days, lists, people, searching, statements
from bot.services.asking import Request, reply_to
from bot.services.guide import guide
from bot.services.introducing import introduction
from bot.services.listening.speaking import speaks_up
from bot.services.lists import Part
from bot.services.mending import mended
from bot.services.moved import entries_of
from bot.services.pointing import Passage, PointedAt, asks_check, parted, without_codes_in
from bot.services.viewer import Viewer, scope_of
from bot.services.workers.hands import Hands, OwnHands, handed_out
from bot.text import require_length, without_codes
from bot.verify import IndexSource, verify

SIGHTS = 32
"""Views of the knowledge whose people are remembered for checks."""
FIRST = Part()
"""The first part of a list."""


class Corpora(Protocol):
    """Gives out the knowledge."""

    def asked(self, scope: Scope) -> AbstractContextManager[Corpus]:
        """A corpus for the answering of one request, as a scope may see it."""


class Answerer:
    """Answers requests. Synchronous and safe for threads.

    :param corpora: the knowledge.
    :param zone: the operator's time zone; the machine's where None.
    :param reader: whether the first candidates are read together with the question.
    :param clock: the moment now, by which embargoes end.
    """

    def __init__(
        self, corpora: Corpora, zone: tzinfo | None, *, reader: bool, clock: Callable[[], datetime]
    ) -> None:
        self._corpora = corpora
        self._clock = clock
        self._engine = Engine() if reader else Engine(None)
        self._zone = zone
        self._lock = Lock()
        self._source = lru_cache(SIGHTS)(lambda corpus: IndexSource(corpus.snapshot))
        self.hands: Hands = OwnHands()
        """By whom the requests are answered that take time."""

    # Questions and quotations

    @handed_out
    def reply(self, request: Request) -> Reply:
        """Reply to a message whose context has the keys that its entries have now; as `Services.ask` does.

        :raises TooLongError: it is longer than a question may be.
        """
        require_length(request.question)
        question, own = self.read_pointing(request.question, request.viewer)
        day_at = partial(days.day_at, viewer=request.viewer, zone=self._zone)
        pointed_at = without_codes_in(request.pointed_at or own, day_at)
        asked = request._replace(question=question, pointed_at=pointed_at)
        with self._asked(request.viewer) as corpus:
            today = request.today or self.today(request.viewer)
            reply = reply_to(asked, today, corpus, self._quotes_of(corpus), self._engine)
        alone = pointed_at is None and speaks_up(request.question, reply)
        return reply.model_copy(update={"speak": alone})

    def read(self, message: str, viewer: Viewer, names: Mapping[int, str] | None = None) -> str:
        """A message as it is read, on one line: without Discord's codes, addresses and mark-up.

        :param names: what those are called who are mentioned in it, by their ids.
        """
        return without_codes(message, lambda moment: days.day_at(moment, viewer, self._zone), names)

    def read_pointing(
        self, message: str, viewer: Viewer, names: Mapping[int, str] | None = None
    ) -> tuple[str, PointedAt | None]:
        """The same, apart from the block quote that a message asks to be checked; None where it does not."""
        asked, block = parted(message)
        question = self.read(asked, viewer, names)
        if block and asks_check(question):
            return question, PointedAt(passages=(Passage(text=block),))
        return self.read(message, viewer, names), None

    @handed_out
    def verify(self, quotation: str, speaker: str | None, viewer: Viewer) -> Verdict:
        """Whether a quotation's words are known, in this order, and as that speaker's.

        :param speaker: name, surname, alias, initials or role of whoever is said to have said it.
        :raises TooLongError: it is longer than a quotation may be.
        """
        require_length(quotation)
        with self._asked(viewer) as corpus:
            return verify(self._quotes_of(corpus), quotation, speaker)

    @handed_out
    def verify_pasted(self, quotation: str, speaker: str | None, viewer: Viewer) -> Verdict | Report:
        """The same of a quotation as it was pasted: alone, or in the sentence or post that names its speaker.

        A speaker given beside it goes first. Several quotations in what was pasted give a report.

        :raises TooLongError: it is longer than a quotation may be.
        """
        require_length(quotation)
        with self._asked(viewer) as corpus:
            return checking.check_pasted(quotation, speaker, self._quotes_of(corpus))

    @handed_out
    def check(self, text: str, viewer: Viewer) -> Report:
        """Every quotation of a text, checked with whoever the text gives as its speaker."""
        with self._asked(viewer) as corpus:
            return checking.check(text, self._quotes_of(corpus))

    # People and articles

    @mended
    def person(self, typed: str, viewer: Viewer) -> PersonReply | Choice | Nobody:
        """Who somebody is here, by a name that somebody typed."""
        with self._asked(viewer) as corpus:
            found = people.meant(typed, corpus.snapshot)
            if not isinstance(found, Speaker):
                return found
            return introduction(found, corpus)

    @mended
    def article(self, typed: str, viewer: Viewer, *, entries: bool = False) -> ArticleReply | Choice | Nobody:
        """An article in short, by its id or words of its title.

        :param entries: whether its quotes, then its facts, come with it, each in their order.
        """
        with self._asked(viewer) as corpus:
            found = articles.meant(typed, corpus.snapshot)
            if not isinstance(found, Summary):
                return found
            return articles.reply(found, corpus.snapshot, entries=entries)

    @mended
    def whole_article(self, article: str, viewer: Viewer) -> ArticleReply | Nobody:
        """An article by its id alone, with all its entries."""
        with self._asked(viewer) as corpus:
            found = articles.summary(article, corpus.snapshot)
            if found is None:
                return Nobody(typed=article, kind="article")
            return articles.reply(found, corpus.snapshot, entries=True)

    @mended
    def guide(self, viewer: Viewer) -> Help:
        """What can be asked, with examples that are answered for the viewer."""
        with self._asked(viewer) as corpus:
            return guide(corpus)

    # Lists

    @mended
    def articles(
        self, words: str, viewer: Viewer, part: Part = FIRST, *, oldest_first: bool = False
    ) -> Entries:
        """Articles, newest first; with `words`, those whose titles have them, typing errors forgiven.

        Oldest first, the undated are left out.
        """
        with self._asked(viewer) as corpus:
            return lists.articles(words, corpus, part, oldest_first=oldest_first)

    @mended
    def articles_on(self, person: str, viewer: Viewer, part: Part = FIRST) -> Entries | Choice | Nobody:
        """The articles that name a person, newest first."""
        with self._asked(viewer) as corpus:
            return lists.articles_on(person, corpus, part)

    @mended
    def quotes_in(self, article: str, viewer: Viewer, part: Part = FIRST) -> Entries | Choice | Nobody:
        """The quotes of an article, by its id or words of its title, in its order."""
        with self._asked(viewer) as corpus:
            return lists.quotes_in(article, corpus, part)

    @mended
    def people(self, words: str, viewer: Viewer, part: Part = FIRST) -> Entries:
        """People, most quoted first; with `words`, those whose names have them, typing errors forgiven."""
        with self._asked(viewer) as corpus:
            return lists.people(words, corpus, part)

    @handed_out
    def quotes(
        self, person: str, topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Entries | Choice | Nobody:
        """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
        with self._asked(viewer) as corpus:
            return lists.quotes(person, topic, corpus, part)

    @handed_out
    def timeline(
        self, person: str, topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Timeline | Choice | Nobody:
        """What a person said on a topic in the order of publication, the undated last."""
        with self._asked(viewer) as corpus:
            return lists.timeline(person, topic, corpus, part)

    @handed_out
    def compare(
        self, people: Sequence[str], topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Comparison | Choice | Nobody:
        """What several people said on the same topic, side by side.

        :raises OnePersonError: two of the names mean the same one.
        """
        with self._asked(viewer) as corpus:
            return lists.compare(people, topic, corpus, part)

    @handed_out
    def search(
        self, typed: str, viewer: Viewer, part: Part = FIRST, *, today: date | None = None
    ) -> Entries | Choice | Nobody:
        """The entries that have all that was typed, best first; see `services.searching`.

        :param today: the day that "yesterday" is counted from; the viewer's where None.
        :raises TooLongError: it is longer than a question may be.
        :raises QualifierError: it asks for nothing, or a qualifier cannot be read.
        """
        require_length(typed)
        read = self.read(typed, viewer)
        with self._asked(viewer) as corpus:
            return searching.search(read, corpus, part, today or self.today(viewer))

    @mended
    def completions(self, typed: str, viewer: Viewer) -> tuple[str, ...]:
        """An unfinished search with each name that may be meant behind `speaker:` or `source:` at its end."""
        with self._asked(viewer) as corpus:
            return searching.completions(typed, corpus.snapshot)

    @handed_out
    def who_said(self, words: str, viewer: Viewer, part: Part = FIRST) -> Entries:
        """The quotes that have these words or nearly these, the likest first; the score is 0 to 100.

        Where words like these were taken back, the reply has what editors said of it, and not the words.
        """
        with self._asked(viewer) as corpus:
            taken_back = checking.taken_back(words, self._quotes_of(corpus))
            return lists.who_said(words, corpus, part, taken_back)

    # Entries by themselves: for follows, buttons and exports

    @mended
    def item(self, key: str, viewer: Viewer) -> Item | None:
        """The entry with this key as it is now; None where no article has it any more."""
        with self._asked(viewer) as corpus:
            return corpus.snapshot.entry(key)

    @mended
    def entries(self, keys: Iterable[str], viewer: Viewer, *, withdrawn: bool = False) -> dict[str, Item]:
        """The entries with these keys as they are now, by key; what no article has any more is left out.

        :param withdrawn: whether those are handed out, too, that were taken back.
        """
        with self._asked(viewer) as corpus:
            return entries_of(keys, corpus.snapshot, withdrawn=withdrawn)

    @mended
    def items(self, article: str, viewer: Viewer, *, withdrawn: bool = False) -> tuple[Item, ...]:
        """All entries of an article by its id: its quotes, then its facts, each in their order.

        :param withdrawn: whether those are handed out, too, that were taken back.
        """
        with self._asked(viewer) as corpus:
            return tuple(corpus.snapshot.article_items(article, withdrawn=withdrawn))

    @mended
    def statements(self, person: str, viewer: Viewer, limit: int = LIMIT) -> tuple[Found, ...]:
        """What the person of this name said, newest first, undated last; none where nobody has it."""
        with self._asked(viewer) as corpus:
            return statements.quotes(person, corpus, limit=limit)

    @mended
    def person_key(self, name: str, viewer: Viewer) -> str:
        """The key of the person that a name points to: a name that finds them, too. Empty for nobody's."""
        with self._asked(viewer) as corpus:
            return people.key_of(name, corpus.snapshot)

    @mended
    def find_by_topic(self, topic: str, viewer: Viewer, limit: int = LIMIT) -> tuple[Item, ...]:
        """The entries that have every word of a topic, newest first, undated last."""
        with self._asked(viewer) as corpus:
            return tuple(find_by_topic(topic, corpus.snapshot, limit))

    @staticmethod
    def matches_topic(item: Item, topic: str) -> bool:
        """Whether an entry has every word of a topic, in its text, context, title or speaker."""
        return matches_topic(item, topic)

    def warm(self) -> None:
        """Load the networks, before somebody waits for them.

        :raises ModelError: their files are missing or damaged.
        """
        with self._corpora.asked(EVERYTHING) as corpus:
            self._engine.warm(corpus)

    # Inside

    def today(self, viewer: Viewer) -> date:
        """The viewer's day."""
        return days.today(viewer, self._zone)

    def _asked(self, viewer: Viewer) -> AbstractContextManager[Corpus]:
        """The corpus of one request, for which the filling of vectors stands aside."""
        return self._corpora.asked(self._scope(viewer))

    def _scope(self, viewer: Viewer) -> Scope:
        return scope_of(viewer, self._clock(), self._zone)

    def _quotes_of(self, corpus: Corpus) -> IndexSource:
        """The corpus as the check sees it; kept while the knowledge stands: it remembers who people are."""
        with self._lock:
            return self._source(corpus)
