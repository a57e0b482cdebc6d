"""What was asked for in words and changes something: follows of a channel, a complaint about an answer."""

from __future__ import annotations

from typing import NamedTuple

from bot.records import Opinion, Records, Subject
from bot.replies import Done, DoneState
from bot.services.follows import FollowNotifier
from bot.services.in_force import LogMode
from bot.services.question_log import QuestionJournal
from bot.services.rights import Denial, DeniedError


class OnBehalf(NamedTuple):
    """Who asks, in which channel; the id of the answer's view before ("": none), how questions are kept.

    `may_follow`: whether they may follow there, and end what others follow.
    """

    member: int
    channel: int
    answer: str
    mode: LogMode
    may_follow: bool = True


class Errands:
    """Does what a reply of the kind `done` stands for, as the command or button of that name does."""

    def __init__(self, notifier: FollowNotifier, records: Records, journal: QuestionJournal) -> None:
        self._notifier = notifier
        self._views = records.views
        self._journal = journal

    async def run(self, asked: Done, asker: OnBehalf) -> Done:
        """Do it; the reply with what became of it. What cannot be done in words stays as it was asked.

        :raises DeniedError: the asker may not have it done.
        """
        match asked.what:
            case "follow":
                if not asker.may_follow:
                    raise DeniedError(Denial.FOLLOW)
                kind = Subject.TOPIC if asked.topic else Subject.PERSON
                begun = await self._notifier.follow(asker.channel, asker.member, (kind, asked.subject))
                return _became(asked, DoneState.DONE if begun else DoneState.ALREADY)
            case "unfollow":
                only = None if asker.may_follow else asker.member
                ended = await self._notifier.unfollow(asker.channel, asked.subject, only)
                return _became(asked, DoneState.DONE if ended else DoneState.NOT_THERE)
            case "following":
                follows = await self._notifier.followed(asker.channel)
                subjects = tuple(each.subject for each in follows)
                return _became(asked.model_copy(update={"subjects": subjects}), DoneState.DONE)
            case "complaint":
                noted = await self._complain(asker)
                return _became(asked, DoneState.DONE if noted else DoneState.NOT_THERE)
        return asked

    async def _complain(self, asker: OnBehalf) -> bool:
        """Note that the answer before is wrong, as 👎 does; whether there was one, and it may be noted."""
        view = await self._views.find(asker.answer) if asker.answer else None
        if view is None or view.question is None or not view.items or asker.mode == "off":
            return False
        await self._journal.judge(view, Opinion(view.items[0], useful=False), asker.member, asker.mode)
        return True


def _became(asked: Done, state: DoneState) -> Done:
    return asked.model_copy(update={"state": state})
