"""The desk: both sides of a question, what an answer would do and does, and that an undo gives back what was there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build.rebuild import rebuild
from graph.errors import InputError, MovedError, NotFoundError
from graph.model.judgements import Name
from graph.resolve.judged import standing
from graph.review.bearers import gather_bearers
from graph.review.desk import Desk
from graph.review.words import Pair
from graph.store import open_store
from graph.store.interface import Store
from tests.desk import derived, exported
from tests.world import draft, partner, read


def id_of(store: Store, name: str) -> str:
    return next(entity.id for entity in store.view().entities() if entity.name == name)


def test_every_name_is_found_in_the_entry_that_bears_it(store: Store) -> None:
    bearers = gather_bearers(store.view())
    for name, id in bearers.ids.items():
        assert store.view().entity(id).kind == ("partnership" if name.kind == "partnership" else "partner")
    kenya, tanzania = (bearers.ids[Name("ministry of forestry", country=country)] for country in ("KEN", "TZA"))
    assert store.view().entity(kenya).fact("country") == "KEN"
    assert store.view().entity(tanzania).fact("country") == "TZA"


def test_an_inquiry_shows_both_sides_and_what_same_would_do(desk: Desk, store: Store) -> None:
    shown = desk.inquire(desk.names("Lagoon Keepers", "Lagoon Keepers Association"))
    sides = {side.name: side for side in (shown.a, shown.b)}
    assert [alias.name for alias in sides["Lagoon Keepers Association"].aliases] == [
        "Lagoon Keepers Association",
        "LKA",
    ]
    (place,) = sides["Lagoon Keepers"].places
    assert (place.record, place.column, place.written) == ("clinic:5", "Partners", "Lagoon Keepers")
    assert {tie.name for tie in sides["Lagoon Keepers"].ties} == {"Fish for schools"}
    (after,) = shown.same.after
    assert after.links == 3
    assert set(after.names) == {"Lagoon Keepers", "Lagoon Keepers Association"}
    assert [(each.field, {each.a, each.b}) for each in shown.same.conflicts] == [("type", {"ngo", "business"})]
    assert shown.different.after == ()
    (moved,) = shown.same.redirects
    before = exported(store)

    desk.decide(shown.question.pair, "same", "Ama")
    assert exported(store) == before
    assert desk.inquire(shown.question.pair).pending
    rebuild(store)
    merged = store.view().entity(after.id)
    assert (merged.name, merged.degree) == (after.name, after.links)
    assert merged.fact("type") == shown.same.conflicts[0].shown
    with pytest.raises(MovedError) as error:
        store.view().entity(moved)
    assert error.value.heir == after.id


@pytest.mark.parametrize("by_id", [False, True])
def test_a_name_is_taken_out_of_an_entry(desk: Desk, store: Store, *, by_id: bool) -> None:
    whole = id_of(store, "Harbour Bank")
    pair = desk.names(whole if by_id else "Harbour Bank", "The Harbour Bank")
    shown = desk.inquire(pair)
    assert shown.a.id == shown.b.id == whole
    parts = {side.name: ([tie.name for tie in side.ties], side.records) for side in (shown.a, shown.b)}
    assert parts == {
        "Harbour Bank": (["Sun for the harbour"], ("coast:3",)),
        "The Harbour Bank": (["Cold rooms for clinics"], ("clinic:4",)),
    }
    assert shown.same.after == ()
    assert {(each.name, each.links) for each in shown.different.after} == {
        ("Harbour Bank", 1),
        ("The Harbour Bank", 1),
    }
    desk.decide(pair, "different", "Ama")
    rebuild(store)
    made = [store.view().entity(each.id) for each in shown.different.after]
    assert {(each.name, each.degree) for each in made} == {("Harbour Bank", 1), ("The Harbour Bank", 1)}


def test_two_records_become_one_partnership_and_two_again(desk: Desk, store: Store) -> None:
    before = exported(store)
    (question,) = (each for each in desk.open() if each.kind == "partnership")
    shown = desk.inquire(question.pair)
    (after,) = shown.same.after
    assert after.names == ("clinic:6", "coast:1")
    word = desk.decide(question.pair, "same", "Ama").judgement
    rebuild(store)
    merged = store.view().entity(after.id)
    assert (merged.records, merged.degree) == (("clinic:6", "coast:1"), after.links)
    parted = desk.inquire(question.pair)
    assert {(each.id, each.links) for each in parted.different.after} == {
        (each.id, each.links) for each in shown.same.before
    }
    desk.undo(word.id, "Ama")
    assert derived(store) == before


def test_a_third_record_could_go_with_either(desk: Desk, store: Store) -> None:
    for other in ("coast:2", "coast:3"):
        desk.decide(desk.names("coast:1", other), "same", "Ama")
    rebuild(store)
    shown = desk.inquire(desk.names("coast:1", "coast:2"))
    assert shown.different.unplaced == ("coast:3",)


def test_a_word_on_other_names_that_would_keep_them_apart_is_told(desk: Desk, store: Store) -> None:
    word = desk.decide(desk.names("Harbour Bank", "Lagoon Keepers"), "different", "Ben").judgement
    refused = desk.inquire(desk.names("The Harbour Bank", "Lagoon Keepers")).same.refused
    assert "Ben" in refused
    assert word.id in refused
    desk.decide(desk.names("The Harbour Bank", "Lagoon Keepers"), "same", "Ama")
    rebuild(store)
    assert id_of(store, "Harbour Bank") != id_of(store, "Lagoon Keepers")


def test_names_that_cannot_be_judged(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="Nobody at all"):
        desk.names("Nobody at all", "Harbour Bank")
    with pytest.raises(InputError, match="Several organisations"):
        desk.names("Ministry of Forestry", "Harbour Bank")
    with pytest.raises(InputError, match="one name already"):
        desk.names("Harbour Bank", "harbour bank")
    with pytest.raises(InputError, match="the other a partnership"):
        desk.names("Harbour Bank", "coast:1")
    with pytest.raises(NotFoundError):
        desk.names("KEN", "Harbour Bank")
    with pytest.raises(NotFoundError):
        desk.pair("nothing")
    with pytest.raises(NotFoundError):
        desk.inquire((Name("a"), Name("b")))


def test_a_merged_id_and_a_record_lead_to_their_names(desk: Desk, store: Store) -> None:
    keepers, other = id_of(store, "Lagoon Keepers Association"), id_of(store, "Lagoon Keepers")
    desk.decide(desk.names(keepers, other), "same", "Ama")
    rebuild(store)
    assert desk.names(keepers, "Harbour Bank") == desk.names(other, "Harbour Bank")
    assert desk.names("coast:1", "coast-2") == desk.names("coast-1", "coast:2")


def test_a_question_is_found_by_its_id_also_when_it_was_decided_or_settled_by_score(desk: Desk, store: Store) -> None:
    question = desk.open()[0]
    assert desk.pair(question.id) == question.pair
    desk.decide(question.pair, "different", "Ama")
    rebuild(store)
    assert desk.pair(question.id) == question.pair
    assert [word.verdict for word in desk.inquire(question.pair).words] == ["different"]


def test_what_was_read_since_the_graph_was_derived_is_left_to_the_next_derivation(desk: Desk, store: Store) -> None:
    assert desk.open()
    read(store, (draft("late", "1", "Late", "", partner("Latecomers United")),))
    assert desk.names("Latecomers United", "Harbour Bank")


@pytest.mark.xfail(strict=True, reason="not yet: which id of two was the older one isn't kept")
def test_an_entry_under_the_id_of_a_later_name_gets_it_back(tmp_path: Path) -> None:
    """An earlier register that is read later brings an earlier name; the entry keeps its id all the same.

    After the split both names stand under ids of their own, and neither redirects: that of the later name was the
    only one before, so there was nothing to redirect, and while both stand nothing can. Drafts come in the order of
    registers, and not of reading; the times at which records were read aren't part of what a graph is derived from.
    Whose id is the elder one nothing in the store tells then. An id that others redirect to would be known for the
    elder; but that helps only entries of three names or more, and these not always. Both ids lead to the entry anyway.
    """
    with open_store(f"sqlite:///{tmp_path / 'ids.db'}") as store:
        read(store, (draft("second", "1", "One", "", partner("The Blue Fund")),))
        read(store, (draft("first", "1", "Two", "", partner("Blue Fund")),))
        before = exported(store)
        desk = Desk(store)
        word = desk.decide(desk.names("Blue Fund", "The Blue Fund"), "different", "Ama").judgement
        rebuild(store)
        desk.undo(word.id, "Ama")
        assert derived(store) == before


WORLD_NAMES = (
    "Lagoon Keepers Association", "Lagoon Keepers", "Seagrass Restoration Group", "Seagrass Restoration Working Group",
    "Zephyr Solar Cooperative", "Zephyr Solar Cooperation", "Harbour Bank", "The Harbour Bank",
)  # fmt: skip
PAIRS = st.one_of(
    st.tuples(st.sampled_from(WORLD_NAMES), st.sampled_from(WORLD_NAMES)).filter(lambda two: two[0] != two[1]),
    st.tuples(*[st.sampled_from([f"coast:{key}" for key in (1, 2, 3)] + ["clinic:4", "clinic:6"])] * 2).filter(
        lambda two: two[0] != two[1]
    ),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), PAIRS, st.sampled_from(["same", "different", "unsure"]), st.sampled_from("AB")),
        st.tuples(st.just("undo"), st.integers(0, 9)),
        st.just(("derive",)),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_whatever_is_decided_and_undone_leaves_the_graph_as_it_was(
    filled: Path, tmp_path: Path, steps: list[tuple], order: object
) -> None:
    file = tmp_path / "trial.db"
    file.unlink(missing_ok=True)
    shutil.copy(filled, file)
    with open_store(f"sqlite:///{file}") as store:
        before = exported(store)
        start = Desk(store).bearers().known
        spelled = {name.folded: name for name in start}
        desk = Desk(store)
        said: list[str] = []
        for step in steps:
            if step[0] == "say":
                pair: Pair = tuple(sorted(_name(text, spelled) for text in step[1]))
                done = desk.decide(pair, step[2], step[3], replacing=True)
                said += [done.judgement.id] if done.stored else []
            elif step[0] == "undo" and said:
                desk.undo(said[step[1] % len(said)], "A")
            elif step[0] == "derive":
                rebuild(store)
                _sound(store, desk)
        order.shuffle(said)
        for id in said:
            desk.undo(id, "B")
        assert standing(store.view().judgements()) == {}
        assert derived(store) == before
        assert len(desk.history()) == len(said)


def _name(text: str, spelled: dict[str, Name]) -> Name:
    return Name(text, "partnership") if ":" in text else spelled[text.lower()]


def _sound(store: Store, desk: Desk) -> None:
    """What a person said holds in the graph, and every question's two sides are different entries."""
    bearers = desk.bearers()
    for (a, b), word in standing(store.view().judgements()).items():
        if word.verdict == "different":
            assert bearers.ids[a] != bearers.ids[b]
    for question in desk.open():
        assert question.a.id != question.b.id
        assert desk.inquire(question.pair).question.id == question.id
