"""Columns on joining a partnership, and on its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.entities import FIELDS
from ingest.files import open_tables
from ingest.reader import Reading
from ingest.table.guess import guess, write
from ingest.table.joining import read_yes_or_no
from ingest.table.mapping import parse_mapping
from ingest.table.reader import MappedTable

TABLE = """Id,Name,Open,For,Lists,Fee,How,Who,Until,Business,Way,Drive,Type,Money,Gifts
1,Harbours,yes,"NGOs; académie; Coop",LDC,free,https://a.example/join,The secretariat,31/12/2030,oui,"training, research",task,advocacy,pooled,"Technology; Locaux"
2,Reefs,нет,everybody,,500 EUR a year; staff,,,ongoing,no,,,,,
3,Lagoons,,,,,,,,,,,,,
4,Bays,perhaps,friends,Nobody's list,n/a,,,soon,maybe,magic,greed,other things,gold,gold
"""  # noqa: E501 (a table has long rows)
MAPPING = """id: Id
title: Name
open: Open
eligible_types: For
eligible: Lists
contribution_asked: Fee
through: How
asks: Who
until: Until
works_with_business: Business
mechanisms: Way
goal_types: Drive
business_types: Type
funding_types: Money
non_cash: Gifts
day_first: true
values: {type: {Coop: business}}
"""


@pytest.fixture
def readings(tmp_path: Path) -> list[Reading]:
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    (table,) = open_tables(tmp_path / "table.csv")
    return list(MappedTable(parse_mapping(MAPPING)).read(table, "demo", ""))


def stated(reading: Reading) -> dict[str, list[object]]:
    assert reading.draft is not None
    made: dict[str, list[object]] = {}
    for fact in reading.draft.facts:
        assert fact.field in FIELDS
        made.setdefault(fact.field, []).append(fact.value)
    return made


def test_every_column_is_a_fact(readings: list[Reading]) -> None:
    assert stated(readings[0]) == {
        "title": ["Harbours"],
        "open-to-partners": [True],
        "eligible-type": ["ngo", "academic", "business"],
        "eligible": ["ldc"],
        "contribution-asked": [{"code": "none", "written": "free"}],
        "route": [{"asks": "The secretariat", "through": "https://a.example/join"}],
        "window": [{"until": "2030-12-31"}],
        "works-with-business": [True],
        "mechanism": ["training", "research"],
        "goal-type": ["task"],
        "business-type": ["advocacy"],
        "funding-type": ["pooled"],
        "non-cash": ["technology", "premises"],
    }
    assert not readings[0].problems


def test_what_is_asked_may_be_words_and_anybody_may_join(readings: list[Reading]) -> None:
    assert stated(readings[1]) == {
        "title": ["Reefs"],
        "open-to-partners": [False],
        "eligible-type": ["any"],
        "contribution-asked": [{"code": None, "written": "500 EUR a year"}, {"code": "staff", "written": "staff"}],
        "window": [{"until": None}],
        "works-with-business": [False],
    }


def test_an_empty_cell_states_nothing(readings: list[Reading]) -> None:
    assert stated(readings[2]) == {"title": ["Lagoons"]}


def test_what_cannot_be_read_is_flagged_and_kept_as_written(readings: list[Reading]) -> None:
    said = stated(readings[3])
    assert "contribution-asked" not in said, "n/a is nothing stated"
    assert {field for field, values in said.items() if values == [None]} == {
        *("open-to-partners", "eligible-type", "eligible", "window", "works-with-business"),
        *("mechanism", "goal-type", "business-type", "funding-type", "non-cash"),
    }
    kinds = sorted(problem.kind for problem in readings[3].problems)
    assert kinds == sorted(
        ["answer-unreadable"] * 2 + ["code-unknown"] * 5 + ["group-unknown", "type-unknown", "window-unreadable"]
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", True),
        ("SÍ", True),
        ("да", True),
        ("是", True),
        ("no", False),
        ("Fermé", False),
        ("0", False),
        ("", None),
    ],
)
def test_yes_and_no(written: str, value: bool | None) -> None:
    assert read_yes_or_no(written) is value


def test_such_columns_are_guessed_by_their_names_where_their_values_agree(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(
        "Name,Open to new partners,Who may join,Membership fee,How to apply,Apply until,Works with business,Mechanism,"
        "Funding type,Goal type\n"
        "Clean harbours,yes,NGO,free,https://a.example,2030,yes,training,by good friends,task\n"
        "Quiet reefs,no,Government,100 EUR,by letter,2031,no,research,none that we know of,policy\n",
        "utf-8",
    )
    (table,) = open_tables(tmp_path / "table.csv")
    guessed = guess(table)
    mapping = guessed.mapping
    assert (mapping.open, mapping.through, mapping.until) == ("Open to new partners", "How to apply", "Apply until")
    assert (mapping.eligible_types, mapping.contribution_asked) == (("Who may join",), ("Membership fee",))
    assert (mapping.works_with_business, mapping.mechanisms) == ("Works with business", ("Mechanism",))
    assert mapping.goal_types == ("Goal type",)
    assert mapping.funding_types == (), "its values are of no vocabulary"
    assert parse_mapping(write(guessed)) == mapping, "what is written down says the same"
