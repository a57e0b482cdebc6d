"""The API: conversations, lists, tags, what is kept of questions, and what goes wrong with the knowledge."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.records import Records
from bot.replies import Context
from bot.services import USUAL_SCOPES, ContextError, Keyring, KeyScope, Services
from bot.services.contexts import LONGEST_CONTEXT, packed, unpacked
from bot.settings import Settings
from bot.text import LONGEST
from bot.web.problems import MOST_TOLD
from tests.web.conftest import Opening, Program
from tests.web.test_access import NOW, key, problem

MORNING = datetime(2031, 6, 1, 8, tzinfo=UTC)
NOON = MORNING + timedelta(hours=4)


async def test_a_conversation_goes_on_by_what_is_sent_back_and_nothing_is_kept(program: Program) -> None:
    first = await program.post("/v1/ask", question="what did Agnes Thorley say about the strike?")
    then = {"question": "what did she say about sleep?", "context": first.body["context"]}
    second = await program.post("/v1/ask", **then)
    assert [each["speaker"] for each in second.body["answers"][:1]] == ["Agnes Thorley"]
    when = await program.post("/v1/ask", question="when?", context=second.body["context"])
    assert when.body["understood"]["aspect"] == "date"
    # The same again, as if the second had never been asked; without a context nobody is meant.
    assert (await program.post("/v1/ask", **then)).body == second.body
    alone = await program.post("/v1/ask", question="what did she say about sleep?")
    assert alone.body["understood"]["people"] != second.body["understood"]["people"]


def test_a_context_has_keys_and_the_askers_own_words_alone() -> None:
    context = Context(
        people=("agnes thorley",), topic=("sleep",), items=("ferry#ab",), asked="and sleep?", listed=1
    )
    assert unpacked(packed(context)) == context
    for wrong in (
        "",
        "1.",
        "1.AAAA",
        "2." + packed(context)[2:],
        packed(context)[:-5],
        "a" * (LONGEST_CONTEXT + 1),
    ):
        with pytest.raises(ContextError):
            unpacked(wrong)


@given(st.text())
def test_what_is_no_context_is_refused(text: str) -> None:
    with pytest.raises(ContextError):
        unpacked(f"1.{text}")


async def test_a_context_that_is_none_is_a_problem(program: Program) -> None:
    refused = await program.post("/v1/ask", question="and?", context="1.AAAA")
    assert (refused.status, problem(refused)) == (422, "bad-context")


async def test_a_list_is_read_to_its_end_by_cursors_each_entry_once(program: Program) -> None:
    whole = (await program.get("/v1/people", limit=100)).body
    assert whole["next"] is None
    names: list[str] = []
    part = (await program.get("/v1/people", limit=3)).body
    while True:
        names += [each["name"] for each in part["people"]]
        if part["next"] is None:
            break
        part = (await program.get("/v1/people", limit=3, cursor=part["next"])).body
    assert names == [each["name"] for each in whole["people"]]
    assert len(names) > 3


async def test_a_cursor_belongs_to_its_list(program: Program) -> None:
    following = (await program.get("/v1/people", limit=1)).body["next"]
    for path, words in (("/v1/articles", ""), ("/v1/people", "a")):
        refused = await program.get(path, cursor=following, words=words)
        assert (refused.status, problem(refused)) == (422, "bad-cursor")
    for wrong in ("", "e30", "W10", "WzEsMl0", "ä", "W1tbW1s" * 20):
        assert (await program.get("/v1/people", cursor=wrong)).status == 422


async def test_what_is_unchanged_is_not_sent_again(program: Program) -> None:
    first = await program.get("/v1/article", article="lighthouse-history")
    tag = first.headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await program.get(
            "/v1/article", headers={"If-None-Match": known}, article="lighthouse-history"
        )
        assert (again.status, again.text, again.headers["ETag"]) == (304, "", tag)
    other = await program.get("/v1/article", headers={"If-None-Match": tag}, article="mayor-interview")
    assert other.status == 200
    assert other.headers["Vary"] == "Authorization, Origin"


async def test_the_longest_names_there_may_be_are_looked_up(program: Program) -> None:
    # 12 bytes a character in an address.
    longest = ["\N{GRINNING FACE}" * LONGEST] * 5
    found = await program.get("/v1/compare", person=longest, topic=longest[0])
    assert (found.status, found.body["reply"]) == (200, "unknown")


@pytest.mark.parametrize("name", ["???", "\N{GRINNING FACE}", " . "])
async def test_what_has_no_letter_is_nobodys_name(program: Program, name: str) -> None:
    assert (await program.get("/v1/person", name=name)).body["reply"] == "unknown"


@pytest.mark.parametrize("path", ["/healthz", "/v1/articles", "/v1/nowhere"])
async def test_a_head_is_a_get_without_its_body(program: Program, path: str) -> None:
    got, head = await program.get(path), await program.send("HEAD", path)
    assert (head.status, head.text) == (got.status, "")
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert (await program.send("HEAD", "/v1/ask")).status == 405


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/v1/ask", {}, "question is missing."),
        ("/v1/ask", {"question": ""}, "question is empty."),
        (
            "/v1/ask",
            {"question": "a" * 4001},
            "question has 4,001 characters, and at most 4,000 are allowed.",
        ),
        ("/v1/ask", {"question": "\ud800"}, "question contains half a character and cannot be read."),
        ("/v1/ask", {"question": 1, "about": 2}, "question must be text. about must be text."),
        ("/v1/ask", {"question": "what?", "limit": 0}, "limit must be 1 or more."),
        ("/v1/ask", {"question": "what?", "limit": "3"}, "limit must be a whole number."),
        (
            "/v1/ask",
            {"question": "what?", "today": "0001-01-01"},
            "today must be a date between the years 1000 and 8999.",
        ),
        ("/v1/ask", {"question": "what?", "today": 0}, "today must be a date, written like 2031-03-04."),
        (
            "/v1/ask",
            {"question": "what?", "today": "2031-02-30"},
            "today must be a date, written like 2031-03-04.",
        ),
        ("/v1/ask", {"question": "what?", "user": "me"}, "“user” is not a field of this request."),
        ("/v1/verify", {"quotation": "a", "speaker": ""}, "speaker is empty."),
        (
            "/v1/verify/draft",
            {"text": "a" * 100_001},
            "text has 100,001 characters, and at most 100,000 are allowed.",
        ),
    ],
)
async def test_what_cannot_be_understood_is_told_part_by_part(
    program: Program, path: str, body: dict[str, Any], told: str
) -> None:
    refused = await program.post(path, **body)
    assert (refused.status, problem(refused)) == (422, "invalid-request")
    assert refused.body["detail"] == told
    assert refused.body["errors"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/v1/people?limit=101", "limit must be 100 or less."),
        ("/v1/people?limit=1e1", "limit must be a whole number."),
        ("/v1/people?limt=3", "“limt” is not a parameter of this endpoint."),
        ("/v1/changes?cursor=a", "“cursor” is not a parameter of this endpoint."),
        ("/v1/compare?person=Thorley", "person must be given at least 2 times."),
        ("/v1/articles?oldest_first=perhaps", "oldest_first must be true or false."),
        ("/v1/person", "name is missing."),
    ],
)
async def test_what_is_wrong_with_an_address_is_told(program: Program, path: str, told: str) -> None:
    refused = await program.get(path)
    assert (problem(refused), refused.body["detail"]) == ("invalid-request", told)


async def test_a_body_that_is_none_is_told_how_to_be_sent(program: Program) -> None:
    sent: tuple[tuple[bytes, str, str], ...] = (
        (
            b'{"question": "what?"}',
            "text/plain",
            "The body must be a JSON object, sent with Content-Type:",
        ),
        (b"", "application/json", "The body must be a JSON object"),
        (b"[1]", "application/json", "The body must be a JSON object"),
        (b"{", "application/json", "The body is not valid JSON: see character 2."),
        (b"[" * 100_000, "application/json", "The body cannot be read. It must be JSON in UTF-8."),
        ("“ä".encode("latin-1", "replace"), "application/json", "The body cannot be read"),
    )
    for data, kind, told in sent:
        refused = await program.send("POST", "/v1/ask", data=data, headers={"Content-Type": kind})
        assert (refused.status, problem(refused)) == (422, "invalid-request")
        assert refused.body["detail"].startswith(told)


async def test_what_is_wrong_is_told_in_short(program: Program) -> None:
    fields: dict[str, Any] = {f"{number}{'x' * 1_000}": 1 for number in range(400)}
    refused = await program.post("/v1/ask", **fields)
    assert problem(refused) == "invalid-request"
    assert len(refused.body["errors"]) == MOST_TOLD
    assert len(refused.text) < 4_000


async def test_an_article_is_shown_whole_where_its_entries_are_asked_for(program: Program) -> None:
    short = await program.get("/v1/article", article="ferry-strike-ends")
    whole = await program.get("/v1/article", article="Ferry strike ends", entries="true")
    assert short.body["answers"] == []
    assert whole.body["article"] == short.body["article"]
    kinds = [entry["kind"] for entry in whole.body["answers"]]
    assert kinds == sorted(kinds, reverse=True)
    assert {*kinds} == {"quote", "fact"}


async def test_there_is_nothing_elsewhere_and_no_page_that_loads_from_elsewhere(program: Program) -> None:
    for path in ("/docs", "/v1/people/", "/mcp/", "//v1/people"):
        assert problem(await program.get(path)) == "not-found"
    assert problem(await program.get("/v1/ask")) == "wrong-method"


async def test_questions_by_key_enter_the_log_and_those_without_do_not(
    program: Program, operator: Settings
) -> None:
    secret = await key(operator, "website", KeyScope.ASK)
    await program.post("/v1/ask", question="what did Renwick say?")
    await program.post("/v1/ask", secret, question="what did Thorley say about sleep?")
    await program.post("/v1/ask", secret, question="is this true?", about="“Nothing was said,” she said.")
    records = await Records.open(operator.records)
    while not (kept := await records.log.all()):
        pass
    await records.close()
    assert [(each.question, each.key, each.answered) for each in kept] == [
        ("what did Thorley say about sleep?", "website", True)
    ]


async def test_where_nothing_is_known_that_is_said(opening: Opening, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with Services.open(tmp_path / "empty", vectors=False) as empty:
        async with opening(empty) as program:
            refused = await program.post("/v1/ask", question="what?")
            assert (refused.status, problem(refused)) == (503, "nothing-known")
            assert str(tmp_path) not in refused.text


async def test_what_fails_says_no_more_than_that(program: Program) -> None:
    # No thread is left in which anything could be answered.
    await asyncio.get_running_loop().shutdown_default_executor()
    failed = await program.post("/v1/verify", quotation="light our kitchens")
    assert (failed.status, problem(failed)) == (500, "failed")
    assert "executor" not in failed.text.lower()


class Clock:
    """The moment now, as a test wants it."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


