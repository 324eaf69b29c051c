"""Figures III and IV: how far partnerships reach, and in which regions they work (D1 §§14-15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from graph.analytics.figures.counting import Rows, properties, series, ties, together, unreadable
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut
from graph.model.vocabularies import groups, members, regions, regions_of, vocabulary

CONTINENTS = ("002", "019", "142", "150", "009")
"""M49: Africa, Americas, Asia, Europe, Oceania."""


def scope(cut: Cut) -> Iterator[Series]:
    """Figure III: geographical scope."""
    terms = vocabulary("scopes")
    yield series(
        cut,
        properties(cut, "scope"),
        code="scope",
        title="Geographical scope, as stated",
        basis="stated",
        rule="The scope that a field of the register names. It is read from no text: rules for that can't be trusted.",
        labels={code: term.label() for code, term in terms.terms.items()},
        order=tuple(terms.terms),
        unread=unreadable(cut, "scope"),
    )
    counts = _countries(cut)
    bands = {"one": (1, 1), "two-to-five": (2, 5), "six-to-twenty": (6, 20), "over-twenty": (21, 10_000)}
    number = np.zeros(len(cut), dtype=np.intp)
    for places in counts.values():
        number[places] += 1
    yield series(
        cut,
        {code: np.flatnonzero((number >= low) & (number <= high)) for code, (low, high) in bands.items()},
        code="countries",
        title="Number of countries in which they work, as stated",
        basis="stated",
        rule="Countries that the records name in a field of their own, each once.",
        labels={"one": "1", "two-to-five": "2 to 5", "six-to-twenty": "6 to 20", "over-twenty": "more than 20"},
        order=tuple(bands),
    )


def coverage(cut: Cut) -> Iterator[Series]:
    """Figure IV: regions, by the scheme of D1 §15 and by M49."""
    counts = _countries(cut)
    scheme = {code: members(code) for code, group in groups().items() if group.parent == "csd-regions"}
    title = "Regions in which they work, by the countries that they state"
    yield _by_region(cut, counts, "csd-regions", f"{title}: the five of the report", scheme, _group_names(scheme))
    m49 = {code: frozenset(each for each in counts if code in regions_of(each)) for code in CONTINENTS}
    names = {code: regions()[code].label() for code in CONTINENTS}
    yield _by_region(cut, counts, "m49", f"{title}: M49", m49, names)


def _by_region(
    cut: Cut,
    counts: Mapping[str, Rows],
    code: str,
    title: str,
    scheme: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> Series:
    inside = {
        region: together(*(places for country, places in counts.items() if country in members_))
        for region, members_ in scheme.items()
    }
    return series(
        cut,
        inside,
        code=code,
        title=title,
        basis="rule",
        rule="Countries that the records name in a field of their own, each put in its region; a partnership counts"
        " once in every region.",
        labels=names,
        readable=together(*counts.values()),
        order=tuple(scheme),
    )


def _countries(cut: Cut) -> dict[str, Rows]:
    return ties(cut, "country")


def _group_names(codes: Mapping[str, object]) -> dict[str, str]:
    return {code: groups()[code].name() for code in codes}
