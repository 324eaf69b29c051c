"""Pivotal partners: who in another country of the South led, carried out or took part in what is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from graph.infer.roles.read import SURE
from graph.matching.match import Evidence, Reason
from graph.matching.triples.answer import Pivotal, Via
from graph.matching.triples.asking import Read, stating
from graph.matching.triples.comparable import compare
from graph.matching.triples.features import FEATURES, reason
from graph.matching.triples.solutions import Solutions
from graph.matching.triples.south import MULTILATERAL, list_names, standing
from graph.model.vocabularies import country as country_of
from graph.model.vocabularies import vocabulary
from graph.snapshot.dated import status_of
from graph.snapshot.exchange import Bools
from graph.snapshot.snapshot import Snapshot

LED = ("lead", "implementer", "technical")
"""Roles of those who led or carried something out, and so know how it is done."""

_NOT = frozenset({"beneficiary", "observer", "funder", "advocate"})
"""Roles in which one doesn't learn how it is done, where no other is stated or read."""

_NOT_STATED = "not-stated"
_LED_COUNTS = 0.15
"""Chance that having led or carried something out is worth, when the partnership to show first is chosen."""

SHOWN = 3
"""Partnerships by which experience is shown at most."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pivotal partner with what was measured of it, before anything is put into words.

    Attributes:
        row: of the partner.
        places: of its partnerships among the solutions, the one to show first first.
        values: feature (`graph.matching.triples.features`) to its value; those of 0 are left out.
        score: what these and the solution add together.
    """

    row: int
    places: tuple[int, ...]
    values: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Told:
    """A pivotal partner in words.

    Attributes:
        shown: the partner as it is answered.
        via: where it has its experience.
        reasons: what speaks for it; their contributions sum to its score.
    """

    shown: Pivotal
    via: tuple[Via, ...]
    reasons: tuple[Reason, ...]


def pivotals(snapshot: Snapshot, asked: Read, found: Solutions, barred: Collection[int], on: date) -> list[Weighed]:
    """All pivotal partners, by row.

    A partner counts that is based in another country of the South and is no body of several States, and that had a
    part other than paying, watching or receiving in a partnership that does what is needed, has begun, and works in the
    South or states no country. An economy in transition is no country of the South here.

    Args:
        snapshot: the store's arrays.
        asked: the need.
        found: the partnerships that do what is needed.
        barred: rows of partners that aren't to be named.
        on: the asking date.
    """
    by_partner: dict[int, list[int]] = {}
    for at, row in enumerate(found.rows.tolist()):
        if not _in_the_south(snapshot, row, on) or status_of(snapshot, row, on) == "planned":
            continue
        for who in snapshot.partners_of(row).tolist():
            if who not in barred and _could(snapshot, who, asked, on) and _part(snapshot, who, row)[0] not in _NOT:
                by_partner.setdefault(who, []).append(at)
    there = stating(snapshot, asked.beneficiary.country)
    return [_weighed(snapshot, asked, found, there, who, by_partner[who], on) for who in sorted(by_partner)]


def _in_the_south(snapshot: Snapshot, row: int, on: date) -> bool:
    countries = snapshot.countries_of(row)
    return not countries or any(standing(code, on) == "south" for code in countries)


def _could(snapshot: Snapshot, who: int, asked: Read, on: date) -> bool:
    home = snapshot.partner_countries[who]
    return (
        home != asked.beneficiary.country
        and snapshot.partner_types[who] not in MULTILATERAL
        and standing(home, on) == "south"
    )


def _part(snapshot: Snapshot, who: int, row: int) -> tuple[str, float, bool]:
    """The role in which a partner takes part, how sure it is, and whether its record states it."""
    stated = snapshot.link_roles.get((who, row))
    if stated:
        return stated, 1.0, True
    for role, score in snapshot.read_roles.get((who, row), ()):
        if score >= SURE:
            return role, score, False
    return _NOT_STATED, 0.0, False


