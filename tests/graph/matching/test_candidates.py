"""Every feature against what counting by hand over plain lists gives, for both questions."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given, settings

from graph.matching import candidates as found_by
from graph.matching.candidates import DEPTH, MOST_OWN, Candidates
from graph.matching.features import COLUMN
from graph.matching.likeness import SHARPNESS
from graph.matching.subject import (
    PartnerDescription,
    described_partner,
    newcomer,
    stored_partner,
    stored_partnership,
)
from graph.matching.terrain import Terrain
from graph.model.vocabularies import regions_of
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    return max(float(one @ other), 0.0)


class Plain:
    """A snapshot as plain lists and dense rows."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        links = snapshot.links.toarray()
        self.n, self.m = links.shape
        self.lists = [{who for who in range(self.n) if links[who, where]} for where in range(self.m)]
        self.own = [{where for where in range(self.m) if links[who, where]} for who in range(self.n)]
        self.terms, self.names = snapshot.terms.toarray(), snapshot.name_terms.toarray()
        # A word that many names have says little: this is what is left of it.
        bearers = (self.names > 0).sum(axis=0)
        left = [1 - math.log(1 + number) / math.log(1 + max(self.n, 1)) for number in bearers.tolist()]
        self.telling_names = self.names * np.array(left)
        self.vectors = snapshot.vectors
        self.placed = [dict(zip(snapshot.places, row, strict=True)) for row in snapshot.placed.toarray().tolist()]
        self.tags = [set(snapshot.tags_of(where)) for where in range(self.m)]

    def about(self, entries: Collection[int]) -> dict[str, float]:
        """Shares of countries in some entries."""
        sums = {code: sum(self.placed[where][code] for where in entries) for code in self.snapshot.places}
        total = sum(sums.values())
        return {code: weight / total if total else 0.0 for code, weight in sums.items()}

    def rarity(self, tag: tuple[str, str]) -> float:
        return math.log((1 + self.m) / (1 + sum(tag in tags for tags in self.tags))) + 1

    def share(self, asked: Collection[tuple[str, str]], has: Collection[tuple[str, str]]) -> float:
        return sum(map(self.rarity, set(asked) & set(has))) / sum(map(self.rarity, asked)) if asked else 0.0


def by_regions(weights: dict[str, float]) -> dict[str, float]:
    made: dict[str, float] = {}
    for code, weight in weights.items():
        for region in regions_of(code)[:1]:
            made[region] = made.get(region, 0.0) + weight
    return made


def product(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(code, 0.0) for code, weight in one.items())


def to_invite(plain: Plain, asked: int, who: int) -> dict[str, float]:
    """What speaks for inviting a partner, but the network."""
    snapshot, listed = plain.snapshot, plain.lists[asked]
    own = plain.own[who] - {asked}
    words = [cosine(plain.terms[each], plain.terms[asked]) for each in own]
    meaning = [cosine(plain.vectors[each], plain.vectors[asked]) for each in own]
    type_, home = snapshot.partner_types[who], snapshot.partner_countries[who]
    works, about = plain.about(plain.own[who]), plain.about([asked])
    return {
        "shared-partners": sum(len(plain.lists[each] & listed) / max(len(plain.lists[each]), 2) for each in own),
        "ties": len({one for one in listed if plain.own[one] & own}) / len(listed) if listed else 0,
        "words": sum(each**SHARPNESS for each in words),
        "nearest-words": max(words, default=0),
        "meaning": sum(each**SHARPNESS for each in meaning),
        "nearest-meaning": max(meaning, default=0),
        "places": product(works, about),
        "home": plain.placed[asked].get(home, 0.0),
        "compatriots": sum(bool(home) and snapshot.partner_countries[one] == home for one in listed)
        / max(len(listed), 1),
        "regions": product(by_regions(works), by_regions(about)),
        "type": sum(bool(type_) and snapshot.partner_types[one] == type_ for one in listed),
        "name": cosine(plain.telling_names[who], plain.terms[asked]),
        "goals": plain.share(plain.tags[asked], set().union(*(plain.tags[each] for each in plain.own[who]))),
        "size": 0,
        "popularity": len(plain.own[who]),
    }


