"""A slice of what a store holds: the records and partnerships that a figure, a measure or an export is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.model.vocabularies import country_name, groups, read_country, regions, vocabulary
from graph.model.vocabularies.region_names import members_of
from graph.snapshot.as_recorded import as_recorded
from graph.snapshot.recorded import Recorded
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot
from graph.text.sentence import listed, number

Rows = NDArray[np.intp]
Bools = NDArray[np.bool_]

FIRST_YEAR, LAST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class Slice:
    """Which records count: values of one field mean any of them, several fields mean all of them.

    Registers, portfolios and ids say which records count. The other fields say which partnerships: those of which one
    of these records states it; then all of these records of theirs count.

    Attributes:
        registers: codes of registers.
        portfolios: codes of portfolios.
        themes: codes of the vocabulary `themes`: stated, or, where a record states none, read as its primary theme.
        goals: numbers of goals that are stated.
        countries: countries that are stated, by code or name.
        regions: codes of regions and groups of countries, in one of whose countries it is stated to work.
        since: first year of the start, which is that of the first of these records that states one.
        until: last year of the start.
        records: ids of records ("register:key"), or of partnerships: all of their records.
    """

    registers: tuple[str, ...] = ()
    portfolios: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Cut:
    """What a slice holds of one version of a store.

    Attributes:
        snapshot: the whole store's arrays.
        recorded: the records of the slice alone; their partnerships have the snapshot's rows.
        partnerships: rows of the partnerships that have such a record, ascending.
        place: (records,), of each record the place of its partnership in `partnerships`.
        said: what the slice is, in words; "everything" for the whole store.
        notes: what a reader should know of how it was cut.
    """

    snapshot: Snapshot
    recorded: Recorded
    partnerships: Rows
    place: Rows
    said: str
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.partnerships)

    @property
    def sliced(self) -> Snapshot:
        """The arrays of the slice's partnerships alone, with what the slice's records state of them.

        Links, roles, tags and dates are those that these records state; texts, and what is read from them, are those
        of the whole partnership. Of a partnership of which a record is left out, dates are as exact as a month. Where
        nothing is left out, it is the whole snapshot itself.
        """
        if len(self) == len(self.snapshot.partnerships) and len(self.recorded) == len(self.snapshot.recorded):
            return self.snapshot
        part = self.snapshot.only(self.partnerships.tolist())
        if len(self.recorded) == len(part.recorded):
            return part
        return as_recorded(part, replace(self.recorded, partnership=self.place.astype(np.int32)))

    @property
    def registers(self) -> frozenset[str]:
        """Codes of the registers whose records it holds."""
        return frozenset(self.recorded.registers[place] for place in set(self.recorded.register.tolist()))

    def ids(self, places: Sequence[int] | Rows) -> tuple[str, ...]:
        """Ids of partnerships by their places in the slice."""
        return tuple(self.snapshot.partnerships[row] for row in self.partnerships[np.asarray(places, dtype=np.intp)])


def cut(snapshot: Snapshot, slice: Slice) -> Cut:
    """The records that a slice names, and their partnerships; none where nothing is like that.

    Raises:
        InputError: a register, portfolio, theme, goal, country or region isn't known; the message says which are.
    """
    by_record = list(_of_records(snapshot, slice))
    rows = np.flatnonzero(_all([part.kept for part in by_record], len(snapshot.recorded)))
    named = _cut_to(snapshot, rows)
    by_content = list(_of_partnerships(named, slice))
    kept = _all([part.kept for part in by_content], len(named))
    made = _cut_to(snapshot, rows[kept[named.place]])
    parts = [*by_record, *by_content]
    said = "; ".join(part.said for part in parts) or "everything"
    notes = (*_notes(by_record, len(snapshot.recorded)), *_notes(by_content, len(named)), *_left_out(made))
    return replace(made, said=said, notes=notes)


def _left_out(made: Cut) -> Iterator[str]:
    """What a reader should know where records of the same partnerships are left out."""
    size = len(made.snapshot.partnerships)
    of_all = np.bincount(made.snapshot.recorded.partnership, minlength=size)[made.partnerships]
    more = int((of_all > np.bincount(made.place, minlength=len(made))).sum())
    if more:
        yield (
            f"{more:,} of {number(len(made), 'partnership')} {'has' if more == 1 else 'have'} records outside the"
            " slice. Whom and what these state is left out; but types and countries of partners, and what is read from"
            " texts, are as the whole store knows them."
        )


def _cut_to(snapshot: Snapshot, rows: Rows) -> Cut:
    """Some records, and their partnerships."""
    own = snapshot.recorded.only(rows) if len(rows) < len(snapshot.recorded) else snapshot.recorded
    partnerships, place = np.unique(own.partnership, return_inverse=True)
    return Cut(snapshot, own, partnerships.astype(np.intp), place.reshape(-1).astype(np.intp), "everything")


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """What one field of a slice keeps.

    Attributes:
        kept: which records, or which of the partnerships that these records leave: (m,).
        said: what it asks for, in words.
        note: what a reader should know of it, or "", from which of them all other fields keep.
    """

    kept: Bools
    said: str
    note: Callable[[Bools], str] | None = None


def _all(kept: Sequence[Bools], size: int) -> Bools:
    """What all of them keep; without any, everything."""
    both = np.ones(size, dtype=bool)
    for each in kept:
        both &= each
    return both


def _notes(parts: Sequence[_Part], size: int) -> Iterator[str]:
    for part in parts:
        others = _all([other.kept for other in parts if other is not part], size)
        if part.note is not None and (note := part.note(others)):
            yield note


def _of_records(snapshot: Snapshot, slice: Slice) -> Iterator[_Part]:
    """What says which records count, by where they stand."""
    recorded = snapshot.recorded
    if slice.registers:
        places = _places("register", slice.registers, recorded.registers)
        yield _Part(np.isin(recorded.register, places), f"register {listed(slice.registers)}")
    if slice.portfolios:
        for code in slice.portfolios:
            if code not in recorded.portfolios and vocabulary("portfolios").get(code) is None:
                raise InputError(_unknown("portfolio", code, recorded.portfolios))
        places = [recorded.portfolios.index(code) for code in slice.portfolios if code in recorded.portfolios]
        yield _Part(np.isin(recorded.portfolio, places), f"portfolio {listed(slice.portfolios)}")
    if slice.records:
        yield _named(snapshot, set(slice.records))


def _of_partnerships(named: Cut, slice: Slice) -> Iterator[_Part]:
    """What says which partnerships count, by what any of their records that count states."""
    if slice.themes:
        yield _themes(named, slice.themes)
    if slice.goals:
        goals = listed([str(goal) for goal in slice.goals])
        _check(all(1 <= goal <= 17 for goal in slice.goals), f"Goals are 1 to 17, not {goals}.")
        codes = {str(goal) for goal in slice.goals}

        def is_goal(kind: str, code: str) -> bool:
            return (kind == "sdg" and code in codes) or (kind == "target" and code.partition(".")[0] in codes)

        yield _Part(_tied(named, is_goal), f"goal {goals}, stated")
    if slice.countries:
        countries = {_country(written) for written in slice.countries}
        names = [country_name(code) for code in sorted(countries)]
        yield _Part(
            _tied(named, lambda kind, code: kind == "country" and code in countries),
            f"works in {listed(names)}, as stated",
        )
    if slice.regions:
        inside = frozenset[str]().union(*(_members(code) for code in slice.regions))
        own = set(slice.regions)
        # A part of a region lies in it too: who states Eastern Africa works in Africa.
        parts = own | {code for code in regions() if members_of(code) and members_of(code) <= inside}
        places = {"country": inside, "region": parts}
        yield _Part(
            _tied(named, lambda kind, code: code in places.get(kind, ())),
            f"works in {listed([_region_name(code) for code in slice.regions])}, as stated",
            (lambda _: "Of a group of countries, those count that are members today.") if own & set(groups()) else None,
        )
    if slice.since is not None or slice.until is not None:
        yield _years(named, slice)


def _named(snapshot: Snapshot, wanted: Collection[str]) -> _Part:
    recorded = snapshot.recorded
    named = np.fromiter((id in wanted for id in snapshot.partnerships), dtype=bool, count=len(snapshot.partnerships))
    kept = np.fromiter((id in wanted for id in recorded.ids), dtype=bool, count=len(recorded))
    missing = sorted(set(wanted).difference(recorded.ids, snapshot.partnerships))
    told = ""
    if missing:
        of = f"{len(missing):,} of the {len(wanted):,} ids that were" if len(wanted) > 1 else "The id that was"
        are = "is" if len(missing) == 1 else "are"
        told = f"{of} named {are} not in the store: {missing[0]!r}{' and others' if len(missing) > 1 else ''}."
    said = f"{number(len(wanted), 'record or partnership', 'records or partnerships')} by id"
    return _Part(kept | named[recorded.partnership], said, lambda _: told)


def _themes(named: Cut, themes: Collection[str]) -> _Part:
    terms = vocabulary("themes")
    for code in themes:
        if terms.get(code) is None:
            raise InputError(_unknown("theme", code, list(terms.terms)))
    wanted = set(themes)
    stated = _tied(named, lambda kind, code: kind == "theme" and code in wanted)
    silent = ~_tied(named, lambda kind, _: kind == "theme")
    read = np.zeros(len(named.snapshot.partnerships), dtype=bool)
    for row, codes in primary_themes(named.snapshot).items():
        read[row] = not wanted.isdisjoint(codes)
    inferred = silent & read[named.partnerships]

    def note(others: Bools) -> str:
        here, all_here = int((inferred & others).sum()), int(((stated | inferred) & others).sum())
        if not here:
            return ""
        return (
            f"{here:,} of {number(all_here, 'partnership')} {'is' if here == 1 else 'are'} here for a primary theme"
            " that is read from a text: no theme is stated."
        )

    return _Part(stated | inferred, f"theme {listed([terms.label(code) for code in themes])}", note)


def primary_themes(snapshot: Snapshot) -> Mapping[int, tuple[str, ...]]:
    """The themes that a text speaks of most surely, of each scheme, by the partnership's row; inferred.

    Several of one scheme where they are equally sure; partnerships whose texts speak of none are left out.
    """
    themed = snapshot.themed
    made: dict[int, tuple[str, ...]] = {}
    if not themed.themes:
        return made
    schemes = [code.partition(":")[0] for code in themed.themes]
    indptr, indices, scores = themed.scores.indptr, themed.scores.indices, themed.scores.data
    for row in np.flatnonzero(np.diff(indptr)).tolist():
        best: dict[str, float] = {}
        here = range(indptr[row], indptr[row + 1])
        for at in here:
            scheme = schemes[indices[at]]
            best[scheme] = max(best.get(scheme, 0.0), float(scores[at]))
        made[row] = tuple(themed.themes[indices[at]] for at in here if float(scores[at]) == best[schemes[indices[at]]])
    return made


def _years(named: Cut, slice: Slice) -> _Part:
    since, until = slice.since or FIRST_YEAR, slice.until or LAST_YEAR
    _check(since <= until, f"No year is from {since} on and until {until}.")
    days = named.sliced.starts
    years = np.array([0 if day == UNKNOWN_DAY else date.fromordinal(day).year for day in days.tolist()], dtype=np.intp)
    words = [f"from {slice.since} on"] if slice.since else []
    words += [f"until {slice.until}"] if slice.until else []

    def note(others: Bools) -> str:
        unknown, among = int(((years == 0) & others).sum()), int(others.sum())
        left = "is left out because it states" if unknown == 1 else "are left out because they state"
        return f"{unknown:,} of {number(among, 'partnership')} {left} no readable start." if unknown else ""

    return _Part((years >= since) & (years <= until) & (years > 0), f"begun {' and '.join(words)}", note)


def _tied(named: Cut, wanted: Callable[[str, str], bool]) -> Bools:
    """Which partnerships have a record that states a tie of a kind and code."""
    recorded = named.recorded
    columns = [at for at, (kind, code, _) in enumerate(recorded.ties) if wanted(kind, code)]
    made = np.zeros(len(named), dtype=bool)
    made[named.place[np.asarray(recorded.tied[:, columns].sum(axis=1)).reshape(-1) > 0]] = True
    return made


def _places(what: str, codes: Sequence[str], known: Sequence[str]) -> list[int]:
    for code in codes:
        if code not in known:
            raise InputError(_unknown(what, code, known))
    return [known.index(code) for code in codes]


def _unknown(what: str, code: str, known: Sequence[str]) -> str:
    near = get_close_matches(code, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    there = f"there are {', '.join(known)}" if known else "the store has none"
    return f"No {what} is called {code!r}.{meant} {there[0].upper()}{there[1:]}."


def _country(written: str) -> str:
    code = read_country(written)
    if code is None:
        raise InputError(f"{written!r} is no country known by name or code.")
    return code


def _members(code: str) -> frozenset[str]:
    if code not in regions() and code not in groups():
        raise InputError(f"No region or group of countries is called {code!r}; `goal17 vocabulary` lists both.")
    return members_of(code)


def _region_name(code: str) -> str:
    group = groups().get(code)
    return group.dated_name() if group else regions()[code].label()


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise InputError(message)
