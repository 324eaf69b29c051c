"""Which entries are compared at all: those that could be twins, and few others however many there are."""

from __future__ import annotations

import pytest

from graph.model.drafts import Draft, DraftFact, Mention, Text
from graph.resolve.naming import gather
from graph.resolve.twins.candidates import MOST, pairs
from graph.resolve.twins.read import Entries, read_entries


def entries(*drafts: Draft) -> Entries:
    return read_entries(drafts, {name: name.folded for name in gather(drafts)})


def draft(key: str, title: str, text: str = "", partners: tuple[str, ...] = (), start: str = "") -> Draft:
    return Draft(
        "demo", key, "partnership", title, "test/1",
        facts=(DraftFact("start", start),) if start else (),
        mentions=tuple(Mention(name, name) for name in partners),
        texts=(Text("description", text),) if text else (),
    )  # fmt: skip


def test_entries_that_share_a_title_a_text_or_partners_and_year_are_compared() -> None:
    text = "small grants to villages that protect their reefs and train wardens"
    found = entries(
        draft("1", "Reef fund"),
        draft("2", "REEF FUND."),
        draft("3", "Quite another", text),
        draft("4", "Something else", f"we give {text}"),
        draft("5", "One list", partners=("Bay Trust", "Reef Union"), start="2016-04"),
        draft("6", "Its twin", partners=("Reef Union", "Bay Trust"), start="2016"),
        draft("7", "Restoring mangrove nurseries of Kilifi"),
        draft("8", "Mangrove nurseries restored: the Kilifi way"),
    )
    assert pairs(found) == [(0, 1), (2, 3), (4, 5), (6, 7)]


def test_a_long_title_is_compared_with_what_it_begins() -> None:
    whole = "Strengthening the management of marine protected areas with all villages of the bay"
    assert pairs(entries(draft("1", whole), draft("2", whole[:70]))) == [(0, 1)]
    others = [draft(str(number), f"{number} {whole}") for number in range(2 * MOST)]
    assert pairs(entries(draft("a", whole), draft("b", whole[:70]), *others)) == [(0, 1)]


@pytest.mark.parametrize(
    "title", ["Training", "Training of trainers in the sustainable management of coasts and of their seas"]
)
def test_what_very_many_share_is_no_reason_to_compare_them_all(title: str) -> None:
    many = entries(*(draft(str(number), title) for number in range(10 * MOST)))
    assert pairs(many) == []


def test_pairs_grow_with_the_entries_and_not_with_their_square() -> None:
    campaign = "every village of the campaign plants trees and reports on them each year to the union of villages"

    def compared(size: int) -> int:
        return len(pairs(entries(*(draft(str(n), f"Village {n} plants trees", campaign) for n in range(size)))))

    assert compared(400) <= 2 * compared(200) + 200


def test_nothing_gives_nothing() -> None:
    assert pairs(entries()) == []
    assert pairs(entries(draft("1", "1"), draft("2", "2"))) == []
