"""Two servers and three collections on Discord itself, used at random: nothing is shown where it may not be.

The machine of `tests/services` asks the services; this one drives the real bot: commands, suggestions, every
button and menu of every message that was ever sent (pressed again after the rules have changed), follows and
their posts, drafts, and corrections that amend what was shown. After each step all messages that are new or
were edited are read.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase
from hypothesis import settings as trying
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.chat.town import Town, usable
from tests.hidden import COLLECTION, SECRETS, TEMPLATES, WHAT

WHERE = st.sampled_from(["desk", "hall", "other", "other with a role", "direct message"])
ANY = st.integers(0, 10**6)
LISTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("quotes", {"person": "{speaker}"}), ("timeline", {"person": "{speaker}"}),
    ("person", {"name": "{speaker}"}),
    ("person", {"name": "Lind"}), ("summary", {"article": "{article}"}), ("who-said", {"words": "{quote}"}),
    ("compare", {"first": "Lind", "second": "{speaker}"}), ("search", {"query": "speaker:{slip}"}),
    ("search", {"query": '"{quote}"'}), ("articles", {}), ("people", {}), ("articles", {"words": "{word}"}),
    ("people", {"name": "{slip}"}), ("verify", {"quotation": "{quote}"}),
    ("verify", {"quotation": "{quote} Indeed.", "speaker": "{speaker}"}), ("following", {}), ("privacy", {}),
)  # fmt: skip
COMPLETED = (
    ("quotes", "person"), ("summary", "article"), ("verify", "speaker"), ("search", "query"),
    ("follow", "person"), ("unfollow", "subject"),
)  # fmt: skip
BUTTON = 2
"""Discord's number for the kind of component."""
KEEPING = ("reload", "status", "recall")
ARTICLE = "A report\n\nThe harbour is deep, said Ada Lind. “{quote}” said {speaker} on Monday.\n"


