"""A job that was asked for in words, done as the command of that name does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.answering import find_by_topic, place_in_list, whom_pronoun_means
from bot.replies import (
    ArticleReply,
    Choice,
    Context,
    Done,
    Help,
    Nobody,
    PersonReply,
    Reply,
    Speaker,
    Summary,
    Talk,
    Tone,
    Understood,
    Verdict,
    Wanted,
)
from bot.search import Corpus, plain_terms
from bot.services import articles, checking, lists, people
from bot.services.guide import guide
from bot.services.introducing import introduction
from bot.services.jobs.phrases import Asked
from bot.services.jobs.reading import is_friendly, jobs_in
from bot.services.lists import Part
from bot.text import folded, quotations, words
from bot.verify import QuoteSource, claim_of

TOPIC_LENGTH = 100
"""Letters of a topic that is followed, at most: some words, as they are searched for."""
MANY = 100
"""Entries of a list that has every place that may be pointed at."""
_ABOUT_IT = frozenset(
    ("it", "that", "this", "that one", "this one", "the article", "that article", "this article")
)
_THAT_PERSON = frozenset(("he", "him", "she", "her", "his", "hers", "them", "they"))
_ARTICLES = ("the ", "a ", "an ", "this ", "that ")
_KINDS_OF_ARTICLE = (" article", " story", " piece")
_NO_TOPIC = frozenset(("me", "you", "him", "her", "it", "them", "us", "this", "that", "everything", "here"))


@dataclass(frozen=True)
class Desk:
    """What a job is done with: the message, what was said before it, what is known; which part of a list."""

    message: str
    context: Context | None
    corpus: Corpus
    quotes: QuoteSource
    part: Part


def looked_up(desk: Desk) -> Reply | None:
    """The reply to the job that a message asks for; None where it is a question, or nothing known is meant.

    A phrase alone makes no job: whom or what it names must be known, else it is asked as a question.
    """
    listed = _listed_article(desk)
    if listed is not None:
        return listed
    for asked in jobs_in(desk.message):
        if asked.job == "none":
            return None
        found = _JOBS[asked.job](asked, desk)
        if found is not None:
            return found
    return None


GREETING = Talk(understood=Understood(question="", wanted=Wanted.NOTHING), tone=Tone.HELLO)
"""The reply to whoever calls the bot without a word."""


def small_talk(message: str, context: Context | None) -> Talk:
    """The reply to a message that asks for nothing."""
    beyond = context is not None and place_in_list(message, MANY) is not None
    other = Tone.FEWER if beyond else Tone.OTHER
    tone = next((tone for job, tone in _TONES.items() if is_friendly(message, job)), other)
    understood = Understood(question=message, wanted=Wanted.NOTHING)
    return Talk(understood=understood, tone=tone, context=context or Context())


_TONES = {
    "thanks": Tone.THANKS,
    "praise": Tone.THANKS,
    "bye": Tone.BYE,
    "hello": Tone.HELLO,
    "fine": Tone.FINE,
    "doubt": Tone.DOUBT,
}


def _talk(asked: Asked, desk: Desk) -> Talk:
    return small_talk(desk.message, desk.context)


def _again(asked: Asked, desk: Desk) -> Talk | None:
    """Nothing to show again: what was shown before is shown by the engine."""
    return None if _of_what_was_shown(desk) else _talk(asked, desk)


def _help(asked: Asked, desk: Desk) -> Help:
    return guide(desk.corpus)


def _new(asked: Asked, desk: Desk) -> Reply:
    return lists.articles("", desk.corpus, desk.part)


def _of_what_was_shown(desk: Desk) -> bool:
    """Whether something was talked of, so that "the latest?" goes on with that."""
    return bool(desk.context and desk.context.items)


def _latest(asked: Asked, desk: Desk) -> Reply | None:
    return None if _of_what_was_shown(desk) else _new(asked, desk)


def _oldest(asked: Asked, desk: Desk) -> Reply | None:
    return lists.articles("", desk.corpus, desk.part, oldest_first=True)


def _earliest(asked: Asked, desk: Desk) -> Reply | None:
    return None if _of_what_was_shown(desk) else _oldest(asked, desk)


def _articles(asked: Asked, desk: Desk) -> Reply | None:
    words = _without_article(asked.slots.get("words", ""))
    found = lists.articles(words, desk.corpus, desk.part)
    return found if found.answered or not words else None


def _people(asked: Asked, desk: Desk) -> Reply | None:
    words = asked.slots.get("words", "")
    found = lists.people(words, desk.corpus, desk.part)
    return found if found.answered or not words else None


def _person(asked: Asked, desk: Desk) -> PersonReply | Choice | None:
    found = people.named(asked.slots["person"], desk.corpus.snapshot)
    return introduction(found, desk.corpus) if isinstance(found, Speaker) else found


def _article(asked: Asked, desk: Desk) -> ArticleReply | Choice | None:
    snapshot = desk.corpus.snapshot
    typed = asked.slots.get("article") or asked.slots.get("title", "")
    found: object
    if not typed or folded(typed) in _ABOUT_IT:
        found = _article_at_hand(desk) or (None if "title" in asked.slots else _newest_offered(desk))
    else:
        found = articles.meant(_without_article(typed), snapshot)
        if "title" in asked.slots and not _is_title(typed, found):
            return None
    if isinstance(found, Summary):
        return ArticleReply(answered=True, confidence=1.0, article=found)
    return found if isinstance(found, Choice) else None


def _article_at_hand(desk: Desk) -> Summary | None:
    """The article that the talk is of: of what was shown last, else the one that was asked about."""
    if desk.context is None:
        return None
    snapshot = desk.corpus.snapshot
    entry = snapshot.entry(desk.context.items[0]) if desk.context.items else None
    return articles.summary(entry.article if entry else desk.context.article, snapshot)


def _newest_offered(desk: Desk) -> Choice:
    """The newest articles, where one is wanted and none was talked of."""
    newest = articles.articles(desk.corpus.snapshot, limit=articles.OFFERED)
    return Choice(answered=False, confidence=0.0, typed="the article", articles=newest)


def _listed_article(desk: Desk) -> ArticleReply | None:
    """The article of the list shown that a message points at: "the second one"."""
    listed = desk.context.articles if desk.context else ()
    pointed = place_in_list(desk.message, len(listed)) if listed else None
    found = articles.summary(listed[pointed.place], desk.corpus.snapshot) if pointed else None
    return ArticleReply(answered=True, confidence=1.0, article=found) if found else None


def _is_title(typed: str, found: object) -> bool:
    """Whether an article is named by its whole title or id: "what is the row about?" asks for none."""
    return isinstance(found, Summary) and folded(typed) in (folded(found.title), folded(found.article))


def _meant(typed: str, desk: Desk) -> Speaker | Choice | None:
    """Whom a name means, or a pronoun: the one whom the talk is of."""
    snapshot = desk.corpus.snapshot
    pronoun = folded(typed)
    of_the_talk = desk.context if pronoun in _THAT_PERSON else None
    talked_of = whom_pronoun_means(pronoun, of_the_talk, snapshot) if of_the_talk else ()
    person = snapshot.register.person(talked_of[0]) if talked_of else None
    return people.named(person.name if person else typed, snapshot, misspelt=True)


def _timeline(asked: Asked, desk: Desk) -> Reply | None:
    found = _meant(asked.slots["person"], desk)
    if not isinstance(found, Speaker):
        return found
    return lists.timeline(found.name, asked.slots.get("topic", ""), desk.corpus, desk.part)


def _quotes(asked: Asked, desk: Desk) -> Reply | None:
    found = _meant(asked.slots["person"], desk)
    return lists.quotes(found.name, "", desk.corpus, desk.part) if isinstance(found, Speaker) else found


def _compare(asked: Asked, desk: Desk) -> Reply | None:
    typed = (asked.slots["person"], asked.slots["other"])
    found = [_meant(name, desk) for name in typed]
    if None in found:
        return _nobody_compared(typed, found, desk)
    open_name = next((one for one in found if isinstance(one, Choice)), None)
    if open_name:
        return open_name
    names = [one.name for one in found if isinstance(one, Speaker)]
    if len(set(names)) < len(typed):
        return None
    return lists.compare(names, asked.slots.get("topic", ""), desk.corpus, desk.part)


def _nobody_compared(
    typed: tuple[str, ...], found: list[Speaker | Choice | None], desk: Desk
) -> Nobody | None:
    """The first of those named whom nobody knows; None where one of the words may be something else."""
    snapshot = desk.corpus.snapshot
    unknown = [name for name, one in zip(typed, found, strict=True) if one is None]
    parts = [part for name in unknown for part in plain_terms(name)]
    new = not any(snapshot.frequency("words", part) for part in parts)
    names = new and all(each[:1].isupper() for name in unknown for each in name.split())
    return Nobody(typed=unknown[0], kind="person") if names else None


def _who_said(asked: Asked, desk: Desk) -> Reply | None:
    words = asked.slots["quoted"].strip(" \t\n,:;.!?\"“”„«»‘’'")
    found = lists.who_said(words, desk.corpus, desk.part, checking.taken_back(words, desk.quotes))
    return found if found.answered or found.withdrawn else None


def _verify(asked: Asked, desk: Desk) -> Reply | None:
    typed = asked.slots.get("checked") or asked.slots["quoted"]
    found = checking.check_pasted(typed, asked.slots.get("speaker"), desk.quotes)
    # One quotation with marks is read with the whole question round it, which may name its speaker.
    return None if isinstance(found, Verdict) and claim_of(desk.message) else found


def _may_verify(asked: Asked, desk: Desk) -> Reply | None:
    """The same where something is known of it, or most of it is between marks: "check: how many died?"."""
    typed = asked.slots.get("checked") or asked.slots["quoted"]
    marked = sum(len(words(typed[each.start : each.end])) for each in quotations(typed))
    found = _verify(asked, desk)
    return found if found and (found.answered or marked > len(words(typed)) / 2) else None


def _follow(asked: Asked, desk: Desk) -> Done | Choice | None:
    what: Literal["follow", "unfollow"] = "follow" if asked.job == "follow" else "unfollow"
    typed = asked.slots["subject"]
    pronoun = folded(typed) in _THAT_PERSON
    found = _meant(typed, desk) if pronoun else people.named(typed, desk.corpus.snapshot)
    if isinstance(found, Choice):
        return found
    if isinstance(found, Speaker):
        return Done(what=what, subject=found.name)
    topic = _without_article(typed)[:TOPIC_LENGTH]
    known = what == "unfollow" or find_by_topic(topic, desk.corpus.snapshot, 1)
    if folded(topic) in _NO_TOPIC or not known:
        return None
    return Done(what=what, subject=topic, topic=True)


def _following(asked: Asked, desk: Desk) -> Done:
    return Done(what="following")


def _complaint(asked: Asked, desk: Desk) -> Done:
    return Done(what="complaint")


def _administer(asked: Asked, desk: Desk) -> Done:
    return Done(what="administer")


def _without_article(typed: str) -> str:
    """What was typed without "the" before it and "article" behind it."""
    words = typed.strip()
    for before in _ARTICLES:
        if words.lower().startswith(before):
            words = words[len(before) :]
    for behind in _KINDS_OF_ARTICLE:
        if words.lower().endswith(behind):
            words = words[: -len(behind)]
    return words.strip()


_JOBS: dict[str, Callable[[Asked, Desk], Reply | None]] = {
    "hello": _talk,
    "thanks": _talk,
    "bye": _talk,
    "praise": _talk,
    "fine": _talk,
    "doubt": _talk,
    "again": _again,
    "help": _help,
    "new": _new,
    "latest": _latest,
    "oldest": _oldest,
    "earliest": _earliest,
    "articles": _articles,
    "people": _people,
    "person": _person,
    "article": _article,
    "timeline": _timeline,
    "oldest-of": _timeline,
    "latest-of": _quotes,
    "compare": _compare,
    "who-said": _who_said,
    "verify": _verify,
    "may-verify": _may_verify,
    "follow": _follow,
    "unfollow": _follow,
    "following": _following,
    "complaint": _complaint,
    "administer": _administer,
}
"""What each job of the phrases looks up."""
