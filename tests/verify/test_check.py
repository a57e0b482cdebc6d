"""Verdicts on quotations, as an editor would give them."""

from datetime import date

import pytest

from bot.knowledge.model import Article, Quote
from bot.replies import Change, DifferenceKind, Outcome, Reason, RemarkKind
from bot.verify import verify
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

SOURCE = MemorySource(ARTICLES)
PROMISE = "We will spend 270 million crowns on the harbour, and we will not raise a single tax to pay for it."
PALACE = "They would rather build a palace for yachts than repair one school roof in the Ropewalk quarter."
FERRY = "The un-Ellerian thing would be to charge $12 an hour, or 4.5% more, for a well-known crossing."


@pytest.mark.parametrize(
    "quotation",
    [
        PROMISE,
        "“We will spend 270 million crowns on the harbour”",
        "we will spend 270 million crowns on the harbour and we will not raise a single tax to pay for it",
        "We  will spend 270 million\ncrowns — on the harbour",
        "we will not raise a single tax …",
        "We will spend 270 million crowns ... to pay for it.",
        "We will spend [...] on the harbour, and we will not raise a single tax",
        "[They] will spend 270 million crowns on the harbour",
        "We will spend [the money] on the harbour",
        "[W]e will not raise a single tax to pay for [the harbour]",
        "[Ostrander] is more likely to win next year ... and fewer of our voters will stay at home.",
        "Ostrander is more likely to win next year and fewer of our voters will stay at home",
        "the unEllerian thing would be to charge $12 an hour",
        "the un Ellerian thing would be to charge 12 an hour or 4.5 percent more",
        "the un ellerian thing would be to charge 12 an hour or 4.5 more for a well known crossing",
        "i dont believe that the old bridge is safe",
        "I don’t believe that the old bridge is safe",
        "Running a city is like steering a ferry in fog, you hear more horns than you see lights",
        "A monument to vanity",
        "“We will spend 270 million crowns on the harbour, and we will …”",
        "the 18 000 tonnes of cod that each may take",
    ],
)
def test_the_words_as_they_stand_are_genuine(quotation: str) -> None:
    verdict = verify(SOURCE, quotation)
    assert verdict.verdict is Outcome.GENUINE
    assert "".join(part.given for part in verdict.matches[0].segments) == quotation
    assert not verdict.matches[0].differences


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        (PROMISE.replace("270", "271"), DifferenceKind.NUMBER),
        (PROMISE.replace("million", "billion"), DifferenceKind.NUMBER),
        (PROMISE.replace("270 million", "270"), DifferenceKind.NUMBER),
        (PROMISE.replace("crowns", "Ruritanian crowns"), DifferenceKind.NAME),
        (PROMISE.replace("will not", "will"), DifferenceKind.NEGATION),
        (PROMISE.replace("will spend", "won't spend"), DifferenceKind.NEGATION),
        (PROMISE.replace("We", "They"), DifferenceKind.PRONOUN),
        (PROMISE.replace("will spend", "would spend"), DifferenceKind.MODAL),
        (PROMISE.replace("a single", "a single, single"), DifferenceKind.WORD),
        (PROMISE.replace("tax", "taxes"), DifferenceKind.WORD),
        (PROMISE.replace("pay for it", "pay for you"), DifferenceKind.PRONOUN),
        (PROMISE.replace("We will spend 270", "We will spend 72"), DifferenceKind.NUMBER),
        (PROMISE.replace("on the harbour, and ", "and "), DifferenceKind.WORD),
        (PROMISE.replace("We will", "Friends, we will"), DifferenceKind.WORD),
        ("I can believe that the old bridge is safe", DifferenceKind.NEGATION),
        (PALACE.replace("Ropewalk", "Saltmarsh"), DifferenceKind.NAME),
        (PALACE.replace("one school", "two school"), DifferenceKind.NUMBER),
        (FERRY.replace("$", "€"), DifferenceKind.NUMBER),
        (FERRY.replace("4.5", "45"), DifferenceKind.NUMBER),
        (FERRY.replace("4.5%", "4.5 points"), DifferenceKind.NUMBER),
        ("[Ostrander] is less likely to win next year", DifferenceKind.COMPARISON),
        ("[Ostrander] is more unlikely to win next year", DifferenceKind.NEGATION),
        (
            "We will spend 270 million crowns on the harbour, and we will [gladly] raise a single tax",
            DifferenceKind.NEGATION,
        ),
        ("[Lisandra] is more likely to win next year", DifferenceKind.NAME),
        ("than repair one school roof in the [Saltmarsh] quarter", DifferenceKind.NAME),
        ("and we will not raise a single tax to pay for [Ruritania]", None),
        ("[300] million crowns on the harbour", DifferenceKind.NUMBER),
        ("is more likely to win next ... and fewer of our voters will stay", DifferenceKind.WORD),
        ("is [less] likely to win next year", DifferenceKind.COMPARISON),
        ("We will spend [300 million] crowns on the harbour", DifferenceKind.NUMBER),
        ("We will [be glad to find a way to] spend 270 million crowns on the harbour", DifferenceKind.WORD),
        ("[We] on the harbour, and we will not raise a single tax to pay for it", None),
    ],
)
def test_a_changed_word_is_seen_and_named(quotation: str, kind: DifferenceKind | None) -> None:
    verdict = verify(SOURCE, quotation)
    if kind is None:
        assert verdict.verdict is Outcome.GENUINE
        return
    assert verdict.verdict is Outcome.ALTERED
    best = verdict.matches[0]
    assert best.differences[0].kind is kind, best.segments
    assert "".join(part.given for part in best.segments) == quotation
    assert "".join(part.known for part in best.segments) in best.item.text


