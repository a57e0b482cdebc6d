"""Two servers, three collections and a held back entry, asked at random: nothing is seen where it may not be.

Each secret has words of its own, which stand nowhere else. Whatever is replied to somebody who may not see it
has none of them but those that they wrote themselves.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pydantic import BaseModel

from bot.replies import Context, Entries, Outcome, Questioned, Verdict
from bot.services import OPERATOR, Part, Request, Services, Viewer

MORNING = datetime(2031, 6, 1, 8, tzinfo=UTC)
NOON = MORNING + timedelta(hours=4)


class Secret(NamedTuple):
    """What stands in one collection alone: a folder ("" for the entry of a public article), words, names."""

    folder: str
    article: str
    speaker: str
    quote: str
    slip: str
    words: tuple[str, ...]


SECRETS = {
    "red": Secret(
        "red", "zeppelin-auction", "Zora Quillfeather", "The zeppelin leaks marmalade.", "Quilfeather",
        ("zora", "quillfeather", "zeppelin", "marmalade", "aeronaut", "gasbag", "hindquarter"),
    ),
    "blue": Secret(
        "blue", "walrus-census", "Wendell Oxbow", "Every walrus was counted twice.", "walruss",
        ("wendell", "oxbow", "walrus", "census", "tuskologist", "blubber", "icefloe"),
    ),
    "green": Secret(
        "blue/green", "kelp-decree", "Kasimir Thistledown", "Kelp shall be currency.", "Thisteldown",
        ("kasimir", "thistledown", "kelp", "decree", "herbalist", "seaweed", "algae"),
    ),
    "entry": Secret(
        "", "harbour-report", "Imogen Larkspur", "The lighthouse is made of plywood.", "Larkspurr",
        ("imogen", "larkspur", "plywood", "veneer"),
    ),
}  # fmt: skip
PUBLIC = """
title: The harbour report
source: Courier
published: 2031-05-30
people: [{name: Ada Lind, role: mayor}, {name: Imogen Larkspur}]
quotes:
  - {speaker: Ada Lind, text: The harbour is deep enough for everybody.}
  - {speaker: Imogen Larkspur, text: The lighthouse is made of plywood., embargo: 2031-06-01T12:00Z}
facts:
  - The harbour report has two halves.
  - {text: The lamp room is a veneer., embargo: 2031-06-01T12:00Z}
"""
PAGES = {
    "red": """
title: Zeppelin auction ends in tears
source: Gasbag Monthly
published: 2031-05-28
summary: A hindquarter of it was sold.
tags: [zeppelin]
people:
  - {name: Zora Quillfeather, role: aeronaut, aliases: [the Gasbag queen]}
  - {name: Ada Lind, role: aeronaut}
quotes:
  - {speaker: Zora Quillfeather, text: The zeppelin leaks marmalade.}
  - {speaker: Ada Lind, text: I never owned a zeppelin.}
facts: [The hindquarter was sold for a crown.]
""",
    "blue": """
title: Walrus census on the icefloe
source: Blubber Review
published: 2031-05-29
people: [{name: Wendell Oxbow, role: tuskologist}]
quotes:
  - {speaker: Wendell Oxbow, text: Every walrus was counted twice.}
  - {speaker: Wendell Oxbow, text: The census is over., withdrawn: {note: Oxbow denies it.}}
facts: [The icefloe melted during the census.]
""",
    "green": """
title: The kelp decree
source: Seaweed Gazette
published: 2031-05-31
people: [{name: Kasimir Thistledown, role: herbalist}]
quotes:
  - {speaker: Kasimir Thistledown, text: Kelp shall be currency., corrected: {was: Algae shall be currency.}}
