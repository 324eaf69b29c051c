"""Who is a part of whom: a branch of its organisation, a department of its university, a ministry of its government.

They are organisations of their own, never the same as what they belong to; what ties them is a relation of its own.
Where a record lists one under another it is declared (`graph.names.relatives`); here it follows from the names, from
the vocabulary of world organisations, or from what a national body is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model.judgements import Name
from graph.model.vocabularies.world_organisations import organisations
from graph.resolve.features import Pair, is_unit, rare
from graph.resolve.joined import Cluster
from graph.resolve.naming import Written, government
from graph.text.fold import acronym_fits

TELLING = 1.0
"""What the words of a parent's name have to tell together: a branch of "Institute" or "Academy" could be anybody's."""

KNOWN = 2
"""Records that name a whole: what only one names, and others begin with, may be a piece of a name."""

_TIES = {"part": "a part by its name", "place": "set beside it is a place", "unit": "a body of its own within it"}


_WRITTEN = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Kin:
    """How two compared names belong together.

    Attributes:
        a_is_part: the first name is the part, the second the whole; otherwise the other way round.
        rule: why, in words.
        shared: what the words tell that both names have.
    """

    a_is_part: bool
    rule: str
    shared: float


@dataclass(frozen=True, slots=True)
class PartOf:
    """A name whose bearer is a part of another's.

    Attributes:
        part: a name of the part.
        whole: a name of what it is a part of.
        rule: why, in words.
        shared: what the words tell that both names have; of several wholes the most special one counts.
    """

    part: Name
    whole: Name
    rule: str
    shared: float


def kin(pair: Pair) -> Kin | None:
    """Whether of two names the one's bearer is a part of the other's: all words of this stand in that, and a unit more.

    "UNDP Pacific Office" is of UNDP, "CARE Vanuatu" of CARE, the School of Law of a university of it.

    Args:
        pair: the names, and how they compare.
    """
    if bool(pair.met.rest_a) == bool(pair.met.rest_b) or not pair.met.met:
        return None
    a_is_part = bool(pair.met.rest_a)
    rest = pair.met.rest_a or pair.met.rest_b
    longer, short = (pair.a, pair.b) if a_is_part else (pair.b, pair.a)
    if pair.a.stated and pair.b.stated and not pair.a.stated & pair.b.stated:
        return None
    # A name of which only some words are met would say nothing: initials and slips may meet anything.
    if pair.met.initials or pair.met.misspelt or not (short.bare or (rare(pair) and short.weight >= TELLING)):
        return None
    words = " ".join(word.written for word in rest)
    several = len(short.words) > 1
    if any(word.role == "part" for word in rest) and (several or short.bare):
        tie = "part"
    elif any(word.added for word in rest) and all(word.role in {"place", "modifier", "direction"} for word in rest):
        tie = "place"
    elif is_unit({word.role for word in rest}) and several and any(word.role == "body" for word in short.words):
        tie = "unit"
    else:
        return None
    if short.bare and (short.name not in _WRITTEN.findall(longer.name) or acronym_fits(short.folded, words)):
        return None  # the word in small letters is another one; or it is its own name, with the acronym behind it
    return Kin(a_is_part, f"its name is that of the whole with “{words}”: {_TIES[tie]}", pair.met.shared)


def parts_of(
    clusters: Sequence[Cluster], known: Mapping[Name, Written], codes: Mapping[Name, str], found: Iterable[PartOf]
) -> Iterator[tuple[Name, Name, str]]:
    """Every organisation that is a part of another one, each with one whole: first name, first name, why.

    Args:
        clusters: the organisations.
        known: all names with what is known of them.
        codes: names that are a world organisation's, whose whole the vocabulary knows.
        found: what names say.
    """
    first = {name: cluster.names[0] for cluster in clusters for name in cluster.names}
    bearers = {code: first[name] for name, code in codes.items()}
    records = {cluster.names[0]: sum(len(known[name].records) for name in cluster.names) for cluster in clusters}
    wholes: dict[Name, tuple[float, Name, str]] = {}
    for each in sorted(found, key=lambda each: (-each.shared, first[each.part], first[each.whole])):
        part, whole = first[each.part], first[each.whole]
        if part != whole and part not in wholes and records[whole] >= KNOWN:
            wholes[part] = (each.shared, whole, each.rule)
    for name, code in codes.items():
        listed = organisations()[code].parent
        if listed in bearers and bearers[listed] != first[name]:
            rule = f"part of {organisations()[listed].name()} (vocabulary of organisations)"
            wholes[first[name]] = (0.0, bearers[listed], rule)
    for part, (_, whole, rule) in wholes.items():
        # Of organisations that take each other for the whole, in a ring, none is.
        if part not in _above(part, wholes):
            yield part, whole, rule
    for cluster in clusters:
        listed = next((codes[name] for name in cluster.names if name in codes), "")
        stated = [name.country for name in cluster.names if name.kind == "organisation" and name.country]
        national = [organisations()[listed].country] if listed else stated
        if national and government(national[0]) in first and cluster.names[0] not in wholes:
            yield cluster.names[0], first[government(national[0])], "a national body is a part of its government"


def _above(part: Name, wholes: Mapping[Name, tuple[float, Name, str]]) -> list[Name]:
    """The wholes of a part: what it is a part of, what that is a part of, and so on; in a ring, once round."""
    above: list[Name] = []
    while part in wholes and wholes[part][1] not in above:
        part = wholes[part][1]
        above.append(part)
    return above
