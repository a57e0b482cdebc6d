"""The product's one door: what a request means, answered from one corpus each."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from bot.answering import LIMIT, Engine, find_by_topic, matches_topic
from bot.knowledge import Article, Item
from bot.replies import (
    ArticleReply,
    Choice,
    CollectionStatus,
    Comparison,
    Entries,
    Found,
    Missing,
    Nobody,
    PersonReply,
    Reload,
    Reply,
    Report,
    Speaker,
    Status,
    Summary,
    Timeline,
    Verdict,
)
from bot.search import EVERYTHING, Corpus, Progress, Scope, Search, TakenUp
from bot.services import articles, checking, days, lists, people, searching, statements
from bot.services.asking import Request, reply_to
from bot.services.copies import Difference, Digests, TakingUpError, difference
from bot.services.introducing import introduction
from bot.services.listening.speaking import speaks_up
from bot.services.lists import Part
from bot.services.mending import mended
from bot.services.moved import MovedKeys, entries_of
from bot.services.nothing import why_nothing
from bot.services.pointing import Passage, PointedAt, asks_check, parted, without_codes_in
from bot.services.reports import reload_seen
from bot.services.turns import Turns, cores
from bot.services.viewer import Viewer, scope_of
from bot.services.watching.meter import Meter
from bot.text import require_length, without_codes
from bot.verify import IndexSource, verify

LATEST = datetime.max.replace(tzinfo=UTC)
SIGHTS = 32
"""Views of the knowledge whose people are remembered for checks."""
TRIES, MOMENT = 20, 0.1
"""How often, and after how many seconds, it is looked again whether what was taken up is given out."""
FIRST = Part()
"""The first part of a list."""


def moment_now() -> datetime:
    """The moment now, in UTC."""
    return datetime.now(UTC)


class Services:
    """What every front end calls. Synchronous and safe for threads; a context manager.

    Each request takes one corpus: it is answered wholly from the old or wholly from the new knowledge.
    """

    def __init__(
        self,
        search: Search,
        zone: tzinfo | None = None,
        *,
        reader: bool = True,
        meter: Meter | None = None,
        clock: Callable[[], datetime] = moment_now,
    ) -> None:
        self._search = search
        self._clock = clock
        self.meter = meter or Meter()
        self._engine = Engine() if reader else Engine(None)
        self._zone = zone
        self._lock = Lock()
        self._source = lru_cache(SIGHTS)(lambda corpus: IndexSource(corpus.snapshot))
        self._moved = MovedKeys()
        self._digests = Digests()
        self.turns = Turns(max(2, cores()))
        """Whose request is worked on next, whatever the door that it comes through."""

    @classmethod
    def open(  # noqa: PLR0913 -- what may be left out, each by its name
        cls,
        knowledge: Path,
        *,
        index: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
        vectors: bool = True,
        reader: bool = True,
        zone: tzinfo | None = None,
        meter: Meter | None = None,
        clock: Callable[[], datetime] = moment_now,
    ) -> Self:
        """Open a folder of knowledge and bring its index up to date.

        :param index: where the index lives; beside the knowledge (or in the user's cache) where None.
        :param vectors: whether sentences are compared in meaning, too.
        :param reader: whether the first candidates are read together with the question.
        :param zone: the operator's time zone; the machine's where None.
        :param meter: counts what is asked; a new one where None.
        :param clock: the moment now, by which embargoes end.
        :raises KnowledgeError: the folder cannot be read, or the index cannot be written or read.
        """
        search = Search.open(knowledge, index=index, progress=progress, vectors=vectors)
        return cls(search, zone, reader=reader, meter=meter, clock=clock)

    def close(self) -> None:
        """Let go of the index; nothing can be asked any more."""
        self._search.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Questions and quotations

    @mended
    def ask(self, request: Request) -> Reply:
        """Reply to whatever somebody writes: a job of the bot's own, a quotation to check, a question.

        The reply's `speak` says whether the message would be answered if it were written to nobody.

        :raises TooLongError: it is longer than a question may be.
        """
        with self.meter.asked(request.question) as replied:
            reply = self._replied(request)
            replied(reply)
        return reply

    def _replied(self, request: Request) -> Reply:
        require_length(request.question)
        question, own = self.read_pointing(request.question, request.viewer)
        day_at = partial(days.day_at, viewer=request.viewer, zone=self._zone)
        pointed_at = without_codes_in(request.pointed_at or own, day_at)
        context = self._moved.current(request.context)
        asked = request._replace(
            question=question, context=context, pointed_at=pointed_at, others=self.turns.waiting
        )
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

    def verify(self, quotation: str, speaker: str | None, viewer: Viewer) -> Verdict:
        """Whether a quotation's words are known, in this order, and as that speaker's.

        :param speaker: name, surname, alias, initials or role of whoever is said to have said it.
        :raises TooLongError: it is longer than a quotation may be.
        """
        require_length(quotation)
        with self._asked(viewer) as corpus:
            return verify(self._quotes_of(corpus), quotation, speaker)

    @mended
    def verify_pasted(self, quotation: str, speaker: str | None, viewer: Viewer) -> Verdict | Report:
        """The same of a quotation as it was pasted: alone, or in the sentence or post that names its speaker.

        A speaker given beside it goes first. Several quotations in what was pasted give a report.

        :raises TooLongError: it is longer than a quotation may be.
        """
        require_length(quotation)
        with self._asked(viewer) as corpus:
            return checking.check_pasted(quotation, speaker, self._quotes_of(corpus))

    @mended
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

    @mended
    def quotes(
        self, person: str, topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Entries | Choice | Nobody:
        """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
        with self._asked(viewer) as corpus:
            return lists.quotes(person, topic, corpus, part)

    @mended
    def timeline(
        self, person: str, topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Timeline | Choice | Nobody:
        """What a person said on a topic in the order of publication, the undated last."""
        with self._asked(viewer) as corpus:
            return lists.timeline(person, topic, corpus, part)

    @mended
    def compare(
        self, people: Sequence[str], topic: str, viewer: Viewer, part: Part = FIRST
    ) -> Comparison | Choice | Nobody:
        """What several people said on the same topic, side by side."""
        with self._asked(viewer) as corpus:
            return lists.compare(people, topic, corpus, part)

    @mended
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

    @mended
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

    # Keeping

    def today(self, viewer: Viewer) -> date:
        """The viewer's day."""
        return days.today(viewer, self._zone)

    @property
    def empty(self) -> bool:
        """Whether nothing is known at all, as where the knowledge folder's share is not there."""
        return not self._search.corpus(EVERYTHING).snapshot.articles

    @property
    def knowledge(self) -> Path:
        """The folder of knowledge files."""
        return self._search.knowledge

    @property
    def opened(self) -> Reload:
        """What had changed in the knowledge folder while nobody had it open."""
        return self._search.opened

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What of the knowledge has vanished at once, and is kept as it was until that is confirmed."""
        return self._search.missing

    @property
    def emptied(self) -> bool:
        """Whether nothing is known any more, and that is meant."""
        return self._search.emptied

    def reload(self, *, confirmed: bool = False) -> Reload:
        """Read what changed in the knowledge folder; requests meanwhile see the old knowledge whole.

        :param confirmed: whether what has vanished at once is meant to go.
        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        with self.meter.reloading():
            done = self._search.reload(confirmed=confirmed)
        self._moved.take(done.entries)
        return done.model_copy(update={"nothing": self._why_nothing()})

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark that was handed out before ("": none), whoever took it up."""
        return self._search.taken_up(mark)

    def rebuild(self) -> tuple[Path, ...]:
        """Build the index anew, so that nothing is left in it of what the knowledge folder holds no more.

        Returns what is left of former indexes, because the system does not let it be deleted.

        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        return self._search.rebuild()

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files (by their paths in the knowledge folder) in which the article with this id stands.

        Each with all articles that it holds, or held before it was broken.
        """
        return self._search.files_of(article)

    @mended
    def status(self, viewer: Viewer) -> Status:
        """What is indexed, as far as the viewer may see it; where, and how much memory and disk it takes."""
        scope = self._scope(viewer)
        with self._search.asked(scope):
            told = "" if self._search.closes_any(scope) else self._why_nothing()
            return self._search.status(scope).model_copy(update={"nothing": told})

    def _why_nothing(self) -> str:
        return why_nothing(self.knowledge) if self.empty else ""

    @mended
    def reload_seen(self, done: Reload, viewer: Viewer) -> Reload:
        """The report of a reload, as far as the viewer may see what it tells of."""
        return reload_seen(done, self._search, self._scope(viewer))

    def may_see(self, path: str, article: Article, viewer: Viewer) -> bool:
        """Whether the viewer may see an article as it stands in a file, indexed or not."""
        return self._search.sees(path, article, self._scope(viewer))

    @mended
    def seen_of(self, articles: Iterable[str], viewer: Viewer) -> frozenset[str]:
        """Those of these articles (by id) that the viewer may see."""
        with self._asked(viewer) as corpus:
            return frozenset(article for article in articles if corpus.snapshot.record(article))

    def collections(self) -> tuple[CollectionStatus, ...]:
        """Who may see which folder, at the moment: for the operator alone."""
        return self._search.collections()

    def release(self, collection: str) -> None:
        """Let go of the last rule of a folder whose `collection.yaml` is gone: the one around it counts then.

        :raises KnowledgeError: there is no such rule, or it cannot be let go of just now.
        """
        self._search.release(collection)

    @mended
    def embargo_ended(self, since: datetime) -> tuple[bool, datetime]:
        """Whether an embargo has ended after a moment, and the moment now, to be asked for the next time."""
        now = self._clock()
        with self._search.asked(EVERYTHING):
            return self._search.embargo_ended(since, now, self._zone), now

    @mended
    def holds_back(self, since: datetime) -> bool:
        """Whether an embargo ends after a moment."""
        with self._search.asked(EVERYTHING):
            return self._search.embargo_ended(since, LATEST, self._zone)

    @mended
    def vantage(self, viewer: Viewer) -> Hashable:
        """Equal for viewers who see the same, as long as the knowledge and its rules stay the same."""
        with self._asked(viewer) as corpus:
            return corpus

    @mended
    def difference(self, before: Mapping[str, str], viewer: Viewer, limit: int) -> Difference:
        """What is to be done to a copy of all that the viewer may see, to bring it up to date.

        :param before: what it has: of each article a digest.
        :param limit: articles at most.
        :raises TakingUpError: the knowledge is being taken up just now.
        """
        for _ in range(TRIES):
            snapshot, contents = self._search.contents()
            with self._asked(viewer) as corpus:
                whole = self._search.corpus(EVERYTHING)
                if whole.snapshot is snapshot:
                    return difference(before, self._digests.of(corpus, whole, contents), corpus, limit)
            # What was just taken up is about to be given out.
            time.sleep(MOMENT)
        raise TakingUpError

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector, where there are vectors at all."""
        self._search.wait_for_vectors()

    def _asked(self, viewer: Viewer) -> AbstractContextManager[Corpus]:
        """The corpus of one request, for which the filling of vectors stands aside."""
        return self._search.asked(self._scope(viewer))

    def _scope(self, viewer: Viewer) -> Scope:
        return scope_of(viewer, self._clock(), self._zone)

    def _quotes_of(self, corpus: Corpus) -> IndexSource:
        """The corpus as the check sees it; kept while the knowledge stands: it remembers who people are."""
        with self._lock:
            return self._source(corpus)
