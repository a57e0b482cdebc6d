"""A whole folder checked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.check import check
from bot.knowledge.errors import FolderError

BROKEN = Path(__file__).parents[1] / "data" / "broken"
PAGE = (
    "title: Ferry late\nsource: Varrenland Courier\npublished: 2031-05-02\n"
    "facts: [The ferry was late., It rained.]\n"
)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_every_problem_of_every_file_is_told_in_order() -> None:
    report = check(BROKEN)
    expected = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(str(problem) for problem in report.problems) == sorted(
        f"{BROKEN}/{line}" for line in expected
    )
    assert list(report.problems) == sorted(report.problems, key=lambda problem: (problem.path, problem.line))
    assert report.errors == report.problems
    assert (report.articles, report.quotes, report.facts) == (0, 0, 0)


def test_what_is_good_is_counted(tmp_path: Path) -> None:
    quote = "quotes: [{speaker: S, text: No.}]\n"
    folder = written(
        tmp_path,
        {
            "a.yaml": PAGE + quote,
            "deep/er/b.yml": PAGE.replace("source", "author"),
            "c.yaml": PAGE + "draft: true\n",
            "d.yaml": PAGE + "colour: red\n",
            "notes.txt": "no knowledge file",
            ".hidden/e.yaml": "broken: yes",
        },
    )
    report = check(folder)
    assert (report.articles, report.quotes, report.facts, report.drafts) == (2, 1, 4, 1)
    assert [problem.path for problem in report.errors] == [str(folder / "d.yaml")]
    assert [problem.path for problem in report.warnings] == [str(folder / "deep/er/b.yml")]


def test_an_id_used_twice_is_a_problem_of_the_later_path(tmp_path: Path) -> None:
    folder = written(tmp_path, {"b.yaml": PAGE, "a.yaml": PAGE + "id: b\n", "c.yaml": PAGE})
    report = check(folder)
    assert [str(problem) for problem in report.problems] == [
        f"{folder}/b.yaml:1: The id `b` is already used in {folder}/a.yaml. "
        "Give the article another `id:`, or the file another name."
    ]
    assert report.articles == 2


def test_a_file_left_out_for_one_id_takes_no_other(tmp_path: Path) -> None:
    two = f"id: a\n{PAGE}---\n{PAGE}id: c\n"
    report = check(written(tmp_path, {"a.yaml": PAGE, "b.yaml": two, "c.yaml": PAGE}))
    assert [(Path(problem.path).name, problem.line) for problem in report.problems] == [("b.yaml", 1)]
    assert report.articles == 2


def test_what_is_no_folder_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        check(tmp_path / "nowhere")


def test_an_article_without_a_date_is_warned_of(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.yaml": PAGE.replace("published: 2031-05-02\n", ""), "b.yaml": PAGE})
    (problem,) = check(folder).warnings
    assert (problem.path, "no `published`" in problem.what) == (str(folder / "a.yaml"), True)


def test_lines_to_be_added_are_told_where_they_were_only_set_free(tmp_path: Path) -> None:
    lines = "draft: true\nadds_to: ferry\ntitle: Ferry late\nquotes: [{speaker: S, text: No.}]\n"
    folder = written(tmp_path, {"ferry.yaml": PAGE, "drafts/ferry.yaml": lines})
    assert check(folder).problems == ()
    written(folder, {"drafts/ferry.yaml": lines.removeprefix("draft: true\n")})
    report = check(folder)
    (problem,) = report.problems
    assert problem.severity == "warning"
    assert "article `ferry`" in problem.what
    assert "briefing-bot publish" in problem.mend
    assert (report.articles, report.quotes, report.drafts) == (1, 0, 1)
