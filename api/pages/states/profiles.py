"""Profiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.page import Page
from api.pages.states.state import State
from api.passages import PassageAnswer as RolePassage
from api.wire_inferred import PassageAnswer
from api.wire_profiles import Doubt, Initiative, Merged
from api.wire_records import Change, RecordVersion
from graph.model.entities import EntityText, Fact
from graph.model.records import Source

SHEET = "profiles.css"

_COAST, _WRITTEN = Source("coast:12", "Dates"), Source("islands:3", "", "أبريل ٢٠١٩")
_FIELDS = (
    *("title", "type", "country", "identifier", "start", "end", "open-ended", "financing", "in-kind", "scope"),
    *("deliverable", "url", "window", "route", "contribution-asked", "takes-part", "plays", "a column of its own"),
)
_VALUES = {
    "type": "ngo",
    "country": "KEN",
    "start": "2019-03",
    "open-ended": True,
    "url": "https://reefs.example",
    "identifier": {"scheme": "ror", "value": "02abc"},
    "financing": {"amount": "4000", "currency": "USD"},
    "deliverable": {"title": "زراعة المانغروف", "date": "2027"},
    "window": {"until": ""},
    "route": {"asks": "A letter", "through": "the embassy"},
    "contribution-asked": {"code": "staff"},
    "capacity": 1204,
    "coverage": "the whole coast",
}


def states(_: Page) -> Iterator[State]:
    """All of `components/profiles.html`."""
    for here in ("", "/around", "/history"):
        yield State("partnership_tabs", here or "the profile itself", "coast-12", here)
    for here in ("", "/initiatives", "/around", "/history"):
        yield State("partner_tabs", here or "the profile itself", "who-1", here)
    yield State("outside", "an address", "https://reefs.example")
    yield State("outside", "with words", "https://reefs.example", "its page in the register")
    yield State("outside", "none that leads into the web", "javascript:alert(1)")
    yield State("says_so", "one place", (_COAST,))
    yield State("says_so", "two, one of which writes it otherwise", (_COAST, _WRITTEN), "April 2019")
    yield State("says_so", "nobody", ())
    yield State("one_source", "a column", _COAST)
    yield State("one_source", "with what is written there", _WRITTEN)
    yield State("how", "declared: no word", "declared")
    yield State("how", "by a rule", "rule", rule="country in the name")
    yield State("how", "inferred, with its score", "inferred", 0.83, "reads a text")
    yield State("how", "inferred, without one", "inferred")
    for field in _FIELDS:
        yield State("field_name", field, field)
    for field, value in _VALUES.items():
        yield State("fact_value", field, Fact(field, value))
    yield State("fact_value", "what can't be read", Fact("start", None, (_WRITTEN,)))
    yield State("identifier", "of a system with pages", {"scheme": "wikidata", "value": "Q42"})
    yield State("identifier", "of one without", {"scheme": "local", "value": "77"})
    start = Fact("start", "2019-03", (_COAST,), chosen=True, rule="the newest register")
    facts = [
        *(start, Fact("start", "2019-04", (_WRITTEN,), chosen=False)),
        Fact("type", "ngo", (_COAST,), basis="inferred", score=0.83, note="read from its name"),
        *(Fact("deliverable", {"title": f"Nursery {each}", "date": "2027"}, (_COAST,)) for each in range(1, 6)),
    ]
    yield State("facts_list", "chosen and also stated, inferred, many", facts)
    yield State("facts_list", "one field hidden", facts[:3], ("type",))
    yield State("facts_list", "none", [])
    yield State("held_for", "a year", "2018")
    yield State("held_for", "several", "2018/2026")
    end, open_end = Fact("end", "2030-12", (_COAST,)), Fact("open-ended", value=True, sources=(_WRITTEN,))
    yield State("standing", "running", "running", "2026-05-01", (end,), ("2018/2026",))
    yield State("standing", "running, with a report", "running", "2026-05-01", (end,), ("2018",), reported=True)
    yield State("standing", "ended", "ended", "2031-05-01", (end,))
    yield State("standing", "planned", "planned", "2015-05-01", (start,), ("2015",))
    yield State("standing", "open-ended", "open-ended", "2026-05-01", (open_end,), ("2018", "2021-06"))
    yield State("standing", "nothing stated", "not-stated", "2026-05-01", ())
    yield State("dates", "both", "2015", "2019-03")
    yield State("dates", "start alone", "2015", "")
    yield State("dates", "start, open-ended", "2015", "", open_ended=True)
    yield State("dates", "not stated", "", "")
    person = Merged("who-9", "شبكة الشعاب", "one address", "person", "Ama", "2026-05-01T00:00:00Z", "3c4d")
    here = "/partners/who-1"
    yield State("merged_note", "by a person", person, "Reef Watch", here)
    for judge, what in (("score", "by score"), ("rule", "by rule"), ("", "nobody knows why")):
        yield State("merged_note", what, Merged("who-8", "", "", judge, "v1", "", ""), "Reef Watch", here)
    yield State("merged_note", "nothing was", None, "Reef Watch", here)
    yield State("actions", "two", [("/match/join?id=who-1", "What to join"), (here, "Its initiatives")], "who-1")
    yield State("actions", "none of its own", [], "who-1")
    short = EntityText("description", "We plant mangroves.", "en", _COAST)
    yield State("running_text", "short", short)
    long = "\n".join(f"{each} نزرع أشجار المانغروف على الساحل." for each in range(1, 7))
    yield State("running_text", "long, from right to left", EntityText("description", long, "ar"))
    yield State("passage", "with its place", PassageAnswer("description", "planting mangroves", _COAST))
    yield State("passage", "none", None)
    read = RolePassage("coast:12", "Partners[2]", 0, 12, "", "funded by Ama")
    yield State("role_passage", "with its place", read)
    yield State("role_passage", "none", None)
    yield State("role_names", "two", ("lead", "funder"))
    yield State("role_names", "not stated", ("not-stated",))
    part = Initiative(
        "coast-12", "Reefs of the coast", ("lead",), "running", "2015", "", open_ended=True, sources=(_COAST,)
    )
    bare = replace(part, id="c-1", name="شعاب", roles=("not-stated",), status="not-stated", start="", open_ended=False)
    yield State("initiatives_table", "two", [part, bare], "Initiatives")
    at = {key: f"/partners/who-1/initiatives?order={key}" for key in ("title", "role", "status", "start")}
    yield State("initiatives_table", "to be ordered", [part, bare], "Initiatives, in order", at, "start")
    doubt = Doubt("3c4d", "reef watch", "شبكة الشعاب", "who-9", 0.8)
    yield State(
        *("doubts", "of a partner, at the desk", [doubt, replace(doubt, bearer="", score=None)], 2, "who-1", "partner"),
        desk=True,
    )
    twin = replace(doubt, other="islands:3", bearer="")
    yield State("doubts", "of a partnership, for a visitor", [twin], 30, "coast-12", "partnership", desk=False)
    yield State("doubts", "more than are shown", [doubt], 30, "who-1", "partner", desk=True)
    yield State("doubts", "none", [], 0, "who-1", "partner", desk=False)
    first = RecordVersion("2024-01-31T00:00:00Z", (), ())
    changed = (
        Change("Money", ("US$ 4,000",), ("US$ 5,000",)),
        Change("Contact", None, None),
        Change("Text", (), ("شعاب",)),
    )
    versions = [RecordVersion("2026-05-01T00:00:00Z", changed, ("Row",)), RecordVersion("", (), ()), first]
    yield State("version_changes", "changed, the same, the first", versions)
    yield State("version_changes", "the first", [first])