facts: [The decree was written on seaweed.]
""",
}
PLACES = {
    "desk": Viewer(1, 11, 101),
    "hall": Viewer(1, 12, 102),
    "other": Viewer(2, 21, 103),
    "other in private": Viewer(2, 21, 104, roles=frozenset((7,))),
    "direct message": Viewer(None, 31, 105),
    "program": Viewer(key="press"),
}
GRANTS = ("server:1", "channel:11", "server:2", "channel:21", "role:7", "role:1", "key:press")
WHO = st.sampled_from(sorted(PLACES))
WHAT = st.sampled_from(sorted(SECRETS))
COLLECTION = st.sampled_from(["red", "blue", "green"])
TEMPLATES = (
    "what did {speaker} say?", "who is {speaker}?", "who said “{quote}”?", "what is known of the {word}?",
    "what did {slip} say?", "what's new?", "how many articles are there?", "what did Lind say?",
    "list the people",
    "did {speaker} say “{quote}”?", "compare Lind and {speaker}", "what did the {word} say about it?",
)  # fmt: skip


class Model:
    """Who may see what, as the rules were written."""

    def __init__(self) -> None:
        self.rules: dict[str, frozenset[str] | None] = {}
        self.now = MORNING

    def sees(self, viewer: Viewer, name: str) -> bool:
        if name == "entry":
            return self.now >= NOON
        allowed = self.rules[name]
        return allowed is None or bool(allowed & self._granted(viewer))

    @staticmethod
    def _granted(viewer: Viewer) -> set[str]:
        if viewer.key:
            return {f"key:{viewer.key}"}
        if viewer.server is None:
            return set()
        roles = {f"role:{role}" for role in viewer.roles}
        return {f"server:{viewer.server}", f"channel:{viewer.channel}", *roles}


class Machine(RuleBasedStateMachine):
    """Asks at random, and changes who may see what between the questions."""

    services: Services
    folder: Path
    model: Model

    @classmethod
    def open(cls, folder: Path) -> Services:
        (folder / "harbour-report.yaml").write_text(PUBLIC, encoding="utf-8")
        for name, page in PAGES.items():
            place = folder / SECRETS[name].folder
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{SECRETS[name].article}.yaml").write_text(page, encoding="utf-8")
        cls.folder, cls.model = folder, Model()
        cls.services = Services.open(folder, vectors=False, reader=False, clock=lambda: cls.model.now)
        cls.keys = {
            name: [
                item.key for item in cls.services.items(secret.article, OPERATOR) if secret.quote == item.text
            ]
            for name, secret in SECRETS.items()
        }
        return cls.services

    keys: dict[str, list[str]]

    @initialize()
    def begin(self) -> None:
        self.model.now = MORNING
        self.contexts: dict[str, tuple[Context, str]] = {}
        self.copies: dict[str, dict[str, str]] = {}
        self.state(
            ("red", frozenset(("server:1",))), ("blue", frozenset(("role:7", "channel:11"))), ("green", None)
        )

    def state(self, *rules: tuple[str, frozenset[str] | None]) -> None:
        for name, allowed in rules:
            who = "everybody" if allowed is None else f"[{', '.join(sorted(allowed))}]"
            self.file(name).write_text(f"visible_to: {who}\n", encoding="utf-8")
            self.model.rules[name] = allowed
        self.services.reload()

    def file(self, name: str) -> Path:
        return self.folder / SECRETS[name].folder / "collection.yaml"

    def check(self, who: str, typed: str, shown: object) -> None:
        """Nothing that was shown has a word of a secret that is hidden there, but for what was typed."""
        text = str(
            shown.model_dump_json(exclude={"context"}) if isinstance(shown, BaseModel) else shown
        ).casefold()
        for name, secret in SECRETS.items():
            if self.model.sees(PLACES[who], name):
                continue
            for word in (*secret.words, secret.article) if secret.folder else secret.words:
                assert word not in text or word in typed.casefold(), f"{word} is seen in {who}: {text}"

    # Who may see what

    @rule(name=COLLECTION, allowed=st.none() | st.frozensets(st.sampled_from(GRANTS), max_size=3))
    def change_the_rule(self, name: str, allowed: frozenset[str] | None) -> None:
        self.state((name, allowed))

    @rule(name=COLLECTION)
    def break_the_rule(self, name: str) -> None:
        self.file(name).write_text("visible_to: [server:\n", encoding="utf-8")
        self.model.rules[name] = frozenset()
        self.services.reload()

    @rule(name=COLLECTION)
    def lose_the_rule(self, name: str) -> None:
        self.file(name).unlink(missing_ok=True)
        self.services.reload()

    @rule(hours=st.sampled_from([-5, 1, 5]))
    def wait(self, hours: int) -> None:
        self.model.now += timedelta(hours=hours)

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
        self.check(who, typed, reply)
        if isinstance(reply, Questioned):
            keys = [found.key for found in reply.answers]
            self.contexts[who] = (reply.context.shown(keys, context), typed)

    @rule(who=WHO, name=WHAT, speaker=st.booleans())
    def verify(self, who: str, name: str, speaker: bool) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        verdict = self.services.verify(secret.quote, secret.speaker if speaker else None, viewer)
        assert (verdict.verdict is Outcome.GENUINE) == self.model.sees(viewer, name)
        self.check(who, f"{secret.quote} {secret.speaker if speaker else ''}", verdict)
        pasted = f"{secret.speaker} said: “{secret.quote}”"
        reply = self.services.verify_pasted(pasted, None, viewer)
        assert isinstance(reply, Verdict)
        self.check(who, pasted, reply)
        self.check(who, secret.quote, self.services.check(f"She said “{secret.quote}”", viewer))
        self.check(who, secret.quote, self.services.who_said(secret.quote, viewer))
        self.check(
            who, "algae shall be currency census over", self.services.who_said("The census is over", viewer)
        )
        self.check(who, "algae shall be currency", self.services.who_said("Algae shall be currency", viewer))

    @rule(who=WHO, name=WHAT, number=st.integers(0, 3))
    def search(self, who: str, name: str, number: int) -> None:
        secret, viewer, word = SECRETS[name], PLACES[who], SECRETS[name].words[number]
        found = self.services.search(f'"{secret.quote}"', viewer)
        assert isinstance(found, Entries)
        assert found.total == len(found.answers) == self.model.sees(viewer, name)
        for typed in (
            f'"{secret.quote}" {secret.slip}',
            f"{word} -harbour",
            f"harbour -{word}",
            f'speaker:"{secret.speaker}"',
            f"speaker:{secret.slip}",
            f"source:{word}",
            "after:2030",
        ):
            self.check(who, typed, self.services.search(typed, viewer))
            if ":" in typed:
                self.check(who, typed, self.services.ask(Request(f"what is new? {typed}", viewer)))
        for typed in ("speaker:", "source:", f"speaker:{word[:3]}"):
            self.check(who, typed, " ".join(self.services.completions(typed, viewer)))

    # Suggestions, lists, buttons

    @rule(who=WHO, name=WHAT, cut=st.integers(0, 4))
    def complete(self, who: str, name: str, cut: int) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        typed = secret.words[cut % len(secret.words)][:cut]
        people, titles = self.services.people(typed, viewer), self.services.articles(typed, viewer)
        self.check(who, typed, people)
        self.check(who, typed, titles)
        if not typed:
            shown = {name for name in SECRETS if self.model.sees(viewer, name)}
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
            self.check(who, f"{typed} {secret.slip} {secret.words[1]}", shown)

    @rule(who=WHO, name=WHAT)
    def press(self, who: str, name: str) -> None:
        sees = self.model.sees(PLACES[who], name)
        for key in self.keys[name]:
            assert (self.services.item(key, PLACES[who]) is not None) == sees
            assert bool(self.services.entries([key], PLACES[who], withdrawn=True)) == sees
        withdrawn = self.services.items(SECRETS[name].article, PLACES[who], withdrawn=True)
        assert sees or not any(SECRETS[name].quote == item.text for item in withdrawn)

    # Follows, and what those are told who keep the knowledge

    @rule(who=WHO, name=WHAT, number=st.integers(0, 3))
    def follow(self, who: str, name: str, number: int) -> None:
        secret, viewer = SECRETS[name], PLACES[who]
        sees = self.model.sees(viewer, name)
        assert bool(self.services.person_key(secret.speaker, viewer)) == sees
        assert bool(self.services.statements(secret.speaker, viewer)) == sees
        self.check(who, "", self.services.find_by_topic(secret.words[number], viewer))

    @rule(who=WHO)
    def keep_a_copy(self, who: str) -> None:
        """Whatever happened since, the copy has all that may be seen, and is told of nothing else."""
        more = True
        while more:
            before = self.copies.get(who, {})
            done = self.services.difference(before, PLACES[who], limit=2)
            for change in done.changes:
                self.check(who, " ".join(before), change)
            self.copies[who], more = dict(done.seen), done.more
        seen = {secret.article for name, secret in SECRETS.items() if self.model.sees(PLACES[who], name)}
        assert self.copies[who].keys() == {"harbour-report", *seen}

    @rule(who=WHO)
    def administer(self, who: str) -> None:
        viewer = PLACES[who]
        self.check(who, "", self.services.status(viewer).model_copy(update={"knowledge": "", "index": ""}))
        articles = tuple(secret.article for secret in SECRETS.values())
        told = dict.fromkeys(("added", "changed", "renamed", "kept", "removed"), articles)
        done = self.services.reload().model_copy(update=told)
        self.check(who, "", self.services.reload_seen(done, viewer))

    @invariant()
    def the_operator_sees_everything(self) -> None:
        if self.model.rules:
            status = self.services.status(OPERATOR)
            assert (status.articles, status.people) == (4, 5)


def run(examples: int, steps: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with Machine.open(folder):
            # What fails is told as it was tried: to make it shorter takes minutes.
            chosen = settings(
                max_examples=examples, stateful_step_count=steps, phases=(Phase.generate,), database=None
            )
            run_state_machine_as_test(Machine, settings=chosen)
    finally:
        shutil.rmtree(folder)


def test_nothing_is_seen_where_it_may_not_be() -> None:
    run(5, 40)


@pytest.mark.long
def test_nothing_is_seen_where_it_may_not_be_for_long() -> None:
    run(40, 50)
