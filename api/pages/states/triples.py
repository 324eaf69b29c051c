"""Triples, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.page import Page
from api.pages.routes.triples import TriplesPage
from api.pages.states.needs import NEED
from api.pages.states.reasons import REASONS
from api.pages.states.state import State, asked_at, words
from api.pages.triangle import triangle
from api.problems import ProblemPart
from api.wire import Model
from api.wire_triples import TripleMatches
from graph.matching.triples.answer import Beneficiary, Facilitator, Pivotal, Stated, Triple, TripleUnderstood
from graph.matching.triples.ties import Tie, Together

SHEET = "needs.css"

_LISTS = ("Group of 77 (2024)", "World Bank, lower middle income (2025)")
_KENYA = Beneficiary("KEN", "Kenya", "south", _LISTS, Stated("plan-7", "Wells", "need", "Climate plans", "2024"))
_PIVOTAL = Pivotal("school-0", "شبكة المدارس الرقمية", "ngo", "EGY", "implementer", "stated", _LISTS)
_FACILITATOR = Facilitator("u-1", "Université internationale de la Côte", "academic", "FRA", "no-list")
_TIES = (
    Tie("beneficiary", "pivotal", 1, (Together("coast-12", "Reefs of the coast", "2015", "", "running"),)),
    Tie("pivotal", "facilitator", 24, (Together("coast-1", "Wells", "2015", "2019", "ended"),)),
)
_TRIPLE = Triple(_KENYA, _PIVOTAL, _FACILITATOR, (), _TIES, _LISTS, 4.6, REASONS)


def states(page: Page) -> Iterator[State]:
    """All of `components/triples.html`."""
    pair = replace(_TRIPLE, facilitator=None, ties=_TIES[:1])
    yield State("picture", "three", triangle(_TRIPLE))
    yield State("picture", "two of the South", triangle(pair))
    yield State("picture", "no tie", triangle(replace(_TRIPLE, ties=())))
    yield State("ties", "two", _TRIPLE)
    yield State("ties", "none", replace(_TRIPLE, ties=()))
    yield State("did", "what is needed", 0.84, ())
    yield State("did", "something near it", 0.84, ("drought", "herders"))
    yield State("did", "little of it", 0.2, ())
    yield State("lists", "two", _LISTS)
    yield State("lists", "none", ())
    begun = asked_at(page, "/match/triples")
    asked = asked_at(page, "/match/triples", ("country", "Kenya"), ("text", "wells"), ("sdg", "6"))
    find = words("Find triples")
    for what, at, answer, found in (
        ("nothing asked", begun, TriplesPage(), None),
        ("wrong", begun, TriplesPage(problems=(ProblemPart(place="country", message="Say whose need it is."),)), None),
        ("a stored need", asked_at(page, "/match/triples", ("need", "plan-7")), TriplesPage(need=NEED), None),
    ):
        yield State("question", what, at, answer, ("csd:water",), ("Fiji", "Kenya"), found, caller=find)
    read = TripleUnderstood(beneficiary=_KENYA, actions=("wells",), sdgs=(6,), advice="Say more of what is needed.")
    found = TripleMatches((_TRIPLE,), read, Model("1", ""), "2026-11-22", "", 3, ())
    yield State("question_read", "in words", asked, TriplesPage(answer=found), found, caller=words(""))
    stored = TriplesPage(answer=found, need=NEED, meaning="Meaning isn't compared: there are no vectors.")
    yield State("question_read", "a stored need", asked, stored, found, caller=words(""))
    economy = replace(_KENYA, standing="transition", south_lists=(), need=replace(_KENYA.need, id="", standing="asked"))
    changed = replace(found, understood=TripleUnderstood(beneficiary=economy))
    yield State(
        "question_read", "an economy in transition", asked, TriplesPage(answer=changed), changed, caller=words("")
    )
    yield State("begin", "needs of the country", begun, TriplesPage(stated=(NEED,)))
    yield State("begin", "needs of others", begun, TriplesPage(examples=(NEED,)))
    yield State("begin", "no needs", begun, TriplesPage(held={"partnership": 12}))
    yield State("begin", "an empty store", begun, TriplesPage(held={}))
