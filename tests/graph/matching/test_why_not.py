"""Why something isn't answered: exactly as the list was made, and every entry has an answer."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import InputError, NotFoundError
from graph.matching.matcher import Matcher
from graph.matching.subject import PartnerDescription, PartnershipDescription
from graph.matching.why_not import WhyNot
from graph.snapshot.snapshot import Snapshot

NEWCOMER = PartnerDescription("A new coastal youth network", "We plant mangroves with schools.", country="KEN")
MANGROVES = PartnershipDescription("Mangroves", "We plant mangrove forests.", ("UNEP",), (14,), ("Kenya",))


def codes(told: WhyNot) -> list[str]:
    return [each.code for each in told.kept_out]


def of(snapshot: Snapshot, name: str) -> str:
    return snapshot.partners[snapshot.partner_names.index(name)]


def test_every_partnership_has_its_place_in_the_list_or_is_kept_out(
    matcher: Matcher, snapshot: Snapshot, as_of: date
) -> None:
    openings = matcher.openings(NEWCOMER, as_of=as_of)
    listed = [each.id for each in openings.first(100)]
    scores = {each.id: each.score for each in openings.first(100)}
    for id in snapshot.partnerships:
        told = openings.why_not(id, 2)
        if id in listed:
            assert not told.kept_out
            assert (told.place, told.of) == (listed.index(id) + 1, len(listed))
            assert told.score == pytest.approx(scores[id])
        else:
            assert told.kept_out
            assert told.kept_out[0].why in told.says


def test_every_partner_has_its_place_in_the_list_or_is_kept_out(matcher: Matcher, snapshot: Snapshot) -> None:
    invitations = matcher.invitations("coast-1")
    listed = [each.id for each in invitations.first(100)]
    assert len(listed) > 3
    for id in snapshot.partners:
        told = invitations.why_not(id, 3)
        assert bool(told.kept_out) == (id not in listed)
        assert id not in listed or told.place == listed.index(id) + 1


def test_what_it_lacks_is_told_beside_the_last_one_shown(matcher: Matcher) -> None:
    invitations = matcher.invitations("coast-1")
    first, second, *_, last = invitations.first(100)
    told = invitations.why_not(last.id, 2)
    assert told.last is not None
    assert (told.last.place, told.last.id) == (2, second.id)
    assert told.last.score == pytest.approx(second.score)
    assert told.score is not None
    assert sum(each.difference for each in told.compared) == pytest.approx(told.score - second.score)
    assert [each.difference for each in told.compared] == sorted(each.difference for each in told.compared)
    assert {each.here.feature for each in told.compared if each.here} == {each.feature for each in last.reasons}
    assert f"“{second.name}”" in told.says
    shown = invitations.why_not(first.id, 2)
    assert (shown.place, shown.last, shown.says) == (1, None, "It is on the list: number 1.")
    assert sum(each.difference for each in shown.compared) == pytest.approx(first.score)


def test_one_that_takes_part_or_is_family_is_never_ranked(matcher: Matcher, snapshot: Snapshot, as_of: date) -> None:
    unep = of(snapshot, "United Nations Environment Programme")
    told = matcher.invitations("coast-1").why_not(unep, 10)
    assert (codes(told), told.place) == (["takes-part"], None)
    assert [each.id for each in told.kept_out[0].evidence] == ["coast-1"]
    joined = matcher.openings(unep, as_of=as_of).why_not("coast-1", 10)
    assert (codes(joined), joined.says) == (["takes-part"], "You take part in it already.")
    named = matcher.invitations(PartnershipDescription("Apps", partners=("CT",))).why_not(
        of(snapshot, "Code Together"), 10
    )
    assert codes(named) == ["several"]


def test_a_filter_says_what_the_entry_says_instead_and_where_it_would_stand(
    matcher: Matcher, snapshot: Snapshot
) -> None:
    green = of(snapshot, "Green Shore Trust")
    told = matcher.invitations("coast-1", where={"type": ["business"], "country": ["Tanzania"]}).why_not(green, 10)
    assert [(each.code, each.what) for each in told.kept_out] == [("filter", "type")]
    assert "Non-governmental organization" in told.says
    without = matcher.invitations("coast-1", where={"country": ["Tanzania"]})
    assert told.place == [each.id for each in without.first(100)].index(green) + 1
    assert f"number {told.place}" in told.says
    unsaid = matcher.invitations("coast-1", where={"country": ["Kenya"]}).why_not(
        of(snapshot, "Blue Flame Foundation"), 10
    )
    assert "says nothing of that" in unsaid.says


def test_what_has_ended_would_stand_where_it_stands_among_all(matcher: Matcher, as_of: date) -> None:
    told = matcher.openings(NEWCOMER, as_of=as_of).why_not("coast-2", 10)
    assert codes(told) == ["ended"]
    assert "2018-02-28" in told.says
    among_all = matcher.openings(NEWCOMER, as_of=as_of, ended=True)
    assert told.place == [each.id for each in among_all.first(100)].index("coast-2") + 1
    closed = matcher.openings(NEWCOMER, as_of=as_of, joinable=True, ended=True).why_not("coast-2", 10)
    assert [(each.code, each.what) for each in closed.kept_out] == [("gate", "open")]


def test_one_that_was_hidden_says_so_and_keeps_its_place(matcher: Matcher) -> None:
    invitations = matcher.invitations("coast-1")
    first, second = invitations.first(2)
    told = invitations.why_not(first.id, 10, [first.id])
    assert (codes(told), told.place) == (["hidden"], 1)
    assert invitations.why_not(second.id, 10, [first.id]).place == 1, "beside one that is hidden it stands higher"


def test_one_among_the_first_of_nothing_is_measured_beside_those_that_are(
    matcher: Matcher, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitations = matcher.invitations("coast-1")
    everybody = {each.id: each for each in invitations.first(100)}
    monkeypatch.setattr("graph.matching.candidates.DEPTH", 1)
    few = matcher.invitations("coast-1")
    left_out = [id for id in everybody if id not in {each.id for each in few.first(100)}]
    assert left_out
    for id in left_out:
        told = few.why_not(id, 1)
        assert codes(told) == ["far"]
        assert "isn't looked at closely" in told.says
        assert told.place is not None
        values = {each.here.feature: each.here.value for each in told.compared if each.here}
        assert values == {each.feature: each.value for each in everybody[id].reasons}, "measured as it would be"
        above = [each for each in few.first(100) if each.score > (told.score or 0)]
        assert told.place == len(above) + 1


def test_a_shortlist_tells_places_however_long_the_list(matcher: Matcher, snapshot: Snapshot) -> None:
    invitations = matcher.invitations("coast-1")
    listed = invitations.first(100)
    unep = of(snapshot, "United Nations Environment Programme")
    kept = invitations.placed([listed[-1].id, listed[0].id, unep, "none-such", listed[0].id], [listed[1].id])
    assert [(each.place, each.match) for each in kept] == [(1, listed[0]), (len(listed) - 1, listed[-1])]


def test_what_is_not_there_is_not_found_and_a_limit_has_its_range(matcher: Matcher, as_of: date) -> None:
    with pytest.raises(NotFoundError):
        matcher.invitations("coast-1").why_not("none-such", 10)
    with pytest.raises(NotFoundError):
        matcher.openings(NEWCOMER, as_of=as_of).why_not("none-such", 10)
    with pytest.raises(InputError, match="1 to 100"):
        matcher.invitations("coast-1").why_not("none-such", 0)


def test_a_name_may_be_an_id(matcher: Matcher, snapshot: Snapshot, as_of: date) -> None:
    code = of(snapshot, "Code Together")
    by_id = matcher.invitations(PartnershipDescription("Apps", partners=(code,)))
    assert codes(by_id.why_not(code, 10)) == ["takes-part"]
    reef = of(snapshot, "Reef Watch Network")
    _, by_name = matcher.partnerships(PartnerDescription("Reef Watch Network", "Coral reefs."), as_of=as_of)
    said, known = matcher.partnerships(PartnerDescription(reef, "Coral reefs."), as_of=as_of)
    assert known.named[0].taken == by_name.named[0].taken
    same, _ = matcher.partnerships(PartnerDescription("Reef Watch Network", "Coral reefs."), as_of=as_of)
    assert said == same
