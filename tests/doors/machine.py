"""HTTP and MCP, asked at random with keys of different collections, with none, and from elsewhere.

Each way in is asked for what may be seen there, which must come, and for what may not, of which no word may.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from mcp import MCPError
from mcp_types import TextContent, TextResourceContents

from bot.replies import Context
from bot.services import KeyScope
from bot.services.contexts import packed, unpacked
from tests.doors.in_process import (
    DOORS,
    ELSEWHERE,
    KEYS,
    LACKING,
    NOW,
    PROGRAMS,
    STARTED,
    TOOLS,
    AtDoors,
    Line,
)
from tests.hidden import SECRETS, TEMPLATES, WHAT

PROGRAM = st.sampled_from(sorted(PROGRAMS))
ASSISTANT = st.sampled_from(sorted({**PROGRAMS, **STARTED}))
LEANING = st.sampled_from(
    ["what else did he say?", "who said that?", "when?", "the second one", "and Ada Lind?", "the whole text"]
)


def texts(reply: Line) -> list[str]:
    """The words of the entries that a reply shows."""
    return [entry["text"] for entry in reply["answers"]]


class Machine(AtDoors):
    """Asks at random."""

    @initialize()
    def begin_to_ask(self) -> None:
        # A conversation's context, and all that was typed or given in it.
        self.contexts: dict[str, tuple[str, str]] = {}
        self.since: dict[str, str] = {}
        self.copies: dict[str, dict[str, list[str]]] = {name: {} for name in PROGRAMS}

    def articles(self, who: str) -> set[str]:
        """The ids of all articles that are seen."""
        hidden = {each.article for name, each in SECRETS.items() if each.folder and not self.sees(who, name)}
        return {each.article for each in SECRETS.values()} - hidden

    # Questions, quotations, searches

    @rule(who=PROGRAM, name=WHAT, template=st.sampled_from(TEMPLATES), number=st.integers(0, 3))
    def ask(self, who: str, name: str, template: str, number: int) -> None:
        secret = SECRETS[name]
        question = template.format(**secret._asdict(), word=secret.words[number])
        reply = self.asked(who, "POST /v1/ask", question=question)
        self.contexts[who] = (reply["context"], question)

    @rule(who=PROGRAM, name=WHAT, number=st.integers(0, 3), named=st.booleans())
    def ask_at_every_door(self, who: str, name: str, number: int, named: bool) -> None:
        self.ask_for_words(who, name)
        self.check_quotations(who, name, named)
        self.search(who, name, number)
        self.look_up(who, name)

    def ask_for_words(self, who: str, name: str) -> None:
        secret = SECRETS[name]
        question = f"what did {secret.speaker} say?"
        reply = self.asked(who, "POST /v1/ask", question=question)
        assert (secret.quote in texts(reply)) == self.sees(who, name)
        self.contexts[who] = (reply["context"], question)

    @rule(who=PROGRAM, whose=PROGRAM, leaning=LEANING)
    def go_on(self, who: str, whose: str, leaning: str) -> None:
        """Send what somebody else was given, too: keys of entries open nothing."""
        if whose not in self.contexts:
            return
        context, typed = self.contexts[whose]
        typed = f"{typed} {leaning} {unpacked(context).model_dump_json()}"
        reply = self.asked(who, "POST /v1/ask", typed, question=leaning, context=context)
        self.contexts[who] = (reply["context"], typed)

    @rule(who=PROGRAM, name=WHAT)
    def go_on_from_former_words(self, who: str, name: str) -> None:
        """Make up a context: the key of an entry's former words leads to those of now where they are seen."""
        secret, (old, new) = SECRETS[name], self.former[name]
        made_up = packed(Context(items=(old,), asked="what was said?"))
        reply = self.asked(who, "POST /v1/ask", old, question="who said that?", context=made_up)
        assert (secret.quote in texts(reply)) == self.sees(who, name)
        assert (new in unpacked(reply["context"]).items) == self.sees(who, name)

    def check_quotations(self, who: str, name: str, named: bool) -> None:
        secret, sees = SECRETS[name], self.sees(who, name)
        speaker = {"speaker": secret.speaker} if named else {}
        verdict = self.asked(who, "POST /v1/verify", quotation=secret.quote, **speaker)
        assert (verdict["verdict"] == "genuine") == sees
        report = self.asked(who, "POST /v1/verify/draft", text=f"“{secret.quote}” said {secret.speaker}.")
        assert [each["verdict"] == "genuine" for each in report["quotations"]] == [sees]

    def search(self, who: str, name: str, number: int) -> None:
        secret, word = SECRETS[name], SECRETS[name].words[number]
        found = self.asked(who, "GET /v1/search", query=f'"{secret.quote}"')
        assert found["total"] == len(found["answers"]) == self.sees(who, name)
        for typed in (f"harbour -{word}", f"speaker:{secret.slip}", f"source:{word}", "after:2030"):
            self.asked(who, "GET /v1/search", query=typed)
        said = self.asked(who, "GET /v1/who-said", words=secret.quote)
        assert (secret.quote in texts(said)) == self.sees(who, name)
        self.asked(who, "GET /v1/who-said", "algae shall be currency", words="The census is over")

    def look_up(self, who: str, name: str) -> None:
        secret, sees = SECRETS[name], self.sees(who, name)
        person = self.asked(who, "GET /v1/person", name=secret.speaker)
        assert (person["reply"] == "person") == sees
        line = self.asked(who, "GET /v1/timeline", person=secret.speaker)
        assert (secret.quote in texts(line)) == sees
        compared = self.asked(who, "GET /v1/compare", person=["Lind", secret.speaker])
        assert (compared["reply"] == "comparison") == sees
        for entries in (False, True):
            article = self.asked(who, "GET /v1/article", article=secret.article, entries=entries)
            assert (article["reply"] == "article") == (secret.article in self.articles(who))
            assert (secret.quote in texts(article)) == (sees and entries)

    # What is known

    @rule(who=PROGRAM, other=PROGRAM, cut=st.integers(0, 3))
    def list_what_is_known(self, who: str, other: str, cut: int) -> None:
        """A list is read by cursors, with which somebody else reads theirs."""
        listed: list[str] = []
        cursor: Line = {}
        while True:
            part = self.asked(who, "GET /v1/articles", limit=2, **cursor)
            self.asked(other, "GET /v1/articles", limit=2, **cursor)
            assert part["total"] == len(self.articles(who))
            listed += [each["article"] for each in part["articles"]]
            if part["next"] is None:
                break
            cursor = {"cursor": part["next"]}
        assert sorted(listed) == sorted(self.articles(who))
        people = self.asked(who, "GET /v1/people")
        assert people["total"] == 1 + sum(self.sees(who, name) for name in SECRETS)
        for name, secret in SECRETS.items():
            found = self.asked(who, "GET /v1/people", words=secret.words[cut][: cut + 1])
            assert self.sees(who, name) or secret.speaker not in {each["name"] for each in found["people"]}
        self.count_and_compare_tags(who, other)

    def count_and_compare_tags(self, who: str, other: str) -> None:
        counted = self.asked(who, "GET /v1/status")
        shown = sum(self.sees(who, name) for name in SECRETS)
        assert (counted["articles"], counted["people"]) == (len(self.articles(who)), 1 + shown)
        for path, given in (("GET /v1/people", {}), ("GET /v1/article", {"article": "zeppelin-auction"})):
            theirs, own = (self.send(path, given, self.secrets[each]) for each in (other, who))
            tag = {"If-None-Match": theirs.headers["ETag"]}
            again = self.send(path, given, self.secrets[who], **tag)
            assert (again.status_code == 304) == (theirs.text == own.text)

    @rule(who=PROGRAM, other=PROGRAM)
    def keep_a_copy(self, who: str, other: str) -> None:
        """Whatever happened since, the copy has all that may be seen, and is told of nothing else."""
        more, copy = True, self.copies[who]
        while more:
            since = {"since": self.since[who]} if who in self.since else {}
            done = self.asked(who, "GET /v1/changes", " ".join(copy), limit=2, **since)
            for change in done["changes"]:
                copy.pop(change["article"], None)
                if change["kind"] != "removed":
                    copy[change["article"]] = [entry["text"] for entry in change["entries"]]
            self.since[who], more = done["next"], done["more"]
        assert copy.keys() == self.articles(who)
        said = {text for entries in copy.values() for text in entries}
        assert all((each.quote in said) == self.sees(who, name) for name, each in SECRETS.items())
        if other != who and other in self.since:
            gone = self.send("GET /v1/changes", {"since": self.since[other]}, self.secrets[who])
            assert gone.status_code == 410

    # Assistants

    @rule(who=ASSISTANT, name=WHAT, number=st.integers(0, 3))
    def assist(self, who: str, name: str, number: int) -> None:
        self.use_the_tools(who, name, number)
        self.read_resources(who, name)

    def use_the_tools(self, who: str, name: str, number: int) -> None:
        secret, sees = SECRETS[name], self.sees(who, name)
        found, answer, verdict, report, person, line, article, short, _, _ = self.told(
            who,
            ("search_quotes", {"query": f'"{secret.quote}"'}),
            ("ask", {"question": f"what did {secret.speaker} say?"}),
            ("verify_quotation", {"quotation": secret.quote}),
            ("check_draft", {"text": f"“{secret.quote}” said {secret.speaker}."}),
            ("person", {"name": secret.speaker}),
            ("timeline", {"person": secret.speaker}),
            ("article", {"article": secret.article, "entries": True}),
            ("article", {"article": secret.article}),
            ("search_quotes", {"query": f"harbour -{secret.words[number]}"}),
            ("person", {"name": "Lind"}),
        )
        assert all((secret.quote in texts(reply)) == sees for reply in (found, answer, line, article))
        assert (verdict["verdict"] == report["quotations"][0]["verdict"] == "genuine") == sees
        assert (person["reply"] == "person") == sees
        assert (short["reply"] == "article") == (secret.article in self.articles(who))

    def read_resources(self, who: str, name: str) -> None:
        secret = SECRETS[name]
        listed, article, person = self.wait_for(
            self.resources(who, f"articles/{secret.article}", f"people/{secret.speaker.replace(' ', '%20')}")
        )
        seen = {each.speaker for name, each in SECRETS.items() if self.sees(who, name)}
        assert listed == {*self.articles(who), "Ada Lind", *seen}
        assert (secret.quote in article) == self.sees(who, name)
        assert (secret.speaker in person) == self.sees(who, name)

    async def resources(self, who: str, *paths: str) -> Sequence[Any]:
        """The names of all resources, and what some of them say ("" where there are none), looked through."""
        async with self.assistant(who) as client:
            first = await client.list_resources()
            second = await client.list_resources(cursor=first.next_cursor)
            self.check(who, "", first.model_dump_json() + second.model_dump_json())
            said = []
            for path in paths:
                try:
                    (content,) = (await client.read_resource(f"briefing://{path}")).contents
                except MCPError:
                    said.append("")
                    continue
                assert isinstance(content, TextResourceContents)
                self.check(who, path, content.text)
                said.append(content.text)
        return {each.name for each in (*first.resources, *second.resources)}, *said

    # Keys

    @rule(door=st.sampled_from(DOORS), tool=st.sampled_from(TOOLS))
    def turn_away(self, door: tuple[str, Line, KeyScope], tool: tuple[str, Line, KeyScope]) -> None:
        self.turn_programs_away(*door)
        self.turn_assistants_away(*tool)

    def turn_programs_away(self, how: str, given: Line, scope: KeyScope) -> None:
        """Without a key from elsewhere, with one that lacks the scope: nothing is told."""
        assert self.send(how, given, "", ELSEWHERE).status_code == 401
        assert self.send(how, given, "", Via="1.1 proxy").status_code == 401
        assert self.send(how, given, self.secrets[LACKING[scope]]).status_code == 403
        assert self.send(how, given, self.secrets["press"], ELSEWHERE).status_code == 200

    def turn_assistants_away(self, name: str, given: Line, scope: KeyScope) -> None:
        line = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        assert self.send("POST /mcp", line, "", ELSEWHERE).status_code == 401

        async def refused() -> str:
            async with self.assistant(LACKING[scope]) as client:
                result = await client.call_tool(name, given)
                assert result.is_error
                (content,) = result.content
                assert isinstance(content, TextContent)
                if scope is KeyScope.READ:
                    with pytest.raises(MCPError, match="lacks the scope"):
                        await client.list_resources()
                return content.text

        assert f"lacks the scope {scope}" in self.wait_for(refused())

    @rule(key=st.sampled_from(KEYS), door=st.sampled_from(DOORS))
    def take_back(self, key: str, door: tuple[str, Line, KeyScope]) -> None:
        """A key that is taken back is worth nothing from that moment on; a new one of its name is another."""
        former = self.secrets[key]
        self.wait_for(self.ring.revoke(key, NOW))
        assert self.send(*door[:2], former).status_code == 401
        self.wait_for(self.make(key, *KeyScope))
        assert self.send(*door[:2], former).status_code == 401
        if since := self.since.pop(key, None):
            gone = self.send("GET /v1/changes", {"since": since}, self.secrets[key])
            assert gone.status_code == 410
        self.copies[key] = {}
