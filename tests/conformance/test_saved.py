"""Texts put aside under short ids: kept outside of batches, in bounds."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from graph.store import interface
from graph.store.interface import Saved, Store

LONG = Saved("0123456789ab", "q=" + "water 水 🌊 " * 500, "2026-11-22")


def test_a_text_comes_back_by_its_id_and_the_version_stays(world: Store) -> None:
    before = world.view().status()
    world.put_aside([LONG])
    assert world.view().saved(LONG.id) == LONG
    assert world.view().status() == before, "no answer rests on it"


def test_an_unknown_id_is_not_found(world: Store) -> None:
    with pytest.raises(NotFoundError):
        world.view().saved("ffffffffffff")


def test_the_same_id_again_says_when_it_was_last_used(world: Store) -> None:
    world.put_aside([LONG])
    world.put_aside([Saved(LONG.id, LONG.text, "2026-12-24")])
    assert list(world.view().all_saved()) == [Saved(LONG.id, LONG.text, "2026-12-24")]


def test_of_too_many_those_used_longest_ago_go(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("graph.store.sqlite.saved", "graph.store.neo4j.store"):
        monkeypatch.setattr(f"{module}.MOST_SAVED", 3)
    assert interface.MOST_SAVED > 3
    texts = [Saved(f"{day:012}", f"text of day {day}", f"2026-01-{day:02}") for day in range(1, 6)]
    for each in texts:
        world.put_aside([each])
    world.put_aside([Saved(texts[2].id, texts[2].text, "2026-02-01")])
    world.put_aside([LONG])
    assert {each.id for each in world.view().all_saved()} == {LONG.id, texts[2].id, texts[4].id}
