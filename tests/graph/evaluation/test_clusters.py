"""The measure of all names of an organisation: what is missed, what is wrong, and what the gold doesn't know."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.errors import InputError
from graph.evaluation.clusters import (
    Assign,
    Judged,
    JudgedName,
    figures,
    outcomes,
    read_gold,
    resolved,
)
from graph.model.drafts import Draft, Mention
from ingest.reader import Reading

HEADER = "organisation,name,acronym,country,kind,records,judged,why\n"


class Floor(NamedTuple):
    """Means over organisations that a sample mustn't fall below."""

    precision: float
    recall: float
    recall_by_records: float


SAMPLES = {
    "organisations.csv": Floor(0.96, 0.86, 0.93),
    "unseen/organisations.csv": Floor(0.92, 0.78, 0.91),
}
"""The judged samples: of the first the misses have been looked at, of the second not."""


def draft(key: str, *mentions: Mention | str) -> Draft:
    its = tuple(each if isinstance(each, Mention) else Mention(each, each) for each in mentions)
    return Draft("demo", key, "partnership", "Wells", "demo/1", mentions=its)


def judged(name: str, what: Judged = "yes", acronym: str = "") -> JudgedName:
    return JudgedName("Blue Coast Trust", name, acronym, "", "organisation", what)


def by_first_letter(mention: Mention, _: Draft) -> Hashable:
    return mention.name[0]


def test_the_entry_is_the_one_with_most_mentions() -> None:
    drafts = [
        draft("1", "Blue Coast Trust", "Blue Coast Trust Kenya"),
        draft("2", "Blue Coast Trust", "Coast Trust"),
        draft("3", "Trust of the Blue Coast", "Blue Coast Bank", "Better Coasts"),
    ]
    rows = [
        judged("Blue Coast Trust"),
        judged("Coast Trust"),
        judged("Trust of the Blue Coast"),
        judged("Blue Coast Trust Kenya", "part"),
        judged("Blue Coast Bank", "uncertain"),
        judged("Teal Coast Trust", "no"),
    ]
    (found,) = outcomes(rows, drafts, by_first_letter)
    assert [(alias.name, alias.records, alias.found) for alias in found.aliases] == [
        ("Blue Coast Trust", 2, 2),
        ("Coast Trust", 1, 0),
        ("Trust of the Blue Coast", 1, 0),
    ]
    assert found.wrong == ("Blue Coast Trust Kenya",)
    assert found.unjudged == ("Better Coasts",), "uncertain names were looked at; this one wasn't"
    assert found.recall == pytest.approx(1 / 3)
    assert found.judged == pytest.approx(2 / 3)
    assert (found.recall_by_records, found.precision, found.pairwise) == (0.5, 0.5, 0.0)


def test_a_name_is_one_however_it_is_written_and_counts_by_its_share() -> None:
    drafts = [
        draft("1", Mention("Blue Coast Trust", "Blue Coast Trust (BCT)", acronym="BCT")),
        draft("2", "BLUE COAST TRUST"),
        draft("3", "Blue Coast Trust"),
        draft("4", "Blue-Coast Trust", "Blue-Coast Trust"),
    ]
    rows = [
        judged("Blue Coast Trust", acronym="BCT"),
        judged("Blue Coast Trust"),
        judged("BLUE COAST TRUST"),
        judged("Blue-Coast Trust"),
    ]

    def by_record(mention: Mention, its: Draft) -> Hashable:
        return its.record == "demo:4" or None

    (found,) = outcomes(rows, drafts, by_record)
    assert [(alias.name, alias.records, alias.found) for alias in found.aliases] == [("Blue Coast Trust", 4, 1)]
    assert found.recall == 0.25
    assert (found.precision, found.pairwise) == (1.0, 1.0)


def test_names_that_are_put_nowhere_are_missed() -> None:
    (found,) = outcomes([judged("Blue Coast Trust")], [draft("1", "Blue Coast Trust")], lambda *_: None)
    assert (found.recall, found.precision, found.judged) == (0.0, 1.0, 1.0)


def test_what_no_register_mentions_is_passed_over() -> None:
    drafts = [draft("1", "River Watch")]
    assert outcomes([judged("Blue Coast Trust")], drafts, by_first_letter) == []
    assert outcomes([judged("River Watch", "no")], drafts, by_first_letter) == []
    only = [Mention("Blue Coast Trust", "Blue Coast Trust", kind="generic")]
    assert outcomes([judged("Blue Coast Trust")], [draft("1", *only)], by_first_letter) == []


