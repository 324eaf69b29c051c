"""The review desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.page import Page
from api.pages.states.state import State, asked_at
from api.problems import ProblemPart
from api.wire_review import JudgedName, JudgementAnswer, QuestionAnswer
from graph.review.comparison import Compared
from graph.review.queue import Bearer

SHEET = "desk.css"

_NAMES = (JudgedName("reef watch", "organisation", "", ""), JudgedName("شبكة الشعاب", "organisation", "EGY", ""))
_WORD = JudgementAnswer("1a2b", "3c4d", *_NAMES, "same", "Ama", "2026-05-01", "one address", (), 0.8, "", counts=True)

_FORUM = Bearer("forum", "partner", "Global Environmental Forum", "", "ngo", ("JPN",), (), 1)


def states(page: Page) -> Iterator[State]:
    """All of `components/review.html`."""
    review, refusal = asked_at(page, "/review", ("kind", "partner")), "Only the desk may decide."
    yield State("reading_only", "a visitor", refusal, review)
    yield State("reading_only", "the desk: nothing", "", review)
    yield State("receipt", "one's own word", _WORD, "Ama", "", review)
    yield State("receipt", "that of somebody else", _WORD, "Esi", "", review)
    yield State("receipt", "taken back", replace(_WORD, undone_at="2026-05-02"), "Ama", "", review)
    waits = replace(_WORD, undone_at="2026-05-02")
    yield State("receipt", "taken back, and not yet in the graph", waits, "Ama", "", review, pending=True)
    yield State("receipt", "for a visitor", _WORD, "", refusal, review)
    yield State("receipt", "nothing was said", None, "Ama", "", review)
    for code in ("same", "different", "unsure"):
        yield State("verdict", code, code)
    yield State("key", "a letter: seen only where keys work", "S")
    yield State("score", "compared", 0.8123)
    yield State("score", "not compared", None)
    yield State(
        "bearer", "a partner", Bearer("who-1", "partner", "Reef Watch", "reef watch", "ngo", ("KEN",), ("coast",), 4)
    )
    yield State(
        "bearer", "of a reference register", Bearer("orgs:7", "reference", "شبكة الشعاب", "", "", (), ("orgs",), 0)
    )
    facility = Bearer("gef", "partner", "Global Environment Facility", "GEF", "intergovernmental", ("USA",), (), 26)
    asked = QuestionAnswer("3c4d", "partner", facility, _FORUM, 0.99, ("the same acronym (+3.8)",), 5.1, None)
    differ = (
        Compared("type", ("intergovernmental",), ("ngo",), "different"),
        Compared("sdg", ("14",), ("14",), "same"),
    )
    yield State("weighed", "its names alike, all else apart", asked, differ, 0, (26, 1))
    doubted = replace(asked, reasons=("not of one country (-2.1)",))
    yield State("weighed", "partnerships in both", doubted, differ[1:], 3, (26, 4))
    yield State("weighed", "nothing compared", replace(asked, reasons=(), score=None), (), 0, (0, 0))
    twins = replace(asked, kind="partnership", reasons=())
    yield State("weighed", "two records of a partnership", twins, (), 0, (3, 4))
    values = {
        "type": "ngo",
        "country": "KEN",
        "sdg": "14",
        "scope": "national",
        "start": "2019-03",
        "end": "2030",
        "open-ended": "true",
        "name": "شبكة الشعاب",
        "asked": "reef watch",
        "identifier": "ror 02abc",
    }
    for field, value in values.items():
        yield State("field_name", field, field)
        yield State("value", field, field, value)
    for code in ("same", "partly", "different", "one", "none"):
        yield State("alike", code, code)
    yield State("who_and_why", "empty", "", {}, ())
    nobody = [ProblemPart(place="by", message="Say who decides.")]
    yield State("who_and_why", "filled, and nobody named", "", {"by": "", "note": "one address"}, nobody)
    yield State("decision", "who decided last decides", "/review/3c4d", "Ama", {}, ())
    yield State("keys_help", "on", True, review)
    yield State("keys_help", "off", False, review)
    taken_back = replace(_WORD, verdict="unsure", note="", undone_at="2026-05-02", counts=False)
    yield State("words", "two, one taken back", (_WORD, taken_back))
    yield State("words", "none", ())
