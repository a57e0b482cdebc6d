"""Drafts on disk: proven letter for letter, never over an editor's work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest import (
    Draft,
    ProofError,
    SaveOutcome,
    UnreadableError,
    check_folder,
    publish,
    read_article,
    save,
)
from bot.ingest.draft.facts import Passage
from tests.ingest.conftest import TEXT


def test_saved_with_article_and_proof(draft: Draft, tmp_path: Path) -> None:
    saved = save(draft, tmp_path)
    assert saved.outcome is SaveOutcome.WRITTEN
    assert saved.path == tmp_path / "drafts/harbour.yaml"
    assert (tmp_path / "drafts/harbour.txt").read_text("utf-8") == TEXT
    proof = json.loads((tmp_path / "drafts/harbour.proof.json").read_text("utf-8"))
    first = proof["places"][0]
    assert TEXT[first["start"] : first["end"]] == "The harbour will feed this town"
    assert check_folder(tmp_path).problems == ()


def test_a_second_run_changes_nothing(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    assert save(draft, tmp_path).outcome is SaveOutcome.UNCHANGED


def test_an_untouched_draft_is_renewed(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    assert save(draft.with_speaker(0, "Clara Voss"), tmp_path).outcome is SaveOutcome.UPDATED


def test_an_edited_draft_is_kept_and_the_difference_shown(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    edited = path.read_text("utf-8").replace("speaker: Ann Roe", "speaker: Mayor Ann Roe", 1)
    path.write_text(edited, "utf-8")
    saved = save(draft, tmp_path)
    assert saved.outcome is SaveOutcome.KEPT
    assert "-  - speaker: Mayor Ann Roe" in saved.difference
    assert "+  - speaker: Ann Roe" in saved.difference
    assert path.read_text("utf-8") == edited


def test_a_file_of_another_origin_is_kept(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text("title: Mine\nsource: Me\nfacts: [It rained all day.]\n", "utf-8")
    assert publish(draft, tmp_path).outcome is SaveOutcome.KEPT


def test_publishing_moves_the_draft(draft: Draft, tmp_path: Path) -> None:
    save(draft, tmp_path)
    saved = publish(draft, tmp_path, unsure=True)
    assert (saved.outcome, saved.path) == (SaveOutcome.PUBLISHED, tmp_path / "harbour.yaml")
    assert not list((tmp_path / "drafts").iterdir())
    assert check_folder(tmp_path).problems == ()


def test_a_changed_word_fails_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.write_text(path.read_text("utf-8").replace("will feed", "will not feed"), "utf-8")
    (problem,) = check_folder(tmp_path).problems
    assert "will not feed this town" in problem.what
    assert "will not feed this town" in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_a_line_taken_out_or_shortened_keeps_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.write_text(path.read_text("utf-8").replace("The harbour will feed", "will feed"), "utf-8")
    assert check_folder(tmp_path).problems == ()


def test_a_changed_article_fails_the_proof(draft: Draft, tmp_path: Path) -> None:
    path = save(draft, tmp_path).path
    path.with_suffix(".txt").write_text(TEXT + "More.", "utf-8")
    (problem,) = check_folder(tmp_path).problems
    assert "harbour.txt was changed" in problem.what


def test_nothing_unproven_is_published(draft: Draft, tmp_path: Path) -> None:
    false = replace(draft, facts=(Passage("It sank.", 0, 8),))
    with pytest.raises(ProofError, match="It sank"):
        publish(false, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_article_with_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="neither a quotation nor a whole sentence"):
        save(read_article("Nothing"), tmp_path)
