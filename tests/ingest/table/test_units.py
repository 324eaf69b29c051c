"""Thousands and millions of headings and cells: applied once, said, and never taken from what is no unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model.drafts import DraftFact
from graph.model.records import Problem
from graph.text.money import read_money
from ingest.files import open_tables
from ingest.table.guess import guess, write
from ingest.table.mapping import parse_mapping
from ingest.table.reader import MappedTable
from ingest.table.units import read_amount, read_unit, unit_of_heading


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Budget prévu (k€)", 10**3),
        ("Budget (USD '000)", 10**3),
        ("Cost in thousands", 10**3),
        ("thousand $", 10**3),
        ("Montant (milliers d'euros)", 10**3),
        ("Presupuesto en miles de pesos", 10**3),
        ("Orçamento (R$ mil)", 10**3),
        ("Kosten (Tsd. €)", 10**3),
        ("Бюджет, тыс. руб.", 10**3),
        ("الميزانية بالآلاف", 10**3),
        ("预算（万元）", 10**4),
        ("in million USD", 10**6),
        ("Mio EUR", 10**6),
        ("Budget (Mio. CHF)", 10**6),
        ("Coût (en millions de FCFA)", 10**6),
        ("Orçamento (R$ milhões)", 10**6),
        ("Presupuesto (millones)", 10**6),
        ("Amount (USDm)", 10**6),
        ("Total (US$ m)", 10**6),
        ("Value (mn)", 10**6),
        ("Бюджет (млн долл.)", 10**6),
        ("الميزانية (مليون دولار)", 10**6),
        ("预算(百万美元)", 10**6),
        ("Funding (EUR bn)", 10**9),
    ],
)
def test_units_of_headings(heading: str, factor: int) -> None:
    unit = unit_of_heading(heading)
    assert unit is not None
    assert unit.factor == factor


@pytest.mark.parametrize(
    "heading",
    [
        "Budget",
        "Budget (EUR)",
        "Million Trees grant",
        "Funding 2018 (USD)",
        "Fonds Mille Sabords (EUR)",
        "Cost per km",
        "",
    ],
)
def test_headings_without_a_unit(heading: str) -> None:
    assert unit_of_heading(heading) is None


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("120", 120_000),
        ("45,5", 45_500),
        ("EUR 60", 60_000),
        ("1 200", 1_200_000),
        ("2 M€", 2_000_000),
        ("5 million", 5_000_000),
        ("12 k", 12_000),
        ("45 miles de pesos", 45_000),
        ("120万元", 1_200_000),
        ("90 000 €", 90_000),
    ],
)
def test_what_the_cell_says_counts_and_nothing_is_multiplied_twice(cell: str, amount: int) -> None:
    read, _ = read_amount(cell, "EUR", unit_of_heading("Budget (k€)"))
    assert read.money is not None
    assert read.money.amount == amount
    assert "E" not in str(read.money.amount)


@given(st.integers(0, 10**8), st.sampled_from(["", " EUR", " (planned)"]))
def test_without_a_unit_an_amount_is_what_it_was(number: int, behind: str) -> None:
    written = f"{number}{behind}"
    assert read_amount(written, "EUR", None) == (read_money(written, currency="EUR"), "")


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_read_or_refused(written: str) -> None:
    read, _ = read_amount(written, None, unit_of_heading("k€"))
    assert read.written == written
    assert read.money is None or read.money.amount >= 0


def test_a_mapping_takes_a_word_or_a_number() -> None:
    assert [unit.factor for unit in map(read_unit, ("one", "thousand", "Mio", "10000", "万")) if unit] == [
        Decimal(each) for each in (1, 1000, 1_000_000, 10_000, 10_000)
    ]
    with pytest.raises(InputError, match=r"my\.yml, line 2, financing\.unit: “dozen” is no unit of money"):
        parse_mapping("title: Name\nfinancing: {column: Budget, unit: dozen}", "my.yml")


def financing(path: Path, heading: str, cell: str, unit: str = "") -> tuple[DraftFact, list[Problem]]:
    path.write_text(f'name,"{heading}"\nReefs,"{cell}"\n', encoding="utf-8")
    said = f", unit: {unit}" if unit else ""
    mapping = parse_mapping(f'title: name\nfinancing: {{column: "{heading}", currency: EUR{said}}}')
    (table,) = open_tables(path)
    (reading,) = MappedTable(mapping).read(table, "demo", "2026-01-01T00:00:00Z")
    assert reading.draft is not None
    (fact,) = (fact for fact in reading.draft.facts if fact.field == "financing")
    return fact, list(reading.problems)


def test_the_fact_says_what_it_was_multiplied_by(tmp_path: Path) -> None:
    fact, (problem,) = financing(tmp_path / "t.csv", "Budget (k€)", "60")
    assert (fact.value, fact.written) == ({"amount": "60000", "currency": "EUR"}, "60")
    assert fact.note == "in k, so times 1,000"
    assert (problem.kind, problem.row, problem.column) == ("amount-unit", 1, "Budget (k€)")
    assert "1 is read as 1,000" in problem.message


def test_an_amount_that_is_written_out_below_a_unit_is_doubted(tmp_path: Path) -> None:
    fact, problems = financing(tmp_path / "t.csv", "Budget (k€)", "90 000 €")
    assert fact.value == {"amount": "90000", "currency": "EUR"}
    assert "amount-ambiguous" in {problem.kind for problem in problems}


@pytest.mark.parametrize(("unit", "amount"), [("million", "60000000"), ("one", "60")])
def test_a_mapping_outdoes_the_heading(tmp_path: Path, unit: str, amount: str) -> None:
    fact, problems = financing(tmp_path / "t.csv", "Budget (k€)", "60", unit)
    assert fact.value == {"amount": amount, "currency": "EUR"}
    assert "amount-unit" not in {problem.kind for problem in problems}


def test_a_guess_writes_the_unit_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("title,Budget (MUSD)\nReefs,2\nWells,3\n", encoding="utf-8")
    (table,) = open_tables(path)
    text = write(guess(table))
    assert "    currency: USD\n    unit: million\n" in text
