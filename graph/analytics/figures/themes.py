"""Figures I and II: what partnerships work on, first and besides (D1 §§11-13)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.analytics.figures.counting import NOWHERE, Said, said, series, ties, together
from graph.analytics.figures.figure import Series
from graph.analytics.figures.published import published_bars
from graph.analytics.slices import Cut, primary_themes
from graph.model.vocabularies import vocabulary

SCHEME = "csd"
"""The scheme of themes that texts are read for: that of the report whose figures these are."""


def primary(cut: Cut) -> Iterator[Series]:
    """Figure I: primary themes, stated; or read, where a register has no field for themes."""
    rule = "The themes that a field of the register names as primary."
    yield _stated(cut, "I", "primary", "Primary themes, as stated", rule, ties(cut, "theme", "primary"))
    if neither := ties(cut, "theme", ""):
        title = "Themes, as stated; whether primary or secondary isn't"
        yield _stated(cut, "I", "stated", title, "The themes that a field of the register names.", neither)
    yield _read(cut, "read-primary", "Primary themes, read from titles and texts", first=True)


def secondary(cut: Cut) -> Iterator[Series]:
    """Figure II: secondary themes; and themes of either kind, as the report's text counts them."""
    first, second = (ties(cut, "theme", role) for role in ("primary", "secondary"))
    rule = "The themes that a field of the register names as"
    yield _stated(cut, "II", "secondary", "Secondary themes, as stated", f"{rule} secondary.", second)
    either = {code: together(first.get(code, NOWHERE), second.get(code, NOWHERE)) for code in {**first, **second}}
    yield _stated(
        cut, "II", "either", "Primary or secondary themes, as stated", f"{rule} primary or secondary.", either
    )
    yield _read(cut, "read-secondary", "Secondary themes, read from titles and texts", first=False)


def _stated(cut: Cut, figure: str, code: str, title: str, rule: str, counted: Said) -> Series:
    return series(
        cut,
        counted,
        code=code,
        title=title,
        basis="stated",
        rule=rule,
        labels=_labels(),
        also=published_bars(cut, figure, code),
    )


def _read(cut: Cut, code: str, title: str, *, first: bool) -> Series:
    themed = cut.snapshot.themed
    best = primary_themes(cut.snapshot)
    pairs: list[tuple[int, str]] = []
    of_scheme = {column for column, theme in enumerate(themed.themes) if theme.startswith(f"{SCHEME}:")}
    if of_scheme:
        indptr, indices = themed.scores.indptr, themed.scores.indices
        for place, row in enumerate(cut.partnerships.tolist()):
            for column in indices[indptr[row] : indptr[row + 1]].tolist():
                theme = themed.themes[column]
                if column in of_scheme and (theme in best[row]) == first:
                    pairs.append((place, theme))
    which = "the surest of them (several where they are equally sure)" if first else "those that aren't the surest"
    return series(
        cut,
        said((place for place, _ in pairs), [theme for _, theme in pairs]),
        code=code,
        title=title,
        basis="read",
        rule="Themes of the Commission on Sustainable Development that phrases of the title and the text speak of, in"
        f" English, French and Spanish: {which}. Nobody declared them.",
        labels=_labels(),
        readable=np.arange(len(cut), dtype=np.intp),
    )


def _labels() -> dict[str, str]:
    return {code: term.label() for code, term in vocabulary("themes").terms.items()}