@pytest.mark.parametrize(
    ("quotation", "given", "known"),
    [
        (PROMISE.replace("harbour", "harbor"), "harbor, ", "harbour, "),
        ("I do not believe that the old bridge is safe", "do not ", "don't "),
        (PALACE.replace("one school", "1 school"), "1 ", "one "),
        (FERRY.replace("$12", "12 dollars"), "12 dollars ", "$12 "),
        ("It’s likely that 18 ships", "It’s ", "It is "),
        ("We will not sell €5m", "€5m", "five million euros"),
    ],
)
def test_what_is_only_written_otherwise_is_genuine_and_shown(quotation: str, given: str, known: str) -> None:
    ships = Quote(speaker="Theo Brandt", text="It is likely that eighteen ships will come to Ellery.")
    sale = Quote(speaker="Theo Brandt", text="We will not sell five million euros of bonds.")
    verdict = verify(
        MemorySource([*ARTICLES, Article(id="ships", title="Ships", quotes=(ships, sale))]), quotation
    )
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.confidence == 1
    differences = verdict.matches[0].differences
    assert (differences[0].given, differences[0].known) == (given, known)
    assert {part.kind for part in differences} == {DifferenceKind.SPELLING}


@pytest.mark.parametrize("word", ["filled", "tiled", "field", "files"])
def test_another_real_word_is_no_other_spelling(word: str) -> None:
    text = "We filed charges after eleven months against four ships."
    source = MemorySource([Article(id="a", title="A", quotes=(Quote(speaker="Theo Brandt", text=text),))])
    assert verify(source, text.replace("filed", word)).verdict is Outcome.ALTERED
    assert verify(source, text.replace("four", "for")).matches[0].differences[0].kind is DifferenceKind.NUMBER


def test_a_point_before_a_figure_belongs_to_the_number() -> None:
    rents = Quote(speaker="Theo Brandt", text="Rents rose by .5 percent while they slept on the quay.")
    source = MemorySource([Article(id="rents", title="Rents", quotes=(rents,))])
    assert verify(source, "Rents rose by 0.5% while they slept").verdict is Outcome.GENUINE
    assert verify(source, "Rents rose by 5 percent while they slept").verdict is Outcome.ALTERED


