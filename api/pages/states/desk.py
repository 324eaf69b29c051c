"""Worklists."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State
from api.wire_care import ListAnswer
from graph.care.cases import Point
from graph.care.worklists import WORKLISTS

SHEET = "desk.css"


def states(_: Page) -> Iterator[State]:
    """All of `components/desk.html`."""
    lists = [
        ListAnswer(code, each.group, 12 * place, each.of, 240, each.says, each.limit, each.is_private)
        for place, (code, each) in enumerate(WORKLISTS.items())
    ]
    for each in lists:
        yield State("list_name", each.code, each.code)
    for over, each in {each.over: each for each in lists}.items():
        yield State("over", over, each)
    yield State("share", "of some", lists[3])
    yield State("share", "of nothing", ListAnswer("vanished", "stale", 0, "records", 0, "", "", is_private=True))
    yield State("lists_table", "at the desk", "No longer so, perhaps", lists[:3])
    yield State("lists_table", "for a visitor", "No longer so, perhaps", lists[:3], "Only the desk may.")
    yield State("lists_table", "none", "Missing", [])
    for field, value in (
        ("type", "ngo"),
        ("role", "funder"),
        ("country", "KEN"),
        ("start", "2019-03"),
        ("title", "شعاب"),
    ):
        yield State("said", field, Point(field, value, "coast:12"))
        yield State("field_word", field, field)
    yield State("said", "nothing", Point("end", "", "coast:12"))
    yield State("field_word", "without words of its own", "life-cycle")
