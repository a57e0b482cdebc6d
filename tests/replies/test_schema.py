"""Each reply's JSON keeps to its schema, and the copy beside the documentation is the program's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot import replies
from bot.replies import REPLIES, Context, Reply
from bot.services import OPERATOR, Request, Services

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False) as opened:
        yield opened


def every_kind(services: Services) -> Iterator[Reply]:
    """Replies of every class, as the services give them."""

    def ask(question: str, context: Context | None = None) -> Reply:
        return services.ask(Request(question, OPERATOR, context))

    yield ask("what did Aldercott say about the car parks?")
    yield ask("who repaired the moon?")
    yield ask("thanks!")
    yield ask("what did Peter Thorley say about the strike?")
    yield ask("did Lena Renwick really say “we will pay what we owe”?")
    yield services.verify("zebra crossing the harbour at noon", None, OPERATOR)
    yield services.check("“Nothing was said,” she said.", OPERATOR)
    yield services.person("Tobias Renwick", OPERATOR)
    yield services.person("Renwick", OPERATOR)
    yield services.search('strike "not reckless" -tram speaker:Thorley after:2030', OPERATOR)
    yield services.search("source:Nowhere", OPERATOR)
    yield services.person("Zacharias Zebra", OPERATOR)
    yield services.article("tidal-barrier-vote", OPERATOR)
    yield services.article("zebra", OPERATOR)
    yield services.articles("", OPERATOR)
    yield services.people("", OPERATOR)
    yield services.quotes("Tobias Renwick", "", OPERATOR)
    yield services.timeline("Tobias Renwick", "", OPERATOR)
    yield services.compare(["Tobias Renwick", "Lena Renwick"], "", OPERATOR)
    yield services.who_said("we will", OPERATOR)
    yield ask("follow Agnes Thorley")
    yield ask("help")


def test_every_reply_of_the_services_keeps_to_the_schema(services: Services) -> None:
    validator = Draft202012Validator(replies.schema())
    seen: set[type[Reply]] = set()
    for reply in every_kind(services):
        seen.add(type(reply))
        line: dict[str, Any] = json.loads(json.dumps(reply.line("q1")))
        assert line["id"] == "q1"
        assert [error.message for error in validator.iter_errors(line)] == [], line
    assert seen == set(REPLIES)


def test_whoever_is_a_reply_is_described() -> None:
    def leaves(kind: type[Reply]) -> Iterator[type[Reply]]:
        below = kind.__subclasses__()
        yield from ([kind] if not below else (leaf for each in below for leaf in leaves(each)))

    assert set(leaves(Reply)) == set(REPLIES)


def test_the_confidence_of_what_was_not_ranked_is_one_or_none(services: Services) -> None:
    for reply in every_kind(services):
        if reply.line()["reply"] not in {"answer", "unknown", "verdict", "report"}:
            assert reply.confidence == float(reply.answered)


def test_the_documented_schema_is_the_printed_one() -> None:
    kept = (ROOT / "docs" / "replies.schema.json").read_text(encoding="utf-8")
    assert kept == replies.schema_text(), (
        "write it anew: briefing-bot schema --replies > docs/replies.schema.json"
    )
