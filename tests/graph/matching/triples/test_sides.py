"""The sides of a made-up world, and what is measured of them."""

from __future__ import annotations

from datetime import date

import numpy as np

from graph.matching.subject import stored_partnership
from graph.matching.terrain import Terrain
from graph.matching.triples.sides import EXTRA, WIDTH, Measured, Sides
from graph.snapshot.snapshot import Snapshot

DAY = date(2026, 11, 21)


def test_countries_take_part_where_they_are_stated_or_a_body_of_theirs_is(south: Snapshot) -> None:
    sides = Sides.of(south, DAY)
    tied = {
        south.titles[where]: {sides.codes[row - sides.first] for row in rows} for where, rows in enumerate(sides.tied)
    }
    assert tied["Solid waste sorting in Benin"] == {"BEN", "TGO"}
    assert tied["Solid waste of towns"] == {"KEN"}  # Serbia is in transition
    assert tied["Solid waste and recycling in Oslo"] == set()
    for where, rows in enumerate(sides.tied):
        assert set(rows) <= set(sides.snapshot.partners_of(where).tolist())


def test_north_is_multilateral_or_on_no_list(south: Snapshot) -> None:
    sides = Sides.of(south, DAY)
    named = {name for name, north in zip(sides.snapshot.partner_names, sides.north, strict=True) if north}
    assert {"United Nations Development Programme", "World Health Organization", "Recyclers of Oslo"} <= named
    assert not {"Sorters of Cotonou", "Union of Serbian Towns", "Benin"} & named


def test_measures_are_shares_and_counts(south: Snapshot) -> None:
    sides = Sides.of(south, DAY)
    terrain = Terrain(sides.snapshot)
    subject, _ = stored_partnership(sides.snapshot, sides.snapshot.partnerships[0])
    countries = np.arange(len(sides.north)) >= sides.first
    for allowed in (countries.copy(), sides.north.copy()):
        allowed[list(subject.partners)] = False
        rows, table = Measured(sides, terrain).measure(subject, allowed)
        assert table.shape == (len(rows), WIDTH)
        assert allowed[rows].all()
        assert (table >= 0).all()
        assert np.isfinite(table).all()
    rows, table = Measured(sides, terrain).measure(subject, countries)
    nearest = table[:, WIDTH - len(EXTRA) + list(EXTRA).index("nearest-country")]
    by_code = {sides.codes[row - sides.first]: value for row, value in zip(rows.tolist(), nearest, strict=True)}
    assert by_code["SEN"] > by_code["KEN"]
