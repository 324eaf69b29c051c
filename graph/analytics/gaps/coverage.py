"""Coverage: which goals or themes are worked on in which part of the world, beside what a baseline would expect.

Counted is what entries state. A register's gap is a cell with fewer entries than its baseline gives, by more than
chance and the number of cells compared would explain; each cell has the rows behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

import numpy as np

from graph.analytics.gaps.answer import (
    AreaTold,
    BaselineTold,
    Cell,
    Coverage,
    LineTold,
    Population,
    SchemeTold,
    Verdict,
)
from graph.analytics.gaps.areas import M49, Scheme, scheme
from graph.analytics.gaps.asked import Asked, asked_in
from graph.analytics.gaps.baselines import (
    BASELINES,
    Baseline,
    Counts,
    Table,
    by_countries,
    by_needs,
    independence,
    interval,
)
from graph.analytics.gaps.chance import FALSE, Chance, corrected
from graph.analytics.gaps.lines import Bools, Lines, Of, lines_of, read_in, works_in
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot


def coverage(
    snapshot: Snapshot,
    on: date,
    *,
    of: Of = "goals",
    regions: str = M49,
    baseline: Baseline = "independence",
    needs: Needs | None = None,
) -> Coverage:
    """Goals or themes by region or group of countries, each cell beside what the baseline expects.

    Args:
        snapshot: whole or sliced.
        on: the asking date: memberships of groups are those of that day.
        of: goals or themes.
        regions: code of the scheme (`graph.analytics.gaps.areas.schemes`).
        baseline: what counts are held against (`graph.analytics.gaps.baselines.BASELINES`).
        needs: declared needs: those of the whole store where the snapshot is a slice, which has none of its own; by
            default the snapshot's.

    Returns:
        The table. Without an entry that states both a line and a country every count is 0, nothing is compared, and a
        note says so.

    Raises:
        InputError: no scheme is called so.
    """
    chosen = scheme(regions, on)
    lines = lines_of(snapshot, of)
    areas = [area.countries for area in chosen.areas]
    here = _by_area(works_in, snapshot, areas)
    there = here | _by_area(read_in, snapshot, areas)
    line_stated, area_stated = lines.stated.any(axis=1), works_in(snapshot, chosen.countries)
    countable = line_stated & area_stated
    read = _table(lines.stated | lines.read, there) - _table(lines.stated, here)
    counted = _Counted(lines.codes, lines.stated & countable[:, None], here & countable[:, None], read)
    asked = asked_in(needs if needs is not None else _own(snapshot), lines, chosen)
    table = _chances(baseline, counted, snapshot, chosen, asked)
    whole = _Counted(("",), area_stated[:, None], here, (there & ~here).sum(axis=0, dtype=np.int64)[None, :])
    # A table of one line has nothing to be independent of.
    of_whole = {} if baseline == "independence" else _chances(baseline, whole, snapshot, chosen, asked.together())
    return Coverage(
        of=of,
        scheme=SchemeTold(chosen.code, chosen.name, chosen.source, chosen.date, chosen.note, chosen.overlapping),
        baseline=BaselineTold(
            baseline, BASELINES[baseline], interval(baseline), _correction(len(table), len(of_whole))
        ),
        population=Population(
            entries=len(snapshot.partnerships),
            state_line=int(line_stated.sum()),
            state_area=int(area_stated.sum()),
            state_both=int(countable.sum()),
            state_neither=int((~line_stated & ~area_stated).sum()),
            read_line=int((~line_stated & lines.read.any(axis=1)).sum()),
            read_area=int((~area_stated & read_in(snapshot, chosen.countries)).sum()),
        ),
        lines=tuple(
            LineTold(
                code,
                label,
                state_it=int(lines.stated[:, at].sum()),
                entries=int(counted.stated[:, at].sum()),
                needs=int(asked.of_lines[at]),
            )
            for at, (code, label) in enumerate(zip(lines.codes, lines.labels, strict=True))
        ),
        areas=tuple(
            AreaTold(
                code=area.code,
                name=area.name,
                countries=len(area.countries),
                countries_stated=_countries_stated(snapshot, area.countries),
                entries=int(counted.works[:, at].sum()),
                needs=int(asked.of_areas[at]),
                countries_with_needs=len(area.countries & asked.of_countries.keys()),
            )
            for at, area in enumerate(chosen.areas)
        ),
        whole=tuple(_cells(snapshot, chosen, whole, of_whole)),
        cells=tuple(_cells(snapshot, chosen, counted, table)),
        as_of=on.isoformat(),
        notes=tuple(_notes(lines, baseline, int(countable.sum()), asked)),
    )


def _own(snapshot: Snapshot) -> Needs | None:
    return snapshot.exchange.needs if snapshot.exchange is not None else None


class _Counted:
    """Entries by line and area.

    Args:
        codes: of k lines; "" stands for whatever an entry is about.
        stated: (m, k), countable entries of each line.
        works: (m, a), countable entries of each area.
        read: (k, a), entries that would be counted beside them if what is only read did.

    Attributes:
        counts: (k, a), entries that have both.
    """

    def __init__(self, codes: Sequence[str], stated: Bools, works: Bools, read: Counts) -> None:
        self.codes = codes
        self.stated = stated
        self.works = works
        self.read = read
        self.counts = _table(stated, works)


def _chances(baseline: Baseline, counted: _Counted, snapshot: Snapshot, chosen: Scheme, asked: Asked) -> Table:
    """What the baseline gives; nothing where nothing is counted."""
    counts, entries = counted.counts, int(counted.stated.any(axis=1).sum())
    if not entries or not counts.size:
        return {}
    if baseline == "independence":
        of_lines, of_areas = (each.sum(axis=0, dtype=np.int64) for each in (counted.stated, counted.works))
        return independence(counts, of_lines, of_areas, entries)
    outside = np.zeros_like(counts)
    if chosen.overlapping:
        compared = chosen.countries if baseline == "countries" else frozenset(asked.of_countries)
        elsewhere = _by_area(works_in, snapshot, [compared - area.countries for area in chosen.areas])
        outside = _table(counted.stated, elsewhere)
    if baseline == "countries":
        return by_countries(counts, outside, chosen)
    return by_needs(counts, outside, chosen, asked)


def _cells(snapshot: Snapshot, chosen: Scheme, counted: _Counted, table: Table) -> Iterator[Cell]:
    places = list(np.ndindex(counted.counts.shape))
    q = corrected(np.array([table[place].p if place in table else np.nan for place in places], dtype=np.float64))
    for at, (line, area) in enumerate(places):
        chance = table.get((line, area))
        count = int(counted.counts[line, area])
        rows = np.flatnonzero(counted.stated[:, line] & counted.works[:, area]).tolist()
        yield Cell(
            line=counted.codes[line],
            area=chosen.areas[area].code,
            count=count,
            read=int(counted.read[line, area]),
            expected=None if chance is None else round(chance.expected, 2),
            low=None if chance is None else chance.low,
            high=None if chance is None else chance.high,
            q=None if chance is None else round(float(q[at]), 4),
            verdict=_verdict(count, chance, float(q[at])),
            partnerships=tuple(snapshot.partnerships[row] for row in rows),
        )


def _verdict(count: int, chance: Chance | None, q: float) -> Verdict:
    if chance is None:
        return "not-compared"
    if q <= FALSE and count != chance.expected:
        return "fewer" if count < chance.expected else "more"
    # Where none is within the range, none says nothing.
    return "too-few" if not count and not chance.low else "within"


def _table(lines: Bools, areas: Bools) -> Counts:
    """(k, a): how many have both."""
    # Products of floats are quicker than those of whole numbers, and as exact below 2^53.
    return np.asarray((lines.T.astype(np.float64) @ areas.astype(np.float64)).astype(np.int64))


def _by_area(
    where: Callable[[Snapshot, Collection[str]], Bools], snapshot: Snapshot, areas: Sequence[Collection[str]]
) -> Bools:
    """(m, a): which entries are where."""
    made = [where(snapshot, countries) for countries in areas]
    return np.stack(made, axis=1) if made else np.zeros((len(snapshot.partnerships), 0), dtype=bool)


def _countries_stated(snapshot: Snapshot, countries: Collection[str]) -> int:
    columns = [at for at, (kind, code) in enumerate(snapshot.tags) if kind == "country" and code in countries]
    return int((np.asarray(snapshot.tagged[:, columns].sum(axis=0)) > 0).sum())


def _correction(cells: int, whole: int) -> str:
    if not cells and not whole:
        return "No cell was compared."
    apart = f", and {whole:,} areas as a whole by themselves" if whole else ""
    return (
        f"{cells:,} cells were compared at once{apart}. Their p-values are corrected (Benjamini and Hochberg): of those"
        f" called fewer or more at most {FALSE:.0%} are so by chance."
    )


def _notes(lines: Lines, baseline: Baseline, countable: int, asked: Asked) -> Iterator[str]:
    what = "goal" if lines.of == "goals" else "theme"
    if not countable:
        yield f"No entry states both a {what} and a country, so nothing is compared."
    if not lines.codes:
        yield "No entry states a theme or is read to speak of one, so there is no scheme of themes to count by."
    if lines.of == "goals":
        yield "Of goals, only stated ones are counted; what texts are read to speak of is counted for places alone."
    yield (
        f"An entry with several {what}s or areas counts in each, so sums exceed the number of entries. One that states"
        " no country is counted nowhere: it may work anywhere."
    )
    if baseline == "independence":
        yield (
            f"This baseline takes it as given how many entries a {what} and an area have in all: what is scarce"
            " everywhere shows in the totals, not in the cells."
        )
    if baseline == "needs" and not asked.of_countries:
        yield "The store holds no declared needs, so this baseline says nothing."
    elif baseline == "needs":
        yield (
            f"Needs are what documents of {len(asked.of_countries)} countries in this store state; those stand for"
            " their area. An area without one isn't without needs: it is not documented here, and neither compared nor"
            " counted among the listings."
        )
