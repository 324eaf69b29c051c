"""Declared needs as a baseline: how many there are about a goal or theme, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.analytics.gaps.areas import Scheme
from graph.analytics.gaps.lines import Counts, Lines, both, needs_by_line
from graph.model.needs import standing
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """Needs that depend on support, by k lines and a areas; what a country does by itself is a priority, and none.

    Attributes:
        of_countries: country of the scheme with needs to their number, whatever they are about.
        of_lines: (k,), needs about each line, in the whole scheme.
        of_cells: (k, a), those of an area's countries.
        of_areas: (a,), needs of an area's countries, whatever they are about.
    """

    of_countries: Mapping[str, int]
    of_lines: Counts
    of_cells: Counts
    of_areas: Counts

    def together(self) -> Asked:
        """The same, whatever the needs are about: one line for all."""
        in_all = np.array([sum(self.of_countries.values())], dtype=np.int64)
        return Asked(self.of_countries, in_all, self.of_areas[None, :], self.of_areas)


def own_needs(snapshot: Snapshot) -> Needs | None:
    """The needs that a snapshot holds; a slice holds none."""
    return None if snapshot.exchange is None else snapshot.exchange.needs


def asked_in(needs: Needs | None, lines: Lines, scheme: Scheme) -> Asked:
    """The needs of a scheme's countries; none where nothing is known of needs."""
    rows = [] if needs is None else [row for row in range(len(needs.ids)) if _counts(needs, row, scheme)]
    about = np.zeros((0, len(lines.codes)), dtype=bool) if needs is None else needs_by_line(needs, rows, lines)
    whose = [] if needs is None else [needs.countries[row] for row in rows]
    inside = np.array([[code in area.countries for area in scheme.areas] for code in whose], dtype=bool)
    inside = inside.reshape(len(rows), len(scheme.areas))
    return Asked(
        of_countries=Counter(whose),
        of_lines=about.sum(axis=0, dtype=np.int64),
        of_cells=both(about, inside),
        of_areas=inside.sum(axis=0, dtype=np.int64),
    )


def _counts(needs: Needs, row: int, scheme: Scheme) -> bool:
    said = needs.facts[row].get("conditionality")
    return needs.countries[row] in scheme.countries and standing(said) == "need"
