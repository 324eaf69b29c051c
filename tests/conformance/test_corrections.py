"""Reports of errors: kept apart from the graph, settled, copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import InputError, NotFoundError
from graph.model.corrections import Correction
from graph.store.copy import copy
from graph.store.interface import Store

FIRST = Correction("aa", "2026-01-02T00:00:00Z", "blue-bank", "error", "The “year”.", contact="ann@example.org")
SECOND = Correction("bb", "2026-01-03T00:00:00Z", "", "site", "صفحة لا تعمل")


def test_reports_stand_in_the_order_in_which_they_came(store: Store) -> None:
    assert store.view().corrections() == []
    store.put_corrections([SECOND])
    store.put_corrections([FIRST])
    assert store.view().corrections() == [FIRST, SECOND]
    assert store.view().correction("bb") == SECOND
    with pytest.raises(NotFoundError):
        store.view().correction("cc")


def test_a_settled_report_has_no_contact_left(store: Store) -> None:
    store.put_corrections([FIRST])
    store.put_corrections([FIRST.settled("done", "Ama", "2026-01-04T00:00:00Z", "asked the register")])
    (settled,) = store.view().corrections()
    assert (settled.state, settled.by, settled.note, settled.contact) == ("done", "Ama", "asked the register", "")


def test_no_answer_rests_on_them(world: Store) -> None:
    before = world.view().status()
    world.put_corrections([FIRST])
    assert world.view().status() == before


def test_what_is_no_text_is_refused_and_nothing_kept(store: Store) -> None:
    with pytest.raises(InputError):
        store.put_corrections([FIRST, Correction("cc", "", "", "error", "\ud800")])
    assert store.view().corrections() == []
    store.put_corrections([FIRST])


def test_a_copy_takes_them_along(store: Store, aside: Callable[[str], Store]) -> None:
    origin = aside("origin")
    origin.put_corrections([FIRST, SECOND])
    copy(origin, store)
    assert store.view().corrections() == [FIRST, SECOND]
