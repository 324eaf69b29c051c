"""Cells beside what a baseline expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.page import Page
from api.pages.states.state import State, asked_at
from graph.analytics.gaps.answer import Cell, LineTold

SHEET = "explore.css"


def states(page: Page) -> Iterator[State]:
    """All of `components/gaps.html`."""
    yield State("in_this_register", "always so")
    yield State("search_for", "a goal in two countries", "goals", "14", ["KEN", "TZA"])
    yield State("search_for", "needs of a theme", "themes", "csd:water", ["KEN"], "need")
    yield State("search_for", "all of a country", "goals", "", ["KEN"])
    fewer = Cell("14", "KEN", 3, 1, 3.0, 8.2, 4, 13, 0.02, "fewer", ())
    yield State("expected", "of whole entries", fewer)
    yield State("expected", "of entries that are shared out", replace(fewer, compared=2.5))
    yield State("expected", "nothing", replace(fewer, compared=None, expected=None, low=None, high=None, q=None))
    for code in ("fewer", "more", "within", "too-few", "not-compared"):
        yield State("verdict", code, code)
    yield State("line_name", "a goal", "goals", LineTold("14", "Life below water", 90, 80, 70, 4))
    yield State("line_name", "a theme", "themes", LineTold("csd:water", "Water", 90, 80, 70, 4))
    countries = [("FJI", "Fiji"), ("KEN", "Kenya")]
    yield State("niches_form", "of no country yet", page, countries, "goals")
    yield State("niches_form", "of one, in a slice", asked_at(page, "/gaps", ("sdg", "14")), countries, "csd", "KEN")
