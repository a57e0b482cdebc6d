"""Answers on cards: letter for letter, with their speaker, role, context, source and date."""

from __future__ import annotations

from datetime import date

import pytest

from bot.cards.answer import answer_card
from bot.cards.card import ActionKind, Card, CardStyle, LineKind
from bot.cards.found import LABEL_LENGTH, item_block
from bot.knowledge.items import Place
from bot.knowledge.model import Speech
from bot.replies import Answer, Beside, Found, Neighbour, Repair, Understood, Unknown

WORDS = "It’s *severe*,  <@1> “we” said — [x](y)…"


def found(number: int = 0, **given: object) -> Found:
    known: dict[str, object] = {
        "article": "a",
        "title": "A title",
        "kind": "quote",
        "index": number,
        "text": WORDS if not number else f"Words number {number}.",
        "speaker": "Agnes Thorley",
        "role": "chair",
        "context": "on the pier",
        "source": "Courier",
        "url": "https://courier.example/a",
        "published": date(2031, 3, 4),
        "score": 1.0,
    }
    return Found.model_validate(known | given)


def understood(**asked: object) -> Understood:
    return Understood.model_validate({"question": "what?", "topic": ("strike",)} | asked)


def answer(*items: Found, answered: bool = True, listing: bool = False, **asked: object) -> Answer:
    return Answer(
        answered=answered, confidence=0.5, understood=understood(**asked), answers=items, listing=listing
    )


def unknown(*items: Found, near: tuple[Place, ...] = (), **asked: object) -> Unknown:
    return Unknown(confidence=0.01, understood=understood(**asked), answers=items, near=near)


def kinds(card: Card, kind: LineKind) -> list[str]:
    return [line.text for block in card.blocks for line in block.lines if line.kind is kind]


def does(card: Card) -> list[ActionKind]:
    return [action.kind for action in card.actions]


def test_a_quotation_stands_letter_for_letter_with_all_that_is_known_of_it() -> None:
    card = answer_card(answer(found()))
    assert card.style is CardStyle.ANSWER
    assert kinds(card, LineKind.QUOTATION) == [WORDS]
    assert kinds(card, LineKind.DETAIL) == [
        "— Agnes Thorley, chair",
        "on the pier",
        "Courier · 4 March 2031 · A title",
    ]
    links = [span.url for block in card.blocks for line in block.lines for span in line.spans if span.url]
    assert links == ["https://courier.example/a"]
    assert card.blocks[0].key == found().key


def test_a_fact_or_indirect_speech_is_never_shown_as_a_quotation() -> None:
    fact = found(kind="fact", speaker="", role="", context="")
    indirect = found(1, speech=Speech.INDIRECT, via="an aide")
    for item in (fact, indirect):
        kinds_shown = [line.kind for line in item_block(item).lines]
        assert LineKind.QUOTATION not in kinds_shown
        assert LineKind.STATEMENT in kinds_shown
    assert "(reported, not in these words, according to an aide)" in item_block(indirect).lines[1].text


def beside(number: int, reason: Beside, *, before: bool, **given: object) -> Neighbour:
    """The neighbour of an answer, by Bert Oke where it is a quote."""
    said = {"speaker": "Bert Oke", "role": "", "context": "", **given}
    return Neighbour.of(found(number, **said), before=before, reason=reason)


def test_a_neighbour_stands_under_its_answer_as_context_with_its_own_speaker() -> None:
    shown = found(2, beside=beside(1, Beside.FITS, before=True))
    card = answer_card(answer(shown, found(5)))
    first, context, second = card.blocks
    assert [each.text for each in context.lines] == [
        "For context, the quote before this one:",
        "Words number 1.",
        "— Bert Oke",
    ]
    assert [each.kind for each in context.lines[:2]] == [LineKind.HINT, LineKind.QUOTATION]
    assert (first.key, second.key) == (shown.key, found(5).key)
    assert "Bert Oke" not in "".join(line.text for line in first.lines)


@pytest.mark.parametrize(
    ("reason", "before", "told"),
    [
        (Beside.REFERS, True, "For context, the sentence before, which says who or what is meant:"),
        (Beside.TELLS, False, "For context, the sentence after:"),
        (Beside.FITS, True, "For context, the sentence before:"),
    ],
)
def test_a_fact_beside_an_answer_is_nobodys_quotation(reason: Beside, before: bool, told: str) -> None:
    fact = beside(1, reason, before=before, kind="fact", speaker="")
    context = answer_card(answer(found(2, kind="fact", speaker="", beside=fact))).blocks[1]
    assert [(each.text, each.kind) for each in context.lines] == [
        (told, LineKind.HINT),
        ("Words number 1.", LineKind.STATEMENT),
    ]


def test_what_editors_say_of_a_neighbour_is_told() -> None:
    disputed = beside(1, Beside.FITS, before=False, disputed={"note": "The union denies it."})
    assert "Disputed: The union denies it." in answer_card(answer(found(2, beside=disputed))).text


def test_a_neighbour_is_recalled_and_is_none_of_what_is_listed() -> None:
    near = beside(1, Beside.BEGINS, before=True)
    card = answer_card(answer(found(2, beside=near), found(5)))
    assert card.keys == (found(2).key, found(5).key)
    assert near.key in card.imprints
    assert card.total == 2
    assert near.key not in [action.key for action in card.actions]


def test_the_same_statement_elsewhere_is_named_and_many_are_counted() -> None:
    places = tuple(Place(article=str(n), title=f"T{n}", source="S") for n in range(5))
    card = answer_card(answer(found(also=places)))
    assert "Also in: S · T0; S · T1; S · T2; and 2 other articles" in kinds(card, LineKind.DETAIL)
    one = answer_card(answer(found(also=places[:1])))
    assert "Also in: S · T0" in kinds(one, LineKind.DETAIL)


