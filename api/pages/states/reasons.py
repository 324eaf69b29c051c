"""Why something is an answer."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.match.cells import Cells
from api.pages.page import Page
from api.pages.states.state import State
from graph.matching.match import Evidence, Gate, Reason, Statement
from graph.model.entities import Entity
from graph.model.records import Source

SHEET = "match.css"

UNIVERSITY = Evidence("partner", "universite-de-la-cote-0", "Université de la Côte")
SCHOOLS = Evidence("partner", "school-0", "شبكة المدارس الرقمية")
REEFS = Evidence("partnership", "coast-12", "Reefs of the coast")

REASONS = (
    Reason("words", 0.62, 5.0, 3.1, "Takes part in what is written in the same words.", (UNIVERSITY,)),
    Reason("near", 0.4, 6.0, 2.4, "Near in the network, through Université de la Côte.", (UNIVERSITY, SCHOOLS)),
    Reason("size", 9.0, -0.1, -0.9, "Takes part in much already."),
)
"""Two that speak for it, and one against."""

_SAYS = Statement("coast", "2024", "coast:12", "open-to-partners", "Open", "We welcome partners.", "declared")
_READ = Statement("coast", "", "coast:12", "text", "Text", "نرحب بالشركاء", "rule")

GATES = (
    Gate("open", passed=True, why="It says that it is open to partners.", evidence=(_SAYS, _READ)),
    Gate("window", passed=False, why="It ended in 2019."),
    Gate("place", passed=None, why="No record says where it works."),
)
"""Met, not met, not stated."""


def states(_: Page) -> Iterator[State]:
    """All of `components/reasons.html`."""
    yield State("best_reasons", "those that speak for it", REASONS)
    yield State("best_reasons", "one only", REASONS, most=1)
    yield State("best_reasons", "nothing speaks for it", REASONS[2:])
    yield State("evidence", "several", (UNIVERSITY, SCHOOLS, REEFS))
    yield State("evidence", "none", ())
    yield State("all_reasons", "for and against", REASONS, 4.6)
    yield State("all_reasons", "with what was measured", REASONS, 4.6, of="join", explained=True)
    cells = Cells(("words", "action-in-title"), {REEFS.id: (Source("coast:12", "Title"), Source("coast:12", "Text"))})
    worded = (Reason("words", 0.6, 5.0, 3.0, "Shares words with what you say: reefs.", (REEFS,)),)
    yield State("all_reasons", "with the cells of words", worded, 3.0, cells=cells)
    own = Reason("action-in-title", 1.0, 2.0, 2.0, "“Reefs”: its title says “reefs”.")
    yield State(
        "all_reasons",
        "resting on the entry itself",
        (own,),
        2.0,
        own=Entity(REEFS.id, "partnership", REEFS.label),
        cells=cells,
    )
    yield State("all_reasons", "none", (), 0.0)
    yield State("statements", "in a field, and read from a text", (_SAYS, _READ))
    yield State("gates", "met, not met, not stated", GATES)
    yield State("gates", "with what sources say", GATES, explained=True)
    yield State("gates", "none", ())
    yield State("gates_in_short", "met, not met, not stated", GATES)
    yield State("gates_in_short", "one is silent everywhere", GATES, silent=("place",))
    yield State("gates_in_short", "none", ())
