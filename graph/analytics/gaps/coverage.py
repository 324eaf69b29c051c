"""Coverage: which goals or themes are worked on in which part of the world, beside what a baseline would expect.

Counted is what entries state. A register's gap is a cell with fewer entries than its baseline gives, by more than
chance and the number of cells compared would explain; each cell has the rows behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

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
from graph.analytics.gaps.asked import Asked, asked_in, own_needs
from graph.analytics.gaps.baselines import (
    BASELINES,
    FEWEST_NEEDS,
    Baseline,
    Counted,
    Table,
    by_countries,
    by_needs,
    independence,
    interval,
)
from graph.analytics.gaps.chance import FALSE, Chance, Floats, corrected
from graph.analytics.gaps.lines import (
    Bools,
    Counts,
    Lines,
    Of,
    both,
    countries_stated,
    lines_of,
    read_in,
    stated_anywhere,
    works_in,
)
from graph.progress import Progress, silent
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import number


def coverage(
    snapshot: Snapshot,
    on: date,
    *,
    of: Of = "goals",
    regions: str = M49,
    baseline: Baseline = "independence",
    needs: Needs | None = None,
    places_chosen: bool = False,
    progress: Progress = silent,
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
        places_chosen: the snapshot is a slice by countries or regions. Where its entries work was chosen, so that
            nothing is held against `countries` and `needs`.
        progress: told how many goals or themes are compared.

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
    asked = asked_in(own_needs(snapshot) if needs is None else needs, lines, chosen)
    reached = _reached(snapshot, chosen, here)
    shares, compared = _held(snapshot, baseline, chosen, asked, here, places_chosen=places_chosen)
    rows, rows_of_whole = np.flatnonzero(countable), np.flatnonzero(area_stated)
    counted, whole = (
        Counted(stated[at], here[at], reached[at], shares[at], compared[at])
        for stated, at in ((lines.stated, rows), (area_stated[:, None], rows_of_whole))
    )
    read = both(lines.stated | lines.read, there) - both(lines.stated, here)
    read_of_whole = (there & ~here).sum(axis=0, dtype=np.int64)[None, :]
    table = _chances(baseline, counted, chosen, asked, progress)
    # A table of one line has nothing to be independent of.
    of_whole = {} if baseline == "independence" else _chances(baseline, whole, chosen, asked.together())
    ids, held = np.array(snapshot.partnerships, dtype=object), counted.entries()
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
            compared=int(whole.compared.sum()),
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
                compared=int(held[at]),
                needs=int(asked.of_lines[at]),
            )
            for at, (code, label) in enumerate(zip(lines.codes, lines.labels, strict=True))
        ),
        areas=tuple(
            AreaTold(
                code=area.code,
                name=area.name,
                countries=len(area.countries),
                countries_stated=stated_anywhere(snapshot, area.countries),
                entries=int(counted.works[:, at].sum()),
                needs=int(asked.of_areas[at]),
                countries_with_needs=len(area.countries & asked.of_countries.keys()),
            )
            for at, area in enumerate(chosen.areas)
        ),
        whole=tuple(_cells(whole, of_whole, ("",), chosen, read_of_whole, ids[rows_of_whole])),
        cells=tuple(_cells(counted, table, lines.codes, chosen, read, ids[rows])),
        as_of=on.isoformat(),
        notes=(
            *_notes(lines, baseline, len(rows)),
            *_notes_of_sharing(lines, baseline, counted, asked, any_told=bool(table or of_whole), chosen=places_chosen),
        ),
    )


def _reached(snapshot: Snapshot, chosen: Scheme, here: Bools) -> Counts:
    """(m, a): in how many areas an entry works; where areas overlap, on how many sides of each."""
    if not chosen.overlapping:
        return np.broadcast_to(here.sum(axis=1, dtype=np.int64)[:, None], here.shape)
    elsewhere = _by_area(works_in, snapshot, [chosen.countries - area.countries for area in chosen.areas])
    return np.asarray(here.astype(np.int64) + elsewhere)


def _held(
    snapshot: Snapshot, baseline: Baseline, chosen: Scheme, asked: Asked, here: Bools, *, places_chosen: bool
) -> tuple[Floats, Bools]:
    """How much of an entry is held against the baseline in each area: (m, a), and whether any of it is: (m,)."""
    if baseline == "independence":
        return here.astype(np.float64), np.ones(len(here), dtype=bool)
    among = chosen.countries if baseline == "countries" else frozenset(asked.of_countries)
    if places_chosen:
        # Of entries that were picked for where they work, that they work there is no finding.
        among = frozenset()
    inside = [countries_stated(snapshot, area.countries & among) for area in chosen.areas]
    together = countries_stated(snapshot, among)
    return np.stack(inside, axis=1) / np.maximum(together, 1)[:, None], together > 0


def _chances(baseline: Baseline, counted: Counted, chosen: Scheme, asked: Asked, progress: Progress = silent) -> Table:
    if baseline == "independence":
        return independence(counted, progress)
    if baseline == "countries":
        return by_countries(counted, chosen, progress)
    return by_needs(counted, chosen, asked, progress)


def _cells(
    counted: Counted, table: Table, codes: Sequence[str], chosen: Scheme, read: Counts, ids: NDArray[np.object_]
) -> Iterator[Cell]:
    counts, found = counted.counts(), counted.found()
    places = list(np.ndindex(counts.shape))
    q = corrected(np.array([table[place].p if place in table else np.nan for place in places], dtype=np.float64))
    for at, (line, area) in enumerate(places):
        chance = table.get((line, area))
        count = int(counts[line, area])
        yield Cell(
            line=codes[line],
            area=chosen.areas[area].code,
            count=count,
            read=int(read[line, area]),
            compared=None if chance is None else round(float(found[line, area]), 2),
            expected=None if chance is None else round(chance.expected, 2),
            low=None if chance is None else chance.low,
            high=None if chance is None else chance.high,
            q=None if chance is None else round(float(q[at]), 4),
            verdict=_verdict(float(found[line, area]), chance, float(q[at])),
            partnerships=tuple(ids[counted.stated[:, line] & counted.works[:, area]].tolist()),
        )


def _verdict(found: float, chance: Chance | None, q: float) -> Verdict:
    if chance is None:
        return "not-compared"
    if q <= FALSE and found != chance.expected:
        return "fewer" if found < chance.expected else "more"
    # Where none is within the range, it says nothing that there is none.
    return "too-few" if not found and not chance.low else "within"


def _by_area(
    where: Callable[[Snapshot, Collection[str]], Bools], snapshot: Snapshot, areas: Sequence[Collection[str]]
) -> Bools:
    """(m, a): which entries are where."""
    made = [where(snapshot, countries) for countries in areas]
    return np.stack(made, axis=1) if made else np.zeros((len(snapshot.partnerships), 0), dtype=bool)


def _correction(cells: int, whole: int) -> str:
    if not cells and not whole:
        return "No cell was compared."
    apart = f", and {whole:,} areas as a whole by themselves" if whole else ""
    return (
        f"{cells:,} cells were compared at once{apart}. Their p-values are corrected (Benjamini and Hochberg): of those"
        f" called fewer or more on average at most {100 * FALSE:.0f} % are so by chance, if each range holds."
    )


def _notes(lines: Lines, baseline: Baseline, countable: int) -> Iterator[str]:
    what = _one(lines)
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
            f" everywhere shows in the totals, not in the cells. A {what} or an area without an entry isn't compared."
        )


def _notes_of_sharing(
    lines: Lines, baseline: Baseline, counted: Counted, asked: Asked, *, any_told: bool, chosen: bool
) -> Iterator[str]:
    """What is said beside `countries` and `needs`, which entries are shared out for.

    Args:
        lines: the goals or themes.
        baseline: what counts are held against; beside `independence` nothing of this is said.
        counted: the countable entries.
        asked: the declared needs.
        any_told: any cell, or area as a whole, is compared.
        chosen: the slice is one by places.
    """
    what = _one(lines)
    if baseline == "independence":
        return
    if chosen:
        yield (
            "The slice is of entries that work in some places, so where they work was chosen: beside this baseline that"
            " says nothing, and nothing is compared. `independence` compares these entries with one another."
        )
        return
    if any_told:
        yield (
            "Held against the baseline are entries shared out evenly among their countries, so that each is one however"
            f" many it states; beside it stands how many there are. A {what} without an entry isn't compared."
        )
    if baseline == "needs" and not asked.of_countries:
        yield "The store holds no declared needs, so this baseline says nothing."
    elif baseline == "needs":
        countable, compared = len(counted.compared), int(counted.compared.sum())
        yield (
            f"Needs are what documents of {number(len(asked.of_countries), 'country', 'countries')} in this store"
            f" state; {compared:,} of {number(countable, 'countable entry', 'countable entries')} state one of these."
            " A country without one isn't without needs: it is not documented here, so it isn't compared. A"
            f" {what} that fewer than {FEWEST_NEEDS} needs are about isn't either: they don't tell where needs are."
        )


def _one(lines: Lines) -> str:
    return "goal" if lines.of == "goals" else "theme"
