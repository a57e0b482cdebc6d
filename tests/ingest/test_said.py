"""An article is read with the network: whatever it holds, and in a sentence where the network is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ingest import IngestError, Source, draft_of, said
from bot.models import Pointer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "“”",
        "“a”" * 60,
        "Odd\n“\u202eWe \U0001f600 stay\u0000,” said Ann \ud7ff Roe. « 漢字 » „é\u0301“ \u2028 “x”",
    ],
)
def test_any_article_is_read(text: str) -> None:
    assert all(line.text in text for line in draft_of(Source(text)).lines)


def test_a_missing_network_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said, "shipped_pointer", lambda: Pointer(tmp_path))
    with pytest.raises(
        IngestError, match=r"The article was not read. .*the file is missing.*install it again"
    ):
        draft_of(Source("Dam closed\nThe plan is “a mess”, and Ann Roe called it “late”."))
