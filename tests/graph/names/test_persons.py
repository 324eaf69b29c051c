"""Persons whom no title marks."""

from __future__ import annotations

import pytest

from graph.names.persons import has_shape_of_person, is_inverted, may_be_person
from graph.names.split import read_list


@pytest.mark.parametrize("name", ["Maria Example", "Juan de la Muestra", "J. M. Example", "Peter van der Muster"])
def test_names_of_persons(name: str) -> None:
    assert may_be_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Maria",
        "Maria Example Foundation",
        "Peter Example Cruises",
        "Charles Darwin University",
        "UNDP Fiji",
        "Reef Watch",
    ],
)
def test_names_of_others(name: str) -> None:
    assert not may_be_person(name)


def test_shape_alone() -> None:
    assert has_shape_of_person("Xqz Example")
    assert not has_shape_of_person("Marine Research")


def test_family_name_first() -> None:
    assert is_inverted("EXAMPLE, Maria")
    assert not is_inverted("Reef Trust, Maria")
    assert read_list("Example, Juan; Muster, Anna; FAO").persons == 2


def test_a_lone_one_is_kept_and_said_to_be_unsure() -> None:
    found = read_list("Rare, Maria Example, FAO")
    assert [(mention.name, mention.kind) for mention in found.mentions] == [
        ("Rare", "organisation"),
        ("Maria Example", "unsplit"),
        ("FAO", "organisation"),
    ]


def test_several_are_persons() -> None:
    found = read_list("Maria Example, Peter Muster, FAO")
    assert ([mention.name for mention in found.mentions], found.persons) == (["FAO"], 2)


def test_among_many_an_unusual_name_is_one_too() -> None:
    found = read_list("Maria Example; Peter Muster; Juan Muestra; Anna Beispiel; Xqz Campione; FAO")
    assert ([mention.name for mention in found.mentions], found.persons) == (["FAO"], 5)


def test_a_type_beside_a_name_says_that_it_is_an_organisation() -> None:
    assert [mention.kind for mention in read_list("Maria Example (private sector)").mentions] == ["organisation"]
