"""Needs and offers: how one fits the other, conditions, forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.match.cells import Cells
from api.pages.page import Page
from api.pages.states.reasons import GATES, REASONS, SCHOOLS, UNIVERSITY
from api.pages.states.state import State, asked_at
from api.problems import ProblemPart
from api.wire_needs import NeedMatchAnswer, NeedSummary, OfferMatchAnswer, OfferSummary
from graph.matching.needs.answer import NeedUnderstood
from graph.model.records import Source

SHEET = "needs.css"

NEED = NeedSummary("plan-7", "Water for schools", "need", "KEN", (), "adaptation", "water", ("dig wells", "store rain"))
"""A need of one country."""

_OFFER = OfferSummary(
    *(
        "partnership",
        "coast-12",
        "Reefs of the coast",
        "https://reefs.example",
        "experience",
        "ended",
        "2015",
        "2019-03",
    ),
    until="",
    countries=("KEN", "TZA", "MOZ", "MDG", "COM", "SYC", "MUS"),
    partners=(UNIVERSITY, SCHOOLS),
)
_WINDOW = replace(_OFFER, kind="offer", id="fund-3", name="صندوق المياه", url="", standing="offer", status="")


def states(page: Page) -> Iterator[State]:
    """All of `components/needs.html`."""
    for code in ("meets", "partly", "wrong place", "wrong action", "neither"):
        yield State("fit_words", code, code)
        yield State("fit_means", code, code)
    yield State("lacking_words", "two", ("drought", "مياه"))
    yield State("lacking_words", "many", tuple(f"word{number}" for number in range(30)))
    yield State("lacking_words", "none", ())
    yield State("gates_at_a_glance", "met, not met, not stated", GATES)
    yield State("gates_at_a_glance", "one told elsewhere", GATES, without=("place",))
    yield State("countries", "two", ("KEN", "TZA"))
    yield State("countries", "more than are shown", _OFFER.countries)
    yield State("countries", "none", ())
    offered = OfferMatchAnswer(_OFFER, 4.6, "meets", 0.97, 0.81, GATES, REASONS)
    yield State("offer_card", "experience of a partnership", offered, plan="/match/plan?need=plan-7")
    cells = Cells(("words",), {_OFFER.id: (Source("coast:12", "Title"), Source("coast:12", "Text"))})
    yield State("offer_card", "with the cells of its words", offered, cells=cells)
    bare = replace(_WINDOW, start="", end="", until="2027-01-31", countries=(), partners=())
    yield State("offer_card", "an open window, little else stated", replace(offered, offer=bare, fit="wrong place"))
    needed = NeedMatchAnswer(NEED, 4.6, "partly", 0.97, 0.4, GATES, REASONS)
    yield State("need_card", "one", needed, plan="/match/plan?need=plan-7")
    empty = replace(NEED, standing="priority", area="", sector="", groups=("Least developed countries (UN, 2024)",))
    yield State("need_card", "a priority, without a place in the plan", replace(needed, need=empty))
    for code in ("need", "priority", "asked"):
        yield State("need_standing", code, code)
    yield State("read_as", "to be let go", "country", "Kenya", "/match/offers")
    yield State("read_as", "fixed", "", "dig wells")
    asked = asked_at(
        page,
        "/match/offers",
        *(("country", "KEN"), ("text", "wells"), ("sdg", "6"), ("theme", "csd:water"), ("why", "reefs")),
        *(("fit", "meets"), ("standing", "offer"), ("kind", "partnership"), ("limit", "25"), ("as_of", "tomorrow")),
    )
    begun = asked_at(page, "/match/offers")
    yield State("goals_read", "one said, one read from the text", asked, (6, 13))
    yield State("chosen", "three conditions", asked, ("kind", "standing", "fit"))
    yield State("goals_and_themes", "none chosen", begun.query, ("csd:water", "csd:education"))
    yield State("goals_and_themes", "one of each", asked.query, ("csd:water", "csd:education"))
    yield State("how_many", "25", asked.query)
    yield State("asking_date", "not said", begun.query)
    yield State("asking_date", "wrong", asked.query, [ProblemPart(place="as_of", message="“tomorrow” is no date.")])
    yield State("nothing", "one condition too many", NeedUnderstood(relax=("fit", "kind")), asked)
    yield State("nothing", "conditions that exclude each other", NeedUnderstood(relax=("fit",), together=True), asked)
    yield State("nothing", "nothing is like it", NeedUnderstood(), asked)
    yield State("to_choose_from", "both", {"need": 1204, "offer": 1}, ["need", "offer"])
    yield State("to_choose_from", "neither", {}, ["need", "offer"])
    yield State("more", "ten of more", begun, 10, 1204)
    yield State("more", "all of them", begun, 3, 3)
