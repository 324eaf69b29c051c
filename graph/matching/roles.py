"""The role that a partner could play in a partnership: what it plays elsewhere, against what is missing there.

Nobody is offered to be a beneficiary: who needs something asks for it (D0). A government mandate is offered to a public
body of a country in which the partnership works, never to another country's ministry. A lead is offered only where none
is stated or read, and counts less than other roles: most registers have no field for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.infer.roles.read import SURE
from graph.matching.match import Role
from graph.model.vocabularies import country, vocabulary
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import listed

if TYPE_CHECKING:
    from graph.matching.subject import Subject

_NOT_STATED = "not-stated"
_NEVER = frozenset({"beneficiary", _NOT_STATED})
_STATED = 1.0
_READ = 0.5
"""What a role that a record states counts, and one that a text is read to say."""

_LACKING = 1.5
"""How much more a role counts that nobody is stated or read to play there."""

_NO_LEAD = 0.5
"""What a lead counts where none is stated or read: a register that doesn't ask for it doesn't lack it."""

_BY_TYPE: Mapping[str, str] = {
    "academic": "technical",
    "scientific": "technical",
    "foundation": "funder",
    "media": "advocate",
    "ngo": "implementer",
    "local-authority": "implementer",
    "farmers": "implementer",
    "indigenous": "implementer",
    "women": "implementer",
    "youth": "advocate",
}
"""What an organisation of a type mostly is where a role is known, for one of which none is."""

_BY_CONTRIBUTION: Mapping[str, str] = {
    "funding": "funder",
    "staff": "technical",
    "technology": "technical",
    "data": "technical",
    "training": "technical",
    "convening": "broker",
    "contacts": "broker",
    "premises": "host",
    "local-presence": "implementer",
}
"""The role of whoever brings a contribution (vocabulary `contributions`)."""

_OF_SCIENCE = frozenset({"academic", "scientific"})
_MANDATE = "government-mandate"
_MANDATED = frozenset({"government", "local-authority"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who could play a role.

    Attributes:
        row: of the partner in the snapshot; None for one that no register knows.
        type: its type code; "" where unknown.
        country: alpha-3 code of its country; "" where unknown.
        brings: codes of what it says it brings.
    """

    row: int | None
    type: str = ""
    country: str = ""
    brings: Sequence[str] = ()

    @classmethod
    def known(cls, snapshot: Snapshot, row: int) -> Candidate:
        """A partner of the snapshot."""
        return cls(row, snapshot.partner_types[row], snapshot.partner_countries[row])

    @classmethod
    def asking(cls, subject: Subject, brings: Sequence[str] = ()) -> Candidate:
        """The partner that a question is about."""
        return cls(subject.partner, subject.type, subject.country, brings)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in a partnership, in which roles, and where it works.

    Attributes:
        partnership: its row; None for one that is described.
        partners: rows of its partners.
        countries: alpha-3 codes of the countries where it is stated to work.
        stated: role to the rows of the partners that a record states to play it.
        read: role to those of whom its texts are read to say so.
    """

    partnership: int | None
    partners: Sequence[int]
    countries: frozenset[str]
    stated: Mapping[str, Sequence[int]]
    read: Mapping[str, Sequence[int]]

    def plays(self, role: str) -> list[int]:
        """Rows of the partners that are stated or read to play a role, the stated ones first."""
        return list(dict.fromkeys([*self.stated.get(role, ()), *self.read.get(role, ())]))


def cast_of(snapshot: Snapshot, subject: Subject) -> Cast:
    """Of the partnership that a question is about."""
    tags = [snapshot.tags[tag] for tag in subject.tags]
    return _cast(snapshot, subject.partnership, subject.partners, frozenset(c for kind, c in tags if kind == "country"))


def cast_at(snapshot: Snapshot, partnership: int) -> Cast:
    """Of a partnership of the snapshot, by its row."""
    countries = frozenset(snapshot.countries_of(partnership))
    return _cast(snapshot, partnership, snapshot.partners_of(partnership).tolist(), countries)


def _cast(snapshot: Snapshot, row: int | None, partners: Sequence[int], countries: frozenset[str]) -> Cast:
    stated: dict[str, list[int]] = {}
    read: dict[str, list[int]] = {}
    if row is not None:
        for partner in partners:
            if role := snapshot.link_roles.get((partner, row)):
                stated.setdefault(role, []).append(partner)
            for role, score in snapshot.read_roles.get((partner, row), ()):
                if score >= SURE:
                    read.setdefault(role, []).append(partner)
    return Cast(row, partners, countries, stated, read)


def could_play(snapshot: Snapshot, who: Candidate, cast: Cast) -> Role:
    """The role that a partner could play, and why.

    Every role counts by how often the partner plays it elsewhere: 1 for each record that states it, 0.5 for each text
    that is read to say it, as a share of all; half as much again where nobody there is stated or read to play it. What
    it brings counts as one record, what its type mostly is as one text. Where nothing is known of its roles, its type
    and what is missing there decide.

    Args:
        snapshot: the store's arrays.
        who: the partner.
        cast: who takes part there already.

    Returns:
        The role; `not-stated` where nothing says what it could be, with what is known.
    """
    stated, read = _elsewhere(snapshot, who, cast.partnership)
    brought = Counter(_BY_CONTRIBUTION[code] for code in who.brings if code in _BY_CONTRIBUTION)
    counted = {
        role: _STATED * (stated[role] + brought[role]) + _READ * (read[role] + (role == _BY_TYPE.get(who.type)))
        for role in {*stated, *read, *brought}
    }
    refused = []
    best: tuple[float, str] | None = None
    total = sum(counted.values())
    for role, number in sorted(counted.items()):
        if refusal := _refusal(snapshot, role, who, cast):
            refused.append(refusal)
            continue
        more = _NO_LEAD if role == "lead" else _LACKING
        weight = number / total * (more if _is_missing(snapshot, role, cast) else 1.0)
        if best is None or weight > best[0]:
            best = (weight, role)
    if best is not None:
        role = best[1]
        own = 0 if who.row is None else len(_others(snapshot, who.row, cast.partnership))
        said = list(_known(role, stated[role], read[role], brought[role], own))
        return Role(role, " ".join([*said, *_missing(snapshot, role, cast), *refused]))
    by_type = _by_type(snapshot, who, cast)
    if by_type is not None:
        return Role(by_type.code, " ".join([by_type.why, *refused]))
    return Role(_NOT_STATED, " ".join(["No record or text says a role that it could play here.", *refused]))


def _others(snapshot: Snapshot, row: int, partnership: int | None) -> list[int]:
    return [each for each in snapshot.partnerships_of(row).tolist() if each != partnership]


def _elsewhere(snapshot: Snapshot, who: Candidate, partnership: int | None) -> tuple[Counter[str], Counter[str]]:
    """How often each role is stated of it, and how often it is read, in other partnerships.

    Only a public body has a mandate to give, whatever a text seems to say of another.
    """
    stated: Counter[str] = Counter()
    read: Counter[str] = Counter()
    row = who.row
    if row is None:
        return stated, read
    for each in snapshot.with_roles(row):
        if each == partnership:
            continue
        if role := snapshot.link_roles.get((row, each)):
            stated[role] += 1
        read.update(role for role, score in snapshot.read_roles.get((row, each), ()) if score >= SURE)
    for role in _NEVER if who.type in _MANDATED else {*_NEVER, _MANDATE}:
        stated.pop(role, None)
        read.pop(role, None)
    return stated, read


def _refusal(snapshot: Snapshot, role: str, who: Candidate, cast: Cast) -> str:
    """Why a role that it plays elsewhere isn't offered here; empty where it can be."""
    if role == "lead" and (leads := cast.plays("lead")):
        names = [snapshot.partner_names[each] for each in leads[:3]]
        how = "stated" if cast.stated.get("lead") else "read"
        return f"It leads elsewhere; this one is {how} to be led by {listed(names)}."
    if role == _MANDATE and not _has_mandate(who, cast):
        return "It gives a government's mandate elsewhere; none of the countries stated here is its own."
    return ""


