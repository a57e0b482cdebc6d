"""Three collections and a held back entry whose words stand nowhere else, and who may see them, as a model.

Whatever is replied to somebody who may not see a secret has none of its words but those that they wrote
themselves. `Hiding` changes at random who may see what; each machine of its kind asks in its own ways.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar, NamedTuple

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.services import Services, Viewer

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
            return {f"server:{viewer.direct}"} if viewer.direct else set()
        roles = {f"role:{role}" for role in viewer.roles}
        return {f"server:{viewer.server}", f"channel:{viewer.channel}", *roles}


class Hiding(RuleBasedStateMachine):
    """Changes who may see what between the questions of a machine that asks.

    `places` are those who ask, by their names; `grants` what collections are opened to.
    """

    places: ClassVar[Mapping[str, Viewer]]
    grants: ClassVar[tuple[str, ...]]
    services: ClassVar[Services]
    folder: ClassVar[Path]
    model: ClassVar[Model]

    @classmethod
    def open(cls, folder: Path) -> AbstractContextManager[object]:
        """The knowledge in a folder, open for as long as the machine asks."""
        (folder / "harbour-report.yaml").write_text(PUBLIC, encoding="utf-8")
        for name, page in PAGES.items():
            place = folder / SECRETS[name].folder
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{SECRETS[name].article}.yaml").write_text(page, encoding="utf-8")
        cls.folder, cls.model = folder, Model()
        cls.services = Services.open(folder, vectors=False, reader=False, clock=lambda: cls.model.now)
        return cls.services

    @initialize()
    def begin(self) -> None:
        self.model.now = MORNING
        self.state(
            ("red", frozenset(self.grants[:1])), ("blue", frozenset(self.grants[1:3])), ("green", None)
        )

    def state(self, *rules: tuple[str, frozenset[str] | None]) -> None:
        for name, allowed in rules:
            who = "everybody" if allowed is None else f"[{', '.join(sorted(allowed))}]"
            self.file(name).write_text(f"visible_to: {who}\n", encoding="utf-8")
            self.model.rules[name] = allowed
        self.services.reload()

    def file(self, name: str) -> Path:
        return self.folder / SECRETS[name].folder / "collection.yaml"

    def sees(self, who: str, name: str) -> bool:
        return self.model.sees(self.places[who], name)

    def check(self, who: str, typed: str, text: str) -> None:
        """Nothing that was shown has a word of a secret that is hidden there, but for what was typed."""
        for name, secret in SECRETS.items():
            if self.sees(who, name):
                continue
            for word in (*secret.words, secret.article) if secret.folder else secret.words:
                assert word not in text.casefold() or word in typed.casefold(), (
                    f"{word} is seen in {who}: {text}"
                )

    @rule(data=st.data(), name=COLLECTION)
    def change_the_rule(self, data: st.DataObject, name: str) -> None:
        allowed = st.none() | st.frozensets(st.sampled_from(self.grants), max_size=3)
        self.state((name, data.draw(allowed)))

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


@contextmanager
def opened(machine: type[Hiding]) -> Iterator[None]:
    """A machine's knowledge, in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    try:
        with machine.open(folder):
            yield
    finally:
        shutil.rmtree(folder)


def run(machine: type[Hiding], examples: int, steps: int) -> None:
    """Let a machine ask."""
    # What fails is told as it was tried: to make it shorter takes minutes.
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, phases=(Phase.generate,), database=None
    )
    with opened(machine):
        run_state_machine_as_test(machine, settings=chosen)
