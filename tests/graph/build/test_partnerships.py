"""One partnership of several records: what it holds, what answers to its ids, and what an undo gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.build.differences import differences
from graph.build.rebuild import Changes, rebuild
from graph.errors import MovedError, NotFoundError
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.entities import Entity, Relation
from graph.model.judgements import Judgement, Name, Verdict
from graph.model.records import Record, Register
from graph.store import open_store
from graph.store.interface import Store
from graph.store.removal import remove_register

TEXT = (
    "The fund gives small grants to villages that protect their reefs, pays for the training of wardens and for boats, "
    "and keeps a common register of catches, so that the fishers of the bay can agree on seasons and on places."
)
OLD = Draft(
    "old", "1", "partnership", "Blue Bay Reef Fund", "test/1",
    facts=(DraftFact("title", "Blue Bay Reef Fund"), DraftFact("start", "2016", "2016", "Time")),
    mentions=(Mention("Bay Trust", "Bay Trust", "Partners"), Mention("Reef Union", "Reef Union", "Partners")),
    links=(Link("addresses", "sdg", "14"), Link("operates-in", "country", "KEN")),
    texts=(Text("description", TEXT, "en", "Text"),),
    url="https://old.example/1",
)  # fmt: skip
NEW = Draft(
    "new", "9", "partnership", "BLUE BAY REEF FUND", "test/1",
    facts=(DraftFact("title", "BLUE BAY REEF FUND"), DraftFact("start", "2016-04", "April 2016", "Time")),
    mentions=(Mention("Bay Trust", "Bay Trust", "Lead", role="lead"), Mention("Sea Bank", "Sea Bank", "Partners")),
    links=(Link("addresses", "sdg", "13"), Link("addresses", "sdg", "14")),
    texts=(Text("description", f"{TEXT} Twelve villages take part, and two more join each year.", "en", "Text"),),
    url="https://new.example/9",
)  # fmt: skip
APART = Draft("old", "2", "partnership", "Harbour plastic watch", "test/1", mentions=(Mention("Sea Bank", "Sea Bank"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def read(store: Store, *drafts: Draft) -> None:
    with store.writer() as writer:
        for code in {draft.register for draft in drafts}:
            writer.put_register(Register(code))
        writer.put_records(Record(draft.register, draft.key, {"title": draft.name}) for draft in drafts)
        writer.put_drafts(drafts)


def say(store: Store, a: str, b: str, verdict: Verdict, undone_at: str = "") -> None:
    first, second = sorted((Name(a, "partnership"), Name(b, "partnership")))
    word = Judgement(first, second, verdict, "person", "Ama", "2026-01-01T00:00:00Z", undone_at=undone_at)
    with store.writer() as writer:
        writer.put_judgements([word])
    rebuild(store)


def graph(store: Store) -> tuple[list[Entity], list[Relation], dict[str, str], list[Judgement]]:
    view = store.view()
    return list(view.entities()), list(view.relations()), view.redirects(), view.scored()


def moved(store: Store, id: str) -> str:
    with pytest.raises(MovedError) as found:
        store.view().entity(id)
    return found.value.heir


def test_two_records_of_one_initiative_are_one_entry(store: Store) -> None:
    read(store, OLD, NEW, APART)
    rebuild(store)
    profile = store.view().profile("new-9")
    entry = profile.entity
    assert store.view().status().entities["partnership"] == 2
    assert entry.records == ("new:9", "old:1")
    assert entry.facets["register"] == ("new", "old")
    assert (entry.facets["sdg"], entry.facets["country"]) == (("13", "14"), ("KEN",))
    assert [(alias.name, alias.count, len(alias.sources)) for alias in entry.aliases] == [("BLUE BAY REEF FUND", 2, 2)]
    assert "they have the same title" in entry.aliases[0].rule
    assert [text.text for text in entry.texts] == [NEW.texts[0].text]
    start = {fact.value: (fact.chosen, fact.rule) for fact in entry.facts if fact.field == "start"}
    assert start == {"2016-04": (True, "more exact than 2016"), "2016": (False, "less exact")}
    assert moved(store, "old-1") == "new-9", "a record's own id answers, also where no entry ever stood under it"


def test_a_partner_that_one_record_calls_its_lead_and_another_only_lists_is_its_lead_by_both(store: Store) -> None:
    read(store, OLD, NEW)
    rebuild(store)
    profile = store.view().profile("new-9")
    taking = {
        profile.names[relation.source][0]: (relation.role, [source.record for source in relation.sources])
        for relation in profile.relations
        if relation.relation == "takes-part"
    }
    assert taking == {
        "Bay Trust": ("lead", ["new:9", "old:1"]),
        "Reef Union": ("not-stated", ["old:1"]),
        "Sea Bank": ("not-stated", ["new:9"]),
    }
    assert profile.entity.degree == 3
    found = {each.field: each.said for each in differences(profile.entity, profile.relations, profile.names)}
    assert [said.values for said in found["partners"]] == [("Sea Bank",), ("Reef Union",)]
    assert [said.values for said in found["start"]] == [("2016-04",), ("2016",)]


def test_deriving_twice_changes_nothing_and_what_was_decided_is_kept_for_the_desk(store: Store) -> None:
    read(store, OLD, NEW, APART)
    rebuild(store)
    before = graph(store)
    assert rebuild(store) == Changes()
    assert graph(store) == before
    (judgement,) = [each for each in store.view().scored() if each.a.kind == "partnership"]
    assert (judgement.verdict, judgement.a.folded, judgement.b.folded) == ("same", "new:9", "old:1")


def test_a_merge_by_a_person_is_undone_to_the_exact_state_before(store: Store) -> None:
    read(store, OLD, APART)
    rebuild(store)
    before = graph(store)
    say(store, "old:1", "old:2", "same")
    assert moved(store, "old-2") == "old-1"
    assert store.view().entity("old-1").records == ("old:1", "old:2")
    assert {alias.name for alias in store.view().entity("old-1").aliases} == {OLD.name, APART.name}
    say(store, "old:1", "old:2", "same", undone_at="2026-02-01T00:00:00Z")
    assert graph(store) == before


def test_a_person_parts_what_the_score_has_joined_and_it_comes_back_when_that_is_undone(store: Store) -> None:
    read(store, OLD, NEW, APART)
    rebuild(store)
    before = graph(store)
    say(store, "new:9", "old:1", "different")
    assert store.view().entity("old-1").records == ("old:1",)
    assert store.view().entity("new-9").records == ("new:9",)
    assert store.view().redirects() == {}
    read(store, OLD, NEW)
    rebuild(store)
    assert store.view().entity("old-1").records == ("old:1",), "a word survives another reading"
    say(store, "new:9", "old:1", "different", undone_at="2026-02-01T00:00:00Z")
    assert graph(store) == before


def test_an_id_keeps_its_meaning_when_an_earlier_record_turns_out_to_be_the_same(store: Store) -> None:
    read(store, OLD)
    rebuild(store)
    read(store, NEW)
    rebuild(store)
    entry = store.view().entity("old-1")
    assert entry.records == ("new:9", "old:1")
    assert moved(store, "new-9") == "old-1"


def test_an_entry_outlives_one_of_its_records(store: Store) -> None:
    read(store, OLD, NEW)
    rebuild(store)
    remove_register(store, "new")
    rebuild(store)
    assert store.view().entity("old-1").records == ("old:1",)
    assert moved(store, "new-9") == "old-1", "who kept the id of the entry still finds it"
    remove_register(store, "old")
    rebuild(store)
    for id in ("old-1", "new-9"):
        with pytest.raises(NotFoundError):
            store.view().entity(id)


def test_the_same_records_give_the_same_graph_in_another_store(store: Store, tmp_path: Path) -> None:
    read(store, OLD, NEW, APART)
    rebuild(store)
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        read(other, APART, NEW)
        read(other, OLD)
        rebuild(other)
        assert {entity.id for entity in other.view().entities()} == {entity.id for entity in store.view().entities()}
        assert other.view().redirects() == store.view().redirects()


def test_an_entry_is_called_by_its_title_where_one_record_has_none(store: Store) -> None:
    untitled = replace(NEW, name="9", facts=NEW.facts[1:])
    read(store, OLD, untitled)
    say(store, "old:1", "new:9", "same")
    assert store.view().entity("new-9").name == "Blue Bay Reef Fund"
