"""`docs/reconciliation.md` says what there is, and what it says is so."""

from __future__ import annotations

import re
from pathlib import Path

from api.reconciliation.clues import CLUES
from api.reconciliation.manifest import BATCH
from api.reconciliation.properties import properties
from api.reconciliation.queries import DEFAULT_LIMIT, MOST, MOST_CANDIDATES
from api.reconciliation.types import KINDS, entity_types
from api.resolving import LONGEST_NAME

PAGE = (Path(__file__).parents[3] / "docs" / "reconciliation.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below some words."""
    table = PAGE.split(heading, 1)[1].split("|---", 1)[1].split("\n", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_every_property_is_documented_with_what_has_it() -> None:
    documented = {}
    for names, kinds, _ in rows("## What can be fetched"):
        for name in re.findall(r"`([\w-]+)`", names):
            documented[name] = kinds
    assert set(documented) == set(properties())
    plurals = {
        "partner": "partners", "partnership": "partnerships", "programme": "programmes", "country": "countries",
        "sdg": "goals", "target": "targets", "theme": "themes",
    }  # fmt: skip
    for name, kinds in documented.items():
        expected = {plurals[kind] for kind in properties()[name].kinds}
        assert expected == (set(plurals.values()) if kinds == "all" else set(kinds.split(", "))), name


def test_every_property_of_a_query_is_documented() -> None:
    said = next(meaning for name, meaning in rows("| field of a query") if name == "`properties`")
    assert set(re.findall(r"`([\w-]+)`", said.split(" with ")[0])) == set(CLUES)


def test_the_limits_are_those_of_the_code() -> None:
    assert f"at most {LONGEST_NAME:,} characters" in PAGE
    assert f"{DEFAULT_LIMIT} by default, {MOST_CANDIDATES} at most" in PAGE
    assert f"more than {MOST:,} queries" in PAGE
    assert f"batches of {BATCH}" in PAGE


def test_what_can_be_matched_is_documented() -> None:
    listed = PAGE.split("What can be matched:", 1)[1].split("A name is", 1)[0]
    assert len(re.findall(r"\*\*(\w+)\*\*", listed)) == len(KINDS)
    assert entity_types()["partner:ngo"].name in PAGE
