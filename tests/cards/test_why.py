"""Evidence in plain words: every signal has its place, every group its sentence."""

from __future__ import annotations

from datetime import date

from bot.answering.ranking.signals import SIGNALS
from bot.cards.card import Card, LineKind
from bot.cards.evidence import GROUP_OF, GROUPS, TOLD, grounds
from bot.cards.why import why_card
from bot.replies import Evidence, Found, Repair, Understood, Wanted

ASKED = Understood(
    question="?", people=("Agnes Thorley",), topic=("strike",), since=date(2031, 1, 1),
    repairs=(Repair(typed="stirke", read="strike"),),
)  # fmt: skip


def evidence(**signals: tuple[float, float]) -> tuple[Evidence, ...]:
    """Signals by name (blanks as underscores): value and weight."""
    return tuple(
        Evidence(name=name.replace("_", " "), value=value, weight=weight)
        for name, (value, weight) in signals.items()
    )


def told(wanted: Wanted = Wanted.STATEMENT, **signals: tuple[float, float]) -> list[str]:
    return [
        each.sentence for each in grounds(evidence(**signals), ASKED.model_copy(update={"wanted": wanted}))
    ]


def bullets(card: Card) -> list[str]:
    return [line.text for block in card.blocks for line in block.lines if line.kind is LineKind.BULLET]


def test_every_signal_of_the_ranking_is_in_a_group_and_every_group_has_a_sentence() -> None:
    assert SIGNALS.keys() <= GROUP_OF.keys()
    assert GROUPS.keys() == TOLD.keys()


def test_a_card_tells_the_reading_and_the_reasons_weightiest_first() -> None:
    item = Found(
        article="a", title="T", kind="quote", index=0, text="Words.", score=1.0,
        evidence=evidence(anywhere=(0.8, 3.0), missing=(0.4, -1.0), asked=(1.0, 4.0), day=(-1.0, -2.5),
                          article_words=(0.1, 0.01)),
    )  # fmt: skip
    card = why_card(item, ASKED)
    assert bullets(card) == [
        "Who is meant: Agnes Thorley",
        "What it is about: strike",
        "Spelling: stirke → strike",
        "When: since 1 January 2031",
        "It was said by the person you asked about (+4.0)",
        "It has 80% of the question’s words, title and speaker included (+2.0)",
        "It was not published in the time you asked about (-2.5)",
    ]
    headings = [line.text for block in card.blocks for line in block.lines if line.kind is LineKind.HEADING]
    assert headings == ["How the question was read", "What speaks for it", "What speaks against it"]


def test_signals_that_offset_each_other_are_told_once_by_their_sum() -> None:
    told_once = grounds(evidence(anywhere=(0.5, 2.0), missing=(0.3, -1.5)), ASKED)
    assert [each.weight for each in told_once] == [0.5]


def test_sentences_say_what_the_values_say() -> None:
    assert told(anywhere=(0.5, 1.0), pairs=(0.8, 0.1))[0].endswith(", most of them side by side")
    assert told(asked=(0.4, 1.0)) == ["It may have been said by the person you asked about"]
    assert told(asked=(1.0, 1.0)) == ["It was said by the person you asked about"]
    assert told(length=(2.0, 1.0)) == ["It has none of the question’s words"]
    assert told(office=(1.0, 1.0)) == ["The speaker has the role that the question describes"]
    assert told(Wanted.NUMBER, answer_type=(1.0, 1.0)) == ["It has what you asked for: a number"]
    assert told(Wanted.DATE, answer_type=(-1.0, -1.0)) == ["It does not have what you asked for: a date"]
    assert told(speaker_wanted=(1.0, 1.0)) == ["It is a quotation, as you asked"]
    assert told(meaning=(0.61, 1.0)) == ["It is close in meaning (likeness 0.61 of 1)"]
    assert told(quite_new=(1.0, 1.0)) == ["quite new"]


def test_an_item_without_evidence_still_tells_how_the_question_was_read() -> None:
    item = Found(article="a", title="T", kind="quote", index=0, text="Words.", score=0.0)
    assert bullets(why_card(item, Understood(question="?"))) == ["I found neither a name nor a topic in it."]
    assert "statements, newest first" in why_card(item, ASKED).text
