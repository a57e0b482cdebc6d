"""The check over a real index gives the verdicts that it gives over articles in memory."""

from collections.abc import Iterator
from datetime import date

import pytest
import tantivy

from bot.knowledge import CollectionRules
from bot.knowledge.cast import mentions
from bot.knowledge.items import Item
from bot.knowledge.model import Article, Quote
from bot.names import Register
from bot.replies import Attribution, Outcome, Reason
from bot.search.index.codec import encode
from bot.search.index.schema import build_schema, register_analyzers
from bot.search.index.snapshot import TantivySnapshot
from bot.verify import verify
from bot.verify.indexed import IndexSource
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

SPEECH = "and it is what it is and we will do what we can do for all of them"
LONG = Article(
    id="long-speech",
    title="A long speech",
    quotes=(
        Quote(speaker="Brandt", text="The harbour is ours. " * 40 + SPEECH),
        *(
            Quote(speaker="Brandt", text=f"It is what it is, and we will do all we can, {n}.")
            for n in range(90)
        ),
    ),
)


@pytest.fixture(scope="module")
def source() -> Iterator[IndexSource]:
    schema = build_schema()
    index = tantivy.Index(schema)
    register_analyzers(index)
    writer = index.writer(heap_size=20_000_000, num_threads=1)
    for article in (*ARTICLES, LONG):
        for document in encode(article, f"{article.id}.yaml"):
            writer.add_json(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    register = Register.read(mention for article in (*ARTICLES, LONG) for mention in mentions(article))
    yield IndexSource(TantivySnapshot(index.searcher(), index.schema, register, lambda: CollectionRules({})))


@pytest.mark.parametrize("item", MemorySource(ARTICLES).items["quote"], ids=lambda item: item.key)
def test_every_quote_is_found_as_in_memory(source: IndexSource, item: Item) -> None:
    memory = MemorySource(ARTICLES)
    for text in (
        item.text,
        item.text.lower(),
        item.text.replace("e", "i", 1),
        item.text[len(item.text) // 2 :],
    ):
        for speaker in (None, item.speaker, "Theo Brandt", "Gustav Ostrander"):
            ours, theirs = verify(source, text, speaker), verify(memory, text, speaker)
            assert (ours.verdict, ours.attribution) == (theirs.verdict, theirs.attribution)


def test_a_few_common_words_out_of_a_long_speech_are_found(source: IndexSource) -> None:
    assert verify(source, "it is what it is and we will do what we can do").verdict is Outcome.GENUINE


def test_a_quotation_may_run_over_into_the_next_quote(source: IndexSource) -> None:
    verdict = verify(source, "like steering a ferry in fog, you hear more horns than you see lights")
    assert verdict.verdict is Outcome.GENUINE


def test_words_of_a_fact_are_an_articles_own(source: IndexSource) -> None:
    assert verify(source, "58% of the ships that call at Port Ellery").reason is Reason.ARTICLE_WORDS


def test_the_reach_is_that_of_the_index(source: IndexSource) -> None:
    reach = source.reach()
    assert (reach.articles, reach.sources) == (4, 3)
    assert (reach.first, reach.latest) == (date(2031, 3, 3), date(2031, 11, 20))


def test_people_are_known_by_role_and_alias(source: IndexSource) -> None:
    promise = "We will spend 270 million crowns on the harbour"
    assert verify(source, promise, "Iron Mayor").verdict is Outcome.GENUINE
    assert verify(source, promise, "the mayor of Port Ellery").verdict is Outcome.GENUINE
    assert verify(source, promise, "the former mayor of Port Ellery").verdict is Outcome.MISATTRIBUTED


@pytest.mark.parametrize(
    ("speaker", "attribution"),
    [
        (None, Attribution.NOT_NAMED),
        ("Ostrander", Attribution.AGREES),
        ("Iron Mayor", Attribution.AGREES),
        ("Theo Brandt", Attribution.CONTRADICTED),
        ("the ferry captain", Attribution.CONTRADICTED),
        ("Leonid Vasquez", Attribution.NOT_RESOLVED),
        ("the minister of tides", Attribution.NOT_RESOLVED),
    ],
)
def test_an_attribution_stands_beside_the_verdict(
    source: IndexSource, speaker: str | None, attribution: Attribution
) -> None:
    promise = "We will spend 270 million crowns on the harbour"
    assert verify(source, promise, speaker).attribution is attribution
    assert verify(source, promise.replace("270", "271"), speaker).attribution is attribution


def test_a_full_name_that_only_a_text_has_is_known(source: IndexSource) -> None:
    assert source.knows("Gull Islands")
    assert not source.knows("Gull Peninsula")


@pytest.mark.parametrize(
    "name",
    [
        "President Ostrander of Port Ellery",
        "the council's Helena Ostrander",
        "Port Ellery mayor Helena Ostrander",
        "ex-mayor Ostrander",
        "Helena Ostrander, once a pilot",
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(source: IndexSource, name: str) -> None:
    verdict = verify(source, "we will not raise a single tax to pay for it", name)
    assert (verdict.verdict, verdict.attribution) == (Outcome.GENUINE, Attribution.AGREES)
    verdict = verify(source, "They would rather build a palace for yachts than repair one school roof", name)
    assert verdict.attribution is Attribution.CONTRADICTED
