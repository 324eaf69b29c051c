"""Which balance of a list a further partner would mend."""

from __future__ import annotations

from dataclasses import replace

from graph.matching.balance import balance
from graph.matching.roles import cast_at
from graph.snapshot.snapshot import Snapshot


def changed(snapshot: Snapshot, types: dict[int, str], countries: dict[int, str]) -> Snapshot:
    """The same world with other types and countries of some partners."""
    return replace(
        snapshot,
        partner_types=[types.get(row, type_) for row, type_ in enumerate(snapshot.partner_types)],
        partner_countries=[countries.get(row, code) for row, code in enumerate(snapshot.partner_countries)],
    )


def place(snapshot: Snapshot) -> tuple[int, list[int], int, str]:
    """A partnership with a country, its list, somebody who isn't on it, and the country."""
    row = next(at for at in range(len(snapshot.partnerships)) if any(k == "country" for k, _ in snapshot.tags_of(at)))
    listed = snapshot.partners_of(row).tolist()
    other = next(at for at in range(len(snapshot.partners)) if at not in listed)
    return row, listed, other, next(code for kind, code in snapshot.tags_of(row) if kind == "country")


def test_a_sector_that_the_list_lacks_is_told_with_the_counts(snapshot: Snapshot) -> None:
    row, listed, other, home = place(snapshot)
    world = changed(snapshot, dict.fromkeys(listed, "ngo") | {other: "business"}, dict.fromkeys([*listed, other], home))
    (sector,) = [each for each in balance(world, cast_at(world, row), other) if each.kind == "sector"]
    assert sector.code == "business"
    assert sector.text == f"The list has no business: {len(listed)} of civil society."
    assert sector.counts == {"civil society": len(listed)}


def test_nobody_mends_what_is_there(snapshot: Snapshot) -> None:
    row, listed, other, home = place(snapshot)
    world = changed(snapshot, dict.fromkeys([*listed, other], "ngo"), dict.fromkeys([*listed, other], home))
    assert not [each for each in balance(world, cast_at(world, row), other) if each.kind in {"sector", "region"}]
    assert balance(world, cast_at(world, row), listed[0]) == ()


def test_a_country_where_it_works_and_of_which_nobody_is(snapshot: Snapshot) -> None:
    row, listed, other, home = place(snapshot)
    away = "NZL" if home != "NZL" else "NOR"
    world = changed(snapshot, {}, dict.fromkeys(listed, away) | {other: home})
    (region,) = [each for each in balance(world, cast_at(world, row), other) if each.kind == "region"]
    assert region.code == home
    assert "where it works" in region.text
    assert region.counts == {away: len(listed)}


def test_a_research_body_is_told_once(snapshot: Snapshot) -> None:
    row, listed, other, _ = place(snapshot)
    world = changed(snapshot, dict.fromkeys(listed, "ngo") | {other: "academic"}, {})
    told = [each.code for each in balance(world, cast_at(world, row), other) if each.kind != "region"]
    assert told == ["science"]