def to_join(plain: Plain, asked: int, where: int) -> dict[str, float]:
    """What speaks for joining a partnership, but the network."""
    snapshot, listed, own = plain.snapshot, plain.lists[where], plain.own[asked]
    words = [cosine(plain.terms[each], plain.terms[where]) for each in own]
    meaning = [cosine(plain.vectors[each], plain.vectors[where]) for each in own]
    type_, home = snapshot.partner_types[asked], snapshot.partner_countries[asked]
    met = {one for each in own for one in plain.lists[each]} - {asked}
    works, about = plain.about(own), plain.about([where])
    tags = set().union(*(plain.tags[each] for each in own))
    if not own:
        works = {code: float(code == home) for code in snapshot.places}
        tags = {("country", home)} & set(snapshot.tags)
    return {
        "shared-partners": sum(
            len(plain.lists[each] & listed - {asked}) / max(len(plain.lists[each]), 2) for each in own
        ),
        "ties": len(met & listed) / max(len(listed), 1),
        "words": sum(each**2 for each in words),
        "nearest-words": max(words, default=0),
        "meaning": sum(each**2 for each in meaning),
        "nearest-meaning": max(meaning, default=0),
        "places": product(works, about),
        "home": plain.placed[where].get(home, 0.0),
        "compatriots": sum(bool(home) and snapshot.partner_countries[one] == home for one in listed)
        / max(len(listed), 1),
        "regions": product(by_regions(works), by_regions(about)),
        "type": sum(bool(type_) and snapshot.partner_types[one] == type_ for one in listed),
        "name": cosine(plain.telling_names[asked], plain.terms[where]),
        "goals": plain.share(tags, plain.tags[where]),
        "size": len(listed),
        "popularity": 0,
    }


def measured(found: Candidates) -> dict[int, dict[str, float]]:
    return {
        int(row): {name: float(found.values[at, column]) for name, column in COLUMN.items()}
        for at, row in enumerate(found.rows)
    }


def agrees(snapshot: Snapshot) -> None:
    plain, terrain = Plain(snapshot), Terrain(snapshot)
    for asked, id in enumerate(snapshot.partnerships):
        subject, _ = stored_partnership(snapshot, id)
        allowed = np.array([who not in plain.lists[asked] for who in range(plain.n)], dtype=bool)
        here = terrain.walk.of_partners(terrain.walk.stands(subject)).tolist()
        broad = ("shared-partners", "words", "meaning", "places", "name", "network")
        expected = {
            who: to_invite(plain, asked, who) | {"network": here[who]} for who in np.flatnonzero(allowed).tolist()
        }
        same(measured(found_by.partners(terrain, subject, allowed)), expected, broad)
    for asked, id in enumerate(snapshot.partners):
        subject, _ = stored_partner(snapshot, id)
        allowed = np.array([asked not in listed for listed in plain.lists], dtype=bool)
        here = terrain.walk.of_partnerships(terrain.walk.stands(subject)).tolist()
        broad = ("shared-partners", "nearest-words", "nearest-meaning", "places", "name", "network")
        expected = {at: to_join(plain, asked, at) | {"network": here[at]} for at in np.flatnonzero(allowed).tolist()}
        same(measured(found_by.partnerships(terrain, subject, allowed)), expected, broad)


def same(found: dict[int, dict[str, float]], expected: dict[int, dict[str, float]], broad: Collection[str]) -> None:
    """All for whom a broad feature speaks are found, and each is measured as by hand."""
    wanted = {row for row, values in expected.items() if any(values[name] > 1e-6 for name in broad)}
    assert wanted <= set(found) <= set(expected)
    for row, values in found.items():
        assert values == pytest.approx(expected[row], abs=2e-6), row


def test_the_world_is_measured_as_by_hand(snapshot: Snapshot) -> None:
    agrees(snapshot)


@settings(deadline=None)
@given(snapshots())
def test_so_is_any_snapshot(made: Snapshot) -> None:
    """With and without links, tags, countries, vectors, partners, partnerships."""
    agrees(made)


