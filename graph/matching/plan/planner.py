"""From needs and offers, by id or in words, to a problem and its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import InputError
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.needs.fit import IN_PART, LIKELY
from graph.matching.needs.gates import Needing, Offering, eligible, window
from graph.matching.needs.matcher import NeedMatcher
from graph.matching.plan.problem import Item, Limits, Problem, Supply
from graph.matching.plan.solve import Plan, plan
from graph.model.vocabularies import groups, groups_of
from graph.progress import Progress, silent

MOST_NEEDS = 500
MOST_OFFERS = 100
"""Needs and offers in one plan at most."""

_REASONS = 2
"""Reasons that an assignment tells at most."""

_OF_SEVERAL = {
    "works elsewhere": "work elsewhere",
    "does something else": "do something else",
    "has a closed window, or is over": "have a closed window, or are over",
    "states no open window": "state no open window",
    "isn't for this country": "aren't for this country",
}
"""What keeps an offer from a need, to the same said of several."""


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """A need that is planned for.

    Attributes:
        asked: id of a stored need, or a description; one whose country is "global" is an item for all.
        cost: what serving it takes of the budget.
        must: it has to be served.
    """

    asked: str | NeedDescription
    cost: float = 1.0
    must: bool = False


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """An offer that is planned with.

    Attributes:
        asked: id of a stored offer or partnership, or a description.
        capacity: how many needs it can serve, where the offer itself doesn't state it.
    """

    asked: str | OfferDescription
    capacity: int | None = None


def planned(
    matcher: NeedMatcher,
    needs: Sequence[PlannedNeed],
    offers: Sequence[PlannedOffer],
    limits: Limits,
    *,
    as_of: date,
    open_only: bool = False,
    progress: Progress = silent,
) -> tuple[Problem, Plan]:
    """The problem of some needs and offers, and its plan.

    An offer may serve a need that it fits at least partly, unless a gate says that its window is closed or that it
    isn't for this country. How it fits is inferred, and a person may know better: a pair that the limits fix need not
    fit. What a source states of its window or its countries stands, whoever fixes it.

    Args:
        matcher: on the store.
        needs: 1 to 500.
        offers: 1 to 100.
        limits: the constraints.
        as_of: the asking date.
        open_only: only offers with a window that is stated to be open may serve.
        progress: told how many drafts are made.

    Raises:
        NotFoundError: an id is no need's, or no offer's.
        InputError: a description, a limit or the number of needs or offers can't be.
    """
    for what, number, most in (("needs", len(needs), MOST_NEEDS), ("offers", len(offers), MOST_OFFERS)):
        if not 1 <= number <= most:
            raise InputError(f"A plan has 1 to {most} {what}; these are {number}.")
    for group in (*limits.least, *limits.least_share):
        if group not in groups():
            raise InputError(
                f"There is no group of countries {group!r}; the vocabulary `groups` lists those there are."
            )
    needing, offering, values, told = matcher.values(
        [need.asked for need in needs], [offer.asked for offer in offers], as_of
    )
    of_all = np.array([not each.country for each in needing])
    place = np.where(of_all[:, None], 1.0, matcher.weights.right_place(values))
    action = matcher.weights.right_action(values)
    allowed = (place >= LIKELY) & (action >= IN_PART)
    for row, column in limits.fixed:
        if 0 <= row < len(needs) and 0 <= column < len(offers):
            allowed[row, column] = True
    apart = {
        (row, column): "works elsewhere" if place[row, column] < LIKELY else "does something else"
        for row, column in np.argwhere(~allowed).tolist()
    }
    for row, column in np.argwhere(allowed).tolist():
        if shut := _shut(needing[row], offering[column], as_of, open_only=open_only):
            allowed[row, column] = False
            apart[row, column] = shut
    why: list[Counter[str]] = [Counter() for _ in needs]
    for (row, _), reason in apart.items():
        why[row][reason] += 1

    def strongest(need: int, offer: int) -> tuple[str, ...]:
        return tuple(each.text for each in told(need, offer) if each.contribution > 0)[:_REASONS]

    barred = {row: _barred(why[row], len(offers)) for row in range(len(needs)) if not allowed[row].any()}
    problem = Problem(
        items=[_item(matcher, need, asked, as_of) for need, asked in zip(needs, needing, strict=True)],
        supplies=[_supply(matcher, offer, stated) for offer, stated in zip(offers, offering, strict=True)],
        allowed=allowed,
        value=np.asarray(place * action, dtype=np.float64),
        barred=barred,
        apart=apart,
        limits=limits,
        why=strongest,
    )
    return problem, plan(problem, progress=progress)


def _shut(needing: Needing, offering: Offering, on: date, *, open_only: bool) -> str:
    """The gate that keeps an offer from a need, in words; empty where none does."""
    opened = window(offering, on).passed
    if opened is False:
        return "has a closed window, or is over"
    if open_only and opened is None:
        return "states no open window"
    if needing.country and eligible(offering, needing.country, on).passed is False:
        return "isn't for this country"
    return ""


def _barred(why: Counter[str], offers: int) -> str:
    parts = ", ".join(
        f"{number} {reason if number == 1 else _OF_SEVERAL[reason]}" for reason, number in why.most_common()
    )
    return f"None of the {offers} offers may serve it: {parts}." if offers > 1 else f"The offer {next(iter(why))}."


def _item(matcher: NeedMatcher, need: PlannedNeed, needing: Needing, on: date) -> Item:
    stored = isinstance(need.asked, str)
    name = matcher.entries.name_of(need.asked) if isinstance(need.asked, str) else need.asked.text.strip()
    return Item(
        name=name,
        id=str(need.asked) if stored else "",
        country=needing.country,
        groups=frozenset(group.code for group in groups_of(needing.country, on)),
        cost=need.cost,
        must=need.must,
    )


def _supply(matcher: NeedMatcher, offer: PlannedOffer, offering: Offering) -> Supply:
    stated = offering.facts.get("capacity")
    capacity = offer.capacity if offer.capacity is not None else stated
    if isinstance(offer.asked, str):
        return Supply(matcher.entries.name_of(offer.asked), offer.asked, capacity)
    return Supply(offer.asked.text.strip().partition("\n")[0], "", capacity)
