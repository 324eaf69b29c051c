"""Names that no partner bears and a reference register knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model.drafts import Draft, DraftFact
from graph.model.records import Record, Register
from graph.search.elsewhere import known_elsewhere, reference_index
from graph.store import open_store
from graph.store.interface import Store


def entry(key: str, name: str, country: str, acronym: str = "", type: str = "academic") -> Draft:
    facts = [
        DraftFact("name", {"name": name, "kind": "display"}),
        DraftFact("identifier", {"scheme": "ROR", "value": f"https://ror.org/{key}"}),
        DraftFact("country", country),
        DraftFact("type", type),
    ]
    facts += [DraftFact("name", {"name": acronym, "kind": "acronym"})] if acronym else []
    return Draft("ror", key, "organisation", name, "test/1", facts=tuple(facts))


ENTRIES = (
    entry("1", "University of Waikato", "NZL", "UOW"),
    entry("2", "University of Wollongong", "AUS", "UOW"),
    entry("3", "Lincoln University", "NZL"),
    entry("4", "Lincoln University", "USA"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def read(store: Store) -> None:
    with store.writer() as writer:
        writer.put_register(Register("ror", "Research Organization Registry"))
        writer.put_records(Record("ror", draft.key, {"name": draft.name}) for draft in ENTRIES)
        writer.put_drafts(ENTRIES)


def test_a_store_without_reference_registers_has_no_index(store: Store) -> None:
    assert reference_index(store.view()) is None
    with store.writer() as writer:
        writer.put_register(Register("demo"))
        writer.put_records([Record("demo", "1", {"title": "Reefs"})])
        writer.put_drafts([Draft("demo", "1", "partnership", "Reefs", "test/1")])
    assert reference_index(store.view()) is None


def test_the_entry_that_is_meant_is_named_with_its_identifier(store: Store) -> None:
    read(store)
    index = reference_index(store.view())
    assert index is not None
    (found,) = known_elsewhere(index, "The University of Waikato")
    assert (found.name, found.scheme, found.identifier) == ("University of Waikato", "ROR", "https://ror.org/1")
    assert (found.register, found.record, found.countries, found.type) == ("ror", "ror:1", ("NZL",), "academic")
    assert found.same is True
    assert "“University of Waikato” is a name of" in found.reasons[0]
    (misspelt,) = known_elsewhere(index, "Univeristy of Waikato")
    assert misspelt.same is True
    assert known_elsewhere(index, "Univeristy of Waikato", thorough=False) == []


def test_several_that_may_be_meant_are_open(store: Store) -> None:
    read(store)
    index = reference_index(store.view())
    assert index is not None
    assert {(each.identifier, each.same) for each in known_elsewhere(index, "Lincoln University")} == {
        ("https://ror.org/3", None),
        ("https://ror.org/4", None),
    }
    (told,) = known_elsewhere(index, "Lincoln University", country="USA")
    assert (told.identifier, told.same) == ("https://ror.org/4", True)
    (beside,) = known_elsewhere(index, "Lincoln University (New Zealand)")
    assert beside.identifier == "https://ror.org/3"
    assert {each.same for each in known_elsewhere(index, "UOW")} == {None}
    assert [each.identifier for each in known_elsewhere(index, "UOW", country="AUS")] == ["https://ror.org/2"]


def test_what_nobody_knows_gives_nothing(store: Store) -> None:
    read(store)
    index = reference_index(store.view())
    assert index is not None
    for name in ("Society of Glass Painters", "", "?!", "XYZW"):
        assert known_elsewhere(index, name) == []