def test_goal17_stands_beside_the_baselines() -> None:
    drafts = [
        draft("1", Mention("Blue Coast Trust", "Blue Coast Trust (BCT)", acronym="BCT"), "River Watch"),
        draft("2", "BCT", "Blue Coast Trust Kenya"),
        draft("3", "Blue Coast Trust", "The Blue Coast Trust", "Trust for Blue Coasts and Corals"),
    ]
    rows = [
        judged("Blue Coast Trust", acronym="BCT"),
        judged("Blue Coast Trust"),
        judged("BCT"),
        judged("The Blue Coast Trust"),
        judged("Trust for Blue Coasts and Corals"),
        judged("Blue Coast Trust Kenya", "part"),
        judged("Teal Coast Trust", "no"),
    ]
    found = list(figures(rows, drafts))
    values = {(each.method, each.metric): each.value for each in found}
    assert values["goal17", "alias recall"] == 0.75
    assert values["goal17", "precision"] == 1.0
    assert values["same folded name", "alias recall"] == 0.25
    assert values["token-set ratio from 95", "alias recall"] == 0.5
    assert values["token-set ratio from 95", "precision"] == pytest.approx(2 / 3)
    assert values["judged rows", "mentioned"] == pytest.approx(6 / 7)
    missing = [each for each in found if "missed" in each.slice]
    assert [(each.method, each.value) for each in missing] == [("Blue Coast Trust", 0.75)]


def test_nothing_to_measure_has_nothing_wrong() -> None:
    assert {each.value for each in figures([], [])} == {1.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organisation,name\nA,B\n", "row 1: There is no column 'acronym'"),
        (HEADER + "A,B,,,organisation,1,perhaps,\n", "row 2.*'perhaps' is none of yes, part, no, uncertain"),
        (HEADER + "A,B,,,organisation,1,yes,\nA,B,,,organisation,1,no,\n", "row 3.*'B' is judged twice for A"),
    ],
)
def test_rows_that_can_not_be_read_are_named(text: str, said: str) -> None:
    with pytest.raises(InputError, match=f"gold.csv, {said}"):
        read_gold(text.splitlines(keepends=True), "gold.csv")


@pytest.mark.parametrize("file", SAMPLES)
def test_the_samples_of_the_repository_can_be_read(file: str) -> None:
    rows = _sample(file)
    assert len({row.organisation for row in rows}) == 40
    assert {row.judged for row in rows} == {"yes", "part", "no", "uncertain"}
    assert len({row.organisation for row in rows if row.judged == "yes"}) == 40


def test_the_samples_have_no_organisation_in_common() -> None:
    first, second = ({row.organisation for row in _sample(file)} for file in SAMPLES)
    assert not first & second


@pytest.mark.parametrize(("file", "floor"), SAMPLES.items())
def test_a_sample_is_written_in_the_registers_that_it_was_taken_from(
    file: str, floor: Floor, registers: list[Draft], entries: Assign
) -> None:
    rows = _sample(file)
    found = outcomes(rows, registers, entries)
    assert len(found) == 40
    # What a change of the reader may cost the sample: names that it splits otherwise now.
    written = {(m.name, m.acronym, m.country, m.kind) for each in registers for m in each.mentions}
    assert sum(row.key in written for row in rows) > 0.9 * len(rows)
    assert _mean([each.precision for each in found]) > floor.precision
    assert _mean([each.recall for each in found]) > floor.recall
    assert _mean([each.recall_by_records for each in found]) > floor.recall_by_records


@pytest.fixture(scope="module")
def registers(readings_of: Callable[[str], list[Reading]]) -> list[Draft]:
    """Both registers as their readers understand them."""
    files = ("un_ocean_2026.jsonl", "un_platform_2018.xlsx")
    return [each.draft for file in files for each in readings_of(file) if each.draft]


@pytest.fixture(scope="module")
def entries(registers: list[Draft]) -> Assign:
    """What goal17 makes of their names."""
    return resolved(registers)


def _sample(file: str) -> list[JudgedName]:
    text = (Path(__file__).parents[2] / "golden" / file).read_text(encoding="utf-8")
    return read_gold(text.splitlines(keepends=True), file)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