def test_without_anything_there_is_nobody() -> None:
    made = arrays([], [])
    terrain = Terrain(made)
    nobody = np.zeros(0, dtype=bool)
    nothing = described_partner(made, PartnerDescription("X", "reefs"), None)[0]
    for found in (found_by.partners(terrain, nothing, nobody), found_by.partnerships(terrain, nothing, nobody)):
        assert found.rows.tolist() == []
        assert found.values.shape == (0, len(COLUMN))


def test_who_is_not_allowed_is_not_measured(snapshot: Snapshot) -> None:
    terrain = Terrain(snapshot)
    subject, _ = stored_partnership(snapshot, "coast-1")
    assert not len(found_by.partners(terrain, subject, np.zeros(len(snapshot.partners), dtype=bool)).rows)
    subject, _ = stored_partner(snapshot, snapshot.partners[0])
    assert not len(found_by.partnerships(terrain, subject, np.zeros(len(snapshot.partnerships), dtype=bool)).rows)


def test_the_two_sides_of_a_pair_agree(snapshot: Snapshot) -> None:
    """What doesn't depend on who asks is the same whether a partner is invited or a partnership joined."""
    terrain = Terrain(snapshot)
    both = (
        "shared-partners",
        "nearest-words",
        "nearest-meaning",
        "places",
        "home",
        "compatriots",
        "regions",
        "type",
        "ties",
    )
    joined = {}
    for who, id in enumerate(snapshot.partners):
        subject, _ = stored_partner(snapshot, id)
        allowed = np.ones(len(snapshot.partnerships), dtype=bool)
        allowed[list(subject.own)] = False
        joined[who] = measured(found_by.partnerships(terrain, subject, allowed))
    compared = 0
    for where, id in enumerate(snapshot.partnerships):
        subject, _ = stored_partnership(snapshot, id)
        allowed = np.ones(len(snapshot.partners), dtype=bool)
        allowed[list(subject.partners)] = False
        for who, values in measured(found_by.partners(terrain, subject, allowed)).items():
            if len(snapshot.partnerships_of(who)) and where in joined[who]:
                for name in both:
                    assert values[name] == pytest.approx(joined[who][where][name], abs=1e-5), name
                    compared += 1
    assert compared > 500


def test_a_partner_that_is_asked_for_nothing_but_its_country_goes_there() -> None:
    made = arrays(
        [Body(country="KEN"), Body(country="PER")], [Entry("a", about={"KEN": 1.0}), Entry("b", about={"FJI": 1.0})]
    )
    terrain, allowed = Terrain(made), np.ones(2, dtype=bool)
    kenyan = measured(found_by.partnerships(terrain, stored_partner(made, "p0")[0], allowed))
    assert list(kenyan) == [0]
    assert (kenyan[0]["home"], kenyan[0]["places"], kenyan[0]["regions"]) == (1.0, 1.0, 1.0)
    assert measured(found_by.partnerships(terrain, stored_partner(made, "p1")[0], allowed)) == {}, "nobody is in Peru"


def test_of_a_broad_feature_only_the_first_are_looked_at() -> None:
    size = DEPTH + 30
    made = arrays([Body(f"b{who}") for who in range(size)], [Entry("reef", partners=(who,)) for who in range(size)])
    nowhere = np.zeros(0, dtype=np.float32)
    reef, vector = made.terms[[0], :], made.vectors[0]
    subject = newcomer(made, name="", type="", country="", tags=(), terms=reef, vector=vector, about=nowhere)
    found = found_by.partnerships(Terrain(made), subject, np.ones(size, dtype=bool))
    assert found.rows.tolist() == list(range(DEPTH)), "equal ones by row"


def test_one_that_is_in_very_much_is_asked_for_what_is_likest_to_all_of_it() -> None:
    """The odd one out among so many is not looked at."""
    own = [Entry("reef", partners=(0,)) for _ in range(MOST_OWN)] + [Entry("solar reef", partners=(0,))]
    made = arrays([Body()], [*own, Entry("solar reef")])
    subject, _ = stored_partner(made, "p0")
    found = measured(found_by.partnerships(Terrain(made), subject, np.arange(len(own) + 1) == len(own)))[len(own)]
    rows = made.terms.toarray()
    like = float(rows[0] @ rows[-1])
    assert found["nearest-words"] == pytest.approx(like)
    assert found["words"] == pytest.approx(MOST_OWN * like**2, rel=1e-4)
