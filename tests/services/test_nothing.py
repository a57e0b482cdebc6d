"""A folder without articles says what it has, and what is to be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services import OPERATOR, Services, why_nothing

DRAFT = "title: T\nsource: S\ndraft: true\nfacts: [F]\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, ["is empty", "check that its share is mounted", "briefing-bot init"]),
        ({"a.txt": "title: T", "b.json": "{}"}, ["none of its 2 files ends in .yaml or .yml"]),
        ({"a.YAML": DRAFT}, ["its only file does not end in .yaml or .yml"]),
        ({"a.yaml": DRAFT}, ["has only a draft, which is not answered from", "briefing-bot publish"]),
        (
            {"a.yaml": DRAFT, "b.yaml": DRAFT},
            ["has only drafts (2), which are not", "remove the line `draft: true`"],
        ),
        ({"a.yaml": DRAFT, "b.yaml": "title: ["}, ["has only a draft", "and files with errors"]),
        ({"a.yaml": "title: ["}, ["No article can be read in", "its file has errors", "briefing-bot check"]),
        ({"a.yaml": "", "b.yaml": "# nothing\n"}, ["its 2 files have errors"]),
        ({"people.yaml": "- {name: Ada Lind}\n"}, ["has no article, only a list of persons"]),
    ],
)
def test_what_a_folder_has(tmp_path: Path, files: dict[str, str], said: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    told = why_nothing(tmp_path)
    for words in said:
        assert words in told


def test_it_is_told_with_the_figures_and_by_a_reload(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(DRAFT, "utf-8")
    with Services.open(tmp_path, vectors=False) as services:
        assert "only a draft" in services.status(OPERATOR).nothing
        (tmp_path / "a.yaml").write_text(DRAFT.replace("draft: true\n", ""), "utf-8")
        assert services.reload().nothing == ""
        assert services.status(OPERATOR).nothing == ""
