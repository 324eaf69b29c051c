"""The derivation: twice is once, an undo gives back what was there, ids keep their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.build.rebuild import Changes, rebuild
from graph.errors import MovedError, NotFoundError
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.entities import Entity, Relation
from graph.model.judgements import Judgement, Name
from graph.model.records import Record, Register
from graph.store import open_store
from graph.store.interface import Store
from graph.text.fold import fold


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def draft(key: str, title: str, *mentions: Mention, **more: object) -> Draft:
    return Draft("demo", key, "partnership", title, "test/1", mentions=mentions, **more)


def read(store: Store, *drafts: Draft, register: str = "demo") -> None:
    with store.writer() as writer:
        writer.put_register(Register(register))
        writer.put_records(
            Record(each.register, each.key, {"title": each.name, "partners": [m.written for m in each.mentions]})
            for each in drafts
        )
        writer.put_drafts(drafts)


def graph(store: Store) -> tuple[list[Entity], list[Relation], dict[str, str]]:
    view = store.view()
    entities = [entity for entity in view.entities() if entity.records]
    kept = {entity.id for entity in entities}
    return entities, [each for each in view.relations() if {each.source, each.target} & kept], view.redirects()


def partner(store: Store, name: str) -> str:
    return next(id for id, _ in store.view().named([fold(name)])[fold(name)])


MANGROVES = draft(
    "1",
    "Mangroves for the coast",
    Mention(
        "United Nations Environment Programme",
        "UNEP…",
        "Partners",
        acronym="UNEP",
        type="un-system",
        type_basis="header",
    ),
    Mention(
        "Ministry of Forestry", "…", "Partners", country="KEN", parent="Government of Kenya", parent_kind="government"
    ),
    Mention("local communities", "local communities", "Partners", kind="generic"),
    facts=(DraftFact("start", "2019", "2019", "Time"), DraftFact("start", "2020-01", "January 2020", "Time 2")),
    links=(Link("operates-in", "country", "KEN"), Link("addresses", "sdg", "14"), Link("addresses", "sdg", "99")),
    texts=(Text("description", "We restore mangroves.", "en", "Description"),),
    portfolio="csd",
)
SOLAR = draft("2", "Solar clinics", Mention("UNEP", "UNEP", "Partners"), Mention("Blue Fund", "Blue Fund", "Partners"))
FONDS = draft("3", "Fonds", Mention("Fonds bleu", "Fonds bleu", "Partners"))


def test_what_a_record_states_becomes_facts_and_relations_with_their_source(store: Store) -> None:
    read(store, MANGROVES, SOLAR)
    rebuild(store)
    profile = store.view().profile("demo-1")
    start = [fact for fact in profile.entity.facts if fact.field == "start"]
    assert [(fact.value, fact.chosen, fact.sources[0].written) for fact in start] == [
        ("2019", True, "2019"),
        ("2020-01", False, "January 2020"),
    ]
    assert profile.entity.facets == {
        "country": ("KEN",),
        "portfolio": ("csd",),
        "register": ("demo",),
        "sdg": ("14",),
        "type": ("government", "un-system"),
    }
    ends = {(relation.relation, relation.target) for relation in profile.relations if relation.source == "demo-1"}
    assert ends == {("operates-in", "KEN"), ("addresses", "sdg-14"), ("part-of", "programme-csd")}
    unep = store.view().profile(partner(store, "UNEP"))
    assert unep.entity.name == "United Nations Environment Programme"
    assert unep.entity.degree == 2
    assert unep.entity.fact("type") == "un-system"
    assert all(relation.sources for relation in unep.relations)
    assert unep.entity.fact("identifier") == {"scheme": "XM-DAC", "value": "41116"}


def test_a_ministry_is_part_of_its_government_and_generic_phrases_are_nobody(store: Store) -> None:
    read(store, MANGROVES)
    rebuild(store)
    ministry = store.view().profile(partner(store, "Ministry of Forestry"))
    assert ("part-of", "Government of Kenya") in {
        (relation.relation, ministry.names[relation.target][0])
        for relation in ministry.relations
        if relation.source == ministry.entity.id
    }
    assert not store.view().named(["local communities"]).get("local communities")


def test_deriving_twice_changes_nothing(store: Store) -> None:
    read(store, MANGROVES, SOLAR, FONDS)
    first = rebuild(store)
    assert first.any
    before = graph(store)
    assert rebuild(store) == Changes()
    assert graph(store) == before
    assert not store.view().status().pending


def test_the_same_files_give_the_same_ids_in_another_store(store: Store, tmp_path: Path) -> None:
    read(store, MANGROVES, SOLAR, FONDS)
    rebuild(store)
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        read(other, MANGROVES, SOLAR, FONDS)
        rebuild(other)
        assert graph(other) == graph(store)


def test_a_judgement_merges_redirects_and_is_undone_to_the_exact_state_before(store: Store) -> None:
    read(store, MANGROVES, SOLAR, FONDS)
    rebuild(store)
    before = graph(store)
    blue, bleu = partner(store, "Blue Fund"), partner(store, "Fonds bleu")
    assert blue != bleu
    word = Judgement(Name("blue fund"), Name("fonds bleu"), "same", "person", "Ama", "2026-01-01T00:00:00Z")
    with store.writer() as writer:
        writer.put_judgements([word])
    rebuild(store)
    with pytest.raises(MovedError) as moved:
        store.view().entity(bleu)
    assert moved.value.heir == blue
    merged = store.view().entity(blue)
    assert {alias.name for alias in merged.aliases} == {"Blue Fund", "Fonds bleu"}
    assert merged.degree == 2
    with store.writer() as writer:
        writer.put_judgements([replace(word, undone_at="2026-01-02T00:00:00Z")])
    rebuild(store)
    assert graph(store) == before


def test_an_id_keeps_its_meaning_when_an_earlier_record_mentions_the_partner(store: Store) -> None:
    read(store, SOLAR)
    rebuild(store)
    unep = partner(store, "UNEP")
    read(store, replace(MANGROVES, register="earlier"), register="earlier")
    rebuild(store)
    assert partner(store, "UNEP") == unep
    assert store.view().entity(unep).name == "United Nations Environment Programme"


def test_a_partnership_is_found_by_the_names_of_its_partners_also_after_they_change(store: Store) -> None:
    from graph.store.query import Query

    read(store, SOLAR)
    rebuild(store)
    read(store, replace(SOLAR, mentions=(*SOLAR.mentions, Mention("Zephyr Trust", "Zephyr Trust", "Partners"))))
    rebuild(store)
    found = {scored.id for scored in store.view().rank(Query(terms=("zephyr",)), 10)}
    assert "demo-2" in found


def test_a_deleted_register_takes_its_partners_along_and_leaves_the_others(store: Store) -> None:
    read(store, MANGROVES, SOLAR)
    rebuild(store)
    before = graph(store)
    read(store, replace(FONDS, register="other"), register="other")
    rebuild(store)
    with store.writer() as writer:
        writer.delete_register("other")
    rebuild(store)
    assert graph(store) == before
    with pytest.raises(NotFoundError):
        store.view().entity("other-3")


def test_an_empty_store_holds_the_terms_of_the_vocabularies(store: Store) -> None:
    rebuild(store)
    entities = store.view().status().entities
    assert (entities["sdg"], entities["target"]) == (17, 169)
    assert "partner" not in entities or entities["partner"] == 0


def test_every_fact_names_the_records_that_state_it_and_no_others(store: Store) -> None:
    plain = [
        draft(str(number), f"Entry {number}", Mention("Blue Fund", "Blue Fund", "Partners")) for number in range(6)
    ]
    telling = Mention(
        "Blue Fund", "Blue Fund (BF) (NGO)", "Partners", acronym="BF", type="ngo", type_basis="declared", country="KEN"
    )
    read(store, *plain, draft("9", "Entry 9", telling))
    rebuild(store)
    fund = store.view().entity(partner(store, "Blue Fund"))
    assert fund.records == tuple(f"demo:{key}" for key in (*range(6), 9))
    assert {fact.field: {source.record for source in fact.sources} for fact in fund.facts} == {
        "type": {"demo:9"},
        "country": {"demo:9"},
    }
    acronym = next(alias for alias in fund.aliases if alias.kind == "acronym")
    assert [source.record for source in acronym.sources] == ["demo:9"]


def test_an_id_whose_own_spelling_is_gone_answers_with_its_heir(store: Store) -> None:
    first = draft("1", "One", Mention("Blue Fund", "Blue Fund", "Partners"))
    second = draft("2", "Two", Mention("The Blue Fund", "The Blue Fund", "Partners"))
    read(store, first, second)
    rebuild(store)
    old = partner(store, "Blue Fund")
    assert partner(store, "The Blue Fund") == old
    read(store, replace(first, mentions=()))
    rebuild(store)
    heir = partner(store, "The Blue Fund")
    if heir != old:
        with pytest.raises(MovedError) as moved:
            store.view().entity(old)
        assert moved.value.heir == heir
    read(store, first)
    rebuild(store)
    assert partner(store, "Blue Fund") == heir


def test_keys_that_differ_in_case_or_by_a_hyphen_are_different_entries(store: Store) -> None:
    read(store, draft("A1", "Capital"), draft("a1", "Small"), draft("a-1", "Hyphen"))
    rebuild(store)
    assert store.view().status().entities["partnership"] == 3


def test_nothing_to_do_writes_nothing(store: Store) -> None:
    read(store, SOLAR)
    rebuild(store)
    version = store.view().version()
    rebuild(store)
    assert store.view().version() == version