def test_what_turns_the_meaning_comes_first() -> None:
    bent = PROMISE.replace("harbour", "port").replace("not ", "").replace("270", "170")
    kinds = [part.kind for part in verify(SOURCE, bent).matches[0].differences]
    assert kinds == [DifferenceKind.NUMBER, DifferenceKind.NEGATION, DifferenceKind.WORD]


@pytest.mark.parametrize(
    "quotation",
    [
        "we will not raise a single tax to pay for it, and we will spend 270 million crowns on the harbour",
        "we will not raise a single tax … We will spend 270 million crowns",
    ],
)
def test_moved_words_are_told_from_changed_ones(quotation: str) -> None:
    verdict = verify(SOURCE, quotation)
    assert verdict.verdict is Outcome.ALTERED
    assert any(
        part.change is Change.MOVED and part.kind is DifferenceKind.ORDER
        for part in verdict.matches[0].differences
    )


@pytest.mark.parametrize(
    "quotation",
    [
        "We will spend 270 million crowns on the harbour to build a palace for yachts",
        "We will spend 270 million crowns on the harbour … than repair one school roof",
        "Running a city is like steering a ferry in fog … than repair one school roof in the Ropewalk",
    ],
)
def test_two_quotes_run_together_are_altered(quotation: str) -> None:
    verdict = verify(SOURCE, quotation)
    assert verdict.verdict is Outcome.ALTERED
    assert len(verdict.matches) > 1
    assert verdict.matches[0].differences[0].change is Change.JOINED
    for match in verdict.matches:
        assert "".join(part.given for part in match.segments) == quotation


@pytest.mark.parametrize(
    "speaker",
    ["Helena Ostrander", "ostrander", "H. Ostrander", "The Iron Mayor", "Mayor Ostrander", "Ostrandr"],
)
def test_the_speaker_may_be_named_in_any_way(speaker: str) -> None:
    assert verify(SOURCE, PROMISE, speaker).verdict is Outcome.GENUINE


@pytest.mark.parametrize(
    "speaker",
    ["Gustav Ostrander", "Theo Brandt", "Brandt", "G. Ostrander"],
)
def test_genuine_words_of_somebody_else_are_misattributed(speaker: str) -> None:
    verdict = verify(SOURCE, PROMISE, speaker)
    assert verdict.verdict is Outcome.MISATTRIBUTED
    assert verdict.matches[0].item.speaker == "Helena Ostrander"


def test_altered_words_are_altered_whoever_is_named() -> None:
    assert verify(SOURCE, PROMISE.replace("270", "72"), "Theo Brandt").verdict is Outcome.ALTERED


@pytest.mark.parametrize(
    ("quotation", "reason"),
    [
        ("", Reason.NO_WORDS),
        ("… — !? 🙂", Reason.NO_WORDS),
        ("thank you very much", Reason.TOO_SHORT),
        ("Thank you so much", Reason.TOO_SHORT),
        ("of the", Reason.TOO_SHORT),
        ("The council sat until midnight and adjourned without a vote", Reason.ARTICLE_WORDS),
        ("he would sooner leave the party than share a platform", Reason.INDIRECT),
        ("Nobody told the lighthouse keeper that the whales had already gone south", Reason.NOT_FOUND),
    ],
)
def test_unknown_has_a_reason(quotation: str, reason: Reason) -> None:
    verdict = verify(SOURCE, quotation)
    assert verdict.verdict is Outcome.UNKNOWN
    assert verdict.reason is reason


def test_unknown_tells_how_far_the_knowledge_reaches() -> None:
    verdict = verify(SOURCE, "Nobody told the lighthouse keeper that the whales had gone south")
    assert (verdict.reach.articles, verdict.reach.sources) == (3, 3)
    assert (verdict.reach.first, verdict.reach.latest) == (date(2031, 3, 3), date(2031, 11, 20))
    assert verdict.nearest is None


