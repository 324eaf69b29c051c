"""Readings of a text."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.readings import Part, Reading
from api.pages.states.state import State

SHEET = "find.css"

_UNIVERSITY = Part("partner", "u-1", "Université de la Côte", "name", ("Its name in letters and order.",))
_SCHOOLS = Part("partner", "school-0", "شبكة المدارس الرقمية", "names")
_REEFS = Part("partnership", "coast-12", "Reefs of the coast", "name")
_KENYA, _GOAL = Part("country", "KEN", "Kenya", "names"), Part("sdg", "14", "Life below water", "number")
_NEED, _OFFER = Part("need", "we need", "", "phrase"), Part("offer", "we offer", "", "phrase")
_THEME = Part("theme", "csd:water", "Water", "names")

_READINGS = (
    ("a partner for certain", Reading("partner", "/match/join?id=u-1", (_UNIVERSITY,))),
    ("perhaps a partner", Reading("perhaps", "/match/join?id=school-0", (_SCHOOLS,), None, ("ngo", "EGY", 4))),
    ("perhaps one of whom little is stated", Reading("perhaps", "/match", (_SCHOOLS,), None, ("", "", 1))),
    ("a partnership", Reading("partnership", "/partnerships/coast-12", (_REEFS,))),
    ("a country", Reading("country", "/countries/KEN", (_KENYA,))),
    ("a need of a country", Reading("need", "/match/offers", (_NEED, _KENYA, _GOAL))),
    ("a need of nobody", Reading("need", "/match/offers", (_NEED,))),
    ("an offer", Reading("offer", "/match/needs", (_OFFER, _GOAL, _KENYA))),
    ("topics", Reading("topic", "/search?sdg=14", (_GOAL, _THEME), 1204)),
    ("words", Reading("search", "/search?q=mangroves", (), 1)),
    ("somebody new", Reading("newcomer", "/match/join", (_GOAL,))),
)


def states(_: Page) -> Iterator[State]:
    """All of `components/readings.html`."""
    parts = (_UNIVERSITY, _REEFS, _KENYA, _GOAL, _THEME, _NEED, _OFFER)
    for part in parts:
        yield State("what", part.what, part.what)
        yield State("part_name", part.what, part)
    yield State("part_name", "written from right to left", _SCHOOLS)
    for part in {part.why: part for part in (*parts, _SCHOOLS)}.values():
        yield State("part_why", part.why, part)
    yield State("unread_words", "a few", ("mangroves", "женщины"))
    yield State("unread_words", "many", tuple(f"word{number}" for number in range(40)))
    yield State("reading", "topics, of a text with more words", _READINGS[8][1], "goal 14, boats", unread=True)
    for what, each in _READINGS:
        yield State("reading", what, each, "We plant mangroves in Kenya")
