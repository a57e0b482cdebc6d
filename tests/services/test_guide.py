"""The examples of the help: people and titles of the knowledge that is loaded, as far as they may be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cards import Card, LineKind, help_card
from bot.replies import Answer, ArticleReply, Comparison, Done, Help, PersonReply, Timeline
from bot.services import OPERATOR, PUBLIC, Request, Services

STRIKE = """\
title: Weir workers down tools
source: Mirror
published: 2031-05-02
tags: [weir, wages]
people: [{name: Ann Roe, role: harbour master}]
quotes:
  - {speaker: Ann Roe, text: The weir will hold for forty years.}
  - {speaker: Ann Roe, text: The wages are paid on time.}
  - {speaker: Bert Oke, text: Nobody has seen any wages.}
"""
BARE = """\
title: "“Nobody asked us”: the millers"
source: Mirror
quotes: [{speaker: Cy Ness, text: The tram stops at noon.}]
"""


def opened(folder: Path, **files: str) -> Services:
    for name, text in files.items():
        (folder / name.replace("_", "/")).parent.mkdir(exist_ok=True)
        (folder / f"{name.replace('_', '/')}.yaml").write_text(text, encoding="utf-8")
    return Services.open(folder, vectors=False, reader=False)


def examples(card: Card) -> list[str]:
    """What can be typed."""
    bullets = [each.text for each in card.blocks[0].lines if each.kind is LineKind.BULLET]
    return [part.strip() for each in bullets for part in each.split("…")]


def test_each_example_is_answered(tmp_path: Path) -> None:
    wanted = {
        "what did Ann Roe say about weir?": Answer,
        "what did Ann Roe say?": Answer,
        "who is Ann Roe?": PersonReply,
        "timeline of Ann Roe": Timeline,
        "compare Ann Roe and Bert Oke": Comparison,
        "follow Ann Roe": Done,
        "stop following Ann Roe": Done,
        "what is the article “Weir workers down tools” about?": ArticleReply,
    }
    with opened(tmp_path, strike=STRIKE, bare=BARE) as services:
        reply = services.ask(Request("help", OPERATOR))
        assert isinstance(reply, Help)
        assert reply == services.guide(OPERATOR).model_copy(update={"speak": reply.speak})
        typed = examples(help_card(reply))
        assert wanted.keys() <= set(typed), typed
        for message, kind in wanted.items():
            found = services.ask(Request(message, OPERATOR))
            assert isinstance(found, kind), message
            assert found.answered or kind is Done, message
        first = services.ask(Request(typed[0], OPERATOR))
        assert isinstance(first, Answer)
        (second,) = (each for each in typed if each.startswith("and about"))
        assert services.ask(Request(second, OPERATOR, first.context)).answered


def test_nobody_is_named_who_may_not_be_seen_and_nobody_at_all_where_nothing_is_known(tmp_path: Path) -> None:
    rule = "visible_to: [server:1]\n"
    with opened(tmp_path, desk_strike=STRIKE, desk_collection=rule, bare=BARE) as services:
        seen = services.guide(PUBLIC)
        assert seen == Help(people=("Cy Ness",))
        assert "Roe" not in str(examples(help_card(seen)))
        assert services.guide(OPERATOR).people[0] == "Ann Roe"
    assert [each for each in examples(help_card(Help())) if "follow" in each or "who is" in each] == []


@pytest.mark.parametrize("name", ["Hegseth", "Nakatani", "China"])
def test_no_example_is_of_anybody_whom_the_knowledge_need_not_have(tmp_path: Path, name: str) -> None:
    with opened(tmp_path, bare=BARE) as services:
        assert name not in str(examples(help_card(services.guide(OPERATOR))))
