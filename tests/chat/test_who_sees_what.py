"""Two servers and three collections on Discord itself, used at random: nothing is shown where it may not be.

The machine of `tests/services` asks the services; this one drives the real bot: commands, mentions,
suggestions, checks, every button and menu of every message that was ever sent (pressed again after the rules
have changed), follows and their posts, drafts, and corrections that amend what was shown. After each step all
messages that are new or were edited are read. `test_every_way_in` uses each way once, so that none is left to
chance.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, assume
from hypothesis import settings as trying
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.chat.town import Town, opened, usable
from tests.hidden import COLLECTION, MORNING, SECRETS, TEMPLATES, WHAT

STEPS = 50
"""Of one example: then the rules are as they were at first."""
WHERE = st.sampled_from(["desk", "hall", "other", "other with a role", "direct message"])
CHANNELS = st.sampled_from(["desk", "hall", "other", "other with a role"])
KEEPERS = st.sampled_from(["desk", "other", "direct message"])
ANY = st.integers(0, 10**6)
LISTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("quotes", {"person": "{speaker}"}), ("timeline", {"person": "{speaker}"}),
    ("person", {"name": "{speaker}"}),
    ("person", {"name": "Lind"}), ("summary", {"article": "{article}"}), ("who-said", {"words": "{quote}"}),
    ("compare", {"first": "Lind", "second": "{speaker}"}), ("search", {"query": "speaker:{slip}"}),
    ("search", {"query": '"{quote}"'}), ("articles", {}), ("people", {}), ("articles", {"words": "{word}"}),
    ("people", {"name": "{slip}"}), ("verify", {"quotation": "{quote}"}),
    ("verify", {"quotation": "{quote} Indeed.", "speaker": "{speaker}"}), ("following", {}), ("privacy", {}),
    ("quotes", {"person": "Lind"}), ("timeline", {"person": "Lind"}), ("help", {}), ("settings audit", {}),
)  # fmt: skip
ALONE = ("following", "privacy", "help", "settings audit")
"""What is shown to whoever asks alone."""
COMPLETED = (
    ("quotes", "person"), ("timeline", "person"), ("compare", "first"), ("person", "name"),
    ("summary", "article"), ("verify", "speaker"), ("search", "query"), ("follow", "person"),
    ("unfollow", "subject"),
)  # fmt: skip
ARTICLE = "A report\n\nThe harbour is deep, said Ada Lind. “{quote}” said {speaker} on Monday.\n"


class Machine(RuleBasedStateMachine):
    """Uses the bot at random, and changes who may see what in between."""

    town: Town
    steps = 0

    @initialize(chance=ANY)
    def begin(self, chance: int) -> None:
        # Not what hypothesis tries first, the simplest: the first rule again and again.
        assume(chance)
        # What was talked of in the last example is forgotten; its messages and their buttons are not.
        self.town.run(self.town.env.restart_bot(self.town.bot()))
        first, _, desk, _, role = self.town.grants
        self.talks: dict[str, str] = {}
        self.town.model.now = MORNING
        self.town.write()
        self.town.allow("red", frozenset((first,)))
        self.town.allow("blue", frozenset((role, desk)))
        self.town.allow("green", None)
        self.town.take_up()

    @invariant()
    def count(self) -> None:
        type(self).steps += 1

    # Who may see what

    @rule(name=COLLECTION, allowed=st.none() | st.frozensets(st.integers(0, 4), max_size=2))
    def change_the_rule(self, name: str, allowed: frozenset[int] | None) -> None:
        grants = None if allowed is None else frozenset(self.town.grants[each] for each in allowed)
        self.town.allow(name, grants)
        self.town.take_up()

    @rule(name=COLLECTION)
    def break_the_rule(self, name: str) -> None:
        self.town.rule(name).write_text("visible_to: [server:\n", encoding="utf-8")
        self.town.model.rules[name] = frozenset()
        self.town.take_up()

    @rule(name=COLLECTION)
    def lose_the_rule(self, name: str) -> None:
        self.town.rule(name).unlink(missing_ok=True)
        self.town.take_up()

    @rule(where=st.sampled_from(["desk", "other", ""]))
    def choose_what_is_seen_in_direct_messages(self, where: str) -> None:
        self.town.show_directly(where)
        self.town.use(where or "desk", "settings dm", show="server" if where else "public")

    @rule(hours=st.sampled_from([-5, 5]))
    def wait(self, hours: int) -> None:
        self.town.model.now += timedelta(hours=hours)

    # What the editors write, taken up at once or when somebody has it read

    @rule(name=COLLECTION, at_once=st.booleans())
    def correct(self, name: str, at_once: bool) -> None:
        """What was shown is amended where it stands, for whoever may see it there by now."""
        secret, page = SECRETS[name], self.town.page(name)
        text, longer = page.read_text(encoding="utf-8"), f"Indeed, {secret.quote}"
        page.write_text(
            text.replace(longer, secret.quote) if longer in text else text.replace(secret.quote, longer, 1),
            encoding="utf-8",
        )
        if at_once:
            self.town.take_up()

    @rule(name=COLLECTION, at_once=st.booleans())
    def break_the_page(self, name: str, at_once: bool) -> None:
        """Its last good version is answered from."""
        with self.town.page(name).open("a", encoding="utf-8") as page:
            page.write("quotes: [\n")
        if at_once:
            self.town.take_up()

    @rule()
    def write_all_anew(self) -> None:
        self.town.write()
        self.town.take_up()

    # Questions, commands, suggestions, checks

    @rule(where=WHERE, name=WHAT, template=st.sampled_from(TEMPLATES), number=ANY, private=st.booleans())
    def ask(self, where: str, name: str, template: str, number: int, private: bool) -> None:
        question = self.asked(where, _filled(template, name, number))
        self.town.use(where, "ask", self.talks[where], question=question, private=private)

    @rule(where=WHERE, leaning=st.sampled_from(["what else did he say?", "who said that?", "when?"]))
    def go_on(self, where: str, leaning: str) -> None:
        self.town.use(where, "ask", self.talks.get(where, ""), question=self.asked(where, leaning))

    @rule(where=WHERE, name=WHAT, template=st.sampled_from(TEMPLATES), number=ANY)
    def mention(self, where: str, name: str, template: str, number: int) -> None:
        question = self.asked(where, _filled(template, name, number))
        self.town.say(where, question, self.talks[where])

    def asked(self, where: str, question: str) -> str:
        """Note what was typed in a conversation."""
        self.talks[where] = f"{self.talks.get(where, '')} {question}"
        return question

    @rule(where=WHERE, name=WHAT, asked=st.sampled_from(LISTS), number=ANY, private=st.booleans())
    def look_up(
        self, where: str, name: str, asked: tuple[str, dict[str, str]], number: int, private: bool
    ) -> None:
        command, options = asked
        filled: dict[str, Any] = {option: _filled(value, name, number) for option, value in options.items()}
        if command == "settings audit" and where not in ("desk", "other"):
            return
        typed = " ".join(filled.values())
        self.town.use(where, command, typed, **filled, **({} if command in ALONE else {"private": private}))

    @rule(where=WHERE, name=WHAT, asked=st.sampled_from(COMPLETED), cut=st.integers(0, 4))
    def complete(self, where: str, name: str, asked: tuple[str, str], cut: int) -> None:
        typed = SECRETS[name].words[0][:cut]
        self.town.suggested(where, *asked, f"speaker:{typed}" if asked[1] == "query" else typed)

    @rule(where=CHANNELS, name=WHAT, by_menu=st.booleans())
    def check(self, where: str, name: str, by_menu: bool) -> None:
        self.town.have_checked(where, _filled("“{quote}!” said Ada Lind.", name, 0), by_menu=by_menu)

    @rule(where=WHERE, name=WHAT, person=st.booleans(), number=ANY)
    def follow(self, where: str, name: str, person: bool, number: int) -> None:
        town, secret = self.town, SECRETS[name]
        subject = secret.speaker if person else secret.words[number % len(secret.words)]
        if not person:
            channel = town.places[where].channel.id
            town.topics[channel] = f"{town.topics.get(channel, '')} {subject}"
        town.use(where, "follow", **{"person" if person else "topic": subject})

    # Whoever keeps the knowledge

    @rule(where=KEEPERS, command=st.sampled_from(["reload", "status", "recall"]))
    def keep(self, where: str, command: str) -> None:
        self.town.use(where, f"knowledge {command}")

    @rule(where=KEEPERS, name=WHAT)
    def draft(self, where: str, name: str) -> None:
        text = _filled(ARTICLE, name, 0)
        self.town.use(
            where, "knowledge ingest", text, article=("report.txt", text.encode()), source="Courier"
        )

    # Buttons and menus, of whatever message

    @rule(message=ANY, part=ANY, choice=ANY, where=WHERE)
    def press(self, message: int, part: int, choice: int, where: str) -> None:
        shown = self.town.visible(where)
        if shown:
            used = shown[-1 - message % min(len(shown), 12)]
            parts = usable(used)
            self.town.press(where, used, parts[part % len(parts)], choice)


def _filled(template: str, name: str, number: int) -> str:
    secret = SECRETS[name]
    return template.format(**secret._asdict(), word=secret.words[number % len(secret.words)])


def run(examples: int) -> None:
    with opened() as town:
        Machine.town, Machine.steps = town, 0
        chosen = trying(
            max_examples=examples, stateful_step_count=STEPS + 1, phases=(Phase.generate,), database=None
        )
        try:
            run_state_machine_as_test(Machine, settings=chosen)
        except (AssertionError, HypothesisException):
            # What failed is tried again, when the messages of before are read: what was seen first counts.
            if town.leaks:
                raise AssertionError(town.leaks[0]) from None
            raise
        assert Machine.steps >= examples * STEPS


def test_nothing_is_shown_where_it_may_not_be() -> None:
    run(2)


@pytest.mark.long
def test_nothing_is_shown_where_it_may_not_be_for_long() -> None:
    run(40)
