"""Who meets whom, over a small world with the real model."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph.errors import InputError
from graph.matching.fair.attendees import read_attendees
from graph.matching.fair.plan import plan
from graph.matching.fair.programme import Room, Unknown
from graph.matching.matcher import Matcher
from graph.snapshot.snapshot import Snapshot

DAY = date(2020, 1, 1)


def everyone(snapshot: Snapshot) -> list[str]:
    return [*snapshot.partners, *snapshot.partnerships]


def test_those_who_meet_have_a_reason_and_do_not_work_together(matcher: Matcher, snapshot: Snapshot) -> None:
    made = plan(matcher, everyone(snapshot), Room(slots=4, tables=6), DAY)
    assert made.meetings
    for each in made.meetings:
        assert each.why
        assert all(reason.text for reason in each.why)
        assert 0 < each.worth <= 2
        pair = {each.one.kind: each.one, each.other.kind: each.other}
        if len(pair) == 2:
            assert pair["partner"].row not in snapshot.partners_of(pair["partnership"].row)
    ids = {each.id for meeting in made.meetings for each in (meeting.one, meeting.other)}
    assert ids | {each.attendee.id for each in made.unmet} == set(everyone(snapshot))
    assert {each.table for each in made.meetings} <= set(range(1, 7))


def test_a_reason_says_for_whom_it_speaks_and_size_is_none(matcher: Matcher, snapshot: Snapshot) -> None:
    told = [
        (reason.text, names)
        for each in plan(matcher, everyone(snapshot), Room(slots=4, tables=6), DAY).meetings
        for names in [(each.one.name, each.other.name)]
        for reason in each.why
    ]
    reasons = [(text, names) for text, names in told if not re.search(" could (join|invite) ", text)]
    assert reasons
    for text, names in reasons:
        assert text.startswith(tuple(f"For {name}: " for name in names))
        assert not re.search(r"Has \d+ partner|Takes part in \d+ already", text)


def test_a_name_that_several_bear_tells_all_of_them_with_their_countries(matcher: Matcher, snapshot: Snapshot) -> None:
    names = list(snapshot.partner_aliases)
    rows = [0, 1, 2, 3]
    for row in rows:
        names[row] = [*names[row], "Ministry of Tides"]
    countries = ["KEN", "FJI", "PER", "", *snapshot.partner_countries[4:]]
    several = replace(snapshot, partner_aliases=names, partner_countries=countries)
    _, (unknown,), _ = read_attendees(several, [*everyone(snapshot), "Ministry of Tides"])
    assert unknown.why.startswith("'Ministry of Tides' could mean 4 partners; give the id of the one that comes: ")
    for row, country in zip(rows, ("Kenya", "Fiji", "Peru", "of unknown country"), strict=True):
        assert f"{snapshot.partner_names[row]}, {country} ({snapshot.partners[row]})" in unknown.why


def test_the_same_fair_gives_the_same_programme(matcher: Matcher, snapshot: Snapshot) -> None:
    room = Room(slots=3, tables=2, most=2)
    assert plan(matcher, everyone(snapshot), room, DAY) == plan(matcher, everyone(snapshot)[::-1], room, DAY)


def test_who_is_away_meets_nobody_then(matcher: Matcher, snapshot: Snapshot) -> None:
    who = "Green Shore Trust"
    made = plan(matcher, everyone(snapshot), Room(slots=2, tables=9, away={who: [1, 2]}), DAY)
    assert "It is away in every slot." in {each.why for each in made.unmet if each.attendee.name == who}


def test_names_that_nobody_bears_are_told(matcher: Matcher, snapshot: Snapshot) -> None:
    made = plan(matcher, [*everyone(snapshot), "Atlantis Works", "Green Shore Trust", ""], Room(1, 1), DAY)
    assert made.unknown == (Unknown("Atlantis Works", "Nobody is known as 'Atlantis Works'."),)
    assert "Some are named twice; they come once." in made.remarks


@pytest.mark.parametrize(
    ("written", "room", "said"),
    [
        ([], {}, "A fair needs two who come"),
        (["Green Shore Trust", "Atlantis Works"], {}, "Nobody is known as 'Atlantis Works'"),
        (["Green Shore Trust", "coast-1"], {"away": {"Sunrise Energy Ltd": [1]}}, "isn't among those who come"),
    ],
)
def test_what_can_not_be_planned_is_said(
    matcher: Matcher, written: list[str], room: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        plan(matcher, written, Room(slots=2, tables=2, **room), DAY)  # type: ignore[arg-type]  # one kind of room


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ({"slots": 0, "tables": 1}, "slots is 0"),
        ({"slots": 1, "tables": 0}, "tables is 0"),
        ({"slots": 1, "tables": 1, "most": 0}, "most meetings is 0"),
        ({"slots": 1, "tables": 1, "pause": -1}, "pause is -1"),
        ({"slots": 1, "tables": 1, "start": datetime(9999, 12, 31, 23, 50, tzinfo=UTC)}, "start is in the year 9999"),
        (
            {"slots": 1, "tables": 1, "start": datetime(1, 1, 1, tzinfo=UTC)},
            "start is in the year 1; it can be 1900 to 9998",
        ),
        ({"slots": 1, "tables": 1, "away": {"A": [2]}}, "away in slot 2"),
    ],
)
def test_room_that_can_not_be_is_refused(room: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Room(**room)  # type: ignore[arg-type]  # what is wrong is the point
