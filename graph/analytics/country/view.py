"""Everything that registers hold of one country on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest

from graph.analytics.country.answer import (
    Active,
    Asked,
    Bodies,
    Body,
    CountryView,
    Entries,
    EntryHere,
    Lead,
    Needs,
    NotStated,
)
from graph.analytics.country.reach import Reaching, Stated
from graph.analytics.gaps.lines import read_in
from graph.errors import InputError
from graph.model.needs import standing
from graph.model.vocabularies import country_name, groups_of, read_country, regions, regions_of, vocabulary
from graph.snapshot.dated import end_of, start_of, status_of
from graph.snapshot.snapshot import Snapshot

WINDOW = 365
"""Days from the asking date on in which what ends is shown, unless another number is asked for."""

_ACTIVE = frozenset({"running", "open-ended"})


@dataclass(frozen=True, slots=True)
class _Here:
    """An entry that states the country, or a part of the world that holds it: its row, its reach, its status."""

    row: int
    reach: Reaching
    status: str


def country_view(
    snapshot: Snapshot,
    country: str,
    on: date,
    *,
    window: int = WINDOW,
    most: int = 20,
    whole: Snapshot | None = None,
    goals: frozenset[int] = frozenset(),
) -> CountryView:
    """What is active in a country, what ends soon, what it asked for, who is here, what has ended.

    Args:
        snapshot: whole or sliced.
        country: a code or name.
        on: the asking date.
        window: days from then on in which what ends is shown; 0: what ends that very day.
        most: how much each list shows at most; the numbers are of all.
        whole: what the snapshot was cut from, which alone holds needs and the parts of the world that entries state;
            by default the snapshot itself.
        goals: of its needs and priorities, those about one of these; without any, all of them.

    Returns:
        The view; of a country that no entry states everything is 0, and a note says so.

    Raises:
        InputError: no country is called so.
    """
    code = read_country(country)
    if code is None:
        raise InputError(f"{country!r} is no country known by name or ISO 3166 code.")
    whole = whole or snapshot
    stated = Stated(snapshot, whole)
    reaching_it = [_Here(row, reach, status_of(snapshot, row, on)) for row, reach in stated.reaching(code)]
    here = [each for each in reaching_it if each.reach.names_it]
    active = [each for each in here if each.status in _ACTIVE]
    made = _Shown(snapshot, code, most)
    works = _works(snapshot, here)
    going = _works(snapshot, [each for each in here if each.status != "ended"])
    # A part of a snapshot keeps the rows of partners.
    based = [who for who in whole.based_in(code) if len(snapshot.partnerships_of(who))]
    others = [who for who in works if snapshot.partner_countries[who] != code]
    asked = [each for each in _asked(snapshot, whole, here, code) if not goals or goals.intersection(each.goals)]
    ends = _ends(snapshot, active, on)
    last = (on + timedelta(days=min(window, (date.max - on).days))).toordinal()
    later = [each for each in ends if int(snapshot.ends[each.row]) > last]
    return CountryView(
        country=code,
        name=country_name(code),
        regions=tuple(regions()[each].label() for each in regions_of(code)[:-1]),
        groups=tuple(group.dated_name() for group in groups_of(code, on)),
        as_of=on.isoformat(),
        window=window,
        entries=len(snapshot.partnerships),
        here=len(here),
        active=Active(
            total=len(active),
            national=made.entries(each for each in active if each.reach.reach == "national"),
            regional=made.entries(each for each in active if each.reach.reach == "regional"),
            world=made.entries(each for each in active if each.reach.reach == "global"),
        ),
        wider=made.entries(each for each in reaching_it if not each.reach.names_it and each.status in _ACTIVE),
        ending=made.entries(ends[: len(ends) - len(later)]),
        next_end=_written(end_of(snapshot, later[0].row)) if later else "",
        planned=made.entries(each for each in here if each.status == "planned"),
        unclear=made.entries(each for each in here if each.status == "not-stated"),
        ended=made.entries(
            sorted((each for each in here if each.status == "ended"), key=lambda each: -int(snapshot.ends[each.row]))
        ),
        asked=Needs(
            total=len(asked),
            needs=sum(each.standing == "need" for each in asked),
            priorities=sum(each.standing == "priority" for each in asked),
            shown=tuple(sorted(asked, key=lambda each: each.standing != "need")[:most]),
        ),
        based=_bodies(snapshot, based, works, going, most),
        others=_bodies(snapshot, others, works, going, most),
        not_stated=_not_stated(snapshot, stated, reaching_it, here, others, code, most),
        notes=tuple(_notes(code, len(here), snapshot, whole)),
    )


def _ends(snapshot: Snapshot, active: Iterable[_Here], on: date) -> list[_Here]:
    """What is active and states an end that isn't past, whatever calls it open-ended beside it; the soonest first."""
    stated = [each for each in active if int(snapshot.ends[each.row]) >= on.toordinal()]
    return sorted(stated, key=lambda each: int(snapshot.ends[each.row]))


