"""`verify`: one quotation, a batch as the scorer reads it, a draft text; exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SLUICE = "leave the northern sluice open from March to June"


@pytest.mark.parametrize(
    ("quotation", "speaker", "status", "told"),
    [
        (SLUICE, "Lena Renwick", 0, "Genuine"),
        (SLUICE, "Tobias Renwick", 1, "Misattributed"),
        (SLUICE.replace("northern", "southern"), "Renwick", 1, "Altered"),
        ("the king has gone to live on the moon for good", "Renwick", 3, "Not known"),
    ],
)
def test_a_verdict_and_its_status(
    run: Run, newsroom: Path, quotation: str, speaker: str, status: int, told: str
) -> None:
    result = run("verify", quotation, "--speaker", speaker, "-k", newsroom)
    assert result.exit_code == status, result.output
    assert result.stdout.startswith(told)


def test_differences_are_marked_without_colour(run: Run, newsroom: Path) -> None:
    shown = run("verify", SLUICE.replace("northern", "southern"), "-k", newsroom).stdout
    assert "[+southern+]" in shown
    assert "[-northern-]" in shown


def test_json_is_one_line(run: Run, newsroom: Path) -> None:
    line = json.loads(run("verify", SLUICE, "-k", newsroom, "--json").stdout)
    assert line["verdict"] == "genuine"
    assert line["matches"][0]["article"] == "tidal-barrier-vote"
    assert "condition left out" in {remark["kind"] for remark in line["remarks"]}


def test_a_batch_gives_what_the_scorer_reads(run: Run, newsroom: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "quotation": SLUICE, "speaker": None},
        {"id": "b", "quotation": "…", "speaker": "Renwick"},
    ]
    source, out = tmp_path / "quotations.jsonl", tmp_path / "verdicts.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert run("verify", "--batch", source, "--out", out, "-k", newsroom).exit_code == 0
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["verdict"]) == ("a", "genuine")
    assert {"article", "kind", "index"} <= first["matches"][0].keys()
    assert (second["verdict"], second["reason"], second["matches"]) == ("unknown", "no words", [])


def test_a_batch_of_texts_gives_the_quotations_of_each(run: Run, newsroom: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "texts.jsonl", tmp_path / "verdicts.jsonl"
    lines = [
        {"id": "a", "text": f"“If you must build it, {SLUICE},” Lena Renwick said."},
        {"id": "b", "text": "No."},
    ]
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert run("verify", "--batch", source, "--out", out, "-k", newsroom).exit_code == 0
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    (row,) = first["quotations"]
    assert (row["verdict"], row["attribution"]) == ("genuine", "agrees")
    assert row["said_by"] == row["speaker"] == "Lena Renwick"
    assert second.items() >= {"id": "b", "quotations": []}.items()


def test_a_line_with_neither_quotation_nor_text_is_refused(run: Run, newsroom: Path, tmp_path: Path) -> None:
    source = tmp_path / "lines.jsonl"
    source.write_text('{"id": "a"}', encoding="utf-8")
    result = run("verify", "--batch", source, "-k", newsroom)
    assert result.exit_code != 0
    assert 'either a "quotation" or a "text"' in " ".join(result.output.split())


def test_a_draft_is_checked_line_by_line(run: Run, newsroom: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"News\n\nLena Renwick said: “{SLUICE.replace('June', 'July')}.”\n", encoding="utf-8")
    result = run("verify", "--file", draft, "-k", newsroom)
    assert result.exit_code == 1, result.output
    assert "Line 3: Altered" in result.stdout
    draft.write_text(f"News\n\nLena Renwick said: “{SLUICE}.”\n", encoding="utf-8")
    assert run("verify", "--file", draft, "-k", newsroom).exit_code == 0


def test_the_shipped_article_is_genuine_throughout(run: Run, shipped: Path) -> None:
    article = Path(__file__).parents[1] / "data" / "articles" / "japan-us-joint-exercises.txt"
    result = run("verify", "--file", article, "-k", shipped)
    assert result.exit_code == 0, result.output
    assert "Genuine: 7." in result.stdout


def test_a_draft_ends_with_the_worst_of_its_quotations(run: Run, newsroom: Path) -> None:
    unknown = "Lena Renwick said: “The king has gone to live on the moon for good, they say.”"
    altered = f"Lena Renwick said: “{SLUICE.replace('June', 'July')}.”"
    genuine = f"Lena Renwick said: “{SLUICE}.”"
    for text, status in (
        (f"{genuine}\n\n{unknown}", 3),
        (f"{unknown}\n\n{altered}", 1),
        ("No quotation at all.", 3),
    ):
        result = run("verify", "--file", "-", "-k", newsroom, typed=text)
        assert result.exit_code == status, result.output


def test_a_draft_that_cannot_be_read_is_told(run: Run, newsroom: Path, tmp_path: Path) -> None:
    result = run("verify", "--file", tmp_path / "none.txt", "-k", newsroom)
    assert result.exit_code == 1
    assert "none.txt cannot be read" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("words", "--file", "draft.txt")])
def test_one_thing_is_checked_at_a_time(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("verify", *arguments).exit_code == 2
