"""The matchmaker: the question as it was read, the shortlist, "why not", and what carries a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.match.answers import Beside
from api.pages.page import Page
from api.pages.states.reasons import GATES, REASONS, REEFS, SCHOOLS, UNIVERSITY
from api.pages.states.state import State, asked_at
from api.wire import Model, PartnershipMatchAnswer, PartnershipMatches, PartnershipSummary
from graph.matching.match import (
    Absent,
    Bearer,
    FilterCount,
    GateCount,
    LeftOut,
    Placed,
    ReadName,
    Role,
    Understood,
)
from graph.matching.why_not import Compared, KeptOut, Last, WhyNot
from graph.model.vocabularies import vocabulary

SHEET = "match.css"

_CITY = Bearer("u-1", "Université de la Côte", "academic", "CIV", 4)
_OTHER = Bearer("u-2", "Université de la Côte", "", "", 1)
_TAKEN = ReadName("Universite de la Cote", _CITY, (_OTHER,), 1)
_READ = Understood(
    named=(_TAKEN, ReadName("Reef people", None)),
    countries={"Kenya": "KEN", "Atlantis": None},
    absent=(Absent("sdg", "17"), Absent("country", "FJI"), Absent("theme", "csd:water")),
    filters=(FilterCount("sdg", 120, 80, 12, 30),),
    gates=(GateCount("open", 12, 3, 105),),
    unknown=("coast-99",),
    advice="Only one word was read; say more of what you do.",
)
_SUMMARY = PartnershipSummary("coast-12", "Reefs of the coast", "", ("KEN",), (UNIVERSITY,), "2015", "")
_ROLE = Role("technical", "It is a university.")
_MATCH = PartnershipMatchAnswer(_SUMMARY, 4.6, "running", "", _ROLE, GATES, REASONS, ())


def _matches(why_not: WhyNot | None = None, left_out: tuple[LeftOut, ...] | None = None) -> PartnershipMatches:
    return PartnershipMatches((_MATCH,), (), why_not, left_out, _READ, Model("1", ""), "2026-11-22", 3, ())


def states(page: Page) -> Iterator[State]:
    """All of `components/match.html`."""
    join = asked_at(
        page,
        "/match/join",
        *(("text", "We plant mangroves."), ("sdg", "14"), ("country", "Kenya"), ("type", "ngo")),
        *(("on-sdg", "14"), ("exclude", "coast-1"), ("keep", "coast-12"), ("ended", "1"), ("joinable", "1")),
    )
    begun, known = asked_at(page, "/match/join"), asked_at(page, "/match/join", ("id", "u-1"))
    yield State("questions", "one of them asked", join)
    said = ("id", "text", "sdg", "country", "type")
    yield State("chips", "what was said, and what narrows it", join, said, ("on-sdg",), _READ, None)
    yield State("chips", "somebody known", known, said, (), _READ, UNIVERSITY)
    yield State("readings", "names, countries, and what counts for nothing", join, _READ, "name")
    several = Understood(named=(ReadName("Université de la Côte", None, (_CITY, _OTHER), 2),))
    yield State("readings", "a name of two: nobody was taken", join, several, "name")
    yield State("readings", "nothing to say", join, Understood(), "name")
    yield State("filter_counts", "a filter and a condition", _READ)
    yield State("filter_counts", "neither", Understood())
    yield State("nothing", "one filter too many", join, Understood(relax=("sdg",)))
    yield State("nothing", "filters that exclude each other", join, Understood(relax=("sdg", "country"), together=True))
    yield State("nothing", "nothing is like it", join, Understood())
    beside = Beside(examples=(UNIVERSITY, SCHOOLS), sentence="نزرع أشجار المانغروف")
    yield State("examples", "a sentence and two partners", begun, beside, "partner")
    yield State("examples", "an empty store", begun, Beside(), "partner")
    yield State("how_many", "ten of them", join, (10, 25, 50))
    yield State("role", "inferred", _ROLE)
    yield State("role", "not stated", Role("not-stated", "Nothing tells which."))
    yield State("ticks", "on the shortlist", join, "coast-12")
    yield State("ticks", "not on it", begun, "coast-13")
    yield State("apply", "two are shown", join, ["coast-12", "coast-13"])
    yield State("apply", "one is shown", join, ["coast-12"])
    yield State("apply", "none", join, [])
    yield State("hidden", "one", join, (REEFS,))
    yield State("hidden", "none", join, ())
    kept = (Placed(31, _MATCH),)
    yield State(
        "shortlist", "one in its place, one that isn't ranked", join, kept, (REEFS,), "partnership", "partnership"
    )
    yield State("shortlist", "empty", join, (), (), "partnership", "partnership")
    yield from _asked_why(page, join)
    yield State("carried_by", "not asked yet", join, _matches(), None)
    left = (
        LeftOut("sdgs", "14", (REEFS,), (REEFS, REEFS)),
        LeftOut("countries", "Kenya"),
        LeftOut("text", "We plant mangroves.", nothing=True),
    )
    yield State("carried_by", "each thing left out", join, _matches(left_out=left), None)
    yield State("carried_by", "of somebody known: nothing", known, _matches(), UNIVERSITY)
    types = vocabulary("types").terms
    yield State("pick", "nothing chosen", "type", "What you are", "types", types, "", "not said")
    yield State("pick", "one chosen", "type", "What you are", "types", types, "ngo", "not said")
    yield State("any_of", "none chosen", "brings", "What you bring", "contributions", ("funding", "staff"), [])
    yield State("any_of", "one chosen, with numbers", "sdg", "Goals", "goals", ("13", "14"), ["14"], numbered=True)


def _asked_why(page: Page, join: Page) -> Iterator[State]:
    yield State("why_not", "nothing asked", join, _matches(), Beside(), "join")
    asked = asked_at(page, "/match/join", ("text", "We plant mangroves."), ("why_not", "reefs"))
    yield State("why_not", "could be two", asked, _matches(), Beside(may_mean=(REEFS, REEFS)), "join")
    yield State("why_not", "is nothing", asked, _matches(), Beside(not_found=True), "join")
    compared = tuple(
        Compared(each.feature, each.contribution, each, None if each.contribution > 0 else REASONS[0])
        for each in REASONS
    )
    last = Last(10, "coast-10", "شعاب الساحل", 5.2)
    ranked = WhyNot(
        "partnership", "coast-12", "Reefs of the coast", "It is number 31.", (), 31, 120, 4.6, last, compared
    )
    yield State("why_not", "too far down", asked, _matches(ranked), Beside(), "join")
    yield State(
        "why_not", "with nothing to compare it to", asked, _matches(replace(ranked, last=None)), Beside(), "join"
    )
    out = tuple(
        KeptOut(code, "sdg" if code == "filter" else "", "", (UNIVERSITY,) if code == "takes-part" else ())
        for code in ("takes-part", "family", "ended", "filter", "gate", "hidden")
    )
    kept_out = WhyNot("partnership", "coast-12", "Reefs of the coast", "It can't be on this list.", out)
    yield State("why_not", "kept out", asked, _matches(kept_out), Beside(), "join")
