"""Plans: limits are kept, the best is found, what is left out is explained, conflicts are irreducible."""

from __future__ import annotations

from itertools import accumulate, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.matching.plan.constraints import constraints, pairs
from graph.matching.plan.problem import Item, Limits, Problem, Supply
from graph.matching.plan.solve import SCENARIOS, Plan, Scenario, plan

LDC = frozenset({"ldc"})
ITEMS = (
    Item("a", country="TGO", groups=LDC),
    Item("b", country="TGO", groups=LDC),
    Item("c", country="FJI"),
    Item("d", country="FJI", cost=2),
    Item("g"),
)
SUPPLIES = (Supply("S", capacity=2), Supply("T", capacity=1))
ALLOWED = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [1, 1]], dtype=bool)
VALUE = np.array([[0.5, 0], [0.4, 0], [0.9, 0.8], [0, 0.7], [0.6, 0.5]])


def problem(limits: Limits, items: tuple[Item, ...] = ITEMS, allowed: np.ndarray = ALLOWED) -> Problem:
    barred = {row: "None fits." for row in range(len(items)) if not allowed[row].any()}
    return Problem(items, SUPPLIES, allowed, VALUE, barred, limits)


def scenario(made: Plan, code: str) -> Scenario:
    return next(each for each in made.scenarios if each.code == code)


def test_every_scenario_fulfils_its_own_wish() -> None:
    made = plan(problem(Limits()))
    assert [each.code for each in made.scenarios] == list(SCENARIOS)
    assert all(each.best for each in made.scenarios)
    most, fit, ldc = (scenario(made, code) for code in SCENARIOS)
    assert len(most.assigned) == len(ldc.assigned) == 3
    assert fit.fit == pytest.approx(2.2)
    assert {each.need for each in ldc.assigned} >= {0, 1}
    assert ldc.by_group == {"ldc": 2}
    assert most.cost == pytest.approx(sum(ITEMS[each.need].cost for each in most.assigned))


def test_what_stays_unserved_says_which_limit_did_it() -> None:
    made = scenario(plan(problem(Limits(per_country=1))), "most")
    left = {ITEMS[each.need].name: each for each in made.unserved}
    assert "per-country:TGO" in left["b"].constraints
    assert "At most 1 need of TGO" in left["b"].why


def test_a_need_that_no_offer_may_serve_says_so() -> None:
    none = ALLOWED.copy()
    none[0] = False
    left = scenario(plan(problem(Limits(), allowed=none)), "most").unserved
    assert [(each.why, each.constraints) for each in left if each.need == 0] == [("None fits.", ())]


def test_two_pots() -> None:
    made = scenario(plan(problem(Limits(budget=4, pots={"global": 0.35, "countries": 0.65}))), "most")
    assert made.by_pot["global"] <= 0.35 * 4
    assert made.by_pot["countries"] <= 0.65 * 4
    of_what_is_spent = scenario(plan(problem(Limits(pots={"global": 0.35}))), "most")
    assert of_what_is_spent.by_pot.get("global", 0) <= 0.35 * of_what_is_spent.cost + 1e-9


def test_at_least_so_much_for_a_group() -> None:
    made = scenario(plan(problem(Limits(least={"ldc": 2}))), "best-fit")
    assert made.by_group["ldc"] >= 2
    made = scenario(plan(problem(Limits(least_share={"ldc": 0.5}))), "best-fit")
    spent = sum(ITEMS[each.need].cost for each in made.assigned if "ldc" in ITEMS[each.need].groups)
    assert spent >= 0.5 * made.cost - 1e-9


def test_limits_that_cannot_hold_together_are_named_and_no_others() -> None:
    made = plan(problem(Limits(least={"ldc": 2}, per_country=1, budget=100, serve=1)))
    assert (made.scenarios, made.untried) == ((), 0)
    assert {code for code, _ in made.conflict} == {"least:ldc", "per-country:TGO"}


def test_a_need_that_has_to_be_served() -> None:
    must = (*ITEMS[:3], Item("d", country="FJI", cost=2, must=True), ITEMS[4])
    assert 3 in {each.need for each in scenario(plan(problem(Limits(), must)), "most").assigned}
    made = plan(problem(Limits(budget=1), must))
    assert {code for code, _ in made.conflict} == {"must:d", "budget"}


