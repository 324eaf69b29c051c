"""Which balance of a partnership a further partner would mend: of sectors, of regions, of capacity (D1 §§8, 19).

What is said counts names on a list. Of many partners a type or country isn't known: it is told how many those are, and
"nobody is known to be" is all that a list can say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.infer.roles.read import SURE
from graph.matching.match import Mended
from graph.matching.roles import Cast
from graph.model.vocabularies import country_name, regions, regions_of, vocabulary
from graph.snapshot.snapshot import Snapshot

SECTORS: Mapping[str, str] = {
    "government": "government",
    "local-authority": "government",
    "un-system": "intergovernmental",
    "intergovernmental": "intergovernmental",
    "business": "business",
    "ngo": "civil society",
    "women": "civil society",
    "youth": "civil society",
    "indigenous": "civil society",
    "workers": "civil society",
    "farmers": "civil society",
    "foundation": "civil society",
    "media": "civil society",
    "scientific": "science",
    "academic": "science",
}
"""Type to the sector that it is counted in: governments, major groups and intergovernmental bodies, as in D1 §19."""

_NOBODY = {
    "government": "no government",
    "intergovernmental": "no intergovernmental body",
    "business": "no business",
    "civil society": "nobody of civil society",
    "science": "no technical or research body",
}
_WORLD = "001"

_OFTEN = 0.1
"""Share of its partnerships in which a partner has to play a role, and more, to mend the lack of it."""


def balance(snapshot: Snapshot, cast: Cast, partner: int) -> tuple[Mended, ...]:
    """The balances of a partnership that a partner would mend; none for one on its list.

    Args:
        snapshot: the store's arrays.
        cast: who plays what in the partnership, and where it works.
        partner: row of the further partner.
    """
    if partner in cast.partners or not cast.partners:
        return ()
    return (
        *_sector(snapshot, cast.partners, partner),
        *_region(snapshot, cast, partner),
        *_capacity(snapshot, cast, partner),
    )


def _sector(snapshot: Snapshot, listed: Sequence[int], partner: int) -> Iterator[Mended]:
    sector = SECTORS.get(snapshot.partner_types[partner], "")
    counts = Counter(SECTORS.get(snapshot.partner_types[row], "") for row in listed)
    if sector and not counts[sector]:
        yield Mended("sector", sector, f"The list has {_NOBODY[sector]}{_beside(counts)}.", counts)


def _region(snapshot: Snapshot, cast: Cast, partner: int) -> Iterator[Mended]:
    """Of a country where it works and of which nobody is on the list; else of the smallest such region."""
    home, works, listed = snapshot.partner_countries[partner], cast.countries, cast.partners
    counts = Counter(snapshot.partner_countries[row] for row in listed)
    if not home or not works or home in counts:
        return
    unknown = f" ({counts['']} of {len(listed)} of no known country)" if counts[""] else ""
    if home in works:
        yield Mended(
            "region",
            home,
            f"Nobody on the list is known to be of {country_name(home)}, where it works{unknown}.",
            counts,
        )
        return
    reached = {region for code in works for region in regions_of(code)} - {_WORLD}
    there = {region for code in counts if code for region in regions_of(code)}
    for region in regions_of(home):
        if region in reached and region not in there:
            name = regions()[region].label()
            text = f"Nobody on the list is known to be of {name}, where it works{unknown}."
            yield Mended("region", region, text, counts)
            return


def _capacity(snapshot: Snapshot, cast: Cast, partner: int) -> Iterator[Mended]:
    """A funder or a technical partner, where nobody is stated or read to be one and the partner is, elsewhere."""
    plays: Counter[str] = Counter()
    for each in snapshot.with_roles(partner):
        plays.update(
            {snapshot.link_roles.get((partner, each), "")}
            | {role for role, score in snapshot.read_roles.get((partner, each), ()) if score >= SURE}
        )
    roles = Counter({role: len(cast.plays(role)) for role in {*cast.stated, *cast.read}})
    own = len(snapshot.partnerships_of(partner))
    for role in ("funder", "technical"):
        by_type = role == "technical" and SECTORS.get(snapshot.partner_types[partner]) == "science"
        if cast.plays(role) or not (plays[role] > _OFTEN * own or by_type):
            continue
        if role == "technical" and any(SECTORS.get(snapshot.partner_types[row]) == "science" for row in cast.partners):
            continue
        if by_type:
            # The sector says it already.
            continue
        label = vocabulary("roles").label(role).lower()
        text = f"Nobody on the list is stated or read to be a {label}; it is one in {plays[role]} of its partnerships."
        yield Mended("capacity", role, text, roles)


def _beside(counts: Mapping[str, int]) -> str:
    known = [
        f"{number} of {sector}" for sector, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if sector
    ]
    unknown = [f"{counts['']} of unknown type"] if counts.get("") else []
    told = ", ".join([*known, *unknown])
    return f": {told}" if told else ""
