"""What is known of a partner: of several things that are said the one that is chosen, and the others beside it."""

from __future__ import annotations

from graph.build.derive import derive
from graph.model.drafts import Draft, Mention
from graph.model.entities import Entity, Relation


def derived(*mentions: Mention) -> tuple[dict[str, Entity], list[Relation]]:
    """The partners by name, and the relations, of entries with one mention each."""
    drafts = [
        Draft("demo", str(at), "partnership", f"Entry {at}", "test/1", mentions=(mention,))
        for at, mention in enumerate(mentions)
    ]
    graph = derive(drafts, (), frozenset(), frozenset())
    partners = {entity.name: entity for entity in graph.entities.values() if entity.kind == "partner"}
    return partners, list(graph.relations.values())


def undp(country: str = "", type: str = "", basis: str = "") -> Mention:
    return Mention("UNDP", "UNDP", country=country, type=type, type_basis=basis)  # type: ignore[arg-type]  # a plain word


def test_one_record_s_country_is_not_a_world_organisation_s_seat() -> None:
    one = derived(undp("FJI"), *[undp()] * 10)[0]["UNDP"]
    (stated,) = [fact for fact in one.facts if fact.field == "country"]
    assert (one.fact("country"), stated.value, stated.note) == (None, "FJI", "perhaps of an office of it")
    assert derived(undp("USA"), undp("USA"), *[undp()] * 10)[0]["UNDP"].fact("country") == "USA"


def test_a_world_organisation_s_type_is_the_one_that_the_vocabulary_has_too() -> None:
    said = [undp(type="ngo", basis="header")] * 2 + [undp(type="un-system", basis="declared")]
    one = derived(*said)[0]["UNDP"]
    assert one.fact("type") == "un-system"
    assert [fact.value for fact in one.facts if fact.field == "type" and not fact.chosen] == ["ngo"]


def test_where_a_name_stands_makes_no_world_organisation_a_government() -> None:
    one = derived(undp(type="government", basis="rule"))[0]["UNDP"]
    assert one.fact("type") == "un-system"
    assert [fact.value for fact in one.facts if fact.field == "type" and not fact.chosen] == ["government"]


def test_what_more_records_say_is_the_type_and_a_heading_counts_twice() -> None:
    def trust(type: str, basis: str) -> Mention:
        return Mention("Reef Trust", "Reef Trust", type=type, type_basis=basis)  # type: ignore[arg-type]  # as above

    heading, own = trust("ngo", "header"), trust("foundation", "declared")
    assert derived(heading, own)[0]["Reef Trust"].fact("type") == "ngo"
    assert derived(heading, own, own, own)[0]["Reef Trust"].fact("type") == "foundation"


def test_a_world_organisation_is_no_part_of_whom_a_list_puts_it_under() -> None:
    listed = Mention("UNDP", "Reef Trust: UNDP", parent="Reef Trust", parent_kind="organisation")
    other = Mention("Reef Youth", "Reef Trust: Reef Youth", parent="Reef Trust", parent_kind="organisation")
    partners, relations = derived(listed, other)
    parts = {relation.source for relation in relations if relation.relation == "part-of"}
    assert partners["UNDP"].id not in parts
    assert partners["Reef Youth"].id in parts
