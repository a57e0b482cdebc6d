"""`collection.yaml`: what is read of it, what is said of it, and which rule counts for which file."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

from bot.knowledge import (
    CollectionRules,
    Rule,
    RuleState,
    Scan,
    check,
    collection_schema,
    opens_at,
    read_collection,
    rules_in,
    scan,
)
from bot.knowledge.embargo import read_embargo

ROOT = Path(__file__).parents[2]
NOBODY = CollectionRules({})
NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)
GOOD = {
    "visible_to: everybody": ("everybody",),
    "visible_to: [server:12, channel:3, role:4, key:press]": (
        "server:12",
        "channel:3",
        "role:4",
        "key:press",
    ),
    "title: Nobody’s\nvisible_to: []": (),
    "embargo: 2031-06-01T18:00": ("everybody",),
}
CLOSED = {
    "": "The file is empty.",
    "visible_to:": "The collection’s `visible_to` is empty.",
    "visible_to: all": "`visible_to` is `all`, which is neither `everybody` nor a list.",
    "visible_to: [server:desk]": "`visible_to` has `server:desk`, which names nobody.",
    "visible_to: [server: 12]": "`visible_to` must be text, not a group of keys.",
    "visble_to: [server:12]": "Unknown key `visble_to`.",
    "embargo: 2031-06-01": "`embargo` is `2031-06-01`, which is not a date and time.",
    "embargo: 2031-06-01 18:00 Atlantis/Capital": "which is not a date and time.",
    "visible_to: everybody\nfacts: [The sea is wide.]": "Unknown key `facts`.",
    "title: One\n---\nvisible_to: everybody": "The file holds several documents.",
    "- server:12": "This is not a collection.",
}
ARTICLES = ("title: The collection", "title: A\nfacts: [The sea is wide.]", "title: A\nfact: [Wide.]")


def write(folder: Path, path: str, content: str) -> Path:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(content, encoding="utf-8")
    return folder / path


def found(folder: Path, before: CollectionRules = NOBODY) -> CollectionRules:
    return rules_in(folder, scan(folder), before)


def states(rules: CollectionRules) -> dict[str, RuleState]:
    return {rule.folder: rule.state for rule in rules}


@pytest.mark.parametrize("content", GOOD)
def test_a_collection_says_who_may_see_it(content: str, tmp_path: Path) -> None:
    reading = read_collection(write(tmp_path, "collection.yaml", content), "collection.yaml")
    assert reading and reading.stated
    assert (reading.stated.visible_to, reading.problems) == (GOOD[content], ())


@pytest.mark.parametrize("content", CLOSED)
def test_what_cannot_be_read_is_closed_and_said(content: str, tmp_path: Path) -> None:
    write(tmp_path, "desk/collection.yaml", content)
    write(tmp_path, "desk/a.yaml", "title: A\nsource: B\npublished: 2031-01-01\nfacts: [The sea is wide.]")
    told = [problem.what for problem in check(tmp_path).errors]
    assert any(CLOSED[content] in what for what in told), told
    assert all("nobody sees" in problem.mend for problem in check(tmp_path).errors)
    assert not found(tmp_path).of("desk/a.yaml").lets(["server:12"], NOW, None)  # type: ignore[union-attr]


@pytest.mark.parametrize("content", ARTICLES)
def test_anything_else_of_its_name_is_an_article(content: str, tmp_path: Path) -> None:
    write(tmp_path, "collection.yaml", content)
    assert read_collection(tmp_path / "collection.yaml", "collection.yaml") is None
    assert not states(found(tmp_path))
    assert "This file is read as an article." in {problem.what for problem in check(tmp_path).warnings}


def test_visible_to_in_an_article_is_said_to_stand_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "title: A\nvisible_to: [server:1]\nfacts: [The sea is wide.]")
    (problem,) = check(tmp_path).errors
    assert str(problem).endswith(
        "An article has no `visible_to`. Write it into a file `collection.yaml` in this folder."
    )


def test_an_embargo_alone_in_a_closed_folder_is_warned_of(tmp_path: Path) -> None:
    write(tmp_path, "desk/collection.yaml", "visible_to: [server:1]")
    write(tmp_path, "desk/speeches/later/collection.yaml", "embargo: 2031-06-01T18:00")
    (problem,) = check(tmp_path).warnings
    assert problem.what.startswith("Everybody may see this folder")


def test_the_innermost_rule_counts_alone(tmp_path: Path) -> None:
    write(tmp_path, "collection.yaml", "visible_to: [server:1]")
    write(tmp_path, "open/collection.yaml", "visible_to: everybody")
    write(tmp_path, "open/desk/collection.yaml", "visible_to: [channel:2]")
    rules = found(tmp_path)
    paths = ("a.yaml", "other/a.yaml", "open/a.yaml", "open/more/a.yaml", "open/desk/a.yaml", "opener/a.yaml")
    closed = {who: rules.closed([who], NOW, None) for who in ("server:1", "channel:2")}
    seen = {who: [path for path in paths if not rules.is_closed(path, each)] for who, each in closed.items()}
    assert seen["server:1"] == ["a.yaml", "other/a.yaml", "open/a.yaml", "open/more/a.yaml", "opener/a.yaml"]
    assert seen["channel:2"] == ["open/a.yaml", "open/more/a.yaml", "open/desk/a.yaml"]


def test_a_rule_that_is_gone_goes_on_until_it_is_released(tmp_path: Path) -> None:
    file = write(tmp_path, "desk/collection.yaml", "visible_to: [server:1]")
    before = found(tmp_path)
    with pytest.raises(KeyError):
        before.released("desk")
    file.unlink()
    gone = found(tmp_path, CollectionRules.of_kept(before.kept()))
    assert states(gone) == {"desk": RuleState.GONE}
    assert gone.closed(["server:2"], NOW, None) == {"desk"}
    assert not gone.closed(["server:1"], NOW, None)
    assert [problem.path for problem in gone.problems(["desk/a.yaml"])] == ["desk/collection.yaml"]
    assert not list(gone.problems(["other/a.yaml"]))
    assert not states(gone.released("desk"))
    file.write_text("title: No collection any more", encoding="utf-8")
    assert states(found(tmp_path, gone)) == {"desk": RuleState.GONE}
    file.write_text("visible_to: everybody", encoding="utf-8")
    assert states(found(tmp_path, gone)) == {"desk": RuleState.STATED}


def test_a_file_that_could_not_be_read_stays_closed_when_it_is_gone(tmp_path: Path) -> None:
    file = write(tmp_path, "collection.yaml", "visible_to: [")
    unread = found(tmp_path)
    file.unlink()
    assert found(tmp_path, unread).closed(["server:1"], NOW, None) == {""}


def test_what_is_in_a_folder_that_cannot_be_looked_into_is_closed(tmp_path: Path) -> None:
    rules = CollectionRules({"desk": Rule(folder="desk", visible_to=frozenset(("everybody",)))})
    closed = rules_in(tmp_path, Scan({}, 0, closed=("desk",)), rules)
    assert states(closed) == {"desk": RuleState.UNREAD}


def test_a_link_out_of_the_knowledge_is_no_rule_and_closes(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.yaml", "visible_to: everybody")
    (tmp_path / "knowledge/desk").mkdir(parents=True)
    (tmp_path / "knowledge/desk/collection.yaml").symlink_to(outside)
    assert states(found(tmp_path / "knowledge")) == {"desk": RuleState.UNREAD}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2031-06-01T18:00+02:00", datetime(2031, 6, 1, 16, tzinfo=UTC)),
        ("2031-06-01 18:00 Europe/Oslo", datetime(2031, 6, 1, 16, tzinfo=UTC)),
        ("2031-06-01T18:00Z", datetime(2031, 6, 1, 18, tzinfo=UTC)),
        ("2031-06-01 18:00", datetime(2031, 6, 1, 9, tzinfo=UTC)),
        ("9999-12-31 23:59", datetime(9999, 12, 31, 14, 59, tzinfo=UTC)),
    ],
)
def test_an_embargo_without_a_zone_has_the_operators(written: str, moment: datetime) -> None:
    assert opens_at(read_embargo(written), timezone(timedelta(hours=9))) == moment


def test_the_end_of_all_days_is_an_embargo_on_any_machine() -> None:
    assert opens_at(read_embargo("9999-12-31 23:59"), None) > datetime(9999, 1, 1, tzinfo=ZoneInfo("UTC"))


def test_the_example_of_the_documentation_is_a_collection(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "knowledge-format.md").read_text(encoding="utf-8")
    (example,) = [text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "visible_to:" in text]
    reading = read_collection(write(tmp_path, "collection.yaml", example), "collection.yaml")
    assert reading and reading.good


def test_the_schema_is_kept_and_agrees_with_the_reading() -> None:
    kept = (ROOT / "docs" / "collection.schema.json").read_text(encoding="utf-8")
    assert kept == collection_schema(), (
        "write it anew: briefing-bot schema --collection > docs/collection.schema.json"
    )
    validator = Draft202012Validator(json.loads(kept))
    assert validator.is_valid({"visible_to": ["server:12", "key:press"], "title": "A"})
    assert validator.is_valid({"visible_to": "everybody"})
    assert not validator.is_valid({"title": "A"})
    assert not validator.is_valid({"visible_to": ["server:desk"]})
