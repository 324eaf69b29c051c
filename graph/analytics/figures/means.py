"""Figure VIII and what stands around it: how partnerships work, and with what means (D1 §§23-26, 44-46)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from graph.analytics.figures.counting import (
    Rows,
    banded,
    bar,
    properties,
    said,
    series,
    stating,
    together,
    unreadable,
)
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut
from graph.infer.typology.read import looked_for
from graph.model.vocabularies import vocabulary
from graph.snapshot.says import READ

RESOURCES = {
    "financing": "money",
    "in-kind": "contributions in kind",
    "staff": "staff and technical expertise",
    "other-resources": "other resources",
    "grant": "a grant",
    "cofinancing": "money that others add",
}
"""Fields that state what a partnership has."""

MONEY = ("financing", "grant", "cofinancing")
"""Those of them that are amounts."""

SUMS = {"under-10": 0, "10-to-100": 1e4, "100-to-1000": 1e5, "1000-to-10000": 1e6, "over-10000": 1e7}
"""Bands of amounts of money, by the smallest amount of each, in units of the currency."""

_SUM_LABELS = {
    "under-10": "under 10,000",
    "10-to-100": "10,000 to under 100,000",
    "100-to-1000": "100,000 to under 1 million",
    "1000-to-10000": "1 million to under 10 million",
    "over-10000": "10 million and more",
    "other-currencies": "in other currencies",
    "no-currency": "without a currency",
    "negative": "below zero",
}


def mechanisms(cut: Cut) -> Iterator[Series]:
    """Figure VIII: implementation mechanisms, stated and read."""
    labels = {code: term.label() for code, term in vocabulary("mechanisms").terms.items()}
    yield series(
        cut,
        properties(cut, "mechanism"),
        code="stated",
        title="Mechanisms, as stated",
        basis="stated",
        rule="The mechanisms that a field of the register names.",
        labels=labels,
        order=tuple(labels),
        unread=unreadable(cut, "mechanism"),
    )
    yield series(
        cut,
        _read(cut, "mechanism"),
        code="read",
        title="Mechanisms, read from titles and texts",
        basis="read",
        rule="Phrases of the title and the text that say so, in English, French and Spanish; declared by nobody. Other"
        " mechanisms aren't looked for, and one that a field names isn't read again. Readable is a partnership that has"
        " a text, or whose title says one.",
        labels=labels,
        readable=together(*properties(cut, "text").values()),
        order=tuple(each for each in labels if each in looked_for("mechanism")),
    )


def resources(cut: Cut) -> Iterator[Series]:
    """What partnerships state to have: money, contributions in kind, staff."""
    having = {field: together(*properties(cut, field).values()) for field in RESOURCES}
    counted = {field: places for field, places in having.items() if len(places)}
    yield series(
        cut,
        counted,
        code="resources",
        title="Resources, as stated",
        basis="stated",
        rule="Fields of the register for resources in which something that can be read is stated.",
        labels=RESOURCES,
        order=tuple(RESOURCES)[:4],
        unread=unreadable(cut, *RESOURCES),
    )
    stated = {cut.recorded.sum_kinds[kind][0] for kind in cut.recorded.sum_kind.tolist()}
    for field in MONEY:
        if field == "financing" or field in stated:
            yield _amounts(cut, field)


def funds_sought(cut: Cut) -> Iterator[Series]:
    """Whether a partnership seeks funds."""
    yield series(
        cut,
        properties(cut, "funds-sought"),
        code="funds-sought",
        title="Seeking funds, as stated",
        basis="stated",
        rule="A field of the register that says so. No register that goal17 reads so far has one, and it is concluded"
        " from no text.",
        labels={"true": "seeking funds", "false": "not seeking funds"},
        order=("true", "false"),
    )


def progress(cut: Cut) -> Iterator[Series]:
    """What has come of it."""
    yield series(
        cut,
        properties(cut, "report"),
        code="progress",
        title="Progress, as reported",
        basis="stated",
        rule="Reports on progress in a register. No register that goal17 reads so far holds reports; promised results"
        " aren't progress.",
        labels={},
    )
    yield series(
        cut,
        {"promised": together(*properties(cut, "deliverable").values())},
        code="promised",
        title="With promised results, as stated",
        basis="stated",
        rule="Fields of the register that name a deliverable; whether it came about isn't stated.",
        labels={"promised": "promised results"},
        order=("promised",),
    )


def _read(cut: Cut, dimension: str) -> dict[str, Rows]:
    says = cut.snapshot.says
    if not says.kinds:
        return {}
    cells = says.of_kind[cut.partnerships, :].tocoo()
    wanted = [
        (place, says.kinds[column][1])
        for place, column, value in zip(cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True)
        if value == READ and says.kinds[column][0] == dimension
    ]
    return said((place for place, _ in wanted), [code for _, code in wanted])


def _amounts(cut: Cut, field: str) -> Series:
    """Every amount of a field in one bar: bands of the currency in which most are stated, and what is in none."""
    recorded = cut.recorded
    rows = np.flatnonzero(np.array([of == field for of, _ in recorded.sum_kinds], dtype=bool)[recorded.sum_kind])
    amounts = recorded.sums[rows]
    stated = np.array([currency for _, currency in recorded.sum_kinds], dtype=object)[recorded.sum_kind[rows]]
    often = Counter(each for each in stated.tolist() if each)
    currency = min(often, key=lambda each: (-often[each], each), default="")
    negative, unstated = amounts < 0, stated == ""
    in_bands = ~negative & (stated == currency) & ~unstated
    aside = {
        "other-currencies": ~negative & ~unstated & ~in_bands,
        "no-currency": ~negative & unstated,
        "negative": negative,
    }
    places = np.flatnonzero(in_bands)
    counted = {code: places[within] for code, within in banded(amounts[places], SUMS).items()}
    counted |= {code: np.flatnonzero(which) for code, which in aside.items() if which.any()}
    bars = tuple(
        bar(
            cut,
            code,
            f"{_SUM_LABELS[code]} {currency if code in SUMS else ''}".strip(),
            np.unique(cut.place[recorded.sum_of[rows[which]]]),
            len(rows),
            count=len(which),
        )
        for code, which in counted.items()
    )
    unread = len(np.setdiff1d(stating(cut, field), recorded.sum_of[rows]))
    return Series(
        code="amounts" if field == "financing" else f"amounts-{field}",
        title=f"Amounts, as stated: {RESOURCES[field]}",
        unit="amounts",
        basis="stated",
        rule="Every amount that a record states there, as it stands: pledges, budgets and single gifts aren't told"
        " apart, so they aren't added up, and one that two records of a partnership state counts twice. Bands are of"
        " the currency in which most are stated; nothing is converted. A record that states something there, and no"
        " amount that can be read, counts as one.",
        population=len(rows) + unread,
        readable=len(rows),
        unreadable=unread,
        several=False,
        bars=bars,
        total=sum(each.count for each in bars),
    )
