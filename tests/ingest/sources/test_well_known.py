"""The newsroom's own list of people whom papers name by a family name alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ingest import IngestError
from bot.services import Source, read_drafts

ARTICLE = """Harbour opens

“We open on Monday,” Mr. Quillfeather said.
"""


def speakers(folder: Path) -> list[tuple[str, bool]]:
    article = folder / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    (draft,) = read_drafts([article], Source(""), folder)
    assert not isinstance(draft, IngestError)
    return [(line.speaker, line.sure) for line in draft.lines]


def test_a_name_of_the_list_is_completed_and_marked(tmp_path: Path) -> None:
    assert speakers(tmp_path) == [("Quillfeather", True)]
    listed = "# Ours\n\nQuillfeather: Odo Quillfeather  # the mayor\n"
    (tmp_path / "well_known.txt").write_text(listed, encoding="utf-8")
    assert speakers(tmp_path) == [("Odo Quillfeather", False)]


@pytest.mark.parametrize(
    ("listed", "why"),
    [(b"Quillfeather\n", "line 1"), (b"A: B\nQuill:\n", "line 2"), (b"Quill: \xff\n", "UTF-8")],
)
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, listed: bytes, why: str) -> None:
    (tmp_path / "well_known.txt").write_bytes(listed)
    with pytest.raises(IngestError, match=f"well_known.txt: .*{why}"):
        speakers(tmp_path)
