"""Amounts as registers write them: read, doubted aloud, refused, never corrected."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.money import read_money


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("250,000 USD", "250000", "USD"),
        ("2,500,000 USD", "2500000", "USD"),
        ("500 USD", "500", "USD"),
        ("452,727", "452727", None),
        ("412,421USD", "412421", "USD"),
        ("1500000", "1500000", None),
        ("2.958.326", "2958326", None),
        ("1.000.000", "1000000", None),
        ("2000.00", "2000", None),
        ("42531.37", "42531.37", None),
        ("3000.", "3000", None),
        ("1,234.56", "1234.56", None),
        ("1.234,56 €", "1234.56", "EUR"),
        ("12,5 million euros", "12500000", "EUR"),
        ("1 500 000", "1500000", None),
        ("CHF 1’500’000", "1500000", "CHF"),
        ("US$ 2,770 million", "2770000000", "USD"),
        ("US$2.5 billion", "2500000000", "USD"),
        ("USD 3 m", "3000000", "USD"),
        ("GBP 20,000", "20000", "GBP"),
        ("£20k", "20000", "GBP"),
        ("2 M€", "2000000", "EUR"),
        ("R$ 10.000,00", "10000", "BRL"),
        ("$ 1,999,415", "1999415", None),
        ("0.500", "0.5", None),
        ("٢٠٠٠", "2000", None),
        ("999999999999999", "999999999999999", None),
    ],
)
def test_amounts(written: str, amount: str, currency: str | None) -> None:
    reading = read_money(written)
    assert reading.state == "amount"
    assert reading.money is not None
    assert (reading.money.amount, reading.money.currency) == (Decimal(amount), currency)
    assert reading.money.written == reading.written == written


@pytest.mark.parametrize(
    ("written", "state", "amount"),
    [
        ("", "empty", None),
        (" USD", "empty", None),
        ("N/A", "empty", None),
        ("-", "empty", None),
        ("130.000", "ambiguous", "130000"),
        ("257.350 USD", "ambiguous", "257350"),
        ("USD 200, 000. The cost of a consultant.", "vague", "200000"),
        ("about 5,000 a year", "vague", "5000"),
        ("between 100 and 200 USD", "vague", "100"),
        ("-500 USD", "refused", None),
        ("(500)", "refused", None),
        ("NaN", "refused", None),
        ("-Infinity", "refused", None),
        ("1e9 USD", "refused", None),
        ("1,23,45", "unreadable", None),
        ("1.2,3.4", "unreadable", None),
        ("generous", "unreadable", None),
        ("9" * 40, "unreadable", None),
    ],
)
def test_what_is_no_plain_amount(written: str, state: str, amount: str | None) -> None:
    reading = read_money(written)
    assert reading.state == state
    assert (reading.money and str(reading.money.amount)) == amount
    assert reading.note or state == "empty"


def test_the_field_states_the_currency_unless_the_text_does() -> None:
    assert read_money("500", currency="USD").money == read_money("500", currency="USD").money
    stated = read_money("500", currency="USD").money
    assert stated is not None
    assert stated.currency == "USD"
    other = read_money("500 EUR", currency="USD")
    assert other.money is not None
    assert other.money.currency == "EUR"
    assert "the field is in USD" in other.note


def test_unusual_amounts_are_kept_and_noted() -> None:
    small, large = read_money("5 USD"), read_money("5,000,000,000 USD")
    assert small.money is not None
    assert large.money is not None
    assert (small.money.amount, small.note) == (5, "unusually small")
    assert (large.money.amount, large.note) == (5_000_000_000, "unusually large")


@given(st.text() | st.lists(st.sampled_from([*"0123456789.,' -$€()eEkm", "USD", "million"]), max_size=14).map("".join))
def test_reading_never_raises_and_amounts_are_finite(written: str) -> None:
    reading = read_money(written)
    assert reading.money is None or (reading.money.amount.is_finite() and reading.money.amount >= 0)
    assert reading.money is not None or reading.state not in ("amount", "ambiguous", "vague")


@given(st.integers(0, 10**15 - 1))
def test_written_with_commas_and_back(amount: int) -> None:
    reading = read_money(f"{amount:,} USD")
    assert reading.money is not None
    assert reading.money.amount == amount


def test_every_amount_of_the_platform_sheet(sheet: list[dict[str, str]]) -> None:
    labels = ["Staff / Technical expertise", "Financing (in USD)", "In-kind contribution", "Other, please specify"]
    separator = re.compile(rf"; (?=(?:{'|'.join(map(re.escape, labels))}) : )")
    readings = [
        read_money(part.removeprefix("Financing (in USD) :"), currency="USD")
        for row in sheet
        for part in separator.split(row["Resources"])
        if part.startswith("Financing (in USD) :")
    ]
    assert Counter(reading.state for reading in readings) == {"amount": 984, "empty": 78}
    notes = Counter(reading.note for reading in readings)
    assert (notes["unusually small"], notes["unusually large"]) == (11, 28)


def test_every_amount_of_the_ocean_register(ocean: list[dict[str, Any]]) -> None:
    written = [item["details"] for row in ocean for item in row["resources"] if item["type"] == "Financing (in USD)"]
    states = Counter(read_money(text, currency="USD").state for text in written)
    assert len(written) == 584
    assert states == {"amount": 577, "ambiguous": 6, "vague": 1}
