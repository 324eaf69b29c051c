"""Figures III and IV: how far partnerships reach, and in which regions they work (D1 §§14-15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from graph.analytics.figures.counting import Rows, banded, properties, series, ties, together, unreadable
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut
from graph.model.vocabularies import groups, members, regions, regions_of, vocabulary

CONTINENTS = ("002", "019", "142", "150", "009")
"""M49: Africa, Americas, Asia, Europe, Oceania."""

NUMBERS = {"one": 1, "two-to-five": 2, "six-to-twenty": 6, "over-twenty": 21}
"""Countries of a partnership, by the fewest of each band."""


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
    number = np.zeros(len(cut), dtype=np.int64)
    for places in ties(cut, "country").values():
        number[places] += 1
    yield series(
        cut,
        banded(number, NUMBERS),
        code="countries",
        title="Number of countries in which they work, as stated",
        basis="stated",
        rule="Countries that the records name in a field of their own, each once.",
        labels={"one": "1", "two-to-five": "2 to 5", "six-to-twenty": "6 to 20", "over-twenty": "more than 20"},
        order=tuple(NUMBERS),
    )


def coverage(cut: Cut) -> Iterator[Series]:
    """Figure IV: regions, by the scheme of D1 §15 and by M49."""
    counts = ties(cut, "country")
    scheme = {code: members(code) for code, group in groups().items() if group.parent == "csd-regions"}
    title = "Regions in which they work, by the countries that they state"
    names = {code: groups()[code].name() for code in scheme}
    yield _by_region(cut, counts, "csd-regions", f"{title}: the five of the report", scheme, names)
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
        rule="Countries that the records name in a field of their own, each in the region that it is a member of today;"
        " a partnership counts once in every region. Readable is a partnership that names a country.",
        labels=names,
        readable=together(*counts.values()),
        order=tuple(scheme),
    )
