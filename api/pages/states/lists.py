"""What was chosen, what could be, and rows."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.facets import Group, Value
from api.pages.marking import Piece
from api.pages.page import Page
from api.pages.paging import by_offset, paging
from api.pages.states.state import State, asked_at
from graph.search.answer import Hit

SHEET = "find.css"


def states(page: Page) -> Iterator[State]:
    """All of `components/lists.html`."""
    for field in ("kind", "status", "sdg", "country", "theme", "type", "portfolio", "register"):
        yield State("facet_name", field, field)
    seen = (
        Value("KEN", "Kenya", 12, chosen=True, hidden=False),
        Value("", "not stated", 4, chosen=False, hidden=False),
    )
    yield State("facet_group", "few values", Group("country", seen, (), 2, "", searchable=False))
    more = (Value("FJI", "Fiji", 2, chosen=False, hidden=False), Value("TGO", "Togo", 1, chosen=False, hidden=True))
    yield State(
        "facet_group", "many, one of which is looked for", Group("country", seen, more, 40, "fi", searchable=True)
    )
    yield State("facet_group", "none is called so", Group("country", seen, more[1:], 40, "xyz", searchable=True))
    search = asked_at(page, "/search", ("q", "reefs"), ("country", "KEN"), ("register", "coast"))
    chips = [("country", "KEN"), ("register", "coast"), ("country", "")]
    yield State("chosen", "three", search, chips, {"coast": "Register of the coast"}, "/search?q=reefs")
    yield State("chosen", "nothing", search, [], {}, "/search")
    name, excerpt = [Piece("Reefs", marked=True), Piece(" of the coast")], [Piece("… "), Piece("reefs", marked=True)]
    facets = {"country": ("KEN", "TZA", "MOZ", "MDG", "COM")}
    found = Hit("partnership", "coast-12", "Reefs of the coast", 3.1, ("name", "words"), None, facets, 4, "running")
    yield State("result", "a partnership, found by two ways", found, name, excerpt)
    partner = Hit("partner", "school-0", "", 2.0, ("meaning",), None, {"type": ("ngo",), "country": ("EGY",)}, 1)
    yield State("result", "a partner, from right to left", partner, [Piece("شبكة المدارس الرقمية")], [])
    yield State("result", "without a name", Hit("need", "plan-7", "", 0.0), [], [])
    for what, number in (("the first page", 1), ("in the middle", 3), ("the last", 5)):
        yield State("pager", what, search, paging(search.query, 100, 20 * (number - 1), 20, 20, None))
    yield State("pager", "only one: nothing", search, paging(search.query, 4, 0, 4, 20, None))
    members = asked_at(page, "/partnerships/coast-12/partners", ("offset", "50"))
    yield State("pager", "by how many to pass over", members, by_offset(members.query, 50, 50, 50, 120))
    yield State("pager", "behind the end", members, by_offset(members.query, 500, 0, 50, 120))
