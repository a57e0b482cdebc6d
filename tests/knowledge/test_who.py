"""What `check` finds doubtful about who is who. All persons here are invented."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import PEOPLE_FILE, check

ARTICLE = """title: T
source: S
published: 2031-05-{day:02}
facts: [F]
people:
"""


def article(folder: Path, name: str, *people: str, day: int = 1) -> None:
    lines = "".join(f"  - {{{person}}}\n" for person in people)
    (folder / f"{name}.yaml").write_text(ARTICLE.format(day=day) + lines, encoding="utf-8")


def told(folder: Path, *, everybody: bool = False) -> list[str]:
    report = check(folder, everybody=everybody)
    return [str(problem).removeprefix(f"{folder}/") for problem in report.warnings]


def test_names_that_may_be_one_persons_are_told_where_they_stand(tmp_path: Path) -> None:
    article(tmp_path, "a", "name: Alan Hendry", "name: Mara Calder", "name: Ruth Hendry")
    article(tmp_path, "b", "name: Ann Roe", "name: Alann Hendry", "name: Mara Caldr")
    assert [line.split(". ")[0] for line in told(tmp_path)] == [
        "b.yaml:7: “Alan Hendry” and “Alann Hendry” may be one person",
        "b.yaml:8: “Mara Calder” and “Mara Caldr” may be one person",
    ]


def test_editors_settle_who_is_one_person(tmp_path: Path) -> None:
    article(tmp_path, "a", "name: Alan Hendry", "name: Mara Calder", "name: Jon Marsh")
    article(tmp_path, "b", "name: Alann Hendry", "name: Mara Caldr", "name: Jonn Marsh")
    list_of_people = "- name: Alan Hendry\n  aliases: [Alann Hendry]\n"
    list_of_people += "- name: Mara Calder\n  not: [Mara Caldr]\n- name: Jon Marsh\n- name: Jonn Marsh\n"
    (tmp_path / PEOPLE_FILE).write_text(list_of_people, encoding="utf-8")
    assert told(tmp_path) == []


def test_an_alias_that_two_have_is_told(tmp_path: Path) -> None:
    article(tmp_path, "a", "name: Xavier Tello, aliases: [The Fox]")
    article(tmp_path, "b", "name: Ruth Hendry, aliases: [the fox]")
    (line,) = told(tmp_path)
    assert line.startswith("a.yaml:6: “the fox” is an alias of “Ruth Hendry” and “Xavier Tello”.")
    stated = "- name: Ruth Hendry\n  aliases: [The Fox]\n"
    (tmp_path / PEOPLE_FILE).write_text(stated, encoding="utf-8")
    assert told(tmp_path) == []
    stated += "- name: Xavier Tello\n  aliases: [the fox]\n"
    (tmp_path / PEOPLE_FILE).write_text(stated, encoding="utf-8")
    (line,) = told(tmp_path)
    assert "is an alias of “Ruth Hendry” and “Xavier Tello”." in line


def test_an_office_that_two_hold_on_one_day_is_told(tmp_path: Path) -> None:
    article(tmp_path, "a", "name: Ada Lind, role: mayor of Orlow", "name: Ann Roe, role: poet", day=1)
    article(tmp_path, "b", "name: Theo Brandt, role: mayor of Orlow", "name: Ida Sol, role: poet", day=2)
    assert told(tmp_path) == []
    article(tmp_path, "c", "name: Ada Lind, role: mayor of Orlow", day=3)
    (line,) = told(tmp_path)
    assert "“Ada Lind” and “Theo Brandt” are both mayor of Orlow on 2031-05-02." in line


def test_stated_offices_may_follow_each_other_and_not_overlap(tmp_path: Path) -> None:
    article(tmp_path, "a", "name: Ada Lind", "name: Theo Brandt")
    (tmp_path / PEOPLE_FILE).write_text(
        "- name: Ada Lind\n  offices: [{title: chair, since: 2030-01-01}]\n"
        "- name: Theo Brandt\n  offices: [{title: chair, since: 2031-01-01}]\n",
        encoding="utf-8",
    )
    assert told(tmp_path) == []
    (tmp_path / PEOPLE_FILE).write_text(
        "- name: Ada Lind\n  offices: [{title: chair, since: 2030-01-01, until: 2031-06-01}]\n"
        "- name: Theo Brandt\n  offices: [{title: chair, since: 2031-01-01}]\n",
        encoding="utf-8",
    )
    (line,) = told(tmp_path)
    assert "are both chair on 2031-01-01." in line


def test_twenty_of_a_kind_are_told_unless_all_are_wanted(tmp_path: Path) -> None:
    names = [f"Rosa{letter} Tellon" for letter in "bcdfghj"]
    article(tmp_path, "a", *(f"name: {name}" for name in names))
    lines = told(tmp_path)
    assert len(lines) == 21
    assert "There is 1 more pair" in lines[-1]
    assert len(told(tmp_path, everybody=True)) == 21
    assert "more" not in told(tmp_path, everybody=True)[-1]


def test_an_article_that_is_called_like_the_list_of_people_is_told(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for folder in (tmp_path, tmp_path / "more"):
        (folder / PEOPLE_FILE).write_text(
            "id: x\n" * (folder == tmp_path) + ARTICLE.format(day=1).removesuffix("people:\n")
        )
    lines = told(tmp_path)
    assert [line.split(":")[0] for line in lines] == ["more/people.yaml", "people.yaml"]
    assert "Give" in lines[0]
