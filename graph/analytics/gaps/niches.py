"""Niches of a country: what has no entry here that goes on, and has some in its sub-region or in a group of it.

An entry that has ended leaves its goal to be taken up again; it is named, since it can be learnt from, and is no
example of what others do, should it state comparable countries too. Who does
something in a comparable country could be asked to do it here: every niche names who works there. A country asks;
nobody is proposed to it, and countries stand in the order of their codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.analytics.gaps.answer import NOTICE
from graph.analytics.gaps.areas import Area
from graph.analytics.gaps.asked import own_needs
from graph.analytics.gaps.lines import Bools, Lines, Of, lines_of, needs_by_line, read_in, works_in
from graph.errors import InputError
from graph.model.vocabularies import (
    countries,
    country_name,
    groups_of,
    members,
    read_country,
    regions,
    regions_of,
    vocabulary,
)
from graph.model.vocabularies.region_names import members_of
from graph.progress import Progress, silent, told_of
from graph.snapshot.dated import status_of
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import listed

PARTNERS = 5
"""Partners that are named of each place, those with most entries of the goal or theme there first."""

_KINDS = ("category",)
"""Groups of countries that count as peers: least developed, landlocked, small islands."""


@dataclass(frozen=True, slots=True)
class Working:
    """A partner that works on it there.

    Attributes:
        id: of the partner.
        name: its name.
        type: code of its type; "" where unknown.
        country: where it is based (alpha-3); "" where unknown.
        entries: of the entries that are counted, those that it takes part in.
        works_here: it takes part in an entry that states the country itself, on something else, and has not ended.
    """

    id: str
    name: str
    type: str
    country: str
    entries: int
    works_here: bool


@dataclass(frozen=True, slots=True)
class Among:
    """What a group of comparable countries has of a niche.

    Attributes:
        area: code of the region or group.
        name: in English, with its date where it is a dated list.
        countries: those of its other countries that such an entry states, by code.
        entries: entries there, whatever their status, that don't state the country itself.
        ended_here_too: those that are left out: they state the country itself as well, where they have ended.
        not_ended: of them those that have not ended by their own word on the asking date.
        partnerships: ids of the entries, those not ended first.
        partners: who works there, at most `PARTNERS`.
        partners_in_all: how many there are.
        partners_not_stated: entries of which no partner is known.
    """

    area: str
    name: str
    countries: tuple[str, ...]
    entries: int
    ended_here_too: int
    not_ended: int
    partnerships: tuple[str, ...]
    partners: tuple[Working, ...]
    partners_in_all: int
    partners_not_stated: int


@dataclass(frozen=True, slots=True)
class Niche:
    """A goal or theme without an entry here that has not ended.

    Attributes:
        line: code.
        label: in English.
        ended_here: ids of the entries here that have ended.
        read: entries that don't state the country, and are read to be about it, on this; inferred.
        needs: ids of the country's declared needs about it.
        among: the groups of comparable countries that have entries.
    """

    line: str
    label: str
    ended_here: tuple[str, ...]
    read: int
    needs: tuple[str, ...]
    among: tuple[Among, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """A group of countries that this one is compared in.

    Attributes:
        area: code of the region or group.
        name: in English, with its date where it is a dated list.
        countries: how many others it has.
        entries: entries that state one of them.
    """

    area: str
    name: str
    countries: int
    entries: int


@dataclass(frozen=True, slots=True)
class Niches:
    """The niches of a country.

    Attributes:
        country: alpha-3.
        name: in English.
        of: `goals` or `themes`.
        entries: partnerships in the slice.
        here: of them those that state the country.
        no_country: those that state no country at all: they may work here too.
        state_both: those that state a goal (or a theme) and a country: the only ones that a niche can be told by. Where
            there are none, that nothing has an entry here says nothing.
        lines_here: goals or themes with an entry here that has not ended.
        lines: how many there are.
        peers: the groups of comparable countries.
        niches: what has no entry here that has not ended, and entries among them, in the vocabulary's order.
        nowhere: codes of what has no such entry here, and none among them either.
        as_of: the asking date.
        notes: what a reader should know.
        notice: what every answer says.
    """

    country: str
    name: str
    of: str
    entries: int
    here: int
    no_country: int
    state_both: int
    lines_here: int
    lines: int
    peers: tuple[Peers, ...]
    niches: tuple[Niche, ...]
    nowhere: tuple[str, ...]
    as_of: str
    notes: tuple[str, ...]
    notice: str = NOTICE


def niches(
    snapshot: Snapshot,
    country: str,
    on: date,
    *,
    of: Of = "goals",
    needs: Needs | None = None,
    progress: Progress = silent,
) -> Niches:
    """What has no entry in a country that has not ended, and has entries in comparable ones.

    Args:
        snapshot: whole or sliced.
        country: a code or name.
        on: the asking date: memberships and statuses are those of that day.
        of: goals or themes.
        needs: declared needs: those of the whole store where the snapshot is a slice; by default the snapshot's.
        progress: told how many entries, then how many goals or themes are looked at.

    Returns:
        The niches; none where nothing is stated of comparable countries, and a note that says so.

    Raises:
        InputError: no country is called so.
    """
    code = read_country(country)
    if code is None:
        raise InputError(f"{country!r} is no country known by name or ISO 3166 code.")
    if needs is None:
        needs = own_needs(snapshot)
    lines = lines_of(snapshot, of)
    here, anywhere = works_in(snapshot, {code}), works_in(snapshot, countries().keys())
    state_both = int((lines.stated.any(axis=1) & anywhere).sum())
    rows = told_of(range(len(here)), "entries", len(here), progress, every=10_000)
    over = np.array([status_of(snapshot, row, on) == "ended" for row in rows], dtype=bool)
    covered = (lines.stated & (here & ~over)[:, None]).any(axis=0)
    areas = [_without(area, code) for area in _peers(code, on)]
    works = [works_in(snapshot, area.countries) for area in areas]
    asked_here = _needs_of(needs, code, lines)
    read = (lines.stated | lines.read) & (here | read_in(snapshot, {code}))[:, None]
    found: list[Niche] = []
    nowhere: list[str] = []
    uncovered = np.flatnonzero(~covered).tolist()
    for at in told_of(uncovered, "lines", len(uncovered), progress):
        about = lines.stated[:, at]
        among = tuple(
            _among(snapshot, area, about & there, about, here, over)
            for area, there in zip(areas, works, strict=True)
            if (about & there & ~here).any()
        )
        if among:
            asked = asked_here[at] if asked_here else ()
            ended = tuple(snapshot.partnerships[row] for row in np.flatnonzero(about & here).tolist())
            # What states it here isn't read to be about it: it has ended.
            only_read = int((read[:, at] & ~(about & here)).sum())
            found.append(Niche(lines.codes[at], lines.labels[at], ended, only_read, asked, among))
        else:
            nowhere.append(lines.codes[at])
    return Niches(
        country=code,
        name=country_name(code),
        of=of,
        entries=len(snapshot.partnerships),
        here=int(here.sum()),
        no_country=int((~anywhere).sum()),
        state_both=state_both,
        lines_here=int(covered.sum()),
        lines=len(lines.codes),
        peers=tuple(
            Peers(area.code, area.name, len(area.countries), int(there.sum()))
            for area, there in zip(areas, works, strict=True)
        ),
        niches=tuple(found),
        nowhere=tuple(nowhere),
        as_of=on.isoformat(),
        notes=tuple(_notes(lines, code, areas, int(here.sum()), state_both)),
    )


def _peers(code: str, on: date) -> Iterator[Area]:
    """The smallest region of M49 that the country lies in, and its categories of the United Nations."""
    smallest = next(iter(regions_of(code)), "")
    if smallest:
        name = f"{regions()[smallest].label()} (M49, {vocabulary('regions').date})"
        yield Area(smallest, name, members_of(smallest))
    for group in groups_of(code, on):
        if group.kind in _KINDS:
            yield Area(group.code, group.dated_name(), members(group.code, on))


def _without(area: Area, code: str) -> Area:
    return Area(area.code, area.name, area.countries - {code})


def _needs_of(needs: Needs | None, code: str, lines: Lines) -> list[tuple[str, ...]]:
    """For each line the ids of the country's needs and priorities about it."""
    if needs is None:
        return []
    rows = [row for row, whose in enumerate(needs.countries) if whose == code]
    about = needs_by_line(needs, rows, lines)
    return [
        tuple(needs.ids[row] for row, is_about in zip(rows, about[:, at].tolist(), strict=True) if is_about)
        for at in range(len(lines.codes))
    ]


