"""The measure of types: what counts as right, and what simple rules reach."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.evaluation.types import LabelledType, figures, read_gold

HEADER = "name,type,also_acceptable,certain,flag\n"


def values(*labelled: LabelledType) -> dict[tuple[str, str], float]:
    return {(each.method, each.metric): each.value for each in figures(labelled)}


def test_labels_become_codes_and_malformed_names_are_left_out() -> None:
    rows = read_gold(
        [HEADER, "Sea Lab,science,academia|ngo,y,\n", "us and them,unknown,,n,\n", "x y,ngo,,y,malformed\n"]
    )
    assert rows == [
        LabelledType("Sea Lab", "scientific", frozenset({"academic", "ngo"})),
        LabelledType("us and them", "", frozenset()),
    ]


@pytest.mark.parametrize(
    ("lines", "place"),
    [(["name,type\n"], "also_acceptable"), ([HEADER, "Sea Lab,laboratory,,y,\n"], "laboratory")],
)
def test_a_missing_column_and_an_unknown_type_are_said(lines: list[str], place: str) -> None:
    with pytest.raises(InputError, match=place):
        read_gold(lines)


def test_what_will_do_as_well_is_right_but_not_strictly() -> None:
    found = values(LabelledType("Ministry of Water", "other", frozenset({"government"})))
    assert (found["goal17", "right"], found["goal17", "strictly right"]) == (1, 0)


def test_nothing_said_of_a_name_without_a_type_is_right_and_not_counted_as_unknown() -> None:
    found = values(
        LabelledType("various", "", frozenset()), LabelledType("Ministry of Water", "government", frozenset())
    )
    assert (found["goal17", "right"], found["goal17", "unknown"]) == (1, 0)


def test_baselines_stand_beside() -> None:
    found = values(
        LabelledType("Ministry of Water", "government", frozenset()),
        LabelledType("Acme Water Ltd", "business", frozenset()),
        LabelledType("Parliament", "government", frozenset()),
    )
    assert found["always the commonest type", "right"] == pytest.approx(2 / 3)
    assert found["three words", "right"] == pytest.approx(1 / 3)
    assert found["three words", "unknown"] == pytest.approx(2 / 3)


def test_no_rows_give_no_figures() -> None:
    assert values() == {}
