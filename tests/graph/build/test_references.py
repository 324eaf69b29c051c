"""What a reference register adds to the graph, and that it takes nothing away and comes out again whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build.rebuild import rebuild
from graph.model.drafts import Draft, DraftFact, Mention
from graph.model.entities import Entity
from graph.model.records import Record, Register, Source
from graph.store import open_store
from graph.store.interface import Store
from graph.store.removal import remove_register
from graph.text.fold import fold


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def partnership(key: str, *mentions: Mention) -> Draft:
    return Draft("demo", key, "partnership", f"Initiative {key}", "test/1", mentions=mentions)


def entry(key: str, *names: str, type: str = "", country: str = "", **relatives: str) -> Draft:
    facts = [DraftFact("name", {"name": name, "kind": "label"}) for name in names]
    facts.append(DraftFact("identifier", {"scheme": "ROR", "value": key}))
    facts += [DraftFact("type", type)] if type else []
    facts += [DraftFact("country", country)] if country else []
    facts += [DraftFact(field, {"id": other, "name": other}) for field, other in relatives.items()]
    return Draft("ror", key, "organisation", names[0], "test/1", facts=tuple(facts))


def read(store: Store, *drafts: Draft) -> None:
    with store.writer() as writer:
        for code in {draft.register for draft in drafts}:
            writer.put_register(Register(code))
        writer.put_records(Record(draft.register, draft.key, {"name": draft.name}) for draft in drafts)
        writer.put_drafts(drafts)
    rebuild(store)


def partner(store: Store, name: str) -> Entity:
    ((id, _),) = store.view().named([fold(name)])[fold(name)]
    return store.view().entity(id)


WAIKATO = entry("1", "University of Waikato", "Te Whare Wānanga o Waikato", type="academic", country="NZL", child="2")
LAKES = entry("2", "Waikato Lakes Laboratory", type="scientific", country="NZL")
NOBODY = entry("3", "Kelp Academy of Rotorua", type="academic", country="NZL", parent="1")
PLAIN = partnership("1", Mention("University of Waikato", "…", "Partners"), Mention("Waikato Lakes Laboratory", "…"))


def test_an_entry_brings_identifier_country_and_names_with_their_source(store: Store) -> None:
    read(store, PLAIN, WAIKATO, LAKES, NOBODY)
    made = partner(store, "Te Whare Wananga o Waikato")
    assert made.name == "University of Waikato"
    assert made.records == ("demo:1", "ror:1")
    facts = {fact.field: fact for fact in made.facts if fact.chosen}
    assert facts["identifier"].value == {"scheme": "ROR", "value": "1"}
    assert facts["identifier"].sources == (Source("ror:1", "id"),)
    assert (facts["country"].value, facts["country"].basis) == ("NZL", "rule")
    assert facts["country"].rule == "“University of Waikato” is a name of University of Waikato (1)"
    assert made.facets["country"] == ("NZL",)
    (added,) = [alias for alias in made.aliases if alias.sources == (Source("ror:1", "names"),)]
    assert (added.name, added.rule) == ("Te Whare Wānanga o Waikato", "a name of University of Waikato (1)")


def test_entries_that_no_register_names_are_no_partners(store: Store) -> None:
    read(store, WAIKATO, LAKES, NOBODY)
    assert not list(store.view().entities("partner"))
    read(store, PLAIN)
    assert len(list(store.view().entities("partner"))) == 2
    assert not store.view().named([fold("Kelp Academy of Rotorua")])


def test_a_part_of_an_entry_is_a_part_of_its_partner(store: Store) -> None:
    read(store, PLAIN, WAIKATO, LAKES, NOBODY)
    (found,) = [each for each in store.view().relations("part-of") if each.source.startswith("waikato-lakes")]
    assert found.target == partner(store, "University of Waikato").id
    assert (found.basis, found.rule) == ("rule", "stated by University of Waikato (1)")
    assert found.sources == (Source("ror:1", "relationships"),)


def test_what_registers_state_is_never_overwritten(store: Store) -> None:
    stated = Mention("University of Waikato", "…", "Partners", type="foundation", type_basis="declared", country="NZL")
    read(store, partnership("1", stated), entry("1", "University of Waikato", type="academic", country="NZL"))
    made = partner(store, "University of Waikato")
    assert (made.fact("type"), made.fact("country")) == ("foundation", "NZL")
    assert [fact.basis for fact in made.facts if fact.field in {"type", "country"}] == ["declared", "declared"]


@pytest.mark.parametrize(("name", "type", "shown"), [("Waikato Lakes Foundation", "ngo", "foundation")])
def test_a_type_read_from_the_name_stays_where_it_is_more_special(
    store: Store, name: str, type: str, shown: str
) -> None:
    read(store, partnership("1", Mention(name, "…")), entry("1", name, type=type, country="NZL"))
    assert partner(store, name).fact("type") == shown


def test_a_type_read_from_the_name_gives_way_to_the_entry_s(store: Store) -> None:
    name = "Waikato Lakes Institute"
    read(store, partnership("1", Mention(name, "…")), entry("1", name, type="ngo", country="NZL"))
    types = [(fact.value, fact.chosen) for fact in partner(store, name).facts if fact.field == "type"]
    assert types[0] == ("ngo", True)
    assert all(not chosen for _, chosen in types[1:])


def test_two_partners_that_an_entry_makes_one_are_two_again_without_it(store: Store) -> None:
    names = ("University of Waikato", "Te Whare Wānanga o Waikato")
    drafts = [partnership(str(at), Mention(name, "…")) for at, name in enumerate(names)]
    read(store, *drafts)
    before = {entity.id: entity for entity in store.view().entities("partner")}
    assert len(before) == 2
    read(store, WAIKATO)
    (one,) = store.view().entities("partner")
    assert one.id in before
    assert one.degree == 2
    assert set(store.view().redirects().values()) == {one.id}
    remove_register(store, "ror")
    rebuild(store)
    assert {entity.id: entity for entity in store.view().entities("partner")} == before


def test_deriving_twice_changes_nothing(store: Store) -> None:
    read(store, PLAIN, WAIKATO, LAKES, NOBODY)
    assert not rebuild(store).any
