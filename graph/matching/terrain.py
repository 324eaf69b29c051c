"""What is worked out once for a snapshot, and asked for by every match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from graph.matching.walk import Walk
from graph.model.vocabularies import regions_of
from graph.snapshot.rows import row_of
from graph.snapshot.snapshot import Floats, Snapshot

Numbers = NDArray[np.int32]

NOWHERE = -1
"""Stands for a country, or a type, that isn't known."""


class Terrain:
    """The arrays behind the features, of n partners, m partnerships and p countries.

    Attributes:
        snapshot: what they are made of.
        walk: over its network.
        degrees: (n,), partnerships of each partner.
        sizes: (m,), partners of each partnership.
        country_numbers: alpha-3 code to its number: its column in `places`, from p on where no partnership is there.
        homes: (n,), number of the country where a partner is based; NOWHERE where it isn't known.
        works: (n, p), share of each country in what a partner does; rows sum to 1 (or 0).
        about: (m, p), share of each country in what a partnership is about; likewise.
        by_country: `works` and `about` the other way round: (p, n) and (p, m).
        region_codes: M49 codes of the smallest regions that countries lie in; length r.
        regions: (p, r), 1 where a country lies in a region.
        types: (n,), number of a partner's type; NOWHERE where it isn't known.
        type_numbers: type code to its number.
        on_lists: (m, types), how many partners of each type a partnership has.
        name_rarity: (w,), how little common a term is in names: 1 - ln(1 + names that have it) / ln(1 + n). That one
            is a university says little of what it works on.
        by_tag: (t, m), `tagged` the other way round.
        tag_weights: (t,), inverse frequency of each tag: ln((1 + m) / (1 + frequency)) + 1.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.walk = Walk(snapshot)
        links, lists = snapshot.links, snapshot.by_partnership
        self.degrees = np.diff(links.indptr).astype(np.float32)
        self.sizes = np.diff(lists.indptr).astype(np.float32)
        elsewhere = sorted({*snapshot.partner_countries} - {"", *snapshot.places})
        self.country_numbers = {code: at for at, code in enumerate([*snapshot.places, *elsewhere])}
        self.homes = numbers(snapshot.partner_countries, self.country_numbers)
        self.works = _shares(csr_array(links @ snapshot.placed))
        self.about = _shares(snapshot.placed)
        self.by_country = csr_array(self.works.T), csr_array(self.about.T)
        smallest = [next(iter(regions_of(code)), "") for code in snapshot.places]
        self.region_codes = sorted({*smallest} - {""})
        self.regions = _incidence(numbers(smallest, {code: at for at, code in enumerate(self.region_codes)}))
        self.type_numbers = {code: at for at, code in enumerate(sorted({*snapshot.partner_types} - {""}))}
        self.types = numbers(snapshot.partner_types, self.type_numbers)
        self.on_lists: Floats = np.asarray((lists @ _incidence(self.types)).toarray(), dtype=np.float32)
        named = np.bincount(snapshot.name_terms.indices, minlength=len(snapshot.vocabulary))
        rare = 1 - np.log1p(named) / np.log1p(max(len(snapshot.partners), 1))
        self.name_rarity: Floats = np.asarray(rare, dtype=np.float32)
        self.by_tag = csr_array(snapshot.tagged.T)
        frequency = np.diff(self.by_tag.indptr)
        rarity = np.log((1 + len(snapshot.partnerships)) / (1 + frequency)) + 1
        self.tag_weights: Floats = np.asarray(rarity, dtype=np.float32)

    def in_regions(self, about: Floats) -> Floats:
        """Shares of countries (p,) as each country has them by its region: (p,)."""
        return np.asarray(self.regions @ (self.regions.T @ about), dtype=np.float32)

    def with_tags(self, tags: Sequence[int]) -> Floats:
        """Which partnerships have some tags: (m, k), 1 where one has a tag."""
        made = np.zeros((len(self.snapshot.partnerships), len(tags)), dtype=np.float32)
        for place, tag in enumerate(tags):
            made[row_of(self.by_tag, tag)[0], place] = 1
        return made

    def common_tags(self, tags: Sequence[int], has: csr_array) -> Floats:
        """Weighted share of some tags that each row has: (rows,), 0 to 1; zeros where there are no tags.

        Args:
            tags: columns of the tags.
            has: (rows, t), above zero where a row has a tag.
        """
        return self.share_of_tags(tags, has[:, list(tags)].toarray())

    def share_of_tags(self, tags: Sequence[int], has: Floats) -> Floats:
        """The same, of what rows have of these tags alone: (rows, k), above zero where a row has a tag."""
        weights = self.tag_weights[list(tags)]
        # Summed row by row, so that rows with the same tags have the same share to the last bit.
        shares = np.where(has > 0, weights, np.float32(0)).sum(axis=1) / (float(weights.sum()) or 1.0)
        return np.asarray(shares, dtype=np.float32)


def numbers(codes: Sequence[str], known: Mapping[str, int]) -> Numbers:
    """Codes as numbers; NOWHERE for those that aren't known."""
    return np.array([known.get(code, NOWHERE) for code in codes], dtype=np.int32)


def _shares(matrix: csr_array) -> csr_array:
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    normal = np.divide(1.0, sums, out=np.zeros_like(sums, dtype=np.float32), where=sums > 0)
    return csr_array(diags_array(normal) @ matrix, dtype=np.float32)


def _incidence(of: Numbers) -> csr_array:
    """1 in the column of each row's number; none for NOWHERE."""
    known = np.flatnonzero(of != NOWHERE)
    shape = (len(of), int(of.max(initial=NOWHERE)) + 1)
    return csr_array((np.ones(len(known), np.float32), (known, of[known])), shape=shape)


def greatest(matrix: csr_array, values: Floats) -> Floats:
    """The greatest of the values that stand in each row of a matrix of ones; 0 for a row without any."""
    made = np.zeros(matrix.shape[0], dtype=np.float32)
    filled = np.flatnonzero(np.diff(matrix.indptr))
    if len(filled):
        made[filled] = np.maximum.reduceat(values[matrix.indices], matrix.indptr[filled])
    return made
