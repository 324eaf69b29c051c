"""The measure of name pairs: what counts, what gold has to look like, and that the baselines stand beside."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.evaluation.name_pairs import LabelledPair, figures, read_gold

HEAD = "name_a,name_b,same\n"


def test_uncertain_pairs_are_left_out() -> None:
    assert read_gold([HEAD, "UNDP,PNUD,yes\n", "Rare,Rare Ltd,uncertain\n", "Rare,Reef,no\n"]) == [
        LabelledPair("UNDP", "PNUD", True),
        LabelledPair("Rare", "Reef", False),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["name_a,name_b\n"], "There is no column 'same'."),
        ([], "There is no column 'name_a'."),
        ([HEAD, "a,b,yes\n", "a,b,perhaps\n"], "'perhaps' is none of yes, no, uncertain."),
    ],
)
def test_malformed_gold_is_named(lines: list[str], said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_gold(lines, "pairs.csv")
    assert "pairs.csv" in str(raised.value)
    assert said in str(raised.value)


def test_what_is_right_and_wrong_is_counted() -> None:
    pairs = [
        LabelledPair("PNUD", "UNDP", True),
        LabelledPair("Government of Fiji", "Fiji - Government", True),
        LabelledPair("Tidewatch", "Sitara Holding", True),  # nobody could tell
        LabelledPair("Government of Fiji", "Government of Mali", False),
    ]
    found = {(each.slice, each.method, each.metric): each for each in figures(pairs)}
    merged = "name pairs, at the merge threshold"
    assert found[merged, "goal17", "precision"].value == 1
    assert found[merged, "goal17", "recall"].value == pytest.approx(2 / 3)
    assert found[merged, "goal17", "F1"].value == pytest.approx(0.8)
    assert ("name pairs, threshold from other folds", "RapidFuzz token-set ratio", "F1") in found
    assert all(each.n == 4 and 0 <= each.low <= each.high <= 1 for each in found.values())
