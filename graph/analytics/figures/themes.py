"""Figures I and II: what partnerships work on, first and besides (D1 §§11-13)."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analytics.figures.counting import Rows, said, series, ties
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut, primary_themes
from graph.model.vocabularies import vocabulary

SCHEME = "csd"
"""The scheme of themes that texts are read for: that of the report whose figures these are."""


def primary(cut: Cut) -> Iterator[Series]:
    """Figure I: primary themes, stated; or read, where a register has no field for themes."""
    yield _stated(cut, "primary", "Primary themes, as stated")
    if neither := ties(cut, "theme", ""):
        yield series(
            cut,
            neither,
            code="stated",
            title="Themes, as stated; whether primary or secondary isn't",
            basis="stated",
            rule="The themes that a field of the register names.",
            labels=_labels(),
        )
    yield _read(cut, "read-primary", "Primary themes, read from titles and texts", first=True)


def secondary(cut: Cut) -> Iterator[Series]:
    """Figure II: secondary themes."""
    yield _stated(cut, "secondary", "Secondary themes, as stated")
    yield _read(cut, "read-secondary", "Secondary themes, read from titles and texts", first=False)


def _stated(cut: Cut, role: str, title: str) -> Series:
    return series(
        cut,
        ties(cut, "theme", role),
        code=role,
        title=title,
        basis="stated",
        rule=f"The themes that a field of the register names as {role}.",
        labels=_labels(),
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
        readable=_everyone(cut),
    )


def _everyone(cut: Cut) -> Rows:
    import numpy as np

    return np.arange(len(cut), dtype=np.intp)


def _labels() -> dict[str, str]:
    return {code: term.label() for code, term in vocabulary("themes").terms.items()}