@dataclass(frozen=True, slots=True)
class _Shown:
    """Lists of entries as they are told."""

    snapshot: Snapshot
    code: str
    most: int

    def entries(self, chosen: Iterable[_Here]) -> Entries:
        """How many there are, and the first of them."""
        all_ = list(chosen)
        return Entries(len(all_), tuple(map(self._entry, all_[: self.most])))

    def _entry(self, here: _Here) -> EntryHere:
        snapshot, row = self.snapshot, here.row
        partners = snapshot.partners_of(row).tolist()
        leads = [who for who in partners if snapshot.link_roles.get((who, row)) == "lead"]
        return EntryHere(
            id=snapshot.partnerships[row],
            title=snapshot.titles[row],
            reach=here.reach.reach,
            why=here.reach.why,
            status=here.status,
            start=_written(start_of(snapshot, row)),
            end=_written(end_of(snapshot, row)),
            goals=_goals(snapshot, row),
            leads=tuple(Lead(snapshot.partners[who], snapshot.partner_names[who]) for who in leads),
            partners=len(partners),
            based_here=sum(snapshot.partner_countries[who] == self.code for who in partners),
        )


def _works(snapshot: Snapshot, entries: Iterable[_Here]) -> Counter[int]:
    """Rows of the partners of some entries, each with in how many of them it is."""
    return Counter(who for each in entries for who in snapshot.partners_of(each.row).tolist())


def _bodies(
    snapshot: Snapshot, who: Sequence[int], works: Mapping[int, int], going: Mapping[int, int], most: int
) -> Bodies:
    """Some partners by their rows, those in most of what is here first; `works` and `going` as `_works` has them."""
    first = nsmallest(most, who, key=lambda row: (-works[row], snapshot.partner_names[row], snapshot.partners[row]))
    return Bodies(
        len(who),
        tuple(
            Body(
                id=snapshot.partners[row],
                name=snapshot.partner_names[row],
                type=snapshot.partner_types[row],
                country=snapshot.partner_countries[row],
                entries=len(snapshot.partnerships_of(row)),
                entries_here=works[row],
                not_ended_here=going[row],
            )
            for row in first
        ),
    )


def _asked(snapshot: Snapshot, whole: Snapshot, here: Sequence[_Here], code: str) -> Iterator[Asked]:
    if whole.exchange is None:
        return
    needs = whole.exchange.needs
    terms = vocabulary("themes")
    going = [set(_goals(snapshot, each.row)) for each in here if each.status != "ended"]
    for row, whose in enumerate(needs.countries):
        if whose != code:
            continue
        themes = [term for theme in needs.themes[row] if (term := terms.get(theme))]
        mapped = {int(goal) for term in themes for goal in term.maps.get("goals", ())}
        goals = {int(goal) for goal in needs.goals[row]} | mapped
        yield Asked(
            id=needs.ids[row],
            name=needs.names[row],
            standing=standing(needs.facts[row].get("conditionality")),
            goals=tuple(sorted(goals)),
            themes=tuple(needs.themes[row]),
            record=needs.records[row],
            entries_here=sum(not goals.isdisjoint(each) for each in going),
        )


def _not_stated(
    snapshot: Snapshot,
    stated: Stated,
    reaching_it: Sequence[_Here],
    here: Sequence[_Here],
    others: Sequence[int],
    code: str,
    most: int,
) -> NotStated:
    known = {each.row for each in reaching_it}
    named = [row for row in read_in(snapshot, {code}).nonzero()[0].tolist() if row not in known]
    return NotStated(
        no_place=stated.nowhere(),
        named_only=len(named),
        named_only_ids=tuple(snapshot.partnerships[row] for row in named[:most]),
        no_status=sum(each.status == "not-stated" for each in here),
        no_partner=sum(not len(snapshot.partners_of(each.row)) for each in here),
        partners_nowhere=sum(not snapshot.partner_countries[who] for who in others),
    )


def _goals(snapshot: Snapshot, row: int) -> tuple[int, ...]:
    return tuple(sorted(int(code) for kind, code in snapshot.tags_of(row) if kind == "sdg"))


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _notes(code: str, here: int, snapshot: Snapshot, whole: Snapshot) -> Iterator[str]:
    if not here:
        of = "" if snapshot is whole else " of this slice"
        yield f"No entry{of} states that it works in {country_name(code)}."
    if whole.exchange is None:
        yield "Needs, and parts of the world that entries state, are told of a whole store only, not of this slice."
    elif len(snapshot.recorded) < len(whole.recorded):
        yield (
            "Parts of the world, and that an entry works worldwide, are told as all records of an entry state them,"
            " those outside the slice too."
        )
    if whole.exchange is not None and code not in whole.exchange.needs.countries:
        yield (
            f"No document with needs or priorities of {country_name(code)} is in this store: not documented here, which"
            " doesn't say that there are none."
        )
    yield (
        "Dates that are only a year or month count with their first day as a start and their last as an end. A partner"
        " is based where its register says so, or where its name does."
    )
