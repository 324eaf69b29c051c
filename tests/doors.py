"""A small register that says of each partnership whether it can be joined, or says nothing: what gates are made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.model.drafts import Draft, DraftFact
from graph.store import open_store
from graph.store.interface import Store
from tests.world import draft, partner, read

_TRUST = partner("Harbour Trust", type="ngo", country="KEN")
_MINISTRY = partner("Ministry of Ports", type="government", country="KEN", role="lead")
_FUND = partner("Harbour Fund", type="foundation", country="KEN", role="funder")
_YARD = partner("Blue Shipyards Ltd", type="business", country="KEN")


def _written(value: object) -> str:
    return str(value.get("written", "")) if isinstance(value, dict) else str(value)


def _door(key: str, title: str, text: str, *facts: tuple[str, object, str], **more: str) -> Draft:
    made = draft("doors", key, title, text, _TRUST, _MINISTRY, _FUND, _YARD, sdgs=(14,), countries=("KEN",), **more)
    stated = (DraftFact(field, value, _written(value), column) for field, value, column in facts)
    return replace(made, facts=(*made.facts, *stated))


DRAFTS = (
    _door(
        "1", "Clean harbours", "We keep harbours clean.",
        ("open-to-partners", True, "Open"), ("window", {"until": "2030-06-30"}, "Until"),
        ("eligible-type", "ngo", "For"), ("eligible-type", "business", "For"),
        ("contribution-asked", {"code": "none", "written": "free"}, "Fee"),
        ("route", {"asks": "", "through": "https://doors.example/join"}, "How"),
        ("works-with-business", True, "Business"), ("goal-type", "task", "Kind"),
        ("funding-type", "pooled", "Money"), ("non-cash", "technology", "Brings"), ("mechanism", "training", "Way"),
        ("business-type", "advocacy", "Guidelines"),
    ),
    _door(
        "2", "Closed harbours", "A circle of harbours.",
        ("open-to-partners", False, "Open"), ("eligible-type", "government", "For"),
        ("contribution-asked", {"code": "funding", "written": "500 EUR a year"}, "Fee"),
        ("works-with-business", False, "Business"), ("goal-type", "policy", "Kind"),
    ),
    _door("3", "Quiet harbours", "A group of harbours."),
    _door("4", "Late harbours", "Harbours that were late.", ("window", {"until": "2021"}, "Until")),
    _door(
        "5", "Welcoming harbours",
        "Volunteers clean up the beaches of harbours. The alliance is open to new members. It has a trust fund.",
    ),
    _door("6", "Old harbours", "Harbours as they were.", ("open-to-partners", True, "Open"), end="2015"),
    _door(
        "7", "Doubtful harbours", "Harbours of which two things are said.",
        ("open-to-partners", True, "Open"), ("open-to-partners", False, "Open"),
        ("eligible-type", None, "For"), ("eligible", "ldc", "Where"),
    ),
)  # fmt: skip


def make_doors(file: Path) -> Store:
    """The register in a store of its own, without vectors; the caller closes it."""
    store = open_store(f"sqlite:///{file}")
    read(store, DRAFTS)
    return store