def _has_mandate(who: Candidate, cast: Cast) -> bool:
    return who.type in _MANDATED and bool(who.country) and who.country in cast.countries


def _is_missing(snapshot: Snapshot, role: str, cast: Cast) -> bool:
    if role == "technical" and any(snapshot.partner_types[each] in _OF_SCIENCE for each in cast.partners):
        return False
    return not cast.plays(role)


def _missing(snapshot: Snapshot, role: str, cast: Cast) -> Iterator[str]:
    if not _is_missing(snapshot, role, cast):
        return
    nobody = {
        "technical": "Nobody here is stated or read to be one, and no university or research body is on the list.",
        "lead": "No lead is stated or read here; its register may not ask for one.",
    }
    yield nobody.get(role, "Nobody here is stated or read to play that role.")


def _known(role: str, stated: int, read: int, brought: int, own: int) -> Iterator[str]:
    """What says that it plays a role."""
    label = vocabulary("roles").label(role)
    ways = []
    if stated:
        ways.append(f"in {stated} of its {own} other partnerships, as their records say" if own > 1 else _ONLY_STATED)
    if read:
        ways.append(f"in {read} of its {own} others by what their texts say" if own > 1 else _ONLY_READ)
    if brought:
        ways.append("by what it says it brings")
    yield f"{label} {', and '.join(ways)}."


_ONLY_STATED = "in its only other partnership, as its record says"
_ONLY_READ = "in its only other partnership by what its text says"


def _by_type(snapshot: Snapshot, who: Candidate, cast: Cast) -> Role | None:
    """The role of one of which none is known, by its type, where nobody plays it yet."""
    if who.type == "government" and _has_mandate(who, cast):
        if not any(_is_government_of(snapshot, each, who.country) for each in cast.partners):
            known = country(who.country)
            place = known.name() if known else who.country
            return Role(_MANDATE, f"A public body of {place}, where this works; none is on its list yet.")
        return None
    role = _BY_TYPE.get(who.type)
    if role is None or not _is_missing(snapshot, role, cast):
        return None
    why = f"By its type alone ({vocabulary('types').label(who.type).lower()}): no record or text says a role of it."
    return Role(role, " ".join([why, *_missing(snapshot, role, cast)]))


def _is_government_of(snapshot: Snapshot, row: int, code: str) -> bool:
    return snapshot.partner_types[row] == "government" and snapshot.partner_countries[row] == code
