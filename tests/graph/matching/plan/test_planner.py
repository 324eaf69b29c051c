"""From needs and offers, by id or in words, to a plan."""

from __future__ import annotations

from datetime import date

import pytest

from graph.embed.spaces import Embedders
from graph.errors import InputError, NotFoundError
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.needs.matcher import NeedMatcher
from graph.matching.plan.planner import PlannedNeed, PlannedOffer, planned
from graph.matching.plan.problem import Limits
from graph.snapshot.make import make
from graph.store import open_store
from tests.asked import fill

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def matcher(embedders: Embedders) -> NeedMatcher:
    with open_store("sqlite://") as store:
        view = fill(store, embedders).view()
        embedder = embedders.reading(None)[0]
        return NeedMatcher(make(view, embedder.space), embedder, view.registers())


def stored(matcher: NeedMatcher, country: str) -> PlannedNeed:
    assert matcher.snapshot.exchange is not None
    needs = matcher.snapshot.exchange.needs
    return PlannedNeed(needs.ids[list(needs.countries).index(country)])


def test_capacity_is_the_offers_own_unless_another_is_given(matcher: NeedMatcher) -> None:
    needs = [stored(matcher, "TGO"), PlannedNeed(NeedDescription("Benin", "solid waste"))]
    problem, made = planned(matcher, needs, [PlannedOffer("fund-13")], Limits(), as_of=DAY)
    assert (problem.supplies[0].capacity, len(made.scenarios[0].assigned)) == (1, 1)
    assert made.scenarios[0].assigned[0].why[0].startswith("Its title has words of the field: ")
    assert "can serve 1 need" in made.scenarios[0].unserved[0].why
    _, made = planned(matcher, needs, [PlannedOffer("fund-13", 2)], Limits(), as_of=DAY)
    assert len(made.scenarios[0].assigned) == 2


def test_what_is_over_or_for_others_serves_nobody_and_says_so(matcher: NeedMatcher) -> None:
    needs = [stored(matcher, "TGO"), PlannedNeed(NeedDescription("Senegal", "electric ferries"))]
    problem, _ = planned(matcher, needs, [PlannedOffer("fund-10")], Limits(), as_of=DAY)
    assert problem.barred == {
        0: "The offer has a closed window, or is over.",
        1: "The offer works elsewhere.",
    }
    twice = [PlannedOffer("fund-10"), PlannedOffer("fund-10")]
    assert planned(matcher, needs, twice, Limits(), as_of=DAY)[0].barred == {
        0: "None of the 2 offers may serve it: 2 have a closed window, or are over.",
        1: "None of the 2 offers may serve it: 2 work elsewhere.",
    }
    kenya = [PlannedNeed(NeedDescription("Kenya", "recycling"))]
    offer = PlannedOffer(OfferDescription("Recycling", regions=("Africa",), eligible=("ldc",)))
    assert planned(matcher, kenya, [offer], Limits(), as_of=DAY)[0].barred == {0: "The offer isn't for this country."}


def test_only_offers_that_are_stated_to_be_open(matcher: NeedMatcher) -> None:
    needs = [stored(matcher, "TGO")]
    offers = [PlannedOffer(OfferDescription("Recycling of solid waste", regions=("Togo",)))]
    assert planned(matcher, needs, offers, Limits(), as_of=DAY)[1].scenarios[0].assigned
    problem, _ = planned(matcher, needs, offers, Limits(), as_of=DAY, open_only=True)
    assert problem.barred == {0: "The offer states no open window."}


def test_an_item_for_all_is_paid_by_its_own_pot(matcher: NeedMatcher) -> None:
    needs = [stored(matcher, "TGO"), PlannedNeed(NeedDescription("global", "guidance on solid waste"))]
    offers = [PlannedOffer(OfferDescription("Guidance and training on solid waste and recycling", regions=("Togo",)))]
    problem, made = planned(matcher, needs, offers, Limits(), as_of=DAY)
    assert [item.pot for item in problem.items] == ["countries", "global"]
    assert made.scenarios[0].by_pot == {"countries": 1.0, "global": 1.0}
    assert problem.items[0].groups >= {"ldc"}


def test_a_pair_that_somebody_fixes_need_not_fit_but_has_to_be_open(matcher: NeedMatcher) -> None:
    """How it fits is inferred; that a window is closed is stated."""
    needs = [stored(matcher, "TGO")]
    gardens = PlannedOffer(OfferDescription("School gardens", regions=("Peru",)))
    assert not planned(matcher, needs, [gardens], Limits(), as_of=DAY)[1].scenarios[0].assigned
    _, made = planned(matcher, needs, [gardens], Limits(fixed=((0, 0),)), as_of=DAY)
    assert [(each.need, each.offer) for each in made.scenarios[0].assigned] == [(0, 0)]
    _, made = planned(matcher, needs, [PlannedOffer("fund-10")], Limits(fixed=((0, 0),)), as_of=DAY)
    assert dict(made.conflict).popitem()[1] == (
        "“TGO, waste: Solid Waste, Recycling” is to be served by “Solid waste management in Togo”, which has a closed"
        " window, or is over"
    )


def test_what_cannot_be_planned(matcher: NeedMatcher) -> None:
    with pytest.raises(InputError, match="1 to"):
        planned(matcher, [], [PlannedOffer("fund-13")], Limits(), as_of=DAY)
    with pytest.raises(NotFoundError):
        planned(matcher, [stored(matcher, "TGO")], [PlannedOffer("nobody")], Limits(), as_of=DAY)
    with pytest.raises(InputError, match="friends"):
        planned(matcher, [stored(matcher, "TGO")], [PlannedOffer("fund-13")], Limits(least={"friends": 1}), as_of=DAY)
