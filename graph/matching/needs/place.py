"""Whether an entry works in a country: by what it states, by its title, by the beginning of its text.

Five classes. `here`: it states the country, or its title names it. `near`: it states a part of the world in which the
country lies, or its title does. `spoken`: its text speaks of the country or of such a part. `open`: it states no place,
or the world. `elsewhere`: it states or names places, and the country is none of them.

Groups of countries (the least developed, small islands) are no parts of the world: they say for whom, and not where.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.model.vocabularies import countries
from graph.model.vocabularies.region_names import is_group, members_of
from graph.snapshot.exchange import Bools, Candidates

HERE, NEAR, SPOKEN, OPEN, ELSEWHERE = range(5)

_FEW = 3
"""So many countries in a text are what it is about; more are a list of examples."""


class Places:
    """The places of candidates, asked by country.

    Args:
        candidates: c of them.
    """

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        is_country = np.array([code in countries() for code in candidates.places], dtype=bool)
        self._is_place = np.array([not is_group(code) for code in candidates.places], dtype=bool)
        self._is_part = self._is_place & ~is_country
        self._countries_stated = _among(candidates.stated, is_country)
        self._countries_titled = _among(candidates.titled, is_country)
        self._parts_titled = _among(candidates.titled, self._is_part)
        self._countries_told = _among(candidates.told, is_country)
        self._stated = _among(candidates.stated, self._is_place)
        self._known: dict[str, NDArray[np.int8]] = {}

    def of(self, country: str) -> NDArray[np.int8]:
        """The class of every candidate for a country: (c,), as the constants of this module."""
        if country not in self._known:
            self._known[country] = self._classes(country)
        return self._known[country]

    def _classes(self, country: str) -> NDArray[np.int8]:
        made = self._candidates
        if not country:
            # It is nobody's in particular, so nothing of the place speaks for or against it.
            return np.full(len(made), OPEN, dtype=np.int8)
        around = np.array([country in _members(code) for code in made.places], dtype=bool)
        own = np.array([code == country for code in made.places], dtype=bool)
        part = around & self._is_part
        listed, named, spoken = (_among(each, own) > 0 for each in (made.stated, made.titled, made.told))
        in_title = _among(made.titled, part) > 0
        in_statement = _among(made.stated, part) > 0
        in_text = _among(made.told, part) > 0
        other_country = (self._countries_titled > 0) & ~named
        other_part = (self._parts_titled > 0) & ~in_title
        # One stated country that the title contradicts is a slip of whoever filled the form.
        slip = (other_country | other_part) & (self._countries_stated <= 1)
        here = (listed & ~slip) | named
        others = (self._stated > 0) & ~listed & ~in_statement & ~made.worldwide & ~in_title
        near: Bools = ~here & ~other_country & (in_title | in_statement)
        in_words: Bools = ~here & ~near & ~other_country & (spoken | (in_text & ~others))
        about_others = (
            (self._countries_stated == 0) & (self._countries_told > 0) & (self._countries_told <= _FEW) & ~spoken
        )
        elsewhere = ~here & ~near & ~in_words & (others | other_country | other_part | about_others)
        classes = np.full(len(made), OPEN, dtype=np.int8)
        classes[elsewhere] = ELSEWHERE
        classes[in_words] = SPOKEN
        classes[near] = NEAR
        classes[here] = HERE
        return classes


@lru_cache(maxsize=1024)
def _members(code: str) -> frozenset[str]:
    return members_of(code)


def _among(matrix: object, columns: Bools) -> NDArray[np.int64]:
    """How many of some places each candidate has: (c,)."""
    return np.asarray(matrix @ columns.astype(np.int32), dtype=np.int64)  # type: ignore[operator]  # scipy has no types
