"""Slices, and what stands on several pages of figures, gaps and the network."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.links import Query
from api.pages.page import Page
from api.pages.slicing import Chip, Slicing
from api.pages.states.state import State, asked_at
from api.wire_figures import FiguresAnswer
from api.wire_rows import ListedPartnership

SHEET = "explore.css"


def states(page: Page) -> Iterator[State]:
    """All of `components/explore.html`."""
    for name in ("waiting", "parts", "measures", "communities", "betweenness", "chance", "layout", "a new step"):
        yield State("step_name", name, name)
    figures = asked_at(page, "/figures", ("country", "KEN"), ("since", "2015"))
    everything = Slicing(
        chips=(),
        registers=(("coast", "Register of the coast"),),
        portfolios=(),
        themes={},
        goals=(("14", "14 Life below water"),),
        countries=(("KEN", "Kenya"),),
        regions=(("sids", "Small island developing States"),),
        kept=(),
    )
    yield State("slice_form", "everything", asked_at(page, "/figures"), everything)
    some = Slicing(
        chips=(Chip("country", "Kenya", Query()), Chip("record", "", Query(), 12)),
        registers=everything.registers,
        portfolios=(("blue", "Blue programme"),),
        themes={"CSD": (("csd:water", "Water"),)},
        goals=everything.goals,
        countries=everything.countries,
        regions=everything.regions,
        kept=(("top", "5"),),
    )
    yield State("slice_form", "a part, open", figures, some, open=True)
    told = FiguresAnswer(slice="everything", notes=(), version=3, registers=(), figures=())
    yield State("of_slice", "everything", told)
    note = "Atlantis is no country that is known here, and counts for nothing."
    part = FiguresAnswer(slice="country: Kenya", notes=(note,), version=3, registers=(), figures=())
    yield State("of_slice", "a part, with what to know of it", part)
    for basis in ("declared", "rule", "read"):
        yield State("counted_by", basis, basis)
    listed = [ListedPartnership("coast-12", "Reefs of the coast", "running"), ListedPartnership("c-1", "شعاب", "ended")]
    yield State("partnerships", "two", listed)
    yield State("partnerships", "those after the twentieth", listed, start=21)
