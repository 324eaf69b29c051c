"""Exact ranges and corrected p-values, beside scipy's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from graph.analytics.gaps.chance import OUTSIDE, Chance, beta_binomial, binomial, corrected, hypergeometric


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    entries = draw(st.integers(1, 400))
    of_line, of_area = draw(st.integers(0, entries)), draw(st.integers(0, entries))
    found = draw(st.integers(max(0, of_line + of_area - entries), min(of_line, of_area)))
    return found, of_line, of_area, entries


@given(tables())
def test_a_cell_of_a_table_with_given_margins_is_as_scipy_has_it(table: tuple[int, int, int, int]) -> None:
    found, of_line, of_area, entries = table
    chance = hypergeometric(found, [(of_line, of_area, entries)])
    oracle = stats.hypergeom(entries, of_line, of_area)
    assert chance.expected == pytest.approx(of_line * of_area / entries)
    # Where a tail holds just 2.5 % the last digit decides: the range is then one of two neighbours.
    assert oracle.cdf(chance.low) >= OUTSIDE - 1e-9
    assert oracle.cdf(chance.low - 1) <= OUTSIDE + 1e-9
    assert oracle.cdf(chance.high) >= 1 - OUTSIDE - 1e-9
    assert oracle.cdf(chance.high - 1) <= 1 - OUTSIDE + 1e-9
    assert chance.p == pytest.approx(min(1.0, 2 * min(oracle.cdf(found), oracle.sf(found - 1))), abs=1e-9)


@given(st.integers(0, 500), st.floats(0, 1), st.data())
def test_a_known_share_of_entries_is_as_scipy_has_it(draws: int, share: float, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, draws))
    is_as_scipy_has_it(binomial(found, draws, share), found, stats.binom(draws, share))


@given(st.integers(0, 500), st.integers(0, 60), st.integers(0, 60), st.data())
def test_a_share_that_was_counted_is_as_scipy_has_it(
    draws: int, inside: int, outside: int, data: st.DataObject
) -> None:
    found = data.draw(st.integers(0, draws))
    chance = beta_binomial(found, draws, inside + 0.5, outside + 0.5)
    is_as_scipy_has_it(chance, found, stats.betabinom(draws, inside + 0.5, outside + 0.5))


@pytest.mark.parametrize(("inside", "outside"), [(0.5, 50), (40.5, 160.5), (5_000.5, 20_000.5)])
@pytest.mark.parametrize("off", [0, 3, 12])
def test_a_share_that_was_counted_is_as_right_of_a_large_register(inside: float, outside: float, off: int) -> None:
    draws = 30_000
    oracle = stats.betabinom(draws, inside, outside)
    found = min(draws, round(oracle.mean() + off * oracle.std()))
    # Twelve deviations off is farther than is ever seen of a known chance, and not of one that is little known.
    p = np.exp(oracle.logpmf(np.arange(draws + 1)))
    chance = beta_binomial(found, draws, inside, outside)
    assert chance.p == pytest.approx(min(1.0, 2 * min(p[: found + 1].sum(), p[found:].sum())), rel=1e-6)
    assert (chance.low, chance.high) == tuple(np.searchsorted(np.cumsum(p), [OUTSIDE, 1 - OUTSIDE]))


def is_as_scipy_has_it(chance: Chance, found: int, oracle: Any) -> None:
    assert chance.expected == pytest.approx(oracle.mean())
    assert oracle.cdf(chance.high) >= 1 - OUTSIDE - 1e-9
    assert oracle.cdf(chance.low - 1) <= OUTSIDE + 1e-9
    assert chance.p == pytest.approx(min(1.0, 2 * min(oracle.cdf(found), oracle.sf(found - 1))), abs=1e-9)


@given(st.lists(tables(), min_size=1, max_size=4))
def test_a_cell_of_several_tables_is_the_sum_of_theirs(several: list[tuple[int, int, int, int]]) -> None:
    weights = np.ones(1)
    for _, of_line, of_area, entries in several:
        each = stats.hypergeom(entries, of_line, of_area).pmf(np.arange(min(of_line, of_area) + 1))
        weights = np.convolve(weights, each)
    found = sum(table[0] for table in several)
    chance = hypergeometric(found, [table[1:] for table in several])
    assert chance.expected == pytest.approx((weights * np.arange(len(weights))).sum(), abs=1e-6)
    assert weights[: chance.low].sum() <= OUTSIDE + 1e-9
    assert weights[: chance.high + 1].sum() >= 1 - OUTSIDE - 1e-9
    assert chance.p == pytest.approx(min(1.0, 2 * min(weights[: found + 1].sum(), weights[found:].sum())), abs=1e-9)


def test_where_all_of_a_table_is_in_an_area_nothing_is_left_to_chance() -> None:
    assert hypergeometric(12, [(10, 10, 10), (2, 3, 3)]) == Chance(12.0, 12, 12, 1.0)


def test_of_nothing_nothing_is_expected() -> None:
    assert hypergeometric(0, []) == hypergeometric(0, [(0, 0, 0)]) == Chance(0.0, 0, 0, 1.0)
    assert binomial(0, 0, 0.3).high == beta_binomial(0, 0, 0.5, 0.5).high == 0
    assert corrected(np.zeros(0)).tolist() == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.integers(0, 5))
def test_the_correction_for_many_cells_is_benjamini_and_hochbergs(p: list[float], without: int) -> None:
    made = corrected(np.array([*p, *[np.nan] * without]))
    assert made[: len(p)] == pytest.approx(stats.false_discovery_control(p), abs=1e-12)
    assert np.isnan(made[len(p) :]).all()


def test_a_large_count_is_as_quick_as_a_small_one_and_as_right() -> None:
    chance = hypergeometric(300_500, [(600_000, 500_000, 1_000_000)])
    oracle = stats.hypergeom(1_000_000, 600_000, 500_000)
    assert (chance.low, chance.high) == tuple(oracle.ppf([0.025, 0.975]))
    assert chance.p == pytest.approx(2 * oracle.sf(300_499), rel=1e-6)
