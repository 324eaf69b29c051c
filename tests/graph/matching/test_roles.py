"""The role that a partner could play: what it plays elsewhere against what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from graph.matching.roles import Candidate, cast_at, could_play
from graph.snapshot.snapshot import Snapshot

Pair = tuple[str, str]


def with_roles(
    snapshot: Snapshot, stated: Mapping[Pair, str] | None = None, read: Mapping[Pair, tuple[str, float]] | None = None
) -> Snapshot:
    """The same world with other roles, by names of partners and ids of partnerships."""

    def rows(pair: Pair) -> tuple[int, int]:
        return snapshot.partner_names.index(pair[0]), snapshot.partnership_row[pair[1]]

    return replace(
        snapshot,
        link_roles={rows(pair): role for pair, role in (stated or {}).items()},
        read_roles={rows(pair): (role,) for pair, role in (read or {}).items()},
    )


def partnerships_of(snapshot: Snapshot, name: str) -> list[str]:
    return [snapshot.partnerships[row] for row in snapshot.partnerships_of(snapshot.partner_names.index(name))]


def asked(snapshot: Snapshot, name: str, partnership: str) -> tuple[str, str]:
    who = Candidate.known(snapshot, snapshot.partner_names.index(name))
    role = could_play(snapshot, who, cast_at(snapshot, snapshot.partnership_row[partnership]))
    return role.code, role.why


UNEP = "United Nations Environment Programme"


@pytest.fixture
def elsewhere(snapshot: Snapshot) -> str:
    """A partnership in which UNEP does not take part."""
    own = partnerships_of(snapshot, UNEP)
    return next(id for id in snapshot.partnerships if id not in own)


def test_a_stated_role_counts_more_than_a_read_one(snapshot: Snapshot, elsewhere: str) -> None:
    first, second, *_ = partnerships_of(snapshot, UNEP)
    world = with_roles(snapshot, {(UNEP, first): "funder"}, {(UNEP, second): ("technical", 0.9)})
    code, why = asked(world, UNEP, elsewhere)
    assert code == "funder"
    assert "as their records say" in why


def test_a_read_role_is_told_as_read(snapshot: Snapshot, elsewhere: str) -> None:
    first, *_ = partnerships_of(snapshot, UNEP)
    code, why = asked(with_roles(snapshot, read={(UNEP, first): ("funder", 0.9)}), UNEP, elsewhere)
    assert code == "funder"
    assert "by what their texts say" in why
    assert "Nobody here is stated or read to play that role." in why


def test_a_weak_reading_counts_for_nothing(snapshot: Snapshot, elsewhere: str) -> None:
    first, *_ = partnerships_of(snapshot, UNEP)
    assert asked(with_roles(snapshot, read={(UNEP, first): ("funder", 0.4)}), UNEP, elsewhere)[0] == "not-stated"


def test_nobody_is_offered_to_be_a_beneficiary(snapshot: Snapshot, elsewhere: str) -> None:
    world = with_roles(
        snapshot,
        {(UNEP, id): "beneficiary" for id in partnerships_of(snapshot, UNEP)},
        {(UNEP, id): ("beneficiary", 0.99) for id in partnerships_of(snapshot, UNEP)},
    )
    assert asked(world, UNEP, elsewhere)[0] == "not-stated"


def test_the_lead_of_what_is_led_is_not_offered(snapshot: Snapshot, elsewhere: str) -> None:
    leads = {(UNEP, id): "lead" for id in partnerships_of(snapshot, UNEP)}
    assert asked(with_roles(snapshot, leads), UNEP, elsewhere)[0] == "lead"
    there = snapshot.partners_of(snapshot.partnership_row[elsewhere])[0]
    led = with_roles(snapshot, {**leads, (snapshot.partner_names[there], elsewhere): "lead"})
    code, why = asked(led, UNEP, elsewhere)
    assert code == "not-stated"
    assert f"this one is stated to be led by {snapshot.partner_names[there]}." in why


def test_only_a_public_body_of_the_country_gives_a_mandate(snapshot: Snapshot) -> None:
    row = next(at for at in range(len(snapshot.partnerships)) if any(k == "country" for k, _ in snapshot.tags_of(at)))
    cast = cast_at(snapshot, row)
    (home, *_) = sorted(cast.countries)
    alone = replace(cast, partners=())
    assert could_play(snapshot, Candidate(None, "government", home), alone).code == "government-mandate"
    assert could_play(snapshot, Candidate(None, "government", "NZL"), alone).code == "not-stated"
    assert could_play(snapshot, Candidate(None, "business", home), alone).code == "not-stated"


def test_what_a_newcomer_brings_says_its_role(snapshot: Snapshot) -> None:
    role = could_play(snapshot, Candidate(None, "business", "KEN", ["funding"]), cast_at(snapshot, 0))
    assert (role.code, "by what it says it brings" in role.why) == ("funder", True)


def test_of_a_newcomer_the_type_speaks_alone_and_says_so(snapshot: Snapshot) -> None:
    cast = replace(cast_at(snapshot, 0), partners=(), stated={}, read={})
    role = could_play(snapshot, Candidate(None, "academic"), cast)
    assert role.code == "technical"
    assert role.why.startswith("By its type alone")
    assert could_play(snapshot, Candidate(None), cast).code == "not-stated"
