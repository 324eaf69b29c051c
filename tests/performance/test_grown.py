"""What is measured at 100,000 partnerships has the shape of what it was grown from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph.analytics.slices import Slice, cut
from graph.matching.matcher import Matcher
from graph.snapshot.keep import load, save
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store
from tests.performance import grown as growing
from tests.performance.grown import Grown, grown


@pytest.fixture(scope="module")
def base(world: Store) -> Snapshot:
    return make(world.view())


@pytest.fixture
def made(base: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Grown:
    monkeypatch.setattr(growing, "HUB", 3)
    monkeypatch.setattr(growing, "ONE_IN", 2)
    return grown(base, 3 * len(base.partnerships) + 1)


def test_lists_are_as_long_as_they_were(base: Snapshot, made: Grown) -> None:
    there, here = (np.diff(each.by_partnership.indptr) for each in (base, made.snapshot))
    assert here.tolist() == there[made.partnerships].tolist()
    assert len(here) == 3 * len(there) + 1
    assert made.snapshot.tagged.toarray().tolist() == base.tagged.toarray()[made.partnerships].tolist()


def test_hubs_are_one_in_all_copies_and_others_are_others(base: Snapshot, made: Grown) -> None:
    there, here = np.diff(base.links.indptr), np.diff(made.snapshot.links.indptr)
    hubs = np.flatnonzero(there >= growing.HUB)
    assert len(hubs)
    assert len(here) == 4 * len(there) - 3 * len(hubs)
    assert (here[hubs] >= 3 * there[hubs]).all()
    others = np.flatnonzero(there < growing.HUB)
    assert (here[others] == there[others]).all()
    assert len(set(made.snapshot.partners)) == len(here)
    assert len(set(made.snapshot.partnerships)) == made.snapshot.links.shape[1]


def test_records_state_of_copies_what_they_state(base: Snapshot, made: Grown) -> None:
    recorded, linked = made.snapshot.recorded, made.snapshot.by_partnership
    there, here = (np.bincount(each.partnership) for each in (base.recorded, recorded))
    assert here.tolist() == there[made.partnerships].tolist()
    assert recorded.partners.nnz
    for record, partnership in enumerate(recorded.partnership.tolist()):
        assert set(recorded.partners[[record], :].indices) <= set(linked[[partnership], :].indices)
    part = cut(made.snapshot, Slice())
    assert len(part) == len(made.partnerships)
    assert len(made.snapshot.only(range(len(part) - 2, len(part))).recorded) == sum(here[-2:])


def test_texts_are_like_and_not_the_same(base: Snapshot, made: Grown) -> None:
    kept = len(base.partnerships)
    assert made.snapshot.terms[:kept, :].toarray() == pytest.approx(base.terms.toarray(), abs=1e-6)
    assert made.snapshot.terms.nnz < base.terms[made.partnerships, :].nnz
    lengths = np.linalg.norm(made.snapshot.terms.toarray(), axis=1)
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


def test_it_is_kept_and_asked_as_any_snapshot(made: Grown, tmp_path: Path) -> None:
    save(replace(made.snapshot, store_id="grown"), tmp_path / "grown")
    held = load(tmp_path / "grown").prepare()
    assert held.exchange is not None
    assert len(held.exchange.needs.ids) == len(held.exchange.offers.ids) == -(-len(held.partnerships) // 2)
    matches, _ = Matcher(held, None).partners(held.partnerships[-1])
    assert {each.id for each in matches} <= set(held.partners)
