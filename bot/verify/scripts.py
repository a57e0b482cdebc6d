"""Scripts that part no words by blanks: what is compared word by word cannot be judged in them."""

from __future__ import annotations

import re

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, kana and Chinese characters; Korean has blanks."""
_LETTER = re.compile(r"[^\W\d_]")


def is_unspaced(text: str) -> bool:
    """Whether at least half of the letters are of scripts that have no blanks between words."""
    return 2 * len(_UNSPACED.findall(text)) >= max(1, len(_LETTER.findall(text)))