def _weighed(
    snapshot: Snapshot, asked: Read, found: Solutions, there: Bools, who: int, places: Sequence[int], on: date
) -> Weighed:
    """What is measured of a pivotal partner.

    Of partnerships that are about as likely, the one shown first is that in which it led or carried it out.

    Args:
        snapshot: the store's arrays.
        asked: the need.
        found: the partnerships that do what is needed.
        there: (m,), which partnerships state the country that asks.
        who: row of the partner.
        places: of its partnerships among those found.
        on: the asking date.
    """
    led = {}
    for at in places:
        role, sure, _ = _part(snapshot, who, int(found.rows[at]))
        led[at] = sure if role in LED else 0.0
    nearest = sorted(places, key=lambda at: (-(float(found.chances[at]) + _LED_COUNTS * led[at]), at))
    first = int(found.rows[nearest[0]])
    wanted = asked.asked.themes
    measured = {
        "role": led[nearest[0]],
        "more-experience": log1p(len(nearest) - 1),
        "comparable-country": compare(asked.beneficiary.country, snapshot.partner_countries[who], on).value,
        "known-there": float(there[snapshot.partnerships_of(who)].any()),
        "themes": len(_themes(snapshot, asked, first)) / len(wanted) if wanted else 0.0,
    }
    values = {name: value for name, value in measured.items() if value}
    own = sum(FEATURES[name].weight * value for name, value in values.items())
    return Weighed(who, tuple(nearest), values, found.score(nearest[0]) + own)


def told(snapshot: Snapshot, asked: Read, found: Solutions, weighed: Weighed, on: date) -> Told:
    """A pivotal partner with its reasons, in words.

    Args:
        snapshot: the store's arrays.
        asked: the need.
        found: the partnerships that do what is needed.
        weighed: the partner.
        on: the asking date.
    """
    who, nearest = weighed.row, weighed.places
    home = snapshot.partner_countries[who]
    shown = Pivotal(
        id=snapshot.partners[who],
        name=snapshot.partner_names[who],
        type=snapshot.partner_types[who],
        country=home,
        role=_part(snapshot, who, int(found.rows[nearest[0]]))[0],
        experience="stated",
        south_lists=list_names(home, on),
    )
    return Told(
        shown=shown,
        via=tuple(_via(snapshot, int(found.rows[at]), float(found.chances[at]), on) for at in nearest[:SHOWN]),
        reasons=(*found.reasons(nearest[0]), *_reasons(snapshot, asked, found, weighed, shown, on)),
    )


def _reasons(
    snapshot: Snapshot, asked: Read, found: Solutions, weighed: Weighed, shown: Pivotal, on: date
) -> Iterator[Reason]:
    who, own = weighed.row, asked.beneficiary
    first, *further = (int(found.rows[at]) for at in weighed.places)
    itself = Evidence("partner", shown.id, shown.name)
    title = snapshot.titles[first]
    for name, value in weighed.values.items():
        if name == "role":
            how = "is stated as" if _part(snapshot, who, first)[2] else "is read in its text as"
            label = vocabulary("roles").label(shown.role).lower()
            text, evidence = f"{shown.name} {how} {label} of “{title}”.", [itself, *_shown(snapshot, [first])]
        elif name == "more-experience":
            many = f"{len(further)} further partnership{'s' if len(further) > 1 else ''}"
            text, evidence = f"{shown.name} takes part in {many} near the need.", [itself, *_shown(snapshot, further)]
        elif name == "comparable-country":
            known = country_of(shown.country)
            place = known.name() if known else shown.country
            text = f"{own.name} and {place} have in common: {compare(own.country, shown.country, on).said}."
            evidence = [Evidence("country", own.country, own.name), Evidence("country", shown.country, place)]
        elif name == "known-there":
            theirs = snapshot.partnerships_of(who)
            text = f"{shown.name} already takes part in a partnership that states {own.name}."
            evidence = _shown(snapshot, theirs[stating(snapshot, own.country)[theirs]].tolist())
        else:
            names = ", ".join(vocabulary("themes").label(code) for code in _themes(snapshot, asked, first))
            text, evidence = f"“{title}” states {names}.", _shown(snapshot, [first])
        yield reason(name, value, text, evidence)


def _themes(snapshot: Snapshot, asked: Read, row: int) -> list[str]:
    """Those of the themes asked for that a partnership states."""
    held = {code for kind, code in snapshot.tags_of(row) if kind == "theme"}
    return [code for code in asked.asked.themes if code in held]


def _shown(snapshot: Snapshot, rows: Sequence[int]) -> list[Evidence]:
    return [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in rows[:SHOWN]]


def _via(snapshot: Snapshot, row: int, chance: float, on: date) -> Via:
    return Via(
        id=snapshot.partnerships[row],
        name=snapshot.titles[row],
        status=status_of(snapshot, row, on),
        countries=snapshot.countries_of(row),
        right_action=round(chance, 4),
    )
