"""An openly fictional article, and its draft."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ingest import Draft, Source, draft_of

TEXT = """Harbour opens in Fennmoor
By Dora Quill
FENNMOOR — Mayor Ann Roe opened the new harbour on Friday after four years of work. It cost 12 million crowns.
“The harbour will feed this town,” Roe said. “It is: ours # and 'ours' alone,” she added.
Two ships waited outside.  Their crews had come from far away.
Sign up for our newsletter to get more of this.
Follow Dora Quill on Chatter at @doraquill.
"""


@pytest.fixture
def draft() -> Draft:
    return draft_of(Source(TEXT, source="Fennmoor Mirror", published=date(2031, 5, 2), name="harbour"))
