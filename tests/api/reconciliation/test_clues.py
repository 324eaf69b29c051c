"""Clues beside a name."""

from __future__ import annotations

import pytest

from api.reconciliation.clues import CLUES, GivenEntity, read_clue
from graph.errors import InputError
from graph.model.entities import Entity, Fact


def bearer(**identifiers: str) -> Entity:
    facts = tuple(Fact("identifier", {"scheme": scheme, "value": value}) for scheme, value in identifiers.items())
    return Entity("x", "partner", "X", facts=facts)


@pytest.mark.parametrize(
    "given", ["04abc12", "ROR:04ABC12", "ror/04abc12", "https://ror.org/04abc12", "https://ror.org/04abc12/ "]
)
def test_an_identifier_is_recognised_however_it_is_written(given: str) -> None:
    clue = read_clue("identifier", [given])
    assert clue is not None
    assert clue.agrees(bearer(ror="04abc12")) is True
    assert clue.agrees(bearer(grid="1", ror="https://ror.org/04abc12")) is True


def test_another_identifier_of_the_same_scheme_speaks_against_it() -> None:
    clue = read_clue("identifier", ["ror:04abc12"])
    assert clue is not None
    assert clue.agrees(bearer(ror="9zz")) is False
    assert clue.agrees(bearer(ror="9zz", grid="04abc12")) is False
    assert clue.agrees(bearer(lei="5493")) is None
    assert clue.agrees(bearer()) is None
    assert clue.agrees(Entity("x", "partner", "X", facts=(Fact("identifier", None),))) is None


def test_a_bare_identifier_of_an_unknown_scheme_tells_nothing_of_others() -> None:
    clue = read_clue("identifier", ["04abc12"])
    assert clue is not None
    assert clue.agrees(bearer(ror="9zz")) is None


def test_values_are_read_by_their_vocabularies() -> None:
    for property, value, code in (
        ("country", "kenya", "KEN"),
        ("country", GivenEntity(id="KEN"), "KEN"),
        ("type", "Business and industry", "business"),
        ("sdg", 14.0, "14"),
        ("sdg", "SDG 14: Life below water", "14"),
        ("theme", "theme-csd:water", "csd:water"),
    ):
        clue = read_clue(property, [value])
        assert clue is not None, value
        assert clue.codes == {code}
    for property in CLUES:
        assert read_clue(property, []) is None
        assert read_clue(property, ["", " "]) is None


def test_what_a_partners_facet_says_is_not_said_of_the_partnership() -> None:
    clue = read_clue("type", ["ngo"])
    assert clue is not None
    assert clue.agrees(Entity("x", "partnership", "X", facets={"type": ("ngo",)})) is None
    assert clue.agrees(Entity("x", "partner", "X", facets={"type": ("ngo",)})) is True


def test_a_property_that_cannot_be_given_is_an_error() -> None:
    with pytest.raises(InputError, match="'start' is no property that a query can give; there are type, country"):
        read_clue("start", ["2019"])
