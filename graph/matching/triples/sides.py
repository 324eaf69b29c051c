"""Either side of a triple beside the other: Northern or multilateral bodies, and countries of the South.

Countries of the South take part here as partners do: in every partnership that states them, or on whose list a body of
theirs stands. So who is missing on either side is found by the same features: those of whom to invite
(`graph.matching.features`), and what tells of sides as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from graph.matching import candidates
from graph.matching.features import COLUMN
from graph.matching.likeness import meaning_likeness, word_likeness
from graph.matching.model import Doubles, forms
from graph.matching.subject import Subject
from graph.matching.terrain import Terrain
from graph.matching.triples.comparable import compare
from graph.matching.triples.south import MULTILATERAL, facilitating, standing
from graph.matching.triples.together import Together
from graph.matching.walk import Walk
from graph.model.vocabularies import country_name
from graph.snapshot.snapshot import Floats, Snapshot

_SHARED = [column for name, column in COLUMN.items() if name not in {"popularity", "size"}]

EXTRA: Mapping[str, str] = {
    "experience": "ln(1 + partnerships that it takes part in).",
    "walk": "Personalised PageRank over countries and goals beside partners, themes left out: ln(1 + p / 0.0001).",
    "alike": "Votes of partnerships that are alike in words, meaning and lists together, each with the third power of"
    " the sum, divided by the root of its number of partners: ln(1 + votes / 0.001).",
    "most-alike": "The same votes, beside the most that anybody has.",
    "lists": "Votes of partnerships whose lists of countries and bodies are alike (Jaccard): ln(1 + votes / 0.001).",
    "most-lists": "The same votes, beside the most that anybody has.",
    "bodies": "Votes of partnerships whose lists of bodies are alike, each with the square: ln(1 + votes / 0.001).",
    "drawn": "What its members and tags draw together (`graph.matching.triples.together`): the sum of their weights, at"
    " least 0.",
    "drawn-at-all": "The same as ln(1 + sum / 0.01).",
    "with-countries": "Mean over the countries tied to it of the cosine of the partnerships of both.",
    "with-bodies": "Share of the bodies on the list that it meets elsewhere.",
    "region": "Of a country: mean over the countries tied to it of what they have in common (0 to 1).",
    "nearest-country": "Of a country: the most that it has in common with one of them (0 to 1).",
    "un-system": "Whether it is a body of the United Nations system.",
    "intergovernmental": "Whether it is another body of several States.",
}
"""What is measured of a side beside the features of whom to invite."""

WIDTH = 2 * len(_SHARED) + len(EXTRA)
"""Columns of `measure`: each shared feature by amount, then by standing, then those of EXTRA."""

FREE = 2 * len(_SHARED) + list(EXTRA).index("experience")
"""The one column that may speak for or against: to take part in much is experience, and is to be near everybody."""

_FLOOR = 0.2
_SCALE, _WALK, _DRAWN = 1e-3, 1e-4, 0.01


@dataclass(frozen=True, eq=False)
class Sides:
    """A snapshot in which countries of the South take part.

    Attributes:
        snapshot: the arrays; the rows of countries follow those of the n partners.
        first: n, the row of the first country.
        codes: alpha-3 codes of the countries, in order of rows; length k.
        north: (n + k,), who is a body of several States or based in a country on no list of the South.
        tied: of each partnership the rows of the countries tied to it.
        on: the day as of which lists hold.
    """

    snapshot: Snapshot
    first: int
    codes: Sequence[str]
    north: NDArray[np.bool_]
    tied: Sequence[tuple[int, ...]]
    on: date

    @classmethod
    def of(cls, snapshot: Snapshot, on: date) -> Sides:
        """The sides of a snapshot.

        Args:
            snapshot: the store's arrays, of n partners and m partnerships.
            on: the day as of which lists hold.
        """
        homes = snapshot.partner_countries
        stated = {column: code for column, (kind, code) in enumerate(snapshot.tags) if kind == "country"}
        codes = sorted({code for code in {*homes, *stated.values()} if standing(code, on) == "south"})
        first = len(snapshot.partners)
        row = {code: first + at for at, code in enumerate(codes)}
        tied = []
        for where in range(len(snapshot.partnerships)):
            start, end = snapshot.tagged.indptr[where], snapshot.tagged.indptr[where + 1]
            named = {stated.get(column, "") for column in snapshot.tagged.indices[start:end].tolist()}
            based = {homes[who] for who in snapshot.partners_of(where).tolist()}
            tied.append(tuple(sorted(row[code] for code in named | based if code in row)))
        ties = np.zeros((len(codes), len(tied)), dtype=np.float32)
        for where, rows in enumerate(tied):
            ties[[each - first for each in rows], where] = 1
        kinds = zip(snapshot.partner_types, homes, strict=True)
        north = [bool(facilitating(type, home, on)) for type, home in kinds]
        return cls(
            snapshot=_with_countries(snapshot, codes, ties),
            first=first,
            codes=codes,
            north=np.array([*north, *[False] * len(codes)], dtype=bool),
            tied=tied,
            on=on,
        )


def _with_countries(snapshot: Snapshot, codes: Sequence[str], ties: Floats) -> Snapshot:
    names = [country_name(code) for code in codes]
    empty = csr_array((len(codes), snapshot.name_terms.shape[1]), dtype=np.float32)
    return replace(
        snapshot,
        partners=[*snapshot.partners, *(f"country-{code}" for code in codes)],
        partner_names=[*snapshot.partner_names, *names],
        partner_types=[*snapshot.partner_types, *["government"] * len(codes)],
        partner_countries=[*snapshot.partner_countries, *codes],
        partner_aliases=[*snapshot.partner_aliases, *([name] for name in names)],
        partner_acronyms=[*snapshot.partner_acronyms, *[()] * len(codes)],
        links=csr_array(vstack([snapshot.links, csr_array(ties)])),
        name_terms=csr_array(vstack([snapshot.name_terms, empty])),
        exchange=None,
    )


class Measured:
    """Measures who is missing on a side.

    Args:
        sides: the sides.
        terrain: of their snapshot, perhaps without some links.
    """

    def __init__(self, sides: Sides, terrain: Terrain) -> None:
        self._sides = sides
        self._terrain = terrain
        self._walk = Walk(terrain.snapshot, {"takes-part": 1.0, "country": 0.3, "sdg": 0.1})
        self._together = Together(terrain.snapshot)
        links = terrain.snapshot.links
        self._countries = np.asarray(csr_array(links[sides.first :, :]).sum(axis=0)).ravel()
        self._bodies = terrain.sizes - self._countries

    def measure(self, subject: Subject, allowed: NDArray[np.bool_]) -> tuple[NDArray[np.intp], Doubles]:
        """Candidates for a side of a stored partnership, and what is measured of them.

        Args:
            subject: the partnership, with countries among its partners.
            allowed: (n + k,), who may be answered.

        Returns:
            (c,) rows, ascending, and (c, WIDTH), at least 0.
        """
        found = candidates.partners(self._terrain, subject, allowed)
        both = forms(found.values)
        extra = self._extra(subject, found.rows)
        columns = [extra[name] for name in EXTRA]
        return found.rows, np.column_stack([both[:, 0, _SHARED], both[:, 1, _SHARED], *columns]).astype(np.float64)

    def _extra(self, subject: Subject, rows: NDArray[np.intp]) -> dict[str, Floats]:
        sides, terrain = self._sides, self._terrain
        snapshot = terrain.snapshot
        listed = np.array(subject.partners, dtype=np.intp)
        countries, bodies = listed[listed >= sides.first], listed[listed < sides.first]
        words = word_likeness(snapshot, subject.terms)
        meaning = np.maximum(meaning_likeness(snapshot, subject.vector) - _FLOOR, 0)
        same_countries = self._jaccard(countries, self._countries)
        same_bodies = self._jaccard(bodies, self._bodies)
        lists = (same_countries + same_bodies) ** 3
        alike = (words + meaning + same_countries + same_bodies) ** 3 / np.sqrt(np.maximum(terrain.sizes, 1))
        squares = same_bodies**2
        drawn = np.zeros(len(rows), dtype=np.float32)
        if subject.partnership is not None:
            alike[subject.partnership] = lists[subject.partnership] = squares[subject.partnership] = 0
            drawn = self._together.scores(subject.partnership)[rows]
        links = csr_array(snapshot.links[rows, :])
        alike, lists, squares = (np.asarray(links @ votes) for votes in (alike, lists, squares))
        walked = self._walk.of_partners(self._walk.stands(subject))[rows]
        met = np.asarray((links @ csr_array(snapshot.links[listed, :]).T).toarray())
        degrees = np.maximum(terrain.degrees, 1)
        cosine = met / np.sqrt(degrees[rows][:, None] * degrees[listed][None, :])
        common = np.array([self._common(row, countries) for row in rows.tolist()]).reshape(-1, 2)
        types = np.array([snapshot.partner_types[row] for row in rows.tolist()], dtype=object)
        un, other = MULTILATERAL
        return {
            "experience": np.log1p(terrain.degrees[rows]),
            "walk": np.log1p(walked / _WALK),
            "alike": np.log1p(alike / _SCALE),
            "most-alike": _standing(alike),
            "lists": np.log1p(lists / _SCALE),
            "most-lists": _standing(lists),
            "bodies": np.log1p(squares / _SCALE),
            "drawn": drawn,
            "drawn-at-all": np.log1p(drawn / _DRAWN),
            "with-countries": _mean(cosine[:, listed >= sides.first]),
            "with-bodies": _mean((met[:, listed < sides.first] > 0).astype(np.float32)),
            "region": common[:, 0],
            "nearest-country": common[:, 1],
            "un-system": (types == un).astype(np.float32),
            "intergovernmental": (types == other).astype(np.float32),
        }

    def _jaccard(self, members: NDArray[np.intp], sizes: Floats) -> Floats:
        """Of each partnership the share of its and of these members together that both have: (m,)."""
        present = np.zeros(len(self._terrain.degrees), dtype=np.float32)
        present[members] = 1
        both = np.asarray(self._terrain.snapshot.by_partnership @ present)
        return np.asarray(both / np.maximum(sizes + len(members) - both, 1), dtype=np.float32)

    def _common(self, row: int, countries: NDArray[np.intp]) -> tuple[float, float]:
        """What a country has in common with some others, on average and at most."""
        sides = self._sides
        if row < sides.first or not len(countries):
            return 0.0, 0.0
        codes = sides.codes
        values = [compare(codes[row - sides.first], codes[at - sides.first], sides.on).value for at in countries]
        return sum(values) / len(values), max(values)


def _standing(values: Floats) -> Floats:
    most = float(values.max(initial=0))
    return values / most if most else values


def _mean(values: Floats) -> Floats:
    return np.asarray(values.mean(axis=1) if values.shape[1] else np.zeros(len(values)), dtype=np.float32)
