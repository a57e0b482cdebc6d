"""What was asked for in words and changes something: follows of a channel, a complaint about an answer."""

from __future__ import annotations

from typing import NamedTuple

from bot.records import Opinion, Records, Subject
from bot.replies import Done, DoneState, Rhythm
from bot.services.followed import shown_follow
from bot.services.follows import FollowNotifier
from bot.services.in_force import LogMode
from bot.services.question_log import QuestionJournal
from bot.services.rights import Denial, DeniedError


class OnBehalf(NamedTuple):
    """Who asks, in which channel; the id of the answer's view before ("": none), how questions are kept.

    `may_follow`: whether they may have the channel follow, `may_end`: whether also end what others began.
    """

    member: int
    channel: int
    answer: str
    mode: LogMode
    may_follow: bool = True
    may_end: bool = True
    rhythm: Rhythm | None = None


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
                begun = await self._notifier.follow(
                    asker.channel, asker.member, (kind, asked.subject), asker.rhythm
                )
                done = _became(asked, DoneState.DONE if begun.new else DoneState.ALREADY)
                return done.model_copy(update={"unmatched": not begun.matched})
            case "unfollow":
                ended = await self._notifier.unfollow(
                    asker.channel, asked.subject, asker.member, others=asker.may_end
                )
                subject = ended[0].subject if ended else asked.subject
                done = asked.model_copy(update={"subject": subject})
                return _became(done, DoneState.DONE if ended else DoneState.NOT_THERE)
            case "following":
                follows = await self._notifier.followed(asker.channel)
                listed = {
                    "subjects": tuple(each.subject for each in follows),
                    "follows": tuple(map(shown_follow, follows)),
                }
                return _became(asked.model_copy(update=listed), DoneState.DONE)
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
