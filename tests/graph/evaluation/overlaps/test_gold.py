"""Labelled pairs: how they are read, found among records, and told apart by what they share."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluation.overlaps.apart import apart
from graph.evaluation.overlaps.gold import Labelled, fingerprints, leak_groups, locate, read_gold
from graph.matching.overlaps.model import shipped
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from tests.world import GREEN, REEF, draft, read

TITLE = "Reef nurseries of the western islands"
WORDS = "We grow corals in nurseries and plant them on broken reefs with the villages that fish there every day."


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Six records, two of which are joined by resolution, as partnerships of their own."""
    drafts = (
        draft("coast", "1", TITLE, WORDS, REEF, GREEN, start="2012-05", end="2015-06"),
        draft("clinic", "1a", TITLE, WORDS, REEF, GREEN, start="2012-05", end="2015-06"),
        draft("coast", "2", "Girls learn to code", "Engineers teach programming."),
        draft("coast", "3", "Water for schools", "Filters and latrines."),
        draft("clinic", "3", "Stoves for households", "Stoves need less wood."),
        draft("clinic", "4", "Stoves for all households", "Less smoke in kitchens."),
    )  # fmt: skip
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('gold') / 'gold.db'}") as store:
        read(store, drafts)
        view = store.view()
        assert view.status().entities["partnership"] == 5, "two are joined"
        return apart(view, None)


def test_every_record_is_a_partnership_of_its_own_with_its_partners(records: Snapshot) -> None:
    assert set(records.partnerships) == {"coast:1", "clinic:1a", "coast:2", "coast:3", "clinic:3", "clinic:4"}
    for id in ("coast:1", "clinic:1a"):
        row = records.partnership_row[id]
        names = {records.partner_names[partner] for partner in records.partners_of(row).tolist()}
        assert names == {"Reef Watch Network", "Green Shore Trust"}
        assert records.titles[row] == TITLE


def test_a_title_can_be_taken_away(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'one.db'}") as store:
        read(store, (draft("coast", "1", "Reef nurseries", f"Reef nurseries. {WORDS}", REEF),))
        untitled = apart(store.view(), None, {"coast:1"})
    assert list(untitled.titles) == [""]
    assert "reef nurseri" not in untitled.told.phrases


def test_pairs_are_found_by_key_or_record_and_the_rest_is_counted(records: Snapshot) -> None:
    pairs = [
        Labelled("1", "1a", "same", 1),
        Labelled("coast:2", "clinic:4", "unrelated", 2),
        Labelled("2", "99", "unrelated", 3),
        Labelled("3", "2", "unrelated", 4),
    ]
    located = locate(pairs, records)
    assert [pair.row for pair in located.pairs] == [1, 2]
    assert located.missing == 2, "99 is nowhere, and 3 is a key of two registers"
    rows = records.partnership_row
    assert located.rows == ((rows["coast:1"], rows["clinic:1a"]), (rows["coast:2"], rows["clinic:4"]))


def test_pairs_that_share_an_entry_or_a_campaign_are_of_one_group(records: Snapshot) -> None:
    pairs = [
        Labelled("coast:1", "coast:2", "unrelated", 1),
        Labelled("clinic:1a", "coast:3", "unrelated", 2),
        Labelled("clinic:3", "clinic:4", "overlapping", 3),
    ]
    groups = leak_groups(locate(pairs, records), records).tolist()
    assert groups[0] == groups[1], "one title"
    assert groups[2] != groups[0]


def test_gold_is_read_and_what_is_wrong_in_it_is_said_with_its_line() -> None:
    row = {"a": "x", "b": "y", "label": "same", "why": "passed over"}
    assert read_gold([json.dumps(row), ""], "gold") == [Labelled("x", "y", "same", 1)]
    with pytest.raises(InputError, match="gold, line 2: 'alike' is no relation"):
        read_gold([json.dumps(row), json.dumps(row | {"label": "alike"})], "gold")
    with pytest.raises(InputError, match="gold, line 1: not a JSON object"):
        read_gold(["a,b,label"], "gold")
    with pytest.raises(InputError, match="gold, line 1"):
        read_gold(['{"a": "x", "label": "same"}'], "gold")


def test_a_pair_is_known_again_by_its_keys_whatever_it_is_said_to_be(records: Snapshot) -> None:
    def seen(*pairs: Labelled) -> frozenset[str]:
        return fingerprints(locate(pairs, records), records)

    pairs = Labelled("1", "1a", "same", 1), Labelled("2", "coast:3", "unrelated", 2)
    assert seen(*pairs) == seen(Labelled("coast:3", "coast:2", "sibling", 1), Labelled("clinic:1a", "1", "same", 2))
    assert seen(pairs[0]) < seen(*pairs)
    assert seen(pairs[0]) & seen(*pairs[::-1]), "a file with one pair less is known again"
    assert not seen(pairs[0]) & seen(pairs[1])


def test_the_shipped_weights_say_on_which_pairs_they_were_learnt() -> None:
    found = shipped().learnt_on
    assert str(len(found)) in str(shipped().learnt["on"])
    assert all(re.fullmatch("[0-9a-f]{10}", each) for each in found)
