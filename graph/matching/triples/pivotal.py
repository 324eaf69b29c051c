"""Pivotal partners: who in another country of the South led, carried out or took part in what is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from graph.infer.roles.read import SURE
from graph.matching.match import Evidence, Reason
from graph.matching.status import status
from graph.matching.triples.answer import Pivotal, Via
from graph.matching.triples.asking import Read
from graph.matching.triples.comparable import compare
from graph.matching.triples.features import reason
from graph.matching.triples.solutions import Solutions
from graph.matching.triples.south import MULTILATERAL, list_names, standing
from graph.model.vocabularies import country as country_of
from graph.model.vocabularies import vocabulary
from graph.snapshot.rows import entries
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
class Found:
    """A pivotal partner.

    Attributes:
        row: of the partner.
        shown: the partner as it is answered.
        via: where it has its experience.
        reasons: what speaks for it.
    """

    row: int
    shown: Pivotal
    via: tuple[Via, ...]
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """What the reasons add together."""
        return sum(each.contribution for each in self.reasons)


def pivotals(
    snapshot: Snapshot, asked: Read, found: Solutions, barred: Collection[int], on: date, limit: int
) -> list[Found]:
    """The best pivotal partners, best first.

    A partner counts that is based in another country of the South and is no body of several States, and that had a
    part other than paying, watching or receiving in a partnership that does what is needed, has begun, and works in the
    South or states no country. An economy in transition is no country of the South here.

    Args:
        snapshot: the store's arrays.
        asked: the need.
        found: the partnerships that do what is needed.
        barred: rows of partners that aren't to be named.
        on: the asking date.
        limit: how many at most.
    """
    by_partner: dict[int, list[int]] = {}
    for at, row in enumerate(found.rows.tolist()):
        if not _in_the_south(snapshot, row, on) or status(snapshot, row, on) == "planned":
            continue
        for who in snapshot.partners_of(row).tolist():
            if who not in barred and _could(snapshot, who, asked, on) and _part(snapshot, who, row)[0] not in _NOT:
                by_partner.setdefault(who, []).append(at)
    made = [_found(snapshot, asked, found, who, places, on) for who, places in _likeliest(found, by_partner, limit)]
    return sorted(made, key=lambda each: (-each.score, each.row))[:limit]


_SPARE = 40
"""How many more partners than are asked for are weighed with all their reasons."""


def _likeliest(found: Solutions, by_partner: dict[int, list[int]], limit: int) -> Iterator[tuple[int, list[int]]]:
    """Those with the likeliest solutions: what else counts moves nobody further than these are apart."""
    order = sorted(by_partner, key=lambda who: (-found.chances[by_partner[who][0]], -len(by_partner[who]), who))
    for who in order[: limit + _SPARE]:
        yield who, by_partner[who]


def _in_the_south(snapshot: Snapshot, row: int, on: date) -> bool:
    countries = [code for kind, code in snapshot.tags_of(row) if kind == "country"]
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


def _found(snapshot: Snapshot, asked: Read, found: Solutions, who: int, places: Sequence[int], on: date) -> Found:
    """A pivotal partner with its reasons.

    Of partnerships that are about as likely, the one shown first is that in which it led or carried it out.
    """

    def worth(at: int) -> float:
        role, sure, _ = _part(snapshot, who, int(found.rows[at]))
        return float(found.chances[at]) + (_LED_COUNTS * sure if role in LED else 0.0)

    nearest = sorted(places, key=lambda at: (-worth(at), at))
    first = int(found.rows[nearest[0]])
    home = snapshot.partner_countries[who]
    role, sure, is_stated = _part(snapshot, who, first)
    name, title = snapshot.partner_names[who], snapshot.titles[first]
    itself = Evidence("partner", snapshot.partners[who], name)
    via = Evidence("partnership", snapshot.partnerships[first], title)
    why = found.reasons(nearest[0])
    if role in LED:
        label = vocabulary("roles").label(role).lower()
        how = "is stated as" if is_stated else "is read in its text as"
        why.append(reason("role", sure, f"{name} {how} {label} of “{title}”.", [itself, via]))
    if further := [int(found.rows[at]) for at in nearest[1:]]:
        others = [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in further[:SHOWN]]
        value = log1p(len(further))
        text = (
            f"{name} takes part in {len(further)} further partnership{'s' if len(further) > 1 else ''} near the need."
        )
        why.append(reason("more-experience", value, text, [itself, *others]))
    why += _of_countries(snapshot, asked, who, home, on)
    why += _of_themes(snapshot, asked, first)
    return Found(
        row=who,
        shown=Pivotal(
            id=snapshot.partners[who],
            name=name,
            type=snapshot.partner_types[who],
            country=home,
            role=role,
            experience="stated",
            south_lists=list_names(home, on),
        ),
        via=tuple(_via(snapshot, int(found.rows[at]), float(found.chances[at]), on) for at in nearest[:SHOWN]),
        reasons=tuple(why),
    )


def _of_countries(snapshot: Snapshot, asked: Read, who: int, home: str, on: date) -> Iterator[Reason]:
    own = asked.beneficiary
    common = compare(own.country, home, on)
    known = country_of(home)
    place = known.name() if known else home
    countries = [Evidence("country", own.country, own.name), Evidence("country", home, place)]
    if common.value:
        text = f"{own.name} and {place} have in common: {common.said}."
        yield reason("comparable-country", common.value, text, countries)
    column = snapshot.tag_row.get(("country", own.country))
    if column is None:
        return
    theirs = snapshot.partnerships_of(who)
    at, of = entries(snapshot.tagged, theirs)
    there = theirs[of[snapshot.tagged.indices[at] == column]].tolist()
    if there:
        shown = [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in there[:SHOWN]]
        text = f"{snapshot.partner_names[who]} already takes part in a partnership that states {own.name}."
        yield reason("known-there", 1.0, text, shown)


def _of_themes(snapshot: Snapshot, asked: Read, row: int) -> Iterator[Reason]:
    wanted = asked.asked.themes
    held = {code for kind, code in snapshot.tags_of(row) if kind == "theme"}
    if both := [code for code in wanted if code in held]:
        names = ", ".join(vocabulary("themes").label(code) for code in both)
        via = Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row])
        yield reason("themes", len(both) / len(wanted), f"“{snapshot.titles[row]}” states {names}.", [via])


def _via(snapshot: Snapshot, row: int, chance: float, on: date) -> Via:
    return Via(
        id=snapshot.partnerships[row],
        name=snapshot.titles[row],
        status=status(snapshot, row, on),
        countries=tuple(code for kind, code in snapshot.tags_of(row) if kind == "country"),
        right_action=round(chance, 4),
    )
