"""What could meet a need, and whose need an offer could meet."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import InputError, NotFoundError
from graph.matching.match import Gate
from graph.matching.needs.answer import NeedMatch, OfferMatch
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.needs.gates import Offering, eligible
from graph.matching.needs.matcher import NeedMatcher
from graph.snapshot.exchange import Exchange

DAY = date(2026, 11, 21)
TOGO = NeedDescription("Togo", "solid waste, recycling")


def exchange(matcher: NeedMatcher) -> Exchange:
    assert matcher.snapshot.exchange is not None
    return matcher.snapshot.exchange


def need_id(matcher: NeedMatcher, country: str) -> str:
    needs = exchange(matcher).needs
    return needs.ids[list(needs.countries).index(country)]


def gate(match: OfferMatch | NeedMatch, code: str) -> Gate:
    return next(each for each in match.gates if each.code == code)


def test_right_action_in_the_wrong_place_is_told_from_the_wrong_action(matcher: NeedMatcher) -> None:
    found, understood = matcher.offers(need_id(matcher, "TGO"), as_of=DAY)
    fits = {match.name: match.fit for match in found}
    assert fits["Solid waste management in Togo"] == "meets"
    assert fits["Recycling and solid waste in West Africa"] == "meets"
    assert fits["Solid waste management in Latvia"] == "wrong place"
    assert fits["National communication of Togo"] == "wrong action"
    assert found[0].name == "Solid waste management in Togo"
    assert understood.fields == ("waste",)
    assert understood.actions == ("Solid Waste", "Recycling")


def test_a_described_need_is_answered_like_a_stored_one(matcher: NeedMatcher) -> None:
    stored, _ = matcher.offers(need_id(matcher, "TGO"), as_of=DAY)
    described, understood = matcher.offers(TOGO, as_of=DAY)
    assert [match.id for match in described][:2] == [match.id for match in stored][:2]
    assert understood.countries == {"Togo": "TGO"}


def test_partnerships_are_experience_that_could_serve_again(matcher: NeedMatcher) -> None:
    found, _ = matcher.offers(need_id(matcher, "FJI"), as_of=DAY, limit=1)
    assert (found[0].kind, found[0].standing, found[0].fit) == ("partnership", "experience", "meets")
    assert found[0].status == "ended"
    assert [partner.label for partner in found[0].partners] == ["Blue Bank"]


@pytest.mark.parametrize("words_only", [False, True])
def test_contributions_sum_to_the_score_and_every_reason_is_said(
    matcher: NeedMatcher, by_words: NeedMatcher, words_only: bool
) -> None:
    for match in (by_words if words_only else matcher).offers(TOGO, as_of=DAY)[0]:
        assert sum(reason.contribution for reason in match.reasons) == pytest.approx(match.score)
        assert all(reason.text.endswith(".") for reason in match.reasons)
        assert [abs(reason.contribution) for reason in match.reasons] == sorted(
            (abs(reason.contribution) for reason in match.reasons), reverse=True
        )
        assert not (words_only and any(reason.feature == "action-in-meaning" for reason in match.reasons))


def test_gates_say_what_a_dated_source_says_and_nothing_else(matcher: NeedMatcher) -> None:
    found = {match.name: match for match in matcher.offers(TOGO, as_of=DAY)[0]}
    open_ = found["Recycling and solid waste in West Africa"]
    assert open_.standing == "offer"
    assert gate(open_, "window") == Gate("window", True, "Open until 2027-03 (as read on 2026-05-01).")
    assert gate(open_, "eligible").passed is True
    assert gate(open_, "place").passed is True
    assert gate(open_, "route").why == "The ministry of finance must ask, through Blue Bank (as read on 2026-05-01)."
    assert gate(open_, "priority-sectors").passed is True
    over = found["Solid waste management in Togo"]
    assert (gate(over, "window").passed, over.standing) == (False, "experience")
    elsewhere = found["Solid waste management in Latvia"]
    assert [gate(elsewhere, code).passed for code in ("place", "window", "eligible", "route")] == [None] * 4
    assert all(gate(each, code).passed is None for each in found.values() for code in ("policy", "coordination"))


def test_a_window_is_open_until_its_last_day(matcher: NeedMatcher) -> None:
    for day, passed in ((date(2027, 3, 31), True), (date(2027, 4, 1), False)):
        found = {match.name: match for match in matcher.offers(TOGO, as_of=day)[0]}
        assert gate(found["Recycling and solid waste in West Africa"], "window").passed is passed


def test_a_fund_that_is_called_one_for_least_developed_countries_is_for_these(matcher: NeedMatcher) -> None:
    warning = NeedDescription("Kenya", "early warning of storms")
    kenya = next(match for match in matcher.offers(warning, as_of=DAY)[0] if match.name == "Early warning of storms")
    told = gate(kenya, "eligible")
    assert told.passed is None, "a name doesn't say that nobody else may ask"
    assert told.why.endswith("Kenya is not on the list. Whether others may ask isn't documented here.")
    assert kenya.fit == "meets", "a gate is shown, and no part of the score"
    assert gate(kenya, "window") == Gate("window", False, "It was open until 2020 (as read on 2026-05-01).")


@pytest.mark.parametrize(
    ("maker", "country", "passed"),
    [
        ("Least Developed Countries Fund", "TGO", True),
        ("Least Developed Countries Fund", "KEN", None),
        ("Least Developed Countries Universities Consortium", "TGO", None),
        ("Least Developed Countries Universities Consortium", "KEN", None),
    ],
)
def test_only_the_fund_s_name_says_for_whom_and_never_for_whom_not(
    maker: str, country: str, passed: bool | None
) -> None:
    assert eligible(Offering({}, None, (maker,)), country, DAY).passed is passed


def test_needs_for_an_offer_are_told_by_fit_and_then_by_country(matcher: NeedMatcher) -> None:
    found, _ = matcher.needs("fund-13", as_of=DAY)
    assert (found[0].country, found[0].fit) == ("TGO", "meets")
    order = ("meets", "partly", "wrong place", "wrong action", "neither")
    assert [order.index(match.fit) for match in found] == sorted(order.index(match.fit) for match in found)
    assert found[0].groups == ("Least developed countries, 2024-12-13",)
    assert found[0].standing == "need"
    assert sum(reason.contribution for reason in found[0].reasons) == pytest.approx(found[0].score)
    norway = next(match for match in found if match.country == "NOR")
    assert norway.standing == "priority"


def test_an_offer_in_words_with_its_region_window_and_list(matcher: NeedMatcher) -> None:
    offer = OfferDescription("Training on irrigation", regions=("East Africa",), until="2027", eligible=("ldc",))
    found, understood = matcher.needs(offer, as_of=DAY)
    assert (found[0].country, found[0].fit) == ("KEN", "meets")
    assert understood.countries == {"East Africa": "~east africa"}
    assert gate(found[0], "place").passed is True
    assert gate(found[0], "window").passed is True
    assert gate(found[0], "eligible").passed is False, "Kenya is on no list of least developed countries"


def test_a_partnership_can_be_asked_about_too(matcher: NeedMatcher) -> None:
    found, _ = matcher.needs("coast-1", as_of=DAY, limit=1)
    assert (found[0].country, found[0].fit) == ("FJI", "meets")


def test_filters_and_what_to_relax(matcher: NeedMatcher) -> None:
    found, _ = matcher.offers(TOGO, as_of=DAY, where={"standing": ["offer"]})
    assert [match.name for match in found] == ["Recycling and solid waste in West Africa"]
    found, understood = matcher.offers(TOGO, as_of=DAY, where={"standing": ["offer"], "kind": ["partnership"]})
    assert (found, set(understood.relax)) == ([], {"standing", "kind"})
    found, _ = matcher.offers(TOGO, as_of=DAY, where={"fit": ["wrong place"]})
    assert {match.fit for match in found} == {"wrong place"}
    found, _ = matcher.offers(TOGO, as_of=DAY, where={"sdg": ["2"]})
    assert [match.name for match in found] == ["School gardens"]
    needs, _ = matcher.needs("fund-13", as_of=DAY, where={"country": ["Kenya"]})
    assert [match.country for match in needs] == ["KEN"]
    needs, _ = matcher.needs("fund-13", as_of=DAY, where={"group": ["ldc"], "standing": ["need"]})
    assert [match.country for match in needs] == ["TGO"]
    needs, understood = matcher.needs("fund-13", as_of=DAY, where={"group": ["ldc"], "standing": ["priority"]})
    assert (needs, set(understood.relax)) == ([], {"group", "standing"})


def test_filters_to_leave_out_together_are_told_to_be(matcher: NeedMatcher) -> None:
    where = {"country": ["Togo"], "sector": ["drm"], "standing": ["priority"]}
    needs, understood = matcher.needs("fund-13", as_of=DAY, where=where)
    assert (needs, understood.relax, understood.together) == ([], ("country", "sector"), True)
    _, understood = matcher.needs("fund-13", as_of=DAY, where={"country": ["Togo"], "sector": ["drm"]})
    assert (understood.relax, understood.together) == (("country", "sector"), False)


def test_excluded_entries_and_the_limit(matcher: NeedMatcher) -> None:
    found, _ = matcher.offers(TOGO, as_of=DAY, limit=1, exclude=["fund-10", "nobody"])
    assert [match.name for match in found] == ["Recycling and solid waste in West Africa"]


def test_nonsense_is_like_nothing(matcher: NeedMatcher) -> None:
    found, understood = matcher.offers(NeedDescription("Togo", "zzqxv"), as_of=DAY)
    assert found == []
    assert understood.like_nothing
    assert understood.advice


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (NeedDescription("Togo", " "), "Say what is needed"),
        (NeedDescription("", "wells"), "Say whose need"),
        (NeedDescription("Atlantis", "wells"), "Atlantis"),
        (NeedDescription("global", "wells"), "global"),
        (NeedDescription("Togo", "wells", sdgs=(18,)), "goal 18"),
        (NeedDescription("Togo", "wells", themes=("x:y",)), "theme"),
    ],
)
def test_needs_that_cannot_be_asked(matcher: NeedMatcher, asked: NeedDescription, said: str) -> None:
    with pytest.raises(InputError, match=said):
        matcher.offers(asked, as_of=DAY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (OfferDescription(""), "Say what is offered"),
        (OfferDescription("wells", regions=("Atlantis",)), "Atlantis"),
        (OfferDescription("wells", until="soon"), "no date"),
        (OfferDescription("wells", eligible=("friends",)), "friends"),
        (OfferDescription("wells", capacity=-1), "-1"),
    ],
)
def test_offers_that_cannot_be_asked(matcher: NeedMatcher, asked: OfferDescription, said: str) -> None:
    with pytest.raises(InputError, match=said):
        matcher.needs(asked, as_of=DAY)


def test_unknown_ids_limits_and_filters(matcher: NeedMatcher) -> None:
    with pytest.raises(NotFoundError):
        matcher.offers("nobody", as_of=DAY)
    with pytest.raises(NotFoundError):
        matcher.needs(need_id(matcher, "TGO"), as_of=DAY)
    for where in ({"colour": ["red"]}, {"kind": ["need"]}, {"fit": ["well"]}, {"sdg": ["99"]}):
        with pytest.raises(InputError):
            matcher.offers(TOGO, as_of=DAY, where=where)
    with pytest.raises(InputError):
        matcher.offers(TOGO, as_of=DAY, limit=0)


def test_a_snapshot_of_some_partnerships_alone_is_refused(matcher: NeedMatcher) -> None:
    with pytest.raises(InputError):
        NeedMatcher(matcher.snapshot.only([0]), None)


@pytest.mark.parametrize("limit", range(1, 8))
def test_fewer_matches_are_the_first_of_more(matcher: NeedMatcher, limit: int) -> None:
    for asked in (TOGO, NeedDescription("Fiji", "early warning"), NeedDescription("Peru", "healthy meals for pupils")):
        every, _ = matcher.offers(asked, as_of=DAY, limit=100)
        first, _ = matcher.offers(asked, as_of=DAY, limit=limit)
        assert [match.id for match in first] == [match.id for match in every[:limit]]
        assert [match.score for match in first] == pytest.approx([match.score for match in every[:limit]])