def test_an_articles_own_words_are_shown_in_their_place() -> None:
    verdict = verify(SOURCE, "The council sat until midnight and adjourned without a vote")
    assert (verdict.matches[0].item.article, verdict.matches[0].item.kind) == ("harbour-budget", "fact")


def test_few_words_are_no_ground_to_accuse_somebody() -> None:
    assert verify(SOURCE, "the old bridge", "Theo Brandt").verdict is Outcome.UNKNOWN
    assert verify(SOURCE, "the old bridge", "Helena Ostrander").verdict is Outcome.GENUINE


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        ("the old bridge is safe", RemarkKind.NEGATION_LEFT_OUT),
        ("it should be closed before winter comes", RemarkKind.CONDITION_LEFT_OUT),
        ("we will … raise a single tax to pay for it", RemarkKind.NEGATION_LEFT_OUT),
        ("We will [somehow] spend 270 million crowns", RemarkKind.EDITED),
        ("charge 12 an hour, or 4.5 more, for a well-known crossing", RemarkKind.MARK_LEFT_OUT),
        (FERRY, RemarkKind.SPEECH),
        (PROMISE, RemarkKind.CARRIED),
        (PALACE, RemarkKind.WORDED_OTHERWISE),
    ],
)
def test_remarks(quotation: str, kind: RemarkKind) -> None:
    verdict = verify(SOURCE, quotation)
    assert verdict.verdict is Outcome.GENUINE
    assert kind in {remark.kind for remark in verdict.remarks}


def test_the_whole_sentence_is_shown_when_its_meaning_was_left_out() -> None:
    remark = verify(SOURCE, "the old bridge is safe").remarks[0]
    assert remark.kind is RemarkKind.NEGATION_LEFT_OUT
    assert remark.matches[0].sentence == "I don't believe that the old bridge is safe."


def test_the_earliest_article_comes_first() -> None:
    verdict = verify(SOURCE, PROMISE)
    assert [match.item.article for match in verdict.matches] == ["harbour-budget", "harbour-report"]
    earliest = next(remark for remark in verdict.remarks if remark.kind is RemarkKind.EARLIEST)
    assert earliest.matches[0].item.source == "Ellery Gazette"


def test_a_guessed_name_is_told() -> None:
    assert RemarkKind.SPEAKER in {remark.kind for remark in verify(SOURCE, PROMISE, "Ostrandr").remarks}
    assert RemarkKind.SPEAKER not in {remark.kind for remark in verify(SOURCE, PROMISE, "Ostrander").remarks}


LINE = Quote(speaker="Theo Brandt", text="Not one station on the Calder line will close on my watch.")
FEES = Quote(
    speaker="Theo Brandt",
    text="We will not raise the fees for families, and I say that without reservation. In the first year "
    "the ferry will be free, but only for children. Nobody will pay more in the harbour until 2035.",
)
CUT = MemorySource([*ARTICLES, Article(id="line", title="The line", quotes=(LINE, FEES))])


@pytest.mark.parametrize(
    ("quotation", "kind", "words"),
    [
        ("Not one station ... will close on my watch", RemarkKind.LIMIT_LEFT_OUT, "on the Calder line"),
        ("Not one station on the Calder line will close", RemarkKind.LIMIT_LEFT_OUT, "on my watch."),
        ("Not one station on the Calder line will close …", RemarkKind.LIMIT_LEFT_OUT, "on my watch."),
        ("the ferry will be free", RemarkKind.LIMIT_LEFT_OUT, "but only for children."),
        ("Nobody will pay more in the harbour", RemarkKind.CONDITION_LEFT_OUT, "until 2035."),
        ("We will … raise the fees for families", RemarkKind.NEGATION_LEFT_OUT, "not"),
    ],
)
def test_what_a_cut_takes_from_the_sense_comes_first(quotation: str, kind: RemarkKind, words: str) -> None:
    verdict = verify(CUT, quotation, "Theo Brandt")
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.reservation is verdict.remarks[0]
    assert verdict.remarks[0].kind is kind
    assert verdict.remarks[0].segment and verdict.remarks[0].segment.known == words


