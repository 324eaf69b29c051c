"""Pictures of time and of co-partners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.pages import ego, timeline
from api.pages.page import Page
from api.pages.states.state import State
from api.wire_profiles import CoPartnerAnswer, Moment, Tie

SHEET = "profiles.css"

_TODAY = date(2026, 11, 22)


def states(_: Page) -> Iterator[State]:
    """All of `components/timeline.html`."""
    start, end = Moment("start", "2015-03", "", ()), Moment("end", "2030", "", ())
    between = [Moment("deliverable", f"201{year}", "Nurseries", ()) for year in (7, 7, 9)]
    yield State("timeline", "start, end, and three between", timeline.layout([start, *between, end], _TODAY))
    yield State("timeline", "open-ended", timeline.layout([start], _TODAY, open_ended=True))
    yield State("timeline", "no end stated", timeline.layout([start], _TODAY))
    yield State("timeline", "no start stated", timeline.layout([end], _TODAY))
    names = ("Université de la Côte", "شبكة المدارس الرقمية", "Reef Watch", "Harbour Trust", "Ministry of Fisheries")
    rows = [CoPartnerAnswer(f"who-{place}", name, 6 - place) for place, name in enumerate(names)]
    ties = [Tie("who-0", "who-1", 3), Tie("who-1", "who-4", 1)]
    picture = ego.layout([each.id for each in rows], ties)
    yield State("ego", "five, some of whom work together", picture, rows, "Keepers of the coast")
    yield State("ego", "one", ego.layout(["who-0"], []), rows[:1], "Keepers of the coast")