def _among(snapshot: Snapshot, area: Area, there: Bools, about: Bools, here: Bools, over: Bools) -> Among:
    """Who works on it there.

    Args:
        snapshot: whole or sliced.
        area: the region or group.
        there: the entries on it that state one of its countries.
        about: those on it, wherever.
        here: those that state the country itself, on whatever.
        over: those that have ended.
    """
    rows, elsewise = there & ~here, here & ~about & ~over
    entries = np.flatnonzero(rows).tolist()
    going, ended = np.flatnonzero(rows & ~over).tolist(), np.flatnonzero(rows & over).tolist()
    counted = Counter(partner for row in entries for partner in snapshot.partners_of(row).tolist())
    first = sorted(counted, key=lambda row: (-counted[row], snapshot.partner_names[row], snapshot.partners[row]))
    stated = {code for row in entries for code in snapshot.countries_of(row)}
    return Among(
        area=area.code,
        name=area.name,
        countries=tuple(sorted(stated & area.countries)),
        entries=len(entries),
        ended_here_too=int((there & here).sum()),
        not_ended=len(going),
        partnerships=tuple(snapshot.partnerships[row] for row in (*going, *ended)),
        partners=tuple(_working(snapshot, row, counted[row], elsewise) for row in first[:PARTNERS]),
        partners_in_all=len(counted),
        partners_not_stated=sum(not len(snapshot.partners_of(row)) for row in entries),
    )


def _working(snapshot: Snapshot, row: int, entries: int, elsewise: Bools) -> Working:
    return Working(
        id=snapshot.partners[row],
        name=snapshot.partner_names[row],
        type=snapshot.partner_types[row],
        country=snapshot.partner_countries[row],
        entries=entries,
        works_here=bool(elsewise[snapshot.partnerships_of(row)].any()),
    )


def _notes(lines: Lines, code: str, areas: Sequence[Area], here: int, state_both: int) -> Iterator[str]:
    what = "goal" if lines.of == "goals" else "theme"
    if not areas:
        yield f"{country_name(code)} is in no region of M49 and in none of the groups, so it is compared with nobody."
    else:
        yield f"Compared with the other countries of {listed([area.name for area in areas])}."
    if not state_both:
        yield f"No entry states both a {what} and a country, here or elsewhere, so there is nothing to compare."
    elif not here:
        yield f"No entry states {country_name(code)}: every {what} that comparable countries have is listed."
    yield (
        f"Counted are entries that state the {what} and the country. Those that state no country may work here too;"
        " what is only read from title or text is told apart."
    )
