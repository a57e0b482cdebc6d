"""What is too long to be a question or a quotation is refused; an article may have any length."""

from __future__ import annotations

import pytest

from bot.services import OPERATOR, Request, Services
from bot.text import LONGEST, TooLongError


@pytest.mark.parametrize(
    "asked",
    [
        lambda services, words: services.ask(Request(words, OPERATOR)),
        lambda services, words: services.verify(words, None, OPERATOR),
        lambda services, words: services.verify_pasted(words, None, OPERATOR),
    ],
)
def test_a_letter_too_many_is_refused(services: Services, asked: object) -> None:
    assert callable(asked)
    words = "harbour " * (LONGEST // 8)
    asked(services, words)
    with pytest.raises(TooLongError, match="4,001 letters"):
        asked(services, words + "s")


def test_an_article_is_checked_whatever_its_length(services: Services) -> None:
    report = services.check("“We did not win everything”, she said. " + "harbour " * LONGEST, OPERATOR)
    assert report.quotations