class Machine(RuleBasedStateMachine):
    """Uses the bot at random, and changes who may see what in between."""

    town: Town

    @initialize()
    def begin(self) -> None:
        first, _, desk, _, role = self.town.grants
        self.talks: dict[str, str] = {}
        self.allow("red", frozenset((first,)))
        self.allow("blue", frozenset((role, desk)))
        self.allow("green", None)
        self.take_up()

    def allow(self, name: str, allowed: frozenset[str] | None) -> None:
        who = "everybody" if allowed is None else f"[{', '.join(sorted(allowed))}]"
        self.file(name).write_text(f"visible_to: {who}\n", encoding="utf-8")
        self.town.model.rules[name] = allowed

    def file(self, name: str) -> Path:
        return self.town.folder / SECRETS[name].folder / "collection.yaml"

    def take_up(self) -> None:
        self.town.run(_settled(self.town, self.town.running.reloader.in_turn()))
        self.town.look("")

    # Who may see what

    @rule(name=COLLECTION, allowed=st.none() | st.frozensets(st.integers(0, 4), max_size=2))
    def change_the_rule(self, name: str, allowed: frozenset[int] | None) -> None:
        grants = None if allowed is None else frozenset(self.town.grants[each] for each in allowed)
        self.allow(name, grants)
        self.take_up()

    @rule(name=COLLECTION)
    def break_the_rule(self, name: str) -> None:
        self.file(name).write_text("visible_to: [server:\n", encoding="utf-8")
        self.town.model.rules[name] = frozenset()
        self.take_up()

    @rule(name=COLLECTION)
    def correct(self, name: str) -> None:
        """What was shown is amended where it stands, for whoever may see it there by now."""
        secret = SECRETS[name]
        page = self.town.folder / secret.folder / f"{secret.article}.yaml"
        text, longer = page.read_text(encoding="utf-8"), f"Indeed, {secret.quote}"
        page.write_text(
            text.replace(longer, secret.quote) if longer in text else text.replace(secret.quote, longer, 1),
            encoding="utf-8",
        )
        self.take_up()

    @rule()
    def restart(self) -> None:
        self.town.run(self.town.env.restart_bot(self.town.bot()))
        self.town.look("")

    # Questions, commands, suggestions

    @rule(where=WHERE, name=WHAT, template=st.sampled_from(TEMPLATES), number=ANY, private=st.booleans())
    def ask(self, where: str, name: str, template: str, number: int, private: bool) -> None:
        self.question(where, _filled(template, name, number), private=private)

    @rule(where=WHERE, leaning=st.sampled_from(["what else did he say?", "who said that?", "when?"]))
    def go_on(self, where: str, leaning: str) -> None:
        self.question(where, leaning, private=False)

    def question(self, where: str, question: str, *, private: bool) -> None:
        self.talks[where] = f"{self.talks.get(where, '')} {question}"
        self.use(where, "ask", self.talks[where], question=question, private=private)

    @rule(where=WHERE, name=WHAT, asked=st.sampled_from(LISTS), number=ANY, private=st.booleans())
    def look_up(
        self, where: str, name: str, asked: tuple[str, dict[str, str]], number: int, private: bool
    ) -> None:
        command, options = asked
        filled = {option: _filled(value, name, number) for option, value in options.items()}
        shows = {} if command in ("following", "privacy") else {"private": private}
        self.use(where, command, " ".join(filled.values()), **filled, **shows)

    @rule(where=WHERE, name=WHAT, asked=st.sampled_from(COMPLETED), cut=st.integers(0, 4))
    def complete(self, where: str, name: str, asked: tuple[str, str], cut: int) -> None:
        town, place = self.town, self.town.places[where]
        typed = SECRETS[name].words[0][:cut]
        typed = f"speaker:{typed}" if asked[1] == "query" else typed
        given = self.use_of(where).autocomplete
        if where == "direct message":
            found = town.run(given(*asked, typed))
        else:
            found = town.run(given(place.channel, *asked, typed))
        # Commands that everybody sees suggest what everybody there may see.
        town.check(json.dumps(found), f"{typed} {town.topics.get(place.channel.id, '')}", place.viewer)

    @rule(where=WHERE, name=WHAT, person=st.booleans(), number=ANY)
    def follow(self, where: str, name: str, person: bool, number: int) -> None:
        town, secret = self.town, SECRETS[name]
        subject = secret.speaker if person else secret.words[number % len(secret.words)]
        if not person:
            channel = town.places[where].channel.id
            town.topics[channel] = f"{town.topics.get(channel, '')} {subject}"
        self.use(where, "follow", subject, **{"person" if person else "topic": subject})

    # Whoever keeps the knowledge

    @rule(where=st.sampled_from(["desk", "other", "direct message"]), command=st.sampled_from(KEEPING))
    def keep(self, where: str, command: str) -> None:
        self.use(where, f"knowledge {command}", "")

    @rule(where=st.sampled_from(["desk", "other", "direct message"]), name=WHAT)
    def draft(self, where: str, name: str) -> None:
        text = _filled(ARTICLE, name, 0)
        self.use(where, "knowledge ingest", text, article=("report.txt", text.encode()), source="Courier")

    # Buttons and menus, of whatever message

    @rule(message=ANY, part=ANY, choice=ANY, where=WHERE)
    def press(self, message: int, part: int, choice: int, where: str) -> None:
        town, place = self.town, self.town.places[where]
        shown = [
            each
            for each in town.messages()
            if each.channel_id == place.channel.id and each.visible_to(place.member.id) and usable(each)
        ]
        if not shown:
            return
        used = shown[-1 - message % min(len(shown), 12)]
        parts = usable(used)
        chosen = parts[part % len(parts)]
        typed = town.typed[used.id]
        target = next(each for each in place.channel.history(viewer=place.member) if each.id == used.id)
        if chosen["type"] == BUTTON:
            done = town.run(place.member.click(target, custom_id=chosen["custom_id"]))
        else:
            value = chosen["options"][choice % len(chosen["options"])]["value"]
            done = town.run(place.member.select(target, [value], custom_id=chosen["custom_id"]))
        town.check(json.dumps(done.modal), typed, place.viewer._replace(roles=place.roles))
        town.look(typed)

    def use(self, where: str, command: str, typed: str, **options: Any) -> None:
        place, user = self.town.places[where], self.use_of(where)
        if where == "direct message":
            self.town.run(user.slash(command, **options))
        else:
            self.town.run(user.slash(place.channel, command, **options))
        self.town.look(typed)

    def use_of(self, where: str) -> Any:
        return self.town.places[where].member


async def _settled(town: Town, doing: Coroutine[Any, Any, Any]) -> None:
    await doing
    await town.env.settle()


def _filled(template: str, name: str, number: int) -> str:
    secret = SECRETS[name]
    return template.format(**secret._asdict(), word=secret.words[number % len(secret.words)])


@contextmanager
def opened() -> Iterator[None]:
    """The town, for the machines of a run."""
    folder = Path(tempfile.mkdtemp())
    (folder / "knowledge").mkdir()
    Machine.town = town = Town(folder / "knowledge")
    town.loop.run_until_complete(town.open())
    try:
        yield
    finally:
        town.close()
        shutil.rmtree(folder)


def run(examples: int, steps: int) -> None:
    with opened():
        chosen = trying(
            max_examples=examples, stateful_step_count=steps, phases=(Phase.generate,), database=None
        )
        try:
            run_state_machine_as_test(Machine, settings=chosen)
        except (AssertionError, HypothesisException):
            # What failed is tried again, when the messages of before are read: what was seen first counts.
            if Machine.town.leaks:
                raise AssertionError(Machine.town.leaks[0]) from None
            raise


def test_nothing_is_shown_where_it_may_not_be() -> None:
    run(2, 40)


@pytest.mark.long
def test_nothing_is_shown_where_it_may_not_be_for_long() -> None:
    run(40, 50)
