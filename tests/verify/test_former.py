"""Words that editors took back prove nothing, and the verdict says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.cards.card import CardStyle
from bot.cards.checked import checked_card
from bot.cards.verdict import verdict_card
from bot.replies import Attribution, Outcome, Reason, RemarkKind
from bot.search.index.store import Store
from bot.services.checking import check
from bot.services.standings import Standing, standing
from bot.verify import IndexSource, verify

FILES = {
    "yard": """
title: Norvik's yard
source: Varrenland Courier
published: 2031-05-14
people:
  - {name: Ingrid Sol, role: chief executive of Norvik}
  - {name: Aron Fjeld, role: yard master}
quotes:
  - speaker: Ingrid Sol
    text: We will pay every worker in June, and nobody will be asked to leave the yard
    withdrawn: {date: 2031-05-16, note: An adviser said it.}
  - speaker: Aron Fjeld
    text: The yard is safe for as long as I am its master
    disputed: {note: The union says that nobody promised it., url: https://union.example/answer}
  - speaker: Aron Fjeld
    text: We shall build eleven ferries before the winter, and all of them here beside us
    corrected:
      date: 2031-05-03
      note: We had written seven.
      was: We shall build seven ferries before the winter, and all of them here beside us
facts:
  - text: The Norvik dividend is 5.60 kroner a share.
    corrected: {date: 2031-05-15, note: We gave it as 6.50., was: The Norvik dividend is 6.50 kroner a share.}
  - text: The yard at Norvik has 400 workers.
    superseded_by: cuts#workers
""",
    "cuts": """
title: Norvik cuts
source: Varrenland Courier
published: 2031-06-01
quotes:
  - {speaker: Mona Tveit, text: No keel of any ferry will be laid before the autumn, id: keel}
facts:
  - {text: The yard at Norvik has 300 workers., id: workers}
""",
    "other": """
title: A copy
source: Ellery Post
published: 2031-05-15
quotes:
  - {speaker: Mona Tveit, text: Nobody will be asked to leave the yard}
  - {speaker: Mona Tveit, text: We shall lay the keel of a ninth ferry in spring, superseded_by: cuts#keel}
  - speaker: Aron Fjeld
    text: We shall build seven ferries before the winter, and all of them here beside us
""",
    "gone": """
title: A quarrel at the quay
source: Ellery Post
withdrawn: {note: The whole report was invented.}
quotes:
  - {speaker: Mona Tveit, text: I never saw a worse night on this quay in all my years}
""",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexSource]:
    folder = tmp_path_factory.mktemp("former")
    for name, page in FILES.items():
        (folder / f"{name}.yaml").write_text(page, encoding="utf-8")
    store = Store.open(folder, folder / ".index")
    store.update()
    yield IndexSource(store.snapshot)
    store.close()


@pytest.mark.parametrize(
    "quotation",
    [
        "We will pay every worker in June, and nobody will be asked to leave the yard.",
        "we will pay every worker in June",
        "We will pay every worker in July, and nobody will be asked to leave the yard",
    ],
)
def test_what_was_withdrawn_proves_nothing(source: IndexSource, quotation: str) -> None:
    verdict = verify(source, quotation, "Ingrid Sol")
    assert (verdict.verdict, verdict.attribution) == (Outcome.WITHDRAWN, Attribution.AGREES)
    withdrawn = verdict.answers[0].withdrawn
    assert withdrawn and withdrawn.date == date(2031, 5, 16)
    assert standing(verdict) is Standing.WRONG
    card = verdict_card(verdict)
    assert card.text.startswith("Withdrawn on 16 May 2031: An adviser said it.")
    assert card.style is CardStyle.ERROR
    assert not card.actions


def test_of_withdrawn_words_no_more_is_shown_than_was_asked(source: IndexSource) -> None:
    verdict = verify(source, "We will pay every worker in June")
    assert "leave the yard" not in verdict.model_dump_json()
    assert "leave the yard" not in verdict_card(verdict).text


def test_a_file_is_withdrawn_with_all_its_entries(source: IndexSource) -> None:
    verdict = verify(source, "I never saw a worse night on this quay")
    assert verdict.verdict is Outcome.WITHDRAWN
    assert verdict_card(verdict).text.startswith("Withdrawn: The whole report was invented.")


def test_somebody_elses_same_words_stand(source: IndexSource) -> None:
    words = "Nobody will be asked to leave the yard"
    assert verify(source, words, "Mona Tveit").verdict is Outcome.GENUINE
    assert not verify(source, words, "Mona Tveit").remarks
    wrong = verify(source, words, "Ingrid Sol")
    assert wrong.verdict is Outcome.MISATTRIBUTED
    assert wrong.remarks[0].kind is RemarkKind.WITHDRAWN
    assert "Withdrawn on 16 May 2031: An adviser said it. Varrenland Courier" in verdict_card(wrong).text


@pytest.mark.parametrize(
    "quotation",
    [
        "We shall build seven ferries before the winter, and all of them here beside us",
        "seven ferries before the winter",
    ],
)
def test_the_words_before_a_correction_are_altered_even_where_a_copy_has_them(
    source: IndexSource, quotation: str
) -> None:
    verdict = verify(source, quotation, "Aron Fjeld")
    assert (verdict.verdict, verdict.attribution) == (Outcome.ALTERED, Attribution.AGREES)
    assert verdict.answers[0].text.startswith("We shall build eleven")
    assert [remark.kind for remark in verdict.remarks] == [RemarkKind.CORRECTED, RemarkKind.CARRIED]
    first, *others = verdict_card(verdict).text.splitlines()
    assert first == "Corrected on 3 May 2031: We had written seven."
    assert "Changed (a number): “seven” instead of “eleven”" in others


def test_what_a_correction_left_as_it_was_is_genuine(source: IndexSource) -> None:
    verdict = verify(source, "ferries before the winter, and all of them here beside us")
    assert verdict.verdict is Outcome.GENUINE
    assert verdict_card(verdict).text.startswith("Corrected on 3 May 2031: We had written seven.")


def test_a_corrected_sentence_of_an_article_is_altered(source: IndexSource) -> None:
    verdict = verify(source, "The Norvik dividend is 6.50 kroner a share.")
    assert (verdict.verdict, verdict.answered, verdict.reason) == (Outcome.ALTERED, True, None)
    assert "The article does not say it in these words." in verdict_card(verdict).text


def test_what_is_disputed_is_no_plain_yes(source: IndexSource) -> None:
    verdict = verify(source, "The yard is safe for as long as I am its master")
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.remarks[0].kind is RemarkKind.DISPUTED
    card = verdict_card(verdict)
    assert card.text.startswith("Disputed: The union says that nobody promised it. Read the objection")
    assert card.style is CardStyle.UNSURE


def test_what_is_superseded_is_told_with_what_holds(source: IndexSource) -> None:
    verdict = verify(source, "The yard at Norvik has 400 workers.")
    assert verdict.reason is Reason.ARTICLE_WORDS
    assert "Newer: “The yard at Norvik has 300 workers.” Varrenland Courier" in verdict_card(verdict).text


def test_superseded_words_name_who_says_by_now_what_and_where(source: IndexSource) -> None:
    told = verdict_card(verify(source, "We shall lay the keel of a ninth ferry in spring")).text
    assert "This no longer holds. Newer: Mona Tveit · Varrenland Courier · 1 June 2031 · Norvik cuts" in told
    assert "something newer" not in told


def test_a_text_is_told_of_all_of_them(source: IndexSource) -> None:
    text = """Ingrid Sol said: “We will pay every worker in June.”

“We shall build seven ferries before the winter,” said Aron Fjeld.
"""
    report = check(text, source)
    assert report.wrong
    silent = check("A banner: “We will pay every worker in June” hung there.", source)
    assert [(one.verdict.verdict, one.spoken) for one in silent.quotations] == [(Outcome.WITHDRAWN, True)]
    card = checked_card(report)
    assert "Withdrawn on 16 May 2031: An adviser said it." in card.text
    assert "Corrected on 3 May 2031: We had written seven." in card.text
    assert card.footer == "Altered: 1. Withdrawn: 1."