@pytest.mark.parametrize(
    "quotation",
    [
        "We will not raise the fees for families",
        "We will not raise the fees for families …",
        "We will not raise the fees for families ... In the first year the ferry will be free, but only for",
        "Not one station on the Calder line will close on my watch",
    ],
)
def test_what_stands_in_a_clause_of_its_own_is_no_reservation(quotation: str) -> None:
    verdict = verify(CUT, quotation)
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.reservation is None


TALK = [
    Quote(
        speaker="Theo Brandt", text=f"We will see what the winter of the year {year} brings to the harbour."
    )
    for year in range(2031, 2036)
]
TOLL = Quote(speaker="Helena Ostrander", text="The bridge must pay its toll in whatever coin is honest.")
PARTS = MemorySource([*ARTICLES, Article(id="talk", title="Talk", quotes=(*TALK, TOLL))])


@pytest.mark.parametrize(
    ("quotation", "outcome"),
    [
        ("must pay its own toll", Outcome.ALTERED),
        ("whatever coin is handy", Outcome.ALTERED),
        ("in whatever currency is honest", Outcome.ALTERED),
        ("pay toll in whatever coin", Outcome.ALTERED),
        ("pay its toll in whatever coin", Outcome.GENUINE),
        ("see what the winter can", Outcome.UNKNOWN),
        ("what the year brings", Outcome.UNKNOWN),
        ("we will see it", Outcome.UNKNOWN),
        ("honest men pay no toll", Outcome.UNKNOWN),
        ("coin is honest", Outcome.GENUINE),
        ("we will see", Outcome.UNKNOWN),
    ],
)
def test_a_part_of_a_sentence_is_judged_by_how_rare_its_words_are(quotation: str, outcome: Outcome) -> None:
    assert verify(PARTS, quotation).verdict is outcome


def test_a_short_quote_of_somebody_else_is_misattributed_where_it_is_all_they_said() -> None:
    short = Article(id="short", title="Short", quotes=(Quote(speaker="Theo Brandt", text="It stunned me."),))
    source = MemorySource([*ARTICLES, short])
    assert verify(source, "It stunned me", "Helena Ostrander").verdict is Outcome.MISATTRIBUTED
    assert verify(source, "the old bridge", "Theo Brandt").verdict is Outcome.UNKNOWN


PLEDGE = "増税はしません。交渉は春まで続けます。"
ELSEWHERE = Article(
    id="pledge",
    title="A pledge",
    quotes=(
        Quote(speaker="佐藤花子", text=PLEDGE),
        Quote(speaker="李明", text="我们会继续谈判"),
        Quote(speaker="Ирина Волк", text="Мы не будем повышать налоги для семей в этом году"),
    ),
)


@pytest.mark.parametrize(
    "quotation", ["増税はします。交渉は春まで続けます。", "我们不会继续谈判", "増税はしません", "การเจรจา"]
)
def test_a_script_without_blanks_is_not_judged_by_its_words(quotation: str) -> None:
    verdict = verify(MemorySource([*ARTICLES, ELSEWHERE]), quotation)
    assert (verdict.verdict, verdict.reason) == (Outcome.UNKNOWN, Reason.SCRIPT)


def test_a_whole_quote_without_blanks_and_other_scripts_are_judged() -> None:
    source = MemorySource([*ARTICLES, ELSEWHERE])
    assert verify(source, PLEDGE).verdict is Outcome.GENUINE
    assert verify(source, "Мы будем повышать налоги для семей в этом году").verdict is Outcome.ALTERED
