"""What stayed, came and went in an edited article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.identity import EntryChanges, changes
from bot.knowledge.items import Item

FERRY = "The ferry will sail on Monday if the wind allows it"
FERRY_CORRECTED = "The ferry will sail on Tuesday if the wind allows it"
STRIKE = "Nobody has won this strike"
PIER = "We will build the pier again, stone by stone"


def entries(
    *texts: str, article: str = "a", speaker: str = "Ann Roe", ids: tuple[str, ...] = ()
) -> list[Item]:
    return [
        Item(
            article=article, title="T", kind="quote", index=index, text=text, speaker=speaker,
            id=ids[index] if index < len(ids) else "",
        )
        for index, text in enumerate(texts)
    ]  # fmt: skip


def keys(items: list[Item]) -> list[str]:
    return [item.key for item in items]


def test_nothing_changed() -> None:
    assert changes(entries(FERRY, STRIKE), entries(FERRY, STRIKE)) == EntryChanges()


def test_an_entry_keeps_its_key_wherever_its_words_stand() -> None:
    assert changes(entries(FERRY, STRIKE), entries(STRIKE, FERRY)) == EntryChanges()


def test_an_entry_came_and_another_went() -> None:
    old, new = entries(FERRY, STRIKE), entries(FERRY, PIER)
    assert changes(old, new) == EntryChanges(came=(new[1].key,), went=(old[1].key,))


def test_a_corrected_entry_is_known_by_its_place() -> None:
    old, new = entries(FERRY, STRIKE), entries(FERRY_CORRECTED, STRIKE)
    assert changes(old, new) == EntryChanges(edited=(new[0].key,), rekeyed=((old[0].key, new[0].key),))


def test_it_is_so_beside_its_neighbour_though_another_came_before() -> None:
    old, new = entries(STRIKE, FERRY), entries(PIER, STRIKE, FERRY_CORRECTED)
    found = changes(old, new)
    assert found.rekeyed == ((old[1].key, new[2].key),)
    assert found.came == (new[0].key,)
    assert not found.went


def test_two_corrected_neighbours_are_found_one_by_the_other() -> None:
    old = entries(STRIKE, FERRY, "The council of the town met on Friday")
    new = entries(PIER, STRIKE, FERRY_CORRECTED, "The council of the town met on Thursday")
    assert [key for _, key in changes(old, new).rekeyed] == [new[2].key, new[3].key]


def test_three_quarters_of_the_words_must_stay() -> None:
    old = entries("one two three four")
    assert changes(old, entries("one two three five")).rekeyed
    assert changes(old, entries("one two five six")).went
    assert changes(old, entries("one two three four and much more of it")).rekeyed


def test_another_speaker_or_another_place_is_another_entry() -> None:
    old = entries(FERRY)
    assert changes(old, entries(FERRY_CORRECTED, speaker="Ben Doe")).went == (old[0].key,)
    far = entries(PIER, STRIKE, FERRY_CORRECTED)
    assert changes(old, far).went == (old[0].key,)


def test_an_id_holds_an_entry_through_any_change() -> None:
    old, new = entries(FERRY, ids=("ferry",)), entries(STRIKE, PIER, ids=("", "ferry"))
    assert changes(old, new) == EntryChanges(came=(new[0].key,), edited=("a#ferry",))


def test_an_entry_that_gains_an_id_is_rekeyed() -> None:
    old, new = entries(FERRY), entries(FERRY, ids=("ferry",))
    assert changes(old, new) == EntryChanges(rekeyed=((old[0].key, "a#ferry"),))
    assert changes(new, old) == EntryChanges(rekeyed=(("a#ferry", old[0].key),))


def test_entries_of_different_ids_are_different() -> None:
    found = changes(entries(FERRY, ids=("one",)), entries(FERRY, ids=("two",)))
    assert found == EntryChanges(came=("a#two",), went=("a#one",))


def test_the_same_words_with_another_speaker_stay_and_are_edited() -> None:
    old, new = entries(FERRY), entries(FERRY, speaker="Ben Doe")
    assert changes(old, new) == EntryChanges(edited=(new[0].key,))


def test_an_article_that_got_another_name() -> None:
    old, new = entries(FERRY, STRIKE), entries(FERRY, STRIKE, article="b")
    found = changes(old, new)
    assert found == EntryChanges(rekeyed=tuple(zip(keys(old), keys(new), strict=True)))


def test_words_that_stand_twice_have_one_key() -> None:
    old = entries(FERRY, FERRY)
    assert changes(old, entries(FERRY)) == EntryChanges()
    assert changes(entries(FERRY), old) == EntryChanges()
    assert changes(old, entries(FERRY, FERRY_CORRECTED)).rekeyed == ()
    corrected = changes(old, entries(FERRY_CORRECTED))
    assert (len(corrected.rekeyed), corrected.went) == (1, ())


TEXTS = st.lists(st.sampled_from([FERRY, FERRY_CORRECTED, STRIKE, PIER, "No"]), max_size=6)
IDS = st.lists(st.sampled_from(["", "x", "y", "z"]), max_size=6)


@given(TEXTS, TEXTS, IDS, IDS)
def test_every_key_is_accounted_for(old: list[str], new: list[str], one: list[str], two: list[str]) -> None:
    before, after = entries(*old, ids=tuple(one)), entries(*new, ids=tuple(two))
    found = changes(before, after)
    had, has = set(keys(before)), set(keys(after))
    moved = dict(found.rekeyed)
    assert len(moved) == len(found.rekeyed)
    assert set(found.went) | moved.keys() == had - has
    assert set(found.came) == has - had - set(moved.values())
    assert set(moved.values()) | set(found.edited) <= has
    assert not set(found.went) & moved.keys()
    assert changes(after, after) == EntryChanges()


def test_changes_of_several_articles_are_joined() -> None:
    one, two = EntryChanges(came=("a#1",), went=("a#2",)), EntryChanges(came=("b#1",), edited=("b#2",))
    joined = EntryChanges(came=("a#1", "b#1"), went=("a#2",), edited=("b#2",))
    assert EntryChanges.all_of([one, two]) == joined


def noted(text: str, **notes: object) -> Item:
    (item,) = entries(text)
    return Item.model_validate({**item.model_dump(), **notes})


def test_a_withdrawn_entry_is_told_once() -> None:
    old, new = [noted(FERRY)], [noted(FERRY, withdrawn={"date": "2031-05-03"})]
    key = old[0].key
    assert changes(old, new) == EntryChanges(withdrawn=(key,))
    assert changes(new, new) == EntryChanges()
    assert changes(new, []) == EntryChanges()
    assert changes([], new) == EntryChanges()
    assert changes(new, old) == EntryChanges(came=(key,))


def test_a_corrected_entry_is_known_by_its_former_words_however_it_reads_now() -> None:
    old, new = [noted(FERRY)], [noted(PIER, corrected={"date": "2031-05-03", "was": FERRY})]
    found = EntryChanges(edited=(new[0].key,), corrected=(new[0].key,), rekeyed=((old[0].key, new[0].key),))
    assert changes(old, new) == found


def test_a_note_that_comes_later_is_told_though_the_words_stay() -> None:
    old = [noted(FERRY, corrected={"note": "One."}), noted(PIER)]
    new = [
        noted(FERRY, corrected={"note": "Two."}, superseded_by="b#x"),
        noted(PIER, disputed={"note": "No."}),
    ]
    one, two = (item.key for item in old)
    assert changes(old, new) == EntryChanges(edited=(one, two), corrected=(one,), disputed=(two,))
    assert changes(new, new) == EntryChanges()