def test_a_pair_can_be_fixed_or_forbidden() -> None:
    first = scenario(plan(problem(Limits())), "best-fit")
    chosen = {(each.need, each.offer) for each in first.assigned}
    assert (2, 1) not in chosen
    again = scenario(plan(problem(Limits(fixed=((2, 1),)))), "best-fit")
    assert (2, 1) in {(each.need, each.offer) for each in again.assigned}
    without = scenario(plan(problem(Limits(forbidden=((3, 1),)))), "most")
    left = next(each for each in without.unserved if each.need == 3)
    assert "“d” isn't to be served by “T”" in left.why
    assert "forbid:d~T" in left.constraints
    made = plan(problem(Limits(fixed=((2, 1), (4, 1)))))
    assert {code for code, _ in made.conflict} == {"fix:c~T", "fix:g~T", "capacity:T"}
    assert {code for code, _ in plan(problem(Limits(fixed=((0, 1),)))).conflict} == {"fix:a~T"}


def test_what_of_each_limit_is_used_and_left() -> None:
    made = scenario(plan(problem(Limits(budget=4, pots={"global": 0.35}, least={"ldc": 1}))), "most")
    told = {each.code: (each.used, each.least, each.most, each.left, each.unit) for each in made.limits}
    assert told["budget"] == (made.cost, None, 4.0, 4.0 - made.cost, "cost")
    assert told["pot:global"] == (made.by_pot.get("global", 0), None, 1.4, 1.4 - made.by_pot.get("global", 0), "cost")
    assert told["least:ldc"] == (made.by_group["ldc"], 1.0, None, None, "needs")
    assert told["capacity:S"][2:] == (2.0, 2.0 - told["capacity:S"][0], "needs")
    of_spent = scenario(plan(problem(Limits(pots={"global": 0.35}, least_share={"ldc": 0.5}))), "most")
    shares = {each.code: each for each in of_spent.limits}
    assert shares["pot:global"].most == pytest.approx(0.35 * of_spent.cost)
    assert shares["least-share:ldc"].least == pytest.approx(0.5 * of_spent.cost)
    assert shares["least-share:ldc"].used >= shares["least-share:ldc"].least


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(fixed=((9, 0),)), "no pair of need 9"),
        (Limits(pots={"moon": 0.5}), "pot 'moon'"),
        (Limits(pots={"global": 1.5}), "share"),
        (Limits(per_country=-1), "-1"),
        (Limits(budget=-1), "budget"),
        (Limits(budget=float("inf")), "budget"),
        (Limits(serve=10**400), "at most"),
        (Limits(per_country=10**400), "at most"),
        (Limits(least={"ldc": 10**400}), "at most"),
    ],
)
def test_limits_that_cannot_be(limits: Limits, said: str) -> None:
    with pytest.raises(InputError, match=said):
        plan(problem(limits))


def test_a_cost_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="cost"):
        plan(problem(Limits(), (*ITEMS[:4], Item("g", cost=0))))


def large(needs: int, offers: int, limits: Limits, *, must: bool = False) -> Problem:
    rng = np.random.default_rng(17)
    items = [
        Item(f"n{row}", country=f"C{row % 60}", groups=LDC if row % 2 else frozenset(), must=must,
             cost=float(rng.integers(1, 100)))
        for row in range(needs)
    ]  # fmt: skip
    allowed = rng.random((needs, offers)) < 0.9
    barred = {row: "None fits." for row in range(needs) if not allowed[row].any()}
    return Problem(
        items, [Supply(f"s{row}") for row in range(offers)], allowed, rng.random(allowed.shape), barred, limits
    )


