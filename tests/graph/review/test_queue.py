"""The queue: what is asked, in which order, what answers a question."""

from __future__ import annotations

import pytest

from graph.build.rebuild import rebuild
from graph.errors import InputError
from graph.review.desk import Desk
from graph.review.queue import Question, Wanted
from graph.review.words import pair_id
from graph.store import open_store
from graph.store.interface import Store


def names(question: Question) -> set[str]:
    return {question.a.name, question.b.name}


def about(desk: Desk, name: str) -> Question:
    return next(each for each in desk.open() if name in names(each))


def test_names_and_records_that_are_alike_are_asked_once_weightiest_first(desk: Desk) -> None:
    found = desk.open()
    assert [names(each) for each in found if each.kind == "partner"] == [
        {"Seagrass Restoration Group", "Seagrass Restoration Working Group"},
        {"Lagoon Keepers", "Lagoon Keepers Association"},
        {"Zephyr Solar Cooperative", "Zephyr Solar Cooperation"},
    ]
    (twins,) = (each for each in found if each.kind == "partnership")
    assert {twins.a.written, twins.b.written} == {"coast:1", "clinic:6"}
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    for each in found:
        assert each.id == pair_id(*each.pair) == pair_id(*reversed(each.pair))
        assert each.score is not None
        assert each.weight == pytest.approx(each.score * (each.a.degree * each.b.degree) ** 0.5, abs=1e-4)
        assert each.reasons


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Wanted(kind="partnership"), {"Lagoons of the outer islands"}),
        (Wanted(kind="partner", country="FJI"), {"Lagoon Keepers", "Lagoon Keepers Association"}),
        (Wanted(country="PER"), set()),
        (Wanted(text="seagr RESTÓR"), {"Seagrass Restoration Group", "Seagrass Restoration Working Group"}),
        (Wanted(text="seagrass bank"), set()),
        (Wanted(register="nowhere"), set()),
        (Wanted(minimum=1.0), set()),
    ],
)
def test_filters(desk: Desk, wanted: Wanted, left: set[str]) -> None:
    page = desk.queue(wanted)
    assert {name for each in page.questions for name in names(each)} == left
    assert page.total == len(page.questions)


def test_pages_hold_every_question_once_also_when_one_is_answered_between_them(desk: Desk) -> None:
    whole = [each.id for each in desk.open()]
    first = desk.queue(limit=1)
    assert first.next
    desk.decide(first.questions[0].pair, "different", "Ama")
    seen = [first.questions[0].id]
    cursor: str | None = first.next
    while cursor:
        page = desk.queue(limit=1, cursor=cursor)
        seen += [each.id for each in page.questions]
        cursor = page.next
    assert seen == whole
    assert (page.total, page.decided) == (len(whole) - 1, 1)


@pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "bnVsbA", "\ud800"])
def test_a_cursor_of_nothing_is_refused(desk: Desk, cursor: str) -> None:
    with pytest.raises(InputError, match="is no cursor"):
        desk.queue(cursor=cursor)


def test_a_cursor_belongs_to_its_filters(desk: Desk) -> None:
    cursor = desk.queue(limit=1).next
    with pytest.raises(InputError, match="another review"):
        desk.queue(Wanted(kind="partner"), cursor=cursor)


def test_an_answer_ends_a_question_before_and_after_the_graph_follows(desk: Desk, store: Store) -> None:
    asked = about(desk, "Lagoon Keepers")
    desk.decide(asked.pair, "same", "Ama")
    assert asked.id not in {each.id for each in desk.open()}
    rebuild(store)
    assert asked.id not in {each.id for each in desk.open()}


def test_what_is_unsure_is_asked_last_with_its_reasons_also_after_the_graph_followed(desk: Desk, store: Store) -> None:
    asked = desk.open()[0]
    desk.decide(asked.pair, "unsure", "Ama", note="ask the desk")
    for _ in range(2):
        last = desk.open()[-1]
        assert last.id == asked.id
        assert last.unsure is not None
        assert (last.unsure.by, last.score) == ("Ama", asked.score)
        assert set(asked.reasons) <= set(last.reasons)
        assert desk.queue().unsure == 1
        assert desk.queue().decided == 0
        rebuild(store)


def test_two_sides_that_words_have_put_together_are_asked_no_more(desk: Desk) -> None:
    asked = about(desk, "Seagrass Restoration Group")
    third = desk.names("Seagrass Restoration Group", "Lagoon Keepers")
    fourth = desk.names("Lagoon Keepers", "Seagrass Restoration Working Group")
    desk.decide(third, "same", "Ama")
    assert asked.id in {each.id for each in desk.open()}
    desk.decide(fourth, "same", "Ama")
    assert asked.id not in {each.id for each in desk.open()}


def test_an_empty_store_asks_nothing() -> None:
    with open_store("sqlite://") as store:
        page = Desk(store).queue()
    assert (page.questions, page.total, page.decided, page.next) == ((), 0, 0, None)
