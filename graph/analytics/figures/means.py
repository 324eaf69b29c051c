"""Figure VIII and what stands around it: how partnerships work, and with what means (D1 §§23-26, 44-46)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.analytics.figures.counting import Rows, bar, properties, said, series, together
from graph.analytics.figures.figure import Bar, Series
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

SUMS = {"under-10": 1e4, "10-to-100": 1e5, "100-to-1000": 1e6, "1000-to-10000": 1e7, "over-10000": float("inf")}
"""Bands of amounts of money by their upper ends, in units of the currency."""

_SUM_LABELS = {
    "under-10": "under 10,000",
    "10-to-100": "10,000 to under 100,000",
    "100-to-1000": "100,000 to under 1 million",
    "1000-to-10000": "1 million to under 10 million",
    "over-10000": "10 million and more",
}


def mechanisms(cut: Cut) -> Iterator[Series]:
    """Figure VIII: implementation mechanisms, stated and read."""
    terms = vocabulary("mechanisms")
    labels = {code: term.label() for code, term in terms.terms.items()}
    for stated in (True, False):
        yield series(
            cut,
            properties(cut, "mechanism") if stated else _read(cut, "mechanism"),
            code="stated" if stated else "read",
            title=f"Mechanisms, {'as stated' if stated else 'read from titles and texts'}",
            basis="stated" if stated else "read",
            rule="The mechanisms that a field of the register names."
            if stated
            else "Phrases of the title and the text that say so, in English, French and Spanish; declared by nobody."
            " Other mechanisms aren't looked for. Readable is a partnership that has a text.",
            labels=labels,
            readable=None if stated else together(*properties(cut, "text").values()),
            order=tuple(labels) if stated else tuple(each for each in labels if each in looked_for("mechanism")),
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
    )
    yield _sums(cut)


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
    reported = properties(cut, "report")
    yield series(
        cut,
        reported,
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


def _sums(cut: Cut) -> Series:
    """Amounts in the currency in which most are stated."""
    recorded = cut.recorded
    money = [at for at, (field, _) in enumerate(recorded.sum_kinds) if field == "financing"]
    by_currency = {at: int((recorded.sum_kind == at).sum()) for at in money}
    kind = max(by_currency, key=lambda at: (by_currency[at], -at), default=-1)
    here = np.flatnonzero(recorded.sum_kind == kind)
    population = sum(by_currency.values())
    currency = recorded.sum_kinds[kind][1] if kind >= 0 else ""
    bars: list[Bar] = []
    low = 0.0
    for code, high in SUMS.items():
        rows = here[(recorded.sums[here] >= low) & (recorded.sums[here] < high)]
        made = bar(cut, code, _SUM_LABELS[code], np.unique(cut.place[recorded.sum_of[rows]]), len(here))
        bars.append(Bar(code, made.label, len(rows), len(rows) / len(here) if len(here) else None, made.rows))
        low = high
    return Series(
        code="amounts",
        title=f"Amounts of money, as stated, in {currency or 'no stated currency'}",
        unit="amounts",
        basis="stated",
        rule="Every amount that a record states as money, as it stands there: pledges, budgets and single gifts aren't"
        " told apart, so they aren't added up. Amounts in other currencies are counted and not shown.",
        population=population,
        readable=len(here),
        unreadable=0,
        several=False,
        bars=tuple(bars),
        total=sum(each.count for each in bars),
    )