def test_what_is_told_to_be_best_is() -> None:
    """No plan fits better that serves as many, and the most needs that a budget allows are the cheapest ones."""
    made = large(200, 3, Limits(budget=3_000))
    possible = [item for row, item in enumerate(made.items) if made.allowed[row].any()]

    def most(items: list[Item]) -> int:
        return sum(spent <= 3_000 for spent in accumulate(sorted(item.cost for item in items)))

    found = plan(made)
    assert all(each.best for each in found.scenarios)
    served, first = scenario(found, "most"), scenario(found, "least-developed-first")
    assert len(served.assigned) == most(possible)
    assert first.by_group["ldc"] == most([each for each in possible if each.groups])
    as_many = plan(large(200, 3, Limits(budget=3_000, serve=len(served.assigned))))
    assert served.fit == pytest.approx(scenario(as_many, "best-fit").fit, abs=1e-3)
    limits = Limits(budget=3_000, serve=len(first.assigned), least={"ldc": first.by_group["ldc"]})
    assert first.fit == pytest.approx(scenario(plan(large(200, 3, limits)), "best-fit").fit, abs=1e-3)


def test_the_search_for_a_conflict_ends_in_time_and_says_so() -> None:
    """What wasn't tried may not be needed for the conflict; it is told of how many that holds."""
    made = plan(large(200, 20, Limits(budget=50), must=True), seconds=0.2)
    assert made.scenarios == ()
    assert 0 < made.untried <= len(made.conflict)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    n, o = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    countries = st.sampled_from(["", "TGO", "FJI"])
    items = [
        Item(f"n{row}", country=(code := draw(countries)), groups=LDC if code == "TGO" else frozenset(),
             cost=draw(st.sampled_from([1.0, 2.0])))
        for row in range(n)
    ]  # fmt: skip
    supplies = [Supply(f"s{row}", capacity=draw(st.sampled_from([None, 0, 1, 2]))) for row in range(o)]
    allowed = np.array([[draw(st.booleans()) for _ in range(o)] for _ in range(n)])
    value = np.array([[draw(st.sampled_from([0.2, 0.5, 0.9])) for _ in range(o)] for _ in range(n)])
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, o - 1))
    limits = Limits(
        fixed=draw(st.lists(pair, max_size=1)),
        forbidden=draw(st.lists(pair, max_size=2)),
        budget=draw(st.sampled_from([None, 2.0, 4.0])),
        pots=draw(st.sampled_from([{}, {"global": 0.5, "countries": 0.5}])),
        least=draw(st.sampled_from([{}, {"ldc": 1}])),
        per_country=draw(st.sampled_from([None, 1])),
        serve=draw(st.sampled_from([None, 1, 3])),
    )
    barred = {row: "None fits." for row in range(n) if not allowed[row].any()}
    return Problem(items, supplies, allowed, value, barred, limits)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_no_choice_is_better_and_every_conflict_is_one(made: Problem) -> None:
    """Every choice of a small problem is tried: the oracle."""
    variables = pairs(made)
    rows = list(constraints(made, variables))
    choices = [np.array(each, dtype=float) for each in product((0.0, 1.0), repeat=len(variables))]
    possible = [each for each in choices if all(row.holds(each) for row in rows)]
    found = plan(made)
    assert bool(found.scenarios) == bool(possible)
    if possible:
        assert len(scenario(found, "most").assigned) == max(each.sum() for each in possible)
        values = made.value[variables[:, 0], variables[:, 1]]
        assert scenario(found, "best-fit").fit == pytest.approx(
            max(float(values @ each) for each in possible), abs=1e-3
        )
        for each in found.scenarios:
            assert {left.need for left in each.unserved} | {one.need for one in each.assigned} == set(
                range(len(made.items))
            )
            chosen = {(one.need, one.offer) for one in each.assigned}
            assert chosen >= set(made.limits.fixed)
            assert not chosen & set(made.limits.forbidden)
            for use in each.limits:
                assert use.most is None or use.used <= use.most
                assert use.least is None or use.used >= use.least
                assert use.left == (None if use.most is None else pytest.approx(use.most - use.used))
        return
    named = {code for code, _ in found.conflict}
    always = [row for row in rows if not row.given]
    kept = [row for row in rows if row.code in named]
    assert not any(all(row.holds(each) for row in (*always, *kept)) for each in choices)
    for given_up in kept:
        rest = [row for row in (*always, *kept) if row is not given_up]
        assert any(all(row.holds(each) for row in rest) for each in choices)
