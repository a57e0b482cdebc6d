"""Two servers, three collections and a held back entry, asked at random; nothing shows where it may not."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from pydantic import BaseModel

from bot.replies import Context, Entries, Outcome, Questioned, Verdict
from bot.services import OPERATOR, Part, Request, Viewer
from tests.hidden import SECRETS, TEMPLATES, WHAT, Hiding, run

PLACES = {
    "desk": Viewer(1, 11, 101),
    "hall": Viewer(1, 12, 102),
    "other": Viewer(2, 21, 103),
    "other in private": Viewer(2, 21, 104, roles=frozenset((7,))),
    "direct message": Viewer(None, 31, 105),
    "program": Viewer(key="press"),
}
WHO = st.sampled_from(sorted(PLACES))


class Machine(Hiding):
    """Asks the services at random."""

    places = PLACES
    grants = ("server:1", "role:7", "channel:11", "server:2", "channel:21", "role:1", "key:press")
    keys: dict[str, list[str]]

    @classmethod
    def open(cls, folder: Path) -> AbstractContextManager[object]:
        opened = super().open(folder)
        cls.keys = {
            name: [
                item.key for item in cls.services.items(secret.article, OPERATOR) if secret.quote == item.text
            ]
            for name, secret in SECRETS.items()
        }
        return opened

    @initialize()
    def begin_to_ask(self) -> None:
        self.contexts: dict[str, tuple[Context, str]] = {}
        self.copies: dict[str, dict[str, str]] = {}

    def show(self, who: str, typed: str, shown: object) -> None:
        """Check what was shown of a reply."""
        self.check(
            who,
            typed,
            shown.model_dump_json(exclude={"context"}) if isinstance(shown, BaseModel) else str(shown),
        )

    # Questions

    @rule(who=WHO, name=WHAT, template=st.sampled_from(TEMPLATES), number=st.integers(0, 3))
    def ask(self, who: str, name: str, template: str, number: int) -> None:
        secret = SECRETS[name]
        question = template.format(**secret._asdict(), word=secret.words[number])
        self.reply(who, question, "")

    @rule(
        who=WHO,
        leaning=st.sampled_from(["what else did he say?", "who said that?", "when?", "the second one"]),
    )
    def go_on(self, who: str, leaning: str) -> None:
        self.reply(who, leaning, who)

    def reply(self, who: str, question: str, talk: str) -> None:
        context, before = self.contexts.get(talk, (None, ""))
        reply = self.services.ask(Request(question, PLACES[who], context))
        typed = f"{before} {question}"
        self.show(who, typed, reply)
        if isinstance(reply, Questioned):
            keys = [found.key for found in reply.answers]
            self.contexts[who] = (reply.context.shown(keys, context), typed)

    @rule(who=WHO, name=WHAT, speaker=st.booleans())
    def verify(self, who: str, name: str, speaker: bool) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        verdict = self.services.verify(secret.quote, secret.speaker if speaker else None, viewer)
        assert (verdict.verdict is Outcome.GENUINE) == self.sees(who, name)
        self.show(who, f"{secret.quote} {secret.speaker if speaker else ''}", verdict)
        pasted = f"{secret.speaker} said: “{secret.quote}”"
        reply = self.services.verify_pasted(pasted, None, viewer)
        assert isinstance(reply, Verdict)
        self.show(who, pasted, reply)
        self.show(who, secret.quote, self.services.check(f"She said “{secret.quote}”", viewer))
        self.show(who, secret.quote, self.services.who_said(secret.quote, viewer))
        self.show(
            who, "algae shall be currency census over", self.services.who_said("The census is over", viewer)
        )
        self.show(who, "algae shall be currency", self.services.who_said("Algae shall be currency", viewer))

    @rule(who=WHO, name=WHAT, number=st.integers(0, 3))
    def search(self, who: str, name: str, number: int) -> None:
        secret, viewer, word = SECRETS[name], PLACES[who], SECRETS[name].words[number]
        found = self.services.search(f'"{secret.quote}"', viewer)
        assert isinstance(found, Entries)
        assert found.total == len(found.answers) == self.sees(who, name)
        for typed in (
            f'"{secret.quote}" {secret.slip}',
            f"{word} -harbour",
            f"harbour -{word}",
            f'speaker:"{secret.speaker}"',
            f"speaker:{secret.slip}",
            f"source:{word}",
            "after:2030",
        ):
            self.show(who, typed, self.services.search(typed, viewer))
            if ":" in typed:
                self.show(who, typed, self.services.ask(Request(f"what is new? {typed}", viewer)))
        for typed in ("speaker:", "source:", f"speaker:{word[:3]}"):
            self.show(who, typed, " ".join(self.services.completions(typed, viewer)))

    # Suggestions, lists, buttons

    @rule(who=WHO, name=WHAT, cut=st.integers(0, 4))
    def complete(self, who: str, name: str, cut: int) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        typed = secret.words[cut % len(secret.words)][:cut]
        people, titles = self.services.people(typed, viewer), self.services.articles(typed, viewer)
        self.show(who, typed, people)
        self.show(who, typed, titles)
        if not typed:
            shown = {name for name in SECRETS if self.sees(who, name)}
            assert titles.total == 1 + len(shown - {"entry"})
            assert people.total == 1 + len(shown)

    @rule(who=WHO, name=WHAT)
    def list_what_is_known(self, who: str, name: str) -> None:
        secret, viewer, part = SECRETS[name], PLACES[who], Part()
        typed = f"{secret.speaker} {secret.article}"
        for shown in (
            self.services.person(secret.speaker, viewer),
            self.services.person(secret.slip, viewer),
            self.services.person("Lind", viewer),
            self.services.article(secret.article, viewer),
            self.services.quotes(secret.speaker, "", viewer, part),
            self.services.quotes("Lind", secret.words[1], viewer, part),
            self.services.timeline(secret.speaker, "", viewer, part),
            self.services.compare(["Lind", secret.speaker], "", viewer, part),
        ):
            self.show(who, f"{typed} {secret.slip} {secret.words[1]}", shown)

    @rule(who=WHO, name=WHAT)
    def press(self, who: str, name: str) -> None:
        sees = self.sees(who, name)
        for key in self.keys[name]:
            assert (self.services.item(key, PLACES[who]) is not None) == sees
            assert bool(self.services.entries([key], PLACES[who], withdrawn=True)) == sees
        withdrawn = self.services.items(SECRETS[name].article, PLACES[who], withdrawn=True)
        assert sees or not any(SECRETS[name].quote == item.text for item in withdrawn)

    # Follows, and what those are told who keep the knowledge

    @rule(who=WHO, name=WHAT, number=st.integers(0, 3))
    def follow(self, who: str, name: str, number: int) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        sees = self.sees(who, name)
        assert bool(self.services.person_key(secret.speaker, viewer)) == sees
        assert bool(self.services.statements(secret.speaker, viewer)) == sees
        self.show(who, "", self.services.find_by_topic(secret.words[number], viewer))

    @rule(who=WHO)
    def keep_a_copy(self, who: str) -> None:
        """Whatever happened since, the copy has all that may be seen, and is told of nothing else."""
        more = True
        while more:
            before = self.copies.get(who, {})
            done = self.services.difference(before, PLACES[who], limit=2)
            for change in done.changes:
                self.show(who, " ".join(before), change)
            self.copies[who], more = dict(done.seen), done.more
        seen = {secret.article for name, secret in SECRETS.items() if self.sees(who, name)}
        assert self.copies[who].keys() == {"harbour-report", *seen}

    @rule(who=WHO)
    def administer(self, who: str) -> None:
        viewer = PLACES[who]
        self.show(who, "", self.services.status(viewer).model_copy(update={"knowledge": "", "index": ""}))
        articles = tuple(secret.article for secret in SECRETS.values())
        told = dict.fromkeys(("added", "changed", "renamed", "kept", "removed"), articles)
        done = self.services.reload().model_copy(update=told)
        self.show(who, "", self.services.reload_seen(done, viewer))

    @invariant()
    def the_operator_sees_everything(self) -> None:
        if self.model.rules:
            status = self.services.status(OPERATOR)
            assert (status.articles, status.people) == (4, 5)


def test_nothing_is_seen_where_it_may_not_be() -> None:
    run(Machine, 5, 40)


@pytest.mark.long
def test_nothing_is_seen_where_it_may_not_be_for_long() -> None:
    run(Machine, 40, 50)