PAGES = {
    "open.yaml": (
        "title: Open\nfacts: [The harbour is open., {text: The lamp is lit., embargo: 2031-06-01T12:00Z}]\n"
    ),
    "held.yaml": "title: Held back\nembargo: 2031-06-01T12:00Z\nfacts: [The ferry comes back.]\n",
    "desk/desk.yaml": "title: For the desk\nfacts: [The mayor resigns.]\n",
}
Copying = Callable[..., Any]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "knowledge/desk/collection.yaml").write_text("visible_to: [key:desk]\n", "utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
def held(folder: Path, clock: Clock) -> Iterator[Services]:
    with Services.open(folder, vectors=False, clock=clock) as opened:
        yield opened


class Copy:
    """A program's copy of all that it may see, as docs/api.md says how it is kept."""

    def __init__(self, program: Program, secret: str) -> None:
        self._program = program
        self._secret = secret
        self._since: str | None = None
        self.articles: dict[str, list[str]] = {}

    async def update(self) -> list[tuple[str, str]]:
        """Bring it up to date; what was done to which article."""
        done = []
        more = True
        while more:
            since: dict[str, Any] = {"since": self._since} if self._since else {}
            body = (await self._program.get("/v1/changes", self._secret, limit=1, **since)).body
            for each in body["changes"]:
                done.append((each["kind"], each["article"]))
                self.articles.pop(each["article"], None)
                if each["kind"] != "removed":
                    self.articles[each["article"]] = [entry["text"] for entry in each["entries"]]
            self._since, more = body["next"], body["more"]
        return done


async def test_a_copy_has_what_may_be_seen_and_the_end_of_an_embargo_is_an_addition(
    opening: Opening, held: Services, operator: Settings, clock: Clock
) -> None:
    async with opening(held, key_pace=1000) as program:
        desk = Copy(program, await key(operator, "desk", KeyScope.CHANGES))
        public = Copy(program, "")
        assert await desk.update() == [("added", "desk"), ("added", "open")]
        assert await public.update() == [("added", "open")]
        assert public.articles == {"open": ["The harbour is open."]}
        assert await public.update() == []
        clock.now = NOON
        assert await public.update() == [("added", "held"), ("changed", "open")]
        assert public.articles["open"] == ["The harbour is open.", "The lamp is lit."]
        assert await desk.update() == [("added", "held"), ("changed", "open")]


async def test_a_copy_follows_edits_folders_and_rules_and_hears_of_nothing_hidden(
    opening: Opening, held: Services, operator: Settings, folder: Path
) -> None:
    async with opening(held, key_pace=1000) as program:
        desk, public = Copy(program, await key(operator, "desk", KeyScope.CHANGES)), Copy(program, "")
        await desk.update()
        await public.update()
        (folder / "desk/desk.yaml").write_text("title: For the desk\nfacts: [The mayor stays.]\n", "utf-8")
        hidden = PAGES["open.yaml"].replace("lit", "out")
        (folder / "open.yaml").write_text(hidden, "utf-8")
        held.reload()
        assert (await public.update(), await desk.update()) == ([], [("changed", "desk")])
        assert desk.articles["desk"] == ["The mayor stays."]
        (folder / "desk/desk.yaml").rename(folder / "desk.yaml")
        held.reload()
        assert (await public.update(), await desk.update()) == ([("added", "desk")], [])
        (folder / "collection.yaml").write_text("visible_to: [key:desk]\n", "utf-8")
        held.reload()
        assert (await public.update(), await desk.update()) == (
            [("removed", "desk"), ("removed", "open")],
            [],
        )
        (folder / "desk.yaml").unlink()
        held.reload()
        assert (await public.update(), await desk.update()) == ([], [("removed", "desk")])
        assert public.articles == {}


def exchange(folder: Path, other: Path) -> None:
    """Put a folder in another's place, with an empty one in its own."""
    if other.exists():
        other.rmdir()
    folder.rename(other)
    folder.mkdir()


def empty(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.unlink()


async def test_a_copy_stays_as_it_is_where_nothing_can_be_read_and_nobody_meant_that(
    opening: Opening, folder: Path, clock: Clock, tmp_path: Path
) -> None:
    with Services.open(folder, vectors=False, index=tmp_path / "first", clock=clock) as known:
        async with opening(known) as program:
            cursor = (await program.get("/v1/changes")).body["next"]
    # The share is not there, and neither is the index of before.
    exchange(folder, tmp_path / "share")
    with Services.open(folder, vectors=False, index=tmp_path / "second", clock=clock) as bare:
        async with opening(bare) as program:
            refused = await program.get("/v1/changes", since=cursor)
            assert (refused.status, problem(refused)) == (503, "nothing-known")
            exchange(tmp_path / "share", folder)
            bare.reload()
            assert (await program.get("/v1/changes", since=cursor)).body["changes"] == []
            empty(folder)
            bare.reload(confirmed=True)
            done = (await program.get("/v1/changes", since=cursor)).body["changes"]
            assert [(each["kind"], each["article"]) for each in done] == [("removed", "open")]


async def test_a_cursor_of_changes_is_its_keys_alone_and_ends_with_it(
    opening: Opening, held: Services, operator: Settings
) -> None:
    async with opening(held, key_pace=1000) as program:
        desk = await key(operator, "desk", KeyScope.CHANGES)
        cursor = (await program.get("/v1/changes", desk)).body["next"]
        assert (await program.get("/v1/changes", desk, since=cursor)).body == {
            "changes": [], "next": cursor, "more": False,
        }  # fmt: skip
        for since in (cursor, "never"):
            gone = await program.get("/v1/changes", since=since)
            assert (gone.status, problem(gone)) == (410, "cursor-gone")
        records = await Records.open(operator.records)
        ring = Keyring(records.keys)
        await ring.revoke("desk", NOW)
        again = (await ring.add("desk", {KeyScope.CHANGES, *USUAL_SCOPES}, NOW)).secret
        await records.close()
        assert problem(await program.get("/v1/changes", again, since=cursor)) == "cursor-gone"


async def test_what_a_key_may_not_see_is_nowhere(
    opening: Opening, held: Services, operator: Settings
) -> None:
    async with opening(held, key_pace=1000) as program:
        desk = await key(operator, "desk", *USUAL_SCOPES)
        for secret, known in ((desk, True), ("", False)):
            person = await program.post("/v1/ask", secret, question="who resigns?")
            said = [each["text"] for each in person.body["answers"]]
            assert ("The mayor resigns." in said) is known
            found = (await program.get("/v1/article", secret, article="desk")).body
            assert (found["reply"] == "article") is known
            assert (await program.get("/v1/status", secret)).body["articles"] == 1 + known


@pytest.mark.parametrize("origin", ["news.example", "https://news.example/", "*", "https://News.example"])
def test_an_origin_is_written_as_browsers_send_it(origin: str) -> None:
    with pytest.raises(ValidationError, match=r"write it like https://news\.example"):
        Settings(_env_file=None, web_origins=f"https://a.example, {origin}")