def test_it_is_told_of_how_many_places_the_words_are_other_ones() -> None:
    places = tuple(Place(article=str(n), title=f"T{n}", source="S") for n in range(5))
    some = answer_card(answer(found(also=places, reworded=("1", "4"))))
    told = "Also in: S · T0; S · T1; S · T2; and 2 other articles (2 of them with other words)"
    assert told in kinds(some, LineKind.DETAIL)
    one = answer_card(answer(found(also=places[:1], reworded=("0",))))
    assert "Also in: S · T0 (with other words)" in kinds(one, LineKind.DETAIL)


def test_what_was_repaired_is_said() -> None:
    repairs = (Repair(typed="hegset", read="hegseth"), Repair(typed="abuot", read="about"))
    card = answer_card(answer(found(), repairs=repairs))
    assert kinds(card, LineKind.HINT) == ["Understood: hegset → hegseth, abuot → about"]


def test_a_name_is_shown_as_it_is_written_and_not_as_it_is_compared() -> None:
    repairs = (Repair(typed="thorly", read="thorley"), Repair(typed="abuot", read="about"))
    card = answer_card(answer(found(), repairs=repairs, people=("Agnes Thorley",)))
    assert kinds(card, LineKind.HINT) == ["Understood: thorly → Thorley, abuot → about"]


def test_all_that_fits_is_shown_together_and_what_does_not_is_nowhere() -> None:
    items = [found(0), found(1), *(found(n, fits=False) for n in range(2, 9))]
    card = answer_card(answer(*items))
    assert kinds(card, LineKind.QUOTATION) == [WORDS, "Words number 1."]
    assert (card.footer, card.total) == ("", 2)
    opens = [action.key for action in card.actions if action.kind is ActionKind.OPEN]
    assert opens == [found(0).key, found(1).key]
    assert ActionKind.MORE not in does(card)


def test_one_answer_has_no_menu_and_plain_buttons() -> None:
    card = answer_card(answer(found(), found(1, fits=False)))
    assert [action.label for action in card.actions] == ["Why this?", "Source", "Cite", "👍", "👎"]


def test_buttons_of_several_answers_say_that_they_are_of_the_first_of_this_page() -> None:
    second = answer_card(answer(*(found(n) for n in range(7))), start=5, count=5)
    labels = {action.label: action.key for action in second.actions if action.kind is not ActionKind.OPEN}
    assert list(labels) == [
        "Why the first?", "Source of the first", "Cite the first", "👍 First answer", "👎 First answer",
    ]  # fmt: skip
    assert set(labels.values()) == {found(5).key}
    assert [each.key for each in second.actions if each.kind is ActionKind.OPEN] == [
        found(5).key,
        found(6).key,
    ]


def test_nothing_is_cited_that_stands_nowhere() -> None:
    assert ActionKind.CITE not in does(answer_card(answer(found(source="", url=""))))
    assert ActionKind.CITE in does(answer_card(answer(found(url=""))))


def test_all_that_a_person_said_is_a_list_in_pages() -> None:
    whole = answer(*(found(n) for n in range(7)), listing=True)
    first, second = answer_card(whole), answer_card(whole, start=5, count=5)
    assert len(kinds(first, LineKind.QUOTATION)) == 5
    assert first.footer == "1 to 5 of 7"
    assert ActionKind.MORE in does(first)
    assert second.footer == "6 to 7 of 7"
    assert ActionKind.MORE not in does(second)


def test_a_did_you_mean_says_that_it_is_unsure_and_is_no_answer() -> None:
    card = answer_card(answer(*(found(n) for n in range(4)), answered=False))
    assert card.style is CardStyle.UNSURE
    assert kinds(card, LineKind.WARNING) == ["I found no sure answer. Did you mean one of these?"]
    assert ActionKind.USEFUL not in does(card)


def test_one_statement_alone_is_asked_about_as_one() -> None:
    card = answer_card(answer(found(1), answered=False))
    assert kinds(card, LineKind.WARNING) == ["I found no sure answer. Did you mean this?"]


def test_nothing_known_says_so_with_the_articles_that_come_near() -> None:
    near = (Place(article="a", title="A title", source="Courier"),)
    card = answer_card(unknown(near=near, people=("Agnes Thorley",)))
    assert card.style is CardStyle.UNKNOWN
    assert kinds(card, LineKind.TEXT) == ["I don't know of anything by Agnes Thorley on that."]
    assert kinds(card, LineKind.BULLET) == ["Courier · A title"]
    assert "know anything about that" in answer_card(unknown()).text
    assert "anything by X" in answer_card(unknown(people=("X",), topic=())).text
    of_both = unknown(people=("X", "Y"), spoken_of=("Y",))
    assert "I don't know of anything by X on that." in answer_card(of_both).text
    of_x = unknown(people=("X",), spoken_of=("X",))
    assert "I don't know of anything like that about X." in answer_card(of_x).text


def test_candidates_that_share_a_word_at_most_are_not_offered() -> None:
    card = answer_card(unknown(found()))
    assert card.style is CardStyle.UNKNOWN
    assert kinds(card, LineKind.QUOTATION) == []
    assert card.actions == ()


def test_that_all_was_shown_before_is_said() -> None:
    everything = unknown().model_copy(update={"exhausted": True})
    assert kinds(answer_card(everything), LineKind.TEXT) == ["That is all I know."]


def test_labels_fit_buttons_and_never_end_inside_a_word() -> None:
    long = found(text="word " * 60)
    labels = [action.label for action in answer_card(answer(long, found(1))).actions]
    assert all(len(label) <= LABEL_LENGTH for label in labels)
    assert any(label.endswith("word…") for label in labels)
