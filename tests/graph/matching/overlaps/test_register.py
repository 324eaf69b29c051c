"""The overlaps of a whole register, in groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.matching.overlaps.register import Report, report
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store


@pytest.fixture(scope="module")
def found(coast: Snapshot) -> Report:
    return report(coast)


def test_a_campaign_is_one_group_with_a_tie_for_each_further_member(found: Report) -> None:
    campaign = next(group for group in found.groups if group.kind == "campaign")
    assert {member.id for member in campaign.members} >= {f"coast-p{number}" for number in range(5)}
    assert campaign.pairs >= 10
    assert len(campaign.ties) == len(campaign.members) - 1
    placed = [member.id for member in campaign.members]
    assert sorted(max((tie.a.id, tie.b.id), key=placed.index) for tie in campaign.ties) == sorted(placed[1:])


def test_a_work_is_a_group_with_all_its_pairs_and_their_reasons(found: Report) -> None:
    work = next(group for group in found.groups if "coast-n1" in {member.id for member in group.members})
    assert work.kind == "work"
    tie = next(tie for tie in work.ties if {tie.a.id, tie.b.id} == {"coast-n1", "coast-n2"})
    assert tie.relation == "follow-up"
    assert sum(reason.contribution for reason in tie.reasons) == pytest.approx(tie.score)
    assert len(work.ties) == work.pairs


def test_no_entry_stands_in_two_groups_and_pairs_are_counted(found: Report, coast: Snapshot) -> None:
    members = [member.id for group in found.groups for member in group.members]
    assert len(members) == len(set(members))
    assert found.entries == len(coast.partnerships)
    assert sum(found.relations.values()) >= sum(group.pairs for group in found.groups)
    kinds = [group.kind for group in found.groups]
    assert kinds == sorted(kinds, reverse=True), "works before campaigns"


def test_progress_is_told_to_the_end(coast: Snapshot) -> None:
    told: list[tuple[str, int, int]] = []
    report(coast, lambda *each: told.append(each))
    assert told[-1] == ("comparing entries", len(coast.partnerships), len(coast.partnerships))


def test_of_an_empty_store_the_report_is_empty(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        assert report(make(store.view())) == Report(0, {}, ())
