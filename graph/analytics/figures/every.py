"""The figures by their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analytics.figures import means, partners, places, themes, times
from graph.analytics.figures.figure import Figure, Series
from graph.analytics.figures.published import contradictions, portfolio_of, published
from graph.analytics.slices import Cut
from graph.errors import InputError
from graph.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure shows, and how it is counted."""

    title: str
    count: Callable[[Cut], Iterator[Series]]


FIGURES: Mapping[str, Definition] = {
    "I": Definition("Primary themes", themes.primary),
    "II": Definition("Secondary themes", themes.secondary),
    "III": Definition("Geographical scope", places.scope),
    "IV": Definition("Regional coverage", places.coverage),
    "V": Definition("Duration", times.duration),
    "VI": Definition("Partners by type", partners.types),
    "VII": Definition("When they began", times.begun),
    "VIII": Definition("Implementation mechanisms", means.mechanisms),
    "leads": Definition("Leads", partners.leads),
    "size": Definition("Number of partners", partners.sizes),
    "resources": Definition("Resources", means.resources),
    "funds-sought": Definition("Funds sought", means.funds_sought),
    "progress": Definition("Progress", means.progress),
}
"""Code to figure: I to VIII as in the report of 2010 (E/CN.17/2010/13), and what its text counts without a number."""


def figure(cut: Cut, code: str) -> Figure:
    """A figure of a slice; of an empty one, series without anything readable.

    Args:
        cut: the slice.
        code: a key of `FIGURES`, in any case.

    Raises:
        InputError: there is no such figure.
    """
    wanted = {each.casefold(): each for each in FIGURES}.get(code.strip().casefold())
    if wanted is None:
        raise InputError(f"No figure is called {code!r}; there are {', '.join(FIGURES)}.")
    definition = FIGURES[wanted]
    portfolio = portfolio_of(cut)
    return Figure(
        code=wanted,
        title=definition.title,
        slice=cut.said,
        partnerships=len(cut),
        records=len(cut.recorded),
        series=tuple(definition.count(cut)),
        published=published(portfolio, wanted),
        contradictions=contradictions(portfolio, wanted),
        notes=cut.notes,
    )


def figures(cut: Cut, codes: Sequence[str] = (), progress: Progress = silent) -> list[Figure]:
    """Several figures of a slice: all of them where none is named. Raises as `figure`, and what `progress` raises."""
    wanted = codes or tuple(FIGURES)
    found = []
    for done, code in enumerate(wanted):
        progress("figures", done, len(wanted))
        found.append(figure(cut, code))
    return found
