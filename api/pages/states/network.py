"""Measures of the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.pages.page import Page
from api.pages.states.state import State, asked_at, words
from api.wire_network import Explained, PartnersAnswer
from graph.analytics.network.method import Method
from graph.analytics.network.null_models import Against
from graph.analytics.network.two_mode import Population

SHEET = "explore.css"

_MEASURES = (
    *("partnerships", "partners", "neighbours", "strength", "pagerank", "eigenvector", "betweenness"),
    *("betweenness_error", "core", "constraint", "effective_size", "component", "community", "clustering"),
    *("parts_without", "pairs_separated", "left_with_one", "left_empty"),
)


def states(page: Page) -> Iterator[State]:
    """All of `components/network.html`."""
    table = asked_at(page, "/network/partners", ("country", "KEN"), ("by", "pagerank"))
    yield State("network_tabs", "one of them asked, of a slice", table)
    population = Population(1204, 800, 3100)
    yield State("of_whom", "all name partners", population)
    yield State("of_whom", "some name none", Population(1204, 800, 3100, partnerships_without_partner=12))
    for name in _MEASURES:
        yield State("measure_name", name, name)
    yield State("measure_value", "a number", "neighbours", 1204)
    yield State("measure_value", "with a fraction", "constraint", 0.4321)
    yield State("measure_value", "a share", "pagerank", 0.00123)
    yield State("measure_value", "not defined", "clustering", None)
    beside = Against(0.41, 0.38, 0.01, 3.0, 0, 20, 1)
    unknown = Against(None, None, None, None, None, 20, 1)
    for name in ("beside_chance", "by_chance"):
        yield State(name, "a number", beside)
        yield State(name, "a share", beside, share=True)
        yield State(name, "can't be told", unknown)
    yield State("by_chance", "chance always gives the same", Against(0.41, 0.41, 0.0, None, 20, 20, 1))
    yield State("to_quote", "two sentences", ("Of 1,204 partners …", "Among 800 partnerships …"))
    yield State("to_quote", "none", ())
    method = Method(date(2026, 11, 22))
    yield State("method_form", "as it is set", table, method, caller=words(""))
    answer = PartnersAnswer(
        slice="everything",
        notes=(),
        version=3,
        registers=(),
        total=1204,
        by="pagerank",
        measures={
            "partnerships": Explained("In how many it takes part.", ""),
            "pagerank": Explained("How often a walk comes by.", "Brin and Page 1998"),
        },
        population=population,
        method=method,
        partners=(),
    )
    yield State("measures_head", "ordered by one of them", table, answer, ("Partner", "Type"))
    yield State("measures_said", "with a source, and without", answer.measures)
