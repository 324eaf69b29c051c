"""Organisations that a register calls by an identifier alone: each is itself, and nothing that looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embed.spaces import Embedders
from graph.model.drafts import Mention
from graph.model.judgements import Name
from graph.resolve.naming import name_of
from graph.search.lookup import look_up
from graph.snapshot.make import make
from graph.store import open_store
from graph.store.interface import Store
from tests.world import draft, partner, read


def known_as(number: str) -> Mention:
    return Mention(f"PIC {number}", number, "pic", kind="identifier", type="academic", type_basis="declared")


DRAFTS = (
    draft("coast", "1", "633080", "", known_as("999000001"), known_as("999000010")),
    draft("coast", "2", "633081", "", known_as("999000001"), known_as("999000011"), partner("PICS 99 Trust")),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'numbers.db'}") as opened:
        read(opened, DRAFTS)
        yield opened


def test_its_name_is_no_name_of_an_organisation() -> None:
    name = name_of(known_as("999000001"), DRAFTS[0])
    assert name == Name("pic 999000001", "identifier")


def test_only_the_same_identifier_is_the_same_partner(store: Store) -> None:
    partners = {each.name: each for each in store.view().entities("partner")}
    assert sorted(partners) == ["PIC 999000001", "PIC 999000010", "PIC 999000011", "PICS 99 Trust"]
    assert {alias.kind for alias in partners["PIC 999000001"].aliases} == {"identifier"}
    assert store.view().scored() == []
    joint = [each.source for each in store.view().relations("takes-part")].count(partners["PIC 999000001"].id)
    assert joint == 2


def test_a_number_has_no_meaning_and_no_misspelling(store: Store, embedders: Embedders) -> None:
    embedded = {passage.entity for passage in store.view().all_passages()}
    names = {each.id: each.name for each in store.view().entities()}
    assert {names[id] for id in embedded if id in names and "PIC" in names[id]} == {"PICS 99 Trust"}
    snapshot = make(store.view())
    assert len(snapshot.name_rows) == snapshot.names.matrix.shape[1]
    assert {snapshot.partner_names[row] for row in snapshot.name_rows.tolist()} == {"PICS 99 Trust"}
    row = list(snapshot.partner_names).index("PIC 999000001")
    assert snapshot.rows_by_name["pic 999000001"] == [row]


def test_it_is_found_by_its_identifier_and_by_no_other(store: Store) -> None:
    snapshot = make(store.view())
    (found,) = look_up(snapshot, "PIC 999000001")
    assert (found.name, found.same) == ("PIC 999000001", True)
    assert not [each for each in look_up(snapshot, "PIC 999000002") if each.same]
