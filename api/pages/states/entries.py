"""Names, statuses, goals, sources."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State
from api.wire import Credit
from graph.model.vocabularies import vocabulary


def states(page: Page) -> Iterator[State]:
    """All of `components/entries.html`."""
    yield State("entry_link", "a name", "partner", "reef-watch-network-0", "Reef Watch Network")
    yield State("entry_link", "written from right to left", "partner", "school-0", "شبكة المدارس الرقمية")
    yield State("entry_link", "without a name", "partnership", "coast-12", "")
    yield State("not_stated", "what nobody says")
    for code in vocabulary("statuses").terms:
        yield State("status", code, code)
    yield State("status", "of what has none", "")
    yield State("basis", "declared: no word", "declared")
    yield State("basis", "by a rule", "rule", rule="country in the name")
    yield State("basis", "inferred, with its score", "inferred", 0.83)
    yield State("basis", "inferred, without one", "inferred")
    yield State("partner_type", "stated", "government")
    yield State("partner_type", "read from the name", "government", read=True)
    yield State("partner_type", "not stated", "")
    for number in range(1, 18):
        yield State("goal", f"goal {number}", number)
    coast = Credit("coast", "Register of the coast", "CC BY 4.0", "The desk of the coast", "2024", "")
    yield State("credits", "two registers", (coast, Credit("islands", "", "", "", "", "")))
    yield State("credits", "no register", ())
    yield State("formats", "data alone", page, ["json"])
    yield State("formats", "data and a table", page, ["json", "csv"])
