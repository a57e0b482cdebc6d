"""Each way in on Discord once, where a collection is hidden: it is as if there were no such collection.

Not only is no word of it shown: every count, list, suggestion and report is the same, letter for letter, as
that of a bot which never had it. What is left to chance is in `test_who_sees_what`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import discord
import pytest

from bot.services import OPERATOR_NAME, SettingPlace
from tests.chat.town import SHARED, Town, opened, usable
from tests.hidden import MORNING, SECRETS

RED = SECRETS["red"]
QUESTIONS = (
    "what did Lind say?", "who is Ada Lind?", "what leaks?", "what was counted twice?", "what's new?",
    "list the people", "list the articles", "how many articles are there?", "timeline of Lind",
    "did Lind say “It leaks jam.”?",
)  # fmt: skip
COMMANDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("quotes", {"person": "Lind"}), ("quotes", {"person": "Zora"}), ("timeline", {"person": "Lind"}),
    ("timeline", {"person": "Zora"}), ("person", {"name": "Lind"}), ("person", {"name": "Zora"}),
    ("summary", {"article": "ends in tears"}), ("summary", {"article": "harbour"}),
    ("who-said", {"words": "leaks marmalade"}), ("who-said", {"words": SHARED}),
    ("compare", {"first": "Lind", "second": "Zora"}), ("compare", {"first": "Lind", "second": "Ada Lind"}),
    ("search", {"query": "leaks"}), ("search", {"query": "speaker:Lind deep"}), ("articles", {}),
    ("articles", {"words": "harbour"}), ("people", {}), ("people", {"name": "Zora"}),
    ("verify", {"quotation": "The zeppelin leaks jam."}), ("verify", {"quotation": SHARED}),
    ("verify", {"quotation": "Algae shall be money."}), ("following", {}), ("follow", {"person": "Zora"}),
    ("follow", {"topic": "leaks"}), ("unfollow", {"subject": "leaks"}), ("settings audit", {}),
    ("knowledge reload", {}), ("knowledge status", {}), ("knowledge recall", {}),
)  # fmt: skip
TITLE = "Zeppelin auction ends in tears"
LETTERS = ("", "a", "z", "h")
UNLIKE = re.compile(
    r"\d+\.\d+ seconds|[\d.]+ (?:[KMG]iB|bytes)|/tmp/[^/]+/|<t:\d+(?::\w)?>"
    r"|likeness[^)]*\)",
    re.ASCII,
)
"""What differs from one bot to the next: how long something took, how large it is, and where."""
BUILT = re.compile(r"\\n\*\*Built:\*\* [^\\]+")
"""When the index was built: told only to whoever sees all of it."""


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with opened() as town:
        yield town


@pytest.fixture(autouse=True)
def begin(town: Town) -> None:
    """At first red is seen in the first server alone, and the rest nowhere."""
    town.model.now = MORNING
    town.write()
    town.allow("red", frozenset(town.grants[:1]))
    town.allow("blue", frozenset())
    town.allow("green", frozenset())
    town.topics.clear()
    town.leaks.clear()
    town.take_up()


def everywhere(town: Town) -> Iterator[tuple[str, str]]:
    """Use each way in where red is hidden; what is shown there."""
    options = [
        (command.qualified_name, each.name)
        for command in town.running.tree.walk_commands()
        if isinstance(command, discord.app_commands.Command)
        for each in command.parameters
        if each.autocomplete
    ]
    assert len(options) > 8
    for option in options:
        for typed in LETTERS:
            before = "speaker:" if option[1] == "query" else ""
            yield f"{option} {typed}", town.suggested("other", *option, before + typed)
    for question in QUESTIONS:
        town.say("other", question)
        yield question, "".join(town.new)
    for command, filled in COMMANDS:
        town.use("other", command, **filled)
        yield f"{command} {filled}", "".join(town.new)
    for by_menu in (True, False):
        town.have_checked("other", "“The zeppelin leaks jam,” said Lind.", by_menu=by_menu)
        yield f"checked {by_menu}", "".join(town.new)
    for number, used in enumerate(town.visible("other")):
        for part in usable(used):
            # What is pressed may change what can be.
            if part in usable(used):
                town.press("other", used, part)
                yield f"{part.get('label')} of the {number}. message", "".join(town.new)


def test_what_is_hidden_changes_nothing_that_is_shown(town: Town) -> None:
    shown = dict(everywhere(town))
    with opened(secrets=False) as without:
        without.model.rules = town.model.rules
        without.take_up()
        bare = dict(everywhere(without))
    assert shown.keys() == bare.keys()
    told = {used: (alike(text), alike(bare[used])) for used, text in shown.items()}
    assert not [(used, hidden, never) for used, (hidden, never) in told.items() if hidden != never]


def alike(text: str) -> str:
    """What is shown, without what differs from one bot to the next."""
    return UNLIKE.sub("…", BUILT.sub("", text))


# What was shown before it was hidden


def close(town: Town) -> None:
    """Let nobody see red any more."""
    town.allow("red", frozenset())
    town.take_up()


def write(town: Town, file: str, said: str, *more: str) -> None:
    """A new article in red: what Zora Quillfeather says in it, in quotation marks where it has a colon."""
    text = "title: More marmalade\nsource: Gasbag Monthly\nquotes:\n  - speaker: Zora Quillfeather\n"
    (town.page("red").parent / file).write_text("\n    ".join((text + f"    text: {said}", *more)), "utf-8")


def posted(town: Town, where: str) -> int:
    """How many messages of the bot everybody sees in a channel."""
    channel = town.places[where].channel.id
    return sum(each.channel_id == channel and not each.is_ephemeral for each in town.messages())


def test_nothing_kept_opens_what_was_closed_since(town: Town) -> None:
    before = {each.id for each in town.messages()}
    town.say("desk", "what leaks?")
    assert "marmalade" in town.new[-1]
    for command, options in COMMANDS[:22]:
        town.use("desk", command, **options)
    town.have_checked("desk", "“The zeppelin leaks jam,” said Lind.", by_menu=False)
    close(town)
    for used in town.visible("desk"):
        for part in usable(used) if used.id not in before else ():
            if part in usable(used):
                town.press("desk", used, part)
    town.say("desk", "what else was said?")


def test_corrections_of_what_is_hidden_now_are_told_to_nobody(town: Town) -> None:
    town.say("desk", "what leaks?")
    page = town.page("red")
    page.write_text(page.read_text("utf-8").replace("leaks marmalade", "leaks jam and marmalade"), "utf-8")
    town.take_up()
    assert "jam and marmalade" in "".join(town.new)
    assert "zeppelin" in str(recalled(town, "desk"))
    assert "zeppelin" not in recalled(town, "other")
    close(town)
    page.write_text(page.read_text("utf-8").replace("jam and", "butter and"), "utf-8")
    town.take_up()
    assert "butter" not in "".join(town.read.values())
    assert "zeppelin" not in recalled(town, "desk")


def recalled(town: Town, where: str) -> str:
    """What is told there of recalled answers."""
    town.use(where, "knowledge recall")
    return town.new[-1]


def test_those_who_keep_the_knowledge_are_told_nothing_of_what_is_hidden_from_them(town: Town) -> None:
    red, nothing = town.page("red").parent, "Nothing had changed."

    def told() -> str:
        town.use("other", "knowledge reload")
        return town.new[-1]

    write(town, "more-marmalade.yaml", "It leaks.")
    assert nothing in told()
    (red / "more-marmalade.yaml").rename(red / "more-gasbag.yaml")
    assert nothing in told()
    write(town, "more-gasbag.yaml", "It leaks again.")
    assert nothing in told()
    write(town, "more-gasbag.yaml", "[It leaks.", "  :")
    assert nothing in told()
    (red / "more-gasbag.yaml").unlink()
    assert nothing in told()
    town.rule("red").write_text("visible_to: [server:\n", encoding="utf-8")
    assert nothing in told()
    for file in red.iterdir():
        file.unlink()
    assert nothing in told()
    town.use("other", "knowledge status")
    assert "red" not in re.sub("red's|[a-z]red|red[a-z]", "", town.new[-1])


# Follows


def test_news_of_what_was_closed_since_are_not_posted(town: Town) -> None:
    """Nor is it told that they came and went: no post at all."""
    town.use("desk", "follow", topic="leaks")
    quiet(town, "0-24")
    write(town, "more-marmalade.yaml", "It leaks again.")
    town.take_up()
    close(town)
    count = posted(town, "desk")
    quiet(town, "")
    assert posted(town, "desk") == count


def quiet(town: Town, hours: str) -> None:
    """Set the quiet hours of the first server."""
    server = town.places["desk"].viewer.server
    assert server

    async def set_them() -> None:
        now = discord.utils.utcnow()
        await town.running.server_settings.put("quiet_hours", hours, SettingPlace(server), OPERATOR_NAME, now)
        await town.running.settings_changed()
        await town.env.settle()

    town.run(set_them())
    town.look("")


def test_what_is_taken_back_where_it_is_hidden_by_now_is_not_told(town: Town) -> None:
    town.use("desk", "follow", person="Zora Quillfeather")
    write(town, "more-leaks.yaml", "It leaks for ever.")
    town.take_up()
    assert "It leaks for ever." in "".join(town.new)
    assert "Zora" in shown_of(town, "following")
    town.allow("red", frozenset())
    write(town, "more-leaks.yaml", "It leaks for ever.", "withdrawn: {note: The hindquarter denies it.}")
    town.take_up()
    town.topics[town.places["desk"].channel.id] = ""
    assert "Zora" not in shown_of(town, "following")
    assert "Zora" not in town.suggested("desk", "unfollow", "subject", "")
    assert "Quillfeather" not in shown_of(town, "settings audit")


def shown_of(town: Town, command: str) -> str:
    """What a command shows in the first server."""
    town.use("desk", command)
    return town.new[-1]


@pytest.mark.parametrize("followed", [{"topic": "leaks"}, {"person": "Ada Lind"}])
def test_what_opens_later_is_news_then_and_not_before(town: Town, followed: dict[str, str]) -> None:
    town.use("other", "follow", **followed)
    write(town, "more-drops.yaml", "It leaks at last.")
    count = posted(town, "other")
    town.take_up()
    assert posted(town, "other") == count
    town.allow("red", None)
    town.take_up()
    assert "zeppelin" in "".join(town.new)
    assert posted(town, "other") == count + 1


# Drafts, direct messages, embargoes


def test_a_draft_corrects_nothing_that_is_hidden_where_it_is_published(town: Town) -> None:
    notice = (
        f"Correction\n\nIn “{TITLE}” we gave the price as a crown. It is half a crown. “Sorry,” said Lind."
    )
    town.use("other", "knowledge ingest", notice, article=("notice.txt", notice.encode()), source="Courier")
    draft = town.visible("other")[-1]
    publish = next(each for each in usable(draft, all_of_them=True) if each["label"] == "Publish")
    town.press("other", draft, publish)
    assert "corrects" not in "".join(town.new)
    assert not (town.folder / "drafts/zeppelin-auction.yaml").exists()


def test_direct_messages_show_what_the_chosen_server_may_see(town: Town) -> None:
    town.say("direct message", "what leaks?")
    town.show_directly("desk")
    town.use("desk", "settings dm", show="server")
    town.say("direct message", "what leaks?")
    assert "marmalade" in town.new[-1]
    answered = town.visible("direct message")[-1]
    town.show_directly("")
    town.use("desk", "settings dm", show="public")
    for part in usable(answered):
        town.press("direct message", answered, part)
    town.say("direct message", "what else was said?")


def test_an_entry_is_seen_when_its_embargo_is_over_and_not_before(town: Town) -> None:
    town.say("desk", "what is the lighthouse made of?")
    town.model.now += timedelta(hours=5)
    town.say("desk", "what is the lighthouse made of?")
    assert "plywood" in town.new[-1]
    answered = town.visible("desk")[-1]
    town.model.now -= timedelta(hours=5)
    for part in usable(answered):
        if part in usable(answered):
            town.press("desk", answered, part)


def test_of_files_that_vanished_at_once_as_many_are_told_as_may_be_seen(town: Town) -> None:
    for file in town.folder.rglob("*.yaml"):
        if file.name != "collection.yaml":
            file.unlink()
    for where, articles in (("other", "1 article, as it was"), ("desk", "3 articles, as they were")):
        for command in ("knowledge reload", "knowledge status"):
            town.use(where, command)
            assert f"Answers still come from what was in it: {articles}" in town.new[-1], (where, command)
