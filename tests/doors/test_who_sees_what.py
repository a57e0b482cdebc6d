"""Nothing is seen by HTTP and MCP where it may not be: each way in once, then many at random."""

from __future__ import annotations

import pytest

from tests.doors.in_process import DOORS, TOOLS
from tests.doors.machine import Machine
from tests.hidden import opened, run

# Whoever asks with a secret that they see at the beginning, or that they do not.
PROGRAMS = (("press", "blue"), ("desk", "blue"), ("here", "entry"))
ASSISTANTS = (("press", "blue"), ("desk", "blue"), ("as press", "red"), ("as nobody", "blue"))


def test_each_way_in_is_asked() -> None:
    with opened(Machine):
        machine = Machine()
        machine.begin()
        machine.begin_to_ask()
        for who, name in PROGRAMS:
            machine.ask_at_every_door(who, name, 1, named=True)
            machine.go_on_from_former_words(who, name)
            machine.list_what_is_known(who, "press", 2)
            machine.keep_a_copy(who, "press")
        for who, name in ASSISTANTS:
            machine.assist(who, name, 1)
        for door in DOORS:
            machine.turn_programs_away(*door)
        for tool in TOOLS:
            machine.turn_assistants_away(*tool)
        machine.take_back("desk", DOORS[0])


def test_nothing_is_seen_where_it_may_not_be() -> None:
    run(Machine, 2, 12)


@pytest.mark.long
def test_nothing_is_seen_where_it_may_not_be_for_long() -> None:
    run(Machine, 40, 50)
