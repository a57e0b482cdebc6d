"""Every look-up counts as a question while it lasts, so that work in the background stands aside for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.search import Corpus, Scope, Search
from bot.services import OPERATOR, Request, Services

Look = Callable[[Services], object]
LOOKS: dict[str, Look] = {
    "ask": lambda services: services.ask(Request("what did Thorley say?", OPERATOR)),
    "verify": lambda services: services.verify("We did not win everything", None, OPERATOR),
    "check": lambda services: services.check("“We did not win everything”, she said.", OPERATOR),
    "person": lambda services: services.person("Thorley", OPERATOR),
    "article": lambda services: services.article("ferry", OPERATOR),
    "articles": lambda services: services.articles("", OPERATOR),
    "people": lambda services: services.people("", OPERATOR),
    "quotes": lambda services: services.quotes("Thorley", "", OPERATOR),
    "timeline": lambda services: services.timeline("Thorley", "strike", OPERATOR),
    "compare": lambda services: services.compare(["Thorley", "Pell"], "strike", OPERATOR),
    "who_said": lambda services: services.who_said("we did not win everything", OPERATOR),
    "item": lambda services: services.item("nothing#0", OPERATOR),
    "items": lambda services: services.items("nothing", OPERATOR),
    "statements": lambda services: services.statements("Agnes Thorley", OPERATOR),
    "person_key": lambda services: services.person_key("Thorley", OPERATOR),
    "find_by_topic": lambda services: services.find_by_topic("strike", OPERATOR),
}


class CountedSearch(Search):
    """Counts the requests that take a corpus for their time."""

    requests = 0

    @contextmanager
    def asked(self, scope: Scope) -> Iterator[Corpus]:
        """As every search does it."""
        self.requests += 1
        with super().asked(scope) as corpus:
            yield corpus

    def corpus(self, scope: Scope) -> Corpus:
        """Only a request that was counted may take one."""
        assert self.requests
        return super().corpus(scope)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountedSearch]:
    data = Path(__file__).parents[1] / "data" / "newsroom"
    with CountedSearch.open(data, index=tmp_path_factory.mktemp("index"), vectors=False) as search:
        yield search


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_look_up_is_one_request(search: CountedSearch, look: Look) -> None:
    search.requests = 0
    look(Services(search))
    assert search.requests == 1
