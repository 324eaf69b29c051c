"""What carries an answer: each thing that was said is left out by itself."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import InputError
from graph.matching.leave_one_out import MOST, leave_one_out
from graph.matching.match import Evidence
from graph.matching.subject import PartnerDescription, PartnershipDescription


def entry(code: object) -> Evidence:
    return Evidence("partnership", str(code), str(code))


def test_what_leaves_and_what_comes_is_told_of_each_thing_said() -> None:
    asked = PartnershipDescription("Reefs", countries=("FJI", "KEN"), sdgs=(14,))

    def first(said: PartnershipDescription) -> Sequence[Evidence]:
        return [entry(code) for code in (said.countries or ("WSM",))]

    told = leave_one_out(asked, first(asked), first)
    assert [(each.field, each.value) for each in told] == [
        ("title", "Reefs"), ("sdgs", "14"), ("countries", "FJI"), ("countries", "KEN"),
    ]  # fmt: skip
    assert [([e.id for e in each.leaves], [e.id for e in each.comes]) for each in told] == [
        ([], []), ([], []), (["FJI"], []), (["KEN"], []),
    ]  # fmt: skip
    one = PartnershipDescription(countries=("FJI",))
    (only,) = leave_one_out(one, first(one), first)
    assert ([e.id for e in only.leaves], [e.id for e in only.comes]) == (["FJI"], ["WSM"])


def test_where_nothing_would_be_left_to_go_by_that_is_told() -> None:
    def first(said: PartnerDescription) -> Sequence[Evidence]:
        if not said.text:
            raise InputError("Say who you are.")
        return []

    (told,) = leave_one_out(PartnerDescription(text="word " * 50), [], first)
    assert told.nothing
    assert len(told.value) == 80
    assert told.value.endswith("…")


def test_no_more_is_asked_than_can_be_answered_soon() -> None:
    asked = PartnershipDescription(partners=tuple(map(str, range(40))))
    assert len(leave_one_out(asked, [], lambda _: [])) == MOST
