"""What records state, as arrays: plain Python over the drafts is the oracle."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.drafts import Draft, DraftFact, Link
from graph.snapshot.make import make
from graph.snapshot.recorded import READ, UNREADABLE, Recorded
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.world import DRAFTS, UNDP, draft, partner, read


@pytest.fixture(scope="module")
def snapshot(world: Store) -> Snapshot:
    return make(world.view())


@pytest.fixture(scope="module")
def drafts(world: Store) -> dict[str, Draft]:
    return {each.record: each for each in world.view().drafts()}


def listings(recorded: Recorded, record: str) -> Counter[tuple[str, ...]]:
    row = list(recorded.ids).index(record)
    here = np.flatnonzero(recorded.listed == row)
    return Counter(tuple(recorded.words[code] for code in recorded.listings[at].tolist()) for at in here)


def test_every_record_is_there_once_with_its_partnership(snapshot: Snapshot, drafts: dict[str, Draft]) -> None:
    recorded = snapshot.recorded
    assert list(recorded.ids) == list(drafts)
    for record, row in zip(recorded.ids, recorded.partnership.tolist(), strict=True):
        assert snapshot.titles[row] == drafts[record].name
    assert {recorded.registers[place] for place in recorded.register.tolist()} == {"coast", "clinic"}
    csd = [id for id, place in zip(recorded.ids, recorded.portfolio.tolist(), strict=True) if place >= 0]
    assert (csd, recorded.portfolios) == (["coast:1"], ["csd"])


def test_dates_are_as_exact_as_they_are_stated(snapshot: Snapshot) -> None:
    recorded = snapshot.recorded
    dates = {
        id: (tuple(begin), tuple(end))
        for id, begin, end in zip(recorded.ids, recorded.begins.tolist(), recorded.ends.tolist(), strict=True)
    }
    assert dates["coast:2"] == ((2015, 3), (2018, 2))
    assert dates["coast:1"] == ((2019, 0), (2030, 0))
    assert dates["clinic:7"] == ((0, 0), (0, 0))


def test_ties_and_partners_are_those_that_the_record_states(
    world: Store, snapshot: Snapshot, drafts: dict[str, Draft]
) -> None:
    recorded = snapshot.recorded
    stated = {
        (source.record, relation.source)
        for relation in world.view().relations("takes-part")
        for source in relation.sources
    }
    for row, id in enumerate(recorded.ids):
        ties = {tuple(recorded.ties[column]) for column in recorded.tied[[row], :].nonzero()[1].tolist()}
        assert ties == {(each.kind, each.code, each.role) for each in drafts[id].links}
        named = {snapshot.partners[column] for column in recorded.partners[[row], :].nonzero()[1].tolist()}
        assert named == {who for record, who in stated if record == id}


def test_listings_are_the_mentions(snapshot: Snapshot, drafts: dict[str, Draft]) -> None:
    for id, each in drafts.items():
        mentions = Counter((m.kind, m.type, m.type_basis, *m.headings, m.role) for m in each.mentions)
        assert listings(snapshot.recorded, id) == mentions


def test_what_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    money = {"amount": "5000.50", "currency": "USD"}
    one = draft("coast", "1", "Wells", "We dig wells.", UNDP, start=None, scope="national", financing=money)
    two = draft("coast", "2", "Dams", "", UNDP, open_ended=True, coverage="the valley")
    with open_store(f"sqlite:///{tmp_path / 'two.db'}") as store:
        read(store, (one, two))
        recorded = make(store.view()).recorded
    cells = {
        (recorded.ids[row], *recorded.properties[column]): int(value)
        for row, column, value in zip(*recorded.stated.nonzero(), recorded.stated.data, strict=True)
    }
    assert cells == {
        ("coast:1", "start", ""): UNREADABLE,
        ("coast:1", "scope", "national"): READ,
        ("coast:1", "financing", ""): READ,
        ("coast:1", "text", "description"): READ,
        ("coast:2", "open-ended", "true"): READ,
        ("coast:2", "coverage", ""): READ,
    }
    assert recorded.sums.tolist() == [5000.5]
    assert [list(recorded.sum_kinds[kind]) for kind in recorded.sum_kind.tolist()] == [["financing", "USD"]]


@pytest.mark.parametrize(
    ("amount", "sums"), [("1e3", [1000.0]), (7, [7.0]), (True, []), ("NaN", []), ("much", []), (None, []), ([1], [])]
)
def test_an_amount_is_a_number_however_it_is_kept(tmp_path: Path, amount: object, sums: list[float]) -> None:
    one = draft("coast", "1", "Wells", "", UNDP, financing={"amount": amount, "currency": "USD"})
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as store:
        read(store, (one,))
        assert make(store.view()).recorded.sums.tolist() == sums


def test_two_records_of_one_partnership_stay_apart(tmp_path: Path) -> None:
    text = "We restore mangrove forests along the coast with the fishing villages, so that storms do less harm."
    drafts = [
        draft(
            register, "1", "Mangroves for the villages of the coast", text, UNDP, partner("Blue Coast Trust"), start=at
        )
        for register, at in (("coast", "2019"), ("clinic", "2020"))
    ]
    with open_store(f"sqlite:///{tmp_path / 'two.db'}") as store:
        read(store, drafts)
        snapshot = make(store.view())
    assert len(snapshot.partnerships) == 1
    assert sorted(zip(snapshot.recorded.ids, snapshot.recorded.begins[:, 0].tolist(), strict=True)) == [
        ("clinic:1", 2020),
        ("coast:1", 2019),
    ]
    assert snapshot.recorded.partnership.tolist() == [0, 0]


@given(kept=st.sets(st.integers(0, len(DRAFTS) - 1)))
def test_some_records_are_as_if_the_others_were_not_there(snapshot: Snapshot, kept: set[int]) -> None:
    whole, rows = snapshot.recorded, np.array(sorted(kept), dtype=np.intp)
    part = whole.only(rows)
    assert list(part.ids) == [whole.ids[row] for row in rows]
    for record in part.ids:
        assert listings(part, record) == listings(whole, record)
    assert np.array_equal(part.tied.toarray(), whole.tied.toarray()[rows])
    assert np.array_equal(part.partnership, whole.partnership[rows])
    partnerships = np.unique(whole.partnership[rows]).astype(np.intp)
    sliced = snapshot.only(partnerships.tolist())
    assert [sliced.titles[row] for row in sliced.recorded.partnership.tolist()] == [
        snapshot.titles[row] for row in whole.partnership.tolist() if row in partnerships
    ]


def test_a_snapshot_of_nothing(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        recorded = make(store.view()).recorded
    assert (len(recorded), recorded.begins.shape, recorded.listings.shape) == (0, (0, 2), (0, 5))
    assert len(recorded.only(np.zeros(0, dtype=np.intp))) == 0


def test_a_need_is_no_partnership(tmp_path: Path) -> None:
    need = Draft(
        "coast", "9", "need", "Pumps", "x/1", (DraftFact("action", "pumps"),), links=(Link("needs", "country", "KEN"),)
    )
    with open_store(f"sqlite:///{tmp_path / 'need.db'}") as store:
        read(store, (need, DRAFTS[0]))
        assert list(make(store.view()).recorded.ids) == ["coast:1"]
